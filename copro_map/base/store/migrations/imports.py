"""Tables of what is brought in by files: half done, done, and how it is taken back."""

from __future__ import annotations

from sqlite_utils import Database

# A file that a steward is about to bring in, with what they chose so far, for a day.
# Only the SHA-256 of its key is kept. It is changed and deleted.
DRAFT = """
CREATE TABLE import_draft (
    key_hash TEXT PRIMARY KEY CHECK (length(key_hash) = 64),
    person INTEGER,
    subject TEXT NOT NULL CHECK (subject <> ''),
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    told TEXT NOT NULL CHECK (json_type(told) = 'object'),
    kept_until TEXT NOT NULL CHECK (kept_until IS date(kept_until, '+0 days'))
) STRICT
"""
# An import that was made: of what, by whom, how many. ``change``: its line in the log.
MADE = """
CREATE TABLE import_made (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    subject TEXT NOT NULL CHECK (subject <> ''),
    of TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    at TEXT NOT NULL,
    person INTEGER,
    added INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    change INTEGER,
    state TEXT NOT NULL DEFAULT 'standing' CHECK (state IN ('standing', 'undone'))
) STRICT
"""
# Each row that an import touched: of which table, by its key, as it was before (''
# if it is new) and after ('' if it went). Emptied once it can no longer be taken back.
ROW = """
CREATE TABLE import_row (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL REFERENCES import_made (number) ON DELETE CASCADE,
    of TEXT NOT NULL CHECK (of <> ''),
    key TEXT NOT NULL CHECK (json_type(key) = 'array'),
    was TEXT NOT NULL DEFAULT '',
    now TEXT NOT NULL DEFAULT '',
    UNIQUE (number, of, key)
) STRICT
"""

# Which entry a row is, as a steward said of it ('' if it is left out): by a mark of the
# row. What was said last counts.
ANSWERED = """
CREATE TABLE row_answered (
    mark TEXT PRIMARY KEY CHECK (length(mark) = 32),
    entry TEXT NOT NULL,
    since TEXT NOT NULL CHECK (since IS date(since, '+0 days'))
) STRICT, WITHOUT ROWID
"""


def files_brought_in(database: Database) -> None:
    """Keep files that are about to be brought in, and what each import touched."""
    for statement in (DRAFT, MADE, ROW, ANSWERED):
        database.execute(statement)
