"""The tables of members: read and written inside the caller's transaction."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlite_utils import Database

from copro_map.members.rules.records import (
    Asked,
    Decided,
    Gift,
    Interest,
    Member,
    Seat,
    Taken,
)

Record = TypeVar("Record", Member, Taken, Gift, Asked, Seat, Interest, Decided)
TABLES: dict[type, str] = {
    Member: "member",
    Taken: "member_role",
    Gift: "member_given",
    Asked: "promise_asked",
    Seat: "seat",
    Interest: "interest",
    Decided: "decision",
}


def _read(value: object, holds: object) -> object:
    return bool(value) if holds == "bool" else value


def rows(database: Database, record: type[Record], **where: object) -> list[Record]:
    """Return the rows of a record's table, oldest first; those alone asked for.

    ``where`` are columns, each with the value that it is to have.
    """
    names = record.__annotations__
    asked = " AND ".join(f"{name} = :{name}" for name in where) or "1"
    sql = (
        f"SELECT {', '.join(names)} FROM {TABLES[record]} "  # noqa: S608 - names
        f"WHERE {asked} ORDER BY number"
    )
    found: list[Record] = []
    for row in database.conn.execute(sql, where):
        facts: dict[str, Any] = {
            name: _read(value, holds)
            for (name, holds), value in zip(names.items(), row, strict=True)
        }
        found.append(record(**facts))
    return found


def put(database: Database, record: type[Record], **facts: object) -> int:
    """Keep a new row of a record's table; return its number."""
    names, marks = ", ".join(facts), ", ".join(f":{name}" for name in facts)
    sql = f"INSERT INTO {TABLES[record]} ({names}) VALUES ({marks})"  # noqa: S608 - names
    return int(database.conn.execute(sql, facts).lastrowid or 0)


def drop(database: Database, record: type[Record], number: int) -> None:
    """Let a row go that was entered by mistake, as if it had never been."""
    sql = f"DELETE FROM {TABLES[record]} WHERE number = ?"  # noqa: S608 - a name
    database.conn.execute(sql, [number])


def become(
    database: Database, record: type[Record], number: int, **facts: object
) -> Record:
    """Change some columns of a row; return it as it is then."""
    sets = ", ".join(f"{name} = :{name}" for name in facts)
    sql = f"UPDATE {TABLES[record]} SET {sets} WHERE number = :number"  # noqa: S608 - names
    database.conn.execute(sql, {**facts, "number": number})
    (after,) = rows(database, record, number=number)
    return after
