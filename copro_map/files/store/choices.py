"""What was told of files: kept by subject, so that nobody is asked the same again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database

CHOICES = """
SELECT part, given, meaning FROM import_choice
WHERE subject = ? ORDER BY told_on, part, given
"""
KEEP = """
INSERT INTO import_choice (subject, part, given, meaning, told_on)
VALUES (?, ?, ?, ?, ?)
ON CONFLICT (subject, part, given) DO UPDATE
SET meaning = excluded.meaning, told_on = excluded.told_on
WHERE meaning <> excluded.meaning
"""
# The part ("column", "word", "value"), what is given, and what it means.
Choice = tuple[str, str, str]


def choices(database: Database, subject: str) -> list[Choice]:
    """Return what was last told of the files of a subject, the latest last."""
    rows = database.conn.execute(CHOICES, (subject,))
    return [(part, given, meaning) for part, given, meaning in rows]


def keep_choices(
    database: Database, subject: str, told: Iterable[Choice], today: date
) -> None:
    """Keep what was told, inside the caller's transaction; the last said counts."""
    rows = [(subject, *one, today.isoformat()) for one in told if all(one)]
    database.conn.executemany(KEEP, rows)
