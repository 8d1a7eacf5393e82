"""What visitors say is wrong, as it is kept, with its answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from copro_map.upkeep.rules.reports import Report

ADD = """
INSERT INTO visitor_report (entry, what, words, said_on)
VALUES (:entry, :what, :words, :said_on)
"""
OPEN = """
SELECT id, entry, what, words, said_on FROM visitor_report
WHERE answer = '' AND :entry IN ('', entry) ORDER BY id
"""
ANSWER = """
UPDATE visitor_report SET answer = :answer, answered_on = :answered_on, note = :note,
    change = :change
WHERE id = :id AND answer = ''
"""
REOPEN = """
UPDATE visitor_report SET answer = '', answered_on = '', note = '', change = NULL
WHERE change = ?
"""
PAST = "answered_on <> '' AND answered_on < ? AND (words <> '' OR note <> '')"
ANY_PAST = f"SELECT 1 FROM visitor_report WHERE {PAST} LIMIT 1"  # noqa: S608 - ours alone
BLANK = f"UPDATE visitor_report SET words = '', note = '' WHERE {PAST}"  # noqa: S608


def add_report(database: Database, row: Mapping[str, Any]) -> None:
    """Write down what a visitor says, inside the caller's transaction."""
    database.conn.execute(ADD, dict(row))


def open_reports(database: Database, entry: str = "") -> list[Report]:
    """Return what waits for an answer, of all entries or of one, oldest first."""
    rows = database.execute(OPEN, {"entry": entry})
    return [Report(*row) for row in rows]


def answer(database: Database, numbers: Iterable[int], row: Mapping[str, Any]) -> None:
    """Write the same answer to some that wait, inside the caller's transaction."""
    for number in numbers:
        database.conn.execute(ANSWER, {**row, "id": number})


def reopen(database: Database, change: int) -> None:
    """Let wait again what a change answered, inside the caller's transaction."""
    database.conn.execute(REOPEN, (change,))


def is_past(database: Database, before: str) -> bool:
    """Say whether something was written that was answered before a day."""
    return database.conn.execute(ANY_PAST, (before,)).fetchone() is not None


def blank(database: Database, before: str) -> int:
    """Empty the texts of what was answered before a day; return how many there were."""
    return int(database.conn.execute(BLANK, (before,)).rowcount)
