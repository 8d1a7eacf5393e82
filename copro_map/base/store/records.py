"""Tables whose rows are records: a frozen dataclass each, its fields the columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from sqlite_utils import Database

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")
NUMBER = "number"  # the column by which a row is known


class Records:
    """Tables by the record that their rows are; each has a column ``number``.

    Read and written inside the caller's transaction.
    """

    def __init__(self, tables: Mapping[type, str]) -> None:
        self.tables = tables

    def rows(
        self, database: Database, record: type[Record], **where: object
    ) -> list[Record]:
        """Return the rows of a record's table, oldest first; those alone asked for.

        ``where`` are columns, each with the value that it is to have. What a field
        says is a ``bool`` is one, whatever the table holds for it.
        """
        sorts = {one.name: one.type for one in fields(record)}
        asked = " AND ".join(f"{name} = :{name}" for name in where) or "1"
        sql = (
            f"SELECT {', '.join(sorts)} FROM {self.tables[record]} "  # noqa: S608 - names
            f"WHERE {asked} ORDER BY {NUMBER}"
        )
        found: list[Record] = []
        for row in database.conn.execute(sql, where):
            facts: dict[str, Any] = {
                name: bool(value) if sort == "bool" else value
                for (name, sort), value in zip(sorts.items(), row, strict=True)
            }
            found.append(record(**facts))
        return found

    def put(self, database: Database, record: type[Record], **facts: object) -> int:
        """Keep a new row of a record's table; return its number."""
        names, marks = ", ".join(facts), ", ".join(f":{name}" for name in facts)
        sql = f"INSERT INTO {self.tables[record]} ({names}) VALUES ({marks})"  # noqa: S608 - names
        return int(database.conn.execute(sql, facts).lastrowid or 0)

    def drop(self, database: Database, record: type[Record], number: int) -> None:
        """Let a row go that was entered by mistake, as if it had never been."""
        sql = f"DELETE FROM {self.tables[record]} WHERE {NUMBER} = ?"  # noqa: S608 - names
        database.conn.execute(sql, [number])

    def become(
        self, database: Database, record: type[Record], number: int, **facts: object
    ) -> Record:
        """Change some columns of a row; return it as it is then."""
        sets = ", ".join(f"{name} = :{name}" for name in facts)
        sql = f"UPDATE {self.tables[record]} SET {sets} WHERE {NUMBER} = :{NUMBER}"  # noqa: S608 - names
        database.conn.execute(sql, {**facts, NUMBER: number})
        (after,) = self.rows(database, record, number=number)
        return after
