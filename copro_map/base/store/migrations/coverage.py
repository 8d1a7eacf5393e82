"""Tables of coverage: the ledger of who was asked where."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.migrations.append_only import only_added_to

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
# How an area stood in public at the end of a month, once: what moved is read from it.
# Its id is "2026-11/W06000008".
AREA_MONTH = """
CREATE TABLE area_month (
    id TEXT PRIMARY KEY CHECK (id = month || '/' || area_code),
    month TEXT NOT NULL CHECK (month || '-01' IS date(month || '-01', '+0 days')),
    area_code TEXT NOT NULL CHECK (area_code <> ''),
    entries INTEGER NOT NULL CHECK (entries >= 0),
    record TEXT NOT NULL CHECK (record IN ('none', 'low', 'usual')),
    known TEXT NOT NULL
        CHECK (known IN ('not_asked', 'asked', 'confirmed_none', 'recorded')),
    kept_at TEXT NOT NULL CHECK (kept_at <> ''),
    CHECK ((entries > 0) = (known = 'recorded')),
    CHECK ((entries = 0) = (record = 'none'))
) STRICT
"""
# What somebody knows that is not on the map: private, it waits for a steward.
KNOWN_ONE = """
CREATE TABLE known_one (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    area_code TEXT NOT NULL CHECK (area_code <> ''),
    theme TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    place TEXT NOT NULL CHECK (place <> ''),
    told_on TEXT NOT NULL CHECK (told_on IS date(told_on, '+0 days')),
    role TEXT NOT NULL CHECK (role <> ''),
    outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'on_map', 'not_for_map'))
) STRICT
"""


def outreach_ledger(database: Database) -> None:
    """Who was asked about co-production where, and what came of it."""
    database.execute(OUTREACH)
    database.execute(OUTREACH_ROW)


def moved_by_month(database: Database) -> None:
    """Keep each month how an area stood; and what somebody knows that is missing."""
    database.execute(AREA_MONTH)
    database.execute(KNOWN_ONE)
    only_added_to(database, "area_month", "id")
