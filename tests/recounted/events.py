"""What was promised of events and what took place, counted anew in SQL."""

from __future__ import annotations

import csv
import sqlite3
import tomllib
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from tests.catalogue import ROOT

# Each event as it was known on the day: when it was to be then, and how it stands.
KNOWN = """
WITH later AS (
    SELECT event, MIN(number) AS number FROM event_moved WHERE moved_on > :day
    GROUP BY event
), known AS (
    SELECT e.number, e.type, e.authority,
        COALESCE(m.starts_on, e.starts_on) AS starts,
        COALESCE(m.ends_on, e.ends_on) AS ends,
        e.state = 'cancelled' AND e.cancelled_on <= :day AS off,
        CASE WHEN e.counted_on <> '' AND e.counted_on <= :day
            THEN e.citizens END AS citizens,
        CASE WHEN e.counted_on <> '' AND e.counted_on <= :day
            THEN e.citizens + e.professionals END AS people
    FROM event AS e LEFT JOIN later AS l ON l.event = e.number
    LEFT JOIN event_moved AS m ON m.number = l.number
    WHERE e.state IN ('planned', 'cancelled') AND e.entered_on <= :day
)
"""
ROWS = f"""{KNOWN}
SELECT type, SUM(NOT off AND ends <= :day), SUM(NOT off AND ends > :day), SUM(off),
    SUM(CASE WHEN NOT off AND ends <= :day THEN citizens END),
    SUM(CASE WHEN NOT off AND ends <= :day THEN people END)
FROM known WHERE starts BETWEEN :first AND :last GROUP BY type
"""  # noqa: S608 - ours
MOVED = f"""{KNOWN}
SELECT type, COUNT(*) FROM known WHERE NOT starts BETWEEN :first AND :last
    AND number IN (SELECT event FROM event_moved WHERE moved_on <= :day
        AND starts_on BETWEEN :first AND :last) GROUP BY type
"""  # noqa: S608 - ours
PLACED = f"""{KNOWN}
SELECT authority FROM known
WHERE type = :type AND NOT off AND starts BETWEEN :first AND :last
"""  # noqa: S608 - ours


def years() -> list[tuple[str, str]]:
    """The first and the last day of each year of the programme that is in the file."""
    known = tomllib.loads((ROOT / "data" / "programme.toml").read_text("utf-8"))
    start: date = known["start"]
    assert (start.month, start.day) == (4, 1)
    return [
        (f"{start.year + n}-04-01", f"{start.year + n + 1}-03-31")
        for n in range(known["months"] // 12)
    ]


def promised(number: int) -> dict[str, int]:
    """How many of each sort were promised for a year, the first one 1."""
    known = tomllib.loads((ROOT / "data" / "event_types.toml").read_text("utf-8"))
    return {
        name: one["planned"]
        for name, one in known.items()
        if number == 1 or one["planned_for"] == "year"
    }


def members(region: str) -> list[str]:
    """The authorities of a part of Wales, by its English name."""
    with (ROOT / "data" / "regions.csv").open(encoding="utf-8") as file:
        rows = {row["name_en"]: row["members"] for row in csv.DictReader(file)}
    return rows[region].split(";")


def planned_and_held(path: Path, day: date) -> dict[tuple[int, str], dict[str, Any]]:
    """All that is known on a day of each sort in each year of the programme."""
    found: dict[tuple[int, str], dict[str, Any]] = {}
    with closing(sqlite3.connect(path)) as database:
        for number, (first, last) in enumerate(years(), start=1):
            asked = {"day": str(day), "first": first, "last": last}
            rows = {x: y for x, *y in database.execute(ROWS, asked).fetchall()}
            moved = dict(database.execute(MOVED, asked).fetchall())
            plan = promised(number)
            for name in {*rows, *moved, *plan}:
                held, ahead, off, citizens, people = rows.get(
                    name, [0] * 3 + [None] * 2
                )
                placed = database.execute(PLACED, asked | {"type": name}).fetchall()
                found[number, name] = {
                    "planned": plan.get(name),
                    "held": held,
                    "to_come": ahead,
                    "cancelled": off,
                    "moved": moved.get(name, 0),
                    "citizens": citizens,
                    "people": people,
                    "placed": sorted(x for (x,) in placed),
                }
    return found
