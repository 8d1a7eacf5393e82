"""How often words were searched for in vain: by day, and of no visitor."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from copro_map.upkeep.rules.seeking import Kind

MOST_A_DAY = 1_000  # different words: anybody may search
KNOWN = "SELECT 1 FROM sought WHERE words = ? AND kind = ? LIMIT 1"
MORE = """
UPDATE sought SET times = times + :times
WHERE day = :day AND words = :words AND kind = :kind AND area = :area
"""
FIRST = """
INSERT INTO sought (day, words, kind, area, times)
SELECT :day, :words, :kind, :area, :times
WHERE (SELECT COUNT(*) FROM sought WHERE day = :day) < :most
"""
SINCE = """
SELECT words, kind, area, SUM(times), MAX(day) FROM sought
WHERE day >= ? GROUP BY words, kind, area ORDER BY SUM(times) DESC, words, kind, area
"""
PAST = "SELECT 1 FROM sought WHERE day < ? LIMIT 1"
FORGET = "DELETE FROM sought WHERE day < ?"


@dataclass(frozen=True)
class Sought:
    """Words that were searched for in vain: how often, and on which day last.

    ``area`` is the code of the local authority that was asked with them, empty if none
    was, or they are not words of ours.
    """

    words: str
    kind: Kind
    area: str
    times: int
    last: str


def is_known(database: Database, words: str, kind: Kind) -> bool:
    """Say whether words are counted already."""
    return database.conn.execute(KNOWN, (words, kind)).fetchone() is not None


def count(
    database: Database, day: str, words: str, kind: Kind, area: str, times: int
) -> None:
    """Count words inside the caller's transaction; the revision of the data stays."""
    row = {"day": day, "words": words, "kind": kind, "area": area, "times": times}
    if not database.conn.execute(MORE, row).rowcount:
        database.conn.execute(FIRST, row | {"most": MOST_A_DAY})


def sought_since(database: Database, day: str) -> tuple[Sought, ...]:
    """Return what was sought from a day on, the most often first."""
    return tuple(Sought(*row) for row in database.execute(SINCE, [day]))


def is_past(database: Database, before: str) -> bool:
    """Say whether something is counted that was sought before a day."""
    return database.conn.execute(PAST, (before,)).fetchone() is not None


def forget(database: Database, before: str) -> int:
    """Delete what was sought before a day; return how many rows there were."""
    return int(database.conn.execute(FORGET, (before,)).rowcount)
