"""Which letters somebody who works here wants no more."""

from __future__ import annotations

from datetime import date

from copro_map.base.store.connection import Database

STOPPED = "SELECT person, letter, since FROM letter_stopped ORDER BY person, letter"
STOP = """
INSERT INTO letter_stopped (person, letter, since) VALUES (:person, :letter, :since)
ON CONFLICT (person, letter) DO NOTHING
"""
START = "DELETE FROM letter_stopped WHERE person = :person AND letter = :letter"


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
