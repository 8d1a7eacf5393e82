"""Letters to those who work here: who wants none, and up to when they have told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal

from copro_map.base.store.connection import Database

Kind = Literal["monthly", "monday"]
KEPT = timedelta(days=400)
STOPPED = "SELECT person, letter, since FROM letter_stopped ORDER BY person, letter"
STOP = """
INSERT INTO letter_stopped (person, letter, since) VALUES (:person, :letter, :since)
ON CONFLICT (person, letter) DO NOTHING
"""
START = "DELETE FROM letter_stopped WHERE person = :person AND letter = :letter"
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
# As persons are carried over (``people.store.restored``): by their address.
NO_STOPS = "DELETE FROM letter_stopped"
STOPS = """
INSERT OR IGNORE INTO letter_stopped (person, letter, since)
SELECT here.number, letter, since FROM earlier.letter_stopped AS s
JOIN earlier.person AS now ON now.number = s.person
JOIN main.person AS here ON here.address_key = now.address_key
"""
TOLDS = """
INSERT OR REPLACE INTO letter_told (letter, day, content)
SELECT letter, day, content FROM earlier.letter_told
"""


def stopped(database: Database) -> dict[tuple[int, str], str]:
    """Return since when (ISO) somebody wants no more of a letter, by person, letter."""
    rows = database.conn.execute(STOPPED)
    return {(person, letter): since for person, letter, since in rows}


def stop(database: Database, person: int, letter: str, day: date) -> bool:
    """Keep that somebody wants no more of a letter; say whether that is new."""
    row = {"person": person, "letter": letter, "since": day.isoformat()}
    return bool(database.conn.execute(STOP, row).rowcount)


def start(database: Database, person: int, letter: str) -> bool:
    """Let a letter be written to somebody again; say whether it was not."""
    row = {"person": person, "letter": letter}
    return bool(database.conn.execute(START, row).rowcount)


def last_told(
    database: Database, letter: Kind, day: date
) -> tuple[date, dict[str, Any]] | None:
    """Return the last day before this one up to which a letter told what happened.

    With what was kept to compare with; None if there was none.
    """
    asked = {"letter": letter, "day": day.isoformat()}
    row = database.conn.execute(LAST_TOLD, asked).fetchone()
    return (date.fromisoformat(row[0]), json.loads(row[1])) if row else None


def keep_told(
    database: Database, letter: Kind, day: date, content: Mapping[str, Any]
) -> None:
    """Keep that a letter has told what happened before a day; for 400 days."""
    text = json.dumps(content, ensure_ascii=False)
    row = {"letter": letter, "day": day.isoformat(), "content": text}
    database.conn.execute(TOLD, row)
    before = (day - KEPT).isoformat()
    database.conn.execute(FORGET, {"letter": letter, "before": before})


def carry_letters(database: Database, *, is_known: bool) -> None:
    """Let a backup know who wants no letters, and what they told, as until now.

    Inside the caller's transaction, once persons are carried over. As ``earlier``, a
    database that is attached, has it; if that is not known, as the backup has it.
    """
    if is_known:
        for statement in (NO_STOPS, STOPS, TOLDS):
            database.conn.execute(statement)
