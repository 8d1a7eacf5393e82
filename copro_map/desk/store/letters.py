"""Letters to those who work here: up to when they have told what happened."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from copro_map.base.store.connection import Database

LAST_TOLD = """
SELECT day, content FROM letter_told WHERE letter = :letter AND day < :day
ORDER BY day DESC LIMIT 1
"""
# What was compared with stays what it was, though the job is done once more.
TOLD = """
INSERT INTO letter_told (letter, day, content) VALUES (:letter, :day, :content)
ON CONFLICT (letter, day) DO NOTHING
"""
FORGET = "DELETE FROM letter_told WHERE letter = :letter AND day < :before"
TOLDS = """
INSERT OR REPLACE INTO letter_told (letter, day, content)
SELECT letter, day, content FROM earlier.letter_told
"""


def last_told(
    database: Database, letter: str, day: date
) -> tuple[date, dict[str, Any]] | None:
    """Return the last day before this one up to which a letter told what happened.

    With what was kept to compare with; None if there was none.
    """
    asked = {"letter": letter, "day": day.isoformat()}
    row = database.conn.execute(LAST_TOLD, asked).fetchone()
    return (date.fromisoformat(row[0]), json.loads(row[1])) if row else None


def keep_told(
    database: Database,
    letter: str,
    day: date,
    content: Mapping[str, Any],
    kept: timedelta,
) -> None:
    """Keep for so long that a letter has told what happened before a day."""
    text = json.dumps(content, ensure_ascii=False)
    row = {"letter": letter, "day": day.isoformat(), "content": text}
    database.conn.execute(TOLD, row)
    before = (day - kept).isoformat()
    database.conn.execute(FORGET, {"letter": letter, "before": before})


def carry_letters(database: Database, *, is_known: bool) -> None:
    """Let a backup know what letters have told, as until now.

    Inside the caller's transaction. As ``earlier``, a database that is attached, has
    it; if that is not known, as the backup has it.
    """
    if is_known:
        database.conn.execute(TOLDS)
