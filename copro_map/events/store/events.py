"""The tables of events: read and written inside the caller's transaction."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlite_utils import Database

from copro_map.events.rules.records import Booking, Event, Moved

Record = TypeVar("Record", Event, Moved, Booking)
TABLES: dict[type, str] = {Event: "event", Moved: "event_moved", Booking: "booking"}


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


def become(
    database: Database, record: type[Record], number: int, **facts: object
) -> Record:
    """Change some columns of a row; return it as it is then."""
    sets = ", ".join(f"{name} = :{name}" for name in facts)
    sql = f"UPDATE {TABLES[record]} SET {sets} WHERE number = :number"  # noqa: S608 - names
    database.conn.execute(sql, {**facts, "number": number})
    (after,) = rows(database, record, number=number)
    return after


ATTENDED = "SELECT event, entry, noted_on FROM event_attended ORDER BY event, entry"
ATTEND = (
    "INSERT OR IGNORE INTO event_attended (event, entry, noted_on) VALUES (?, ?, ?)"
)
NOT_ATTENDED = "DELETE FROM event_attended WHERE event = ? AND entry = ?"


def attended(database: Database) -> list[tuple[int, str, str]]:
    """Return which entries came to which event, by its number, and when."""
    return list(database.conn.execute(ATTENDED).fetchall())


def attend(database: Database, event: int, entry: str, day: str) -> None:
    """Keep that an entry's people came to an event."""
    database.conn.execute(ATTEND, (event, entry, day))


def not_attended(database: Database, event: int, entry: str) -> None:
    """Take back that an entry's people came to an event."""
    database.conn.execute(NOT_ATTENDED, (event, entry))


BOOKED = """
    SELECT event, SUM(state = 'in'), SUM(state = 'waiting')
    FROM booking GROUP BY event
"""


def booked(database: Database) -> dict[int, tuple[int, int]]:
    """Return how many have a place at each event, and how many wait for one."""
    found = database.conn.execute(BOOKED).fetchall()
    return {event: (held, waiting) for event, held, waiting in found}
