"""The outreach ledger: who was asked about co-production where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlite_utils import Database

from copro_map.base.store.connection import NEXT_REVISION, Saved

ADD = """
INSERT INTO outreach (
    area_code, theme, asked_on, asked_by, replies, none_on, none_by, note
) VALUES (
    :area_code, :theme, :asked_on, :asked_by, :replies, :none_on, :none_by, :note
)
ON CONFLICT DO NOTHING
"""
LEDGER = """
SELECT id, area_code, theme, asked_on, asked_by, replies, none_on, none_by, note
FROM outreach ORDER BY id
"""
AREA_OF = "SELECT area_code FROM outreach WHERE id = ?"
TAKE_OUT = "DELETE FROM outreach WHERE id = ?"


# ``area_code`` is a code of any layer, or that of all Wales; an empty ``theme`` means
# every theme. On ``asked_on`` somebody asked, and got so many ``replies`` (None: not
# known). On ``none_on`` it was checked locally that there is none. Dates are ISO or
# empty, at least one is given; ``asked_by`` and ``none_by`` are roles, never names.
COLUMNS = (
    "area_code",
    "theme",
    "asked_on",
    "asked_by",
    "replies",
    "none_on",
    "none_by",
    "note",
)


def add_outreach(database: Database, rows: Sequence[Mapping[str, Any]]) -> Saved:
    """Add rows inside the caller's transaction; return how many were new.

    Each has all ``COLUMNS``: an area, a theme, and what was done there.
    A row that is there already, the same in every field, is not added again. Nothing is
    ever changed: a later row supersedes an earlier one by its date. What was a mistake
    is taken out (``take_outreach_out``); the log of changes says so.
    """
    connection = database.conn
    # Not what triggers write besides, such as those that keep what an import touches.
    added = connection.executemany(ADD, rows).rowcount
    if added:
        connection.execute(NEXT_REVISION)
    return Saved(added=added, changed=0, unchanged=len(rows) - added)


def add_answer(database: Database, row: Mapping[str, Any]) -> int | None:
    """Add one row inside the caller's transaction; return its id.

    None if the same row is there already.
    """
    done = database.conn.execute(ADD, row)
    if not done.rowcount:
        return None
    database.conn.execute(NEXT_REVISION)
    return done.lastrowid


def area_of(database: Database, number: int) -> str | None:
    """Return the code of the area of a row, None if there is no such row."""
    row = database.execute(AREA_OF, [number]).fetchone()
    return str(row[0]) if row else None


def take_outreach_out(database: Database, number: int) -> None:
    """Remove a row inside the caller's transaction."""
    database.conn.execute(TAKE_OUT, [number])
    database.conn.execute(NEXT_REVISION)


def outreach_rows(database: Database) -> pd.DataFrame:
    """Return the whole ledger, in the order in which it was entered.

    Returns
    -------
    pandas.DataFrame
        One row a row of the ledger; index ``id``, unique, growing: of two rows of the
        same date the one with the larger id was entered later. Columns as in
        ``COLUMNS``, text where a missing one is empty (dates are ISO text, so that they
        sort), but ``replies``: whole numbers (``Int64``), missing if not known.
    """
    cursor = database.execute(LEDGER)
    columns = ["id", *COLUMNS]
    frame = pd.DataFrame(cursor.fetchall(), columns=columns, dtype=object)
    types = dict.fromkeys(columns, "str") | {"id": "int64", "replies": "Int64"}
    return frame.astype(types).set_index("id")
