"""Tables of people: what is half filled in."""

from __future__ import annotations

from sqlite_utils import Database

# A form that somebody has begun, whatever it is about. Only the SHA-256 of its key is
# kept, so whoever reads the table cannot open the form. It is changed and deleted.
DRAFT = """
CREATE TABLE draft (
    key_hash TEXT PRIMARY KEY CHECK (length(key_hash) = 64),
    subject TEXT NOT NULL CHECK (subject <> ''),
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    kept_until TEXT NOT NULL CHECK (kept_until IS date(kept_until, '+0 days'))
) STRICT
"""


def drafts(database: Database) -> None:
    """Make the table of what is half filled in, kept for a day."""
    database.execute(DRAFT)
