"""Tables of workshops: where a room of people types what it knows, on one evening."""

from __future__ import annotations

from sqlite_utils import Database

# A workshop: its code, as a keyed mark, lets phones type lines until it ends. What was
# typed are versions (``version_sent.workshop``), each to be accepted like any other.
# Its names are emptied with the last of them; ``area`` is of a council or an authority.
WORKSHOP = """
CREATE TABLE workshop (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL DEFAULT '',
    name_cy TEXT NOT NULL DEFAULT '',
    code_mark TEXT NOT NULL UNIQUE CHECK (length(code_mark) = 64),
    area TEXT NOT NULL DEFAULT '',
    opened_at TEXT NOT NULL,
    opened_by INTEGER,
    ends_at TEXT NOT NULL
) STRICT
"""
OF_WORKSHOP = """
ALTER TABLE version_sent ADD COLUMN workshop INTEGER REFERENCES workshop (number)
"""
INDEX = """
CREATE INDEX version_sent_workshop ON version_sent (workshop)
WHERE workshop IS NOT NULL
"""


def workshops(database: Database) -> None:
    """Keep workshops, and which versions come from one."""
    database.execute(WORKSHOP)
    database.execute(OF_WORKSHOP)
    database.execute(INDEX)
