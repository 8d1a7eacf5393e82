"""The outreach ledger: who was asked about co-production where. Rows are only added."""

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
    ever changed: a later row supersedes an earlier one by its date.
    """
    connection = database.conn
    before = connection.total_changes
    connection.executemany(ADD, rows)
    added = connection.total_changes - before
    if added:
        connection.execute(NEXT_REVISION)
    return Saved(added=added, changed=0, unchanged=len(rows) - added)


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
