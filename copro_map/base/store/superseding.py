"""Records that newer ones supersede: added in the order of their days, and kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
from sqlite_utils import Database

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.store.connection import NEXT_REVISION

ADD = "INSERT INTO {table} ({names}) VALUES ({values})"
# Whose is the record that is to be superseded, and is it superseded already?
OLD = """
SELECT s.id, {owner} FROM {table} AS o
LEFT JOIN {table} AS s ON s.supersedes = o.id WHERE o.id = :supersedes
"""
# The record in force of the same thing, but for the one that is to be superseded.
SAME = """
SELECT o.id FROM {table} AS o LEFT JOIN {table} AS s ON s.supersedes = o.id
WHERE {same} AND s.id IS NULL AND o.id IS NOT :supersedes
"""
LAST = "SELECT max({day}) FROM {table} AS o WHERE {owned}"
KNOWN = """
SELECT o.*, s.id AS superseded_by FROM {table} AS o
LEFT JOIN {table} AS s ON s.supersedes = o.id AND s.{day} <= :as_at
WHERE o.{day} <= :as_at ORDER BY o.id
"""
LINKS = {"id": "int64", "supersedes": "Int64", "superseded_by": "Int64"}
Record = Mapping[str, object]


def _equal(names: Sequence[str]) -> str:
    return " AND ".join(f"o.{name} = :{name}" for name in names)


@dataclass(frozen=True)
class Ledger:
    """A table of records, and what is said of one that does not fit.

    ``owner`` names the columns that say whose a record is: one is superseded by one of
    the same owner. ``cell`` those of which one record is in force, none if there may be
    several. ``day`` is the column of the day of entry. ``parts`` are columns of JSON,
    ``types`` what else is not text.
    """

    table: str
    owner: tuple[str, ...]
    error: type[CoproMapError]
    cell: tuple[str, ...] = ()
    day: str = "entered_on"
    parts: tuple[str, ...] = ()
    types: Mapping[str, str] = field(default_factory=dict)
    no_old: str = N_("{subject}: has no record {number} that could be superseded.")
    has_newer: str = N_(
        "{subject}: record {number} is superseded already. Supersede record {newer}."
    )
    too_early: str = N_(
        "{subject}: a record of {date} cannot come after one of {last}, or what was "
        "shown then would change."
    )

    def _ask(self, database: Database, statement: str, facts: Record) -> sqlite3.Cursor:
        """Run a statement; only names of this table and its columns are filled in."""
        whole = statement.format(
            table=self.table,
            day=self.day,
            owner=", ".join(f"o.{name}" for name in self.owner),
            owned=_equal(self.owner),
            same=_equal(self.cell),
            names=", ".join(facts),
            values=", ".join(f":{name}" for name in facts),
        )
        return database.conn.execute(whole, facts)

    def refused(self, row: Record, message: str, **facts: object) -> CoproMapError:
        """Return the error for a record, that names its owner as ``{subject}``."""
        subject = ", ".join(str(row[name]) for name in self.owner)
        return self.error(message, subject=subject, **facts)

    def check_old(self, database: Database, row: Record) -> None:
        """Refuse to supersede what is not there, or is superseded already."""
        number = row["supersedes"]
        if number is None:
            return
        newer, *owner = self._ask(database, OLD, row).fetchone() or (None,)
        if owner != [row[name] for name in self.owner]:
            raise self.refused(row, self.no_old, number=number)
        if newer is not None:
            raise self.refused(row, self.has_newer, number=number, newer=newer)

    def check_same(self, database: Database, row: Record) -> None:
        """Refuse a second record in force of the same thing."""
        same = self._ask(database, SAME, row).fetchone()
        if same is not None:
            message = N_(
                "{subject}: record {number} says this already. Supersede that one."
            )
            raise self.refused(row, message, number=same[0])

    def check_day(self, row: Record, last: str | None) -> None:
        """Refuse a record that is entered before the last one of its owner."""
        day = str(row[self.day])
        if last is not None and day < last:
            raise self.refused(row, self.too_early, date=day, last=last)

    def last_day(self, database: Database, row: Record) -> str | None:
        """Return the day of the last record of an owner; None if there is none."""
        day: str | None = self._ask(database, LAST, row).fetchone()[0]
        return day

    def insert(self, database: Database, row: Record) -> int:
        """Add a record inside the caller's transaction; return its id."""
        plain = {
            name: json.dumps(value, ensure_ascii=False, sort_keys=True)
            if name in self.parts
            else value
            for name, value in row.items()
        }
        added = self._ask(database, ADD, plain).lastrowid
        assert added is not None  # a row was just added
        return added

    def add(self, database: Database, row: Record, last: str | None = None) -> int:
        """Add a record that fits those there are; return its id.

        ``last`` is the last day of its owner, if another table tells it too.
        """
        self.check_old(database, row)
        if self.cell:
            self.check_same(database, row)
        self.check_day(row, last or self.last_day(database, row))
        return self.insert(database, row)

    def known(self, database: Database, as_at: date | None = None) -> pd.DataFrame:
        """Return every record that was known on a day, in the order of entry.

        Returns
        -------
        pandas.DataFrame
            One row a record entered on or before ``as_at`` (None: all); index ``id``,
            unique, growing. Columns as the table's: text (dates ISO) but for ``types``,
            the ``parts`` as they were before they were JSON, ``supersedes`` (``Int64``)
            and ``superseded_by``, the id of the record that had superseded it by that
            day, missing if it was in force.
        """
        cursor = self._ask(database, KNOWN, {"as_at": (as_at or date.max).isoformat()})
        columns = [column[0] for column in cursor.description]
        frame = pd.DataFrame(cursor.fetchall(), columns=columns, dtype=object)
        texts = dict.fromkeys((x for x in columns if x not in self.parts), "str")
        frame = frame.astype(texts | LINKS | dict(self.types))
        for name in self.parts:
            frame[name] = frame[name].map(json.loads).astype(object)
        return frame.set_index("id")


def counted(database: Database, added: Sequence[int]) -> tuple[int, ...]:
    """Return the ids of records that were added, and count one change of the data."""
    if added:
        database.conn.execute(NEXT_REVISION)
    return tuple(added)
