"""The database's own checks."""

from __future__ import annotations

from sqlite_utils import Database

INTEGRITY = "PRAGMA integrity_check"
FOREIGN_KEYS = "PRAGMA foreign_key_check"


def file_faults(database: Database) -> list[str]:
    """Return what SQLite finds wrong with the file; an empty list if nothing."""
    rows = database.execute(INTEGRITY).fetchall()
    return [text for (text,) in rows if text != "ok"]


def broken_links(database: Database) -> list[str]:
    """Return the tables with rows that point to something missing."""
    return sorted({row[0] for row in database.execute(FOREIGN_KEYS).fetchall()})
