"""Tables of forgetting: what is still to be done once somebody was taken out."""

from __future__ import annotations

from sqlite_utils import Database

# What is owed after somebody was taken out of every table: their words are still in the
# file until it is written anew. A row goes when that was done.
OWED = """
CREATE TABLE owed (
    what TEXT PRIMARY KEY CHECK (what <> ''),
    since TEXT NOT NULL
) STRICT
"""


def owed(database: Database) -> None:
    """Keep what is owed after somebody was forgotten."""
    database.execute(OWED)
