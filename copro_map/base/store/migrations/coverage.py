"""Tables of coverage: the ledger of who was asked where."""

from __future__ import annotations

from sqlite_utils import Database

# Who was asked where. The rules of the import, again: a date is a date (or empty), has
# somebody behind it, and replies belong to a day of asking.
OUTREACH = """
CREATE TABLE outreach (
    id INTEGER PRIMARY KEY,
    area_code TEXT NOT NULL CHECK (area_code <> ''),
    theme TEXT NOT NULL,
    asked_on TEXT NOT NULL
        CHECK (asked_on = '' OR asked_on IS date(asked_on, '+0 days')),
    asked_by TEXT NOT NULL CHECK ((asked_by = '') = (asked_on = '')),
    replies INTEGER CHECK (replies >= 0),
    none_on TEXT NOT NULL
        CHECK (none_on = '' OR none_on IS date(none_on, '+0 days')),
    none_by TEXT NOT NULL CHECK ((none_by = '') = (none_on = '')),
    note TEXT NOT NULL,
    CHECK (asked_on <> '' OR none_on <> ''),
    CHECK (asked_on <> '' OR replies IS NULL)
) STRICT
"""
# The same row is kept once. An unknown number of replies is the same as another one.
OUTREACH_ROW = """
CREATE UNIQUE INDEX outreach_row ON outreach (
    area_code, theme, asked_on, asked_by, COALESCE(replies, -1), none_on, none_by, note
)
"""


def outreach_ledger(database: Database) -> None:
    """Who was asked about co-production where, and what came of it."""
    database.execute(OUTREACH)
    database.execute(OUTREACH_ROW)


def moved_by_month(database: Database) -> None:  # noqa: ARG001 - to be filled
    """Keep each month how an area stood, to say what moved."""
