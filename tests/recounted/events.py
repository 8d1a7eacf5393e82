"""What was promised of events and what took place, counted anew in SQL."""

from __future__ import annotations

import csv
import re
import sqlite3
import tomllib
from collections.abc import Mapping
from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from copro_map.base.i18n import long_date, t
from tests.catalogue import ROOT
from tests.recounted.entries import DAY, Recount
from tests.recounted.telling import Telling

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
# What is to come or goes on, in order; those cancelled are told, and not counted.
NEXT = """
SELECT starts_on, starts_at, ends_on, ends_at, state = 'planned', authority, is_online
FROM event WHERE state IN ('planned', 'cancelled') AND ends_on >= :day
ORDER BY starts_on, starts_at, number
"""
UNPLACED = f"""{KNOWN}
SELECT COUNT(*) FROM known
WHERE NOT off AND authority = '' AND starts BETWEEN :first AND :last
"""  # noqa: S608 - ours
AFTER = f"""{KNOWN}
SELECT COUNT(*) FROM known WHERE NOT off AND ends > :day AND starts > :last
"""  # noqa: S608 - ours
TOLD = {"page": 4, "brief": 2}  # one by one


def years(start: date | None = None) -> list[tuple[str, str]]:
    """The first and the last day of each year of a programme, by default the file's."""
    known = tomllib.loads((ROOT / "data" / "programme.toml").read_text("utf-8"))
    first: date = start or known["start"]
    assert first.day == 1
    firsts = [
        first.replace(year=first.year + n) for n in range(known["months"] // 12 + 1)
    ]
    return [(f"{one}", f"{after - timedelta(1)}") for one, after in pairwise(firsts)]


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


def planned_and_held(
    path: Path, day: date, start: date | None = None
) -> dict[tuple[int, str], dict[str, Any]]:
    """All that is known on a day of each sort in each year of the programme."""
    found: dict[tuple[int, str], dict[str, Any]] = {}
    with closing(sqlite3.connect(path)) as database:
        for number, (first, last) in enumerate(years(start), start=1):
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


def of_area(recount: Recount, code: str) -> dict[str, Any]:
    """The next events of an area: when each is, how many, how many more are online."""
    rows = recount.all(NEXT, day=f"{DAY}")
    within = recount.within(code)
    here = [one for one in rows if one[5] in within]
    return {
        "next_events": [one[:4] for one in here],
        "events_here": sum(one[4] for one in here),
        "events_online": sum(one[4] and one[6] for one in rows if one not in here),
    }


def when(one: tuple[str, str, str, str]) -> str:
    """When an event is, in the language in force, without the first day's name."""
    first, last = (long_date(date.fromisoformat(x)) for x in (one[0], one[2]))
    if one[0] == one[2]:
        return f"{first}, {one[1]}–{one[3]}" if one[1] else first
    last = re.escape(last)
    if one[1]:
        return rf"{first}, {one[1]} – (?:\w+ )?{last}, {one[3]}"
    return rf"{first} – (?:\w+ )?{last}"


def next_ones(telling: Telling, facts: Mapping[str, Any]) -> None:
    """Read the next events of an area: the first ones in order, and how many."""
    telling.says("All of them: {n}", facts, n="events_here")
    telling.says("Online, from anywhere: {n}", facts, n="events_online")
    in_brief = t("Next events here: {events}").partition("{")[0]
    at, told = telling.text.find(in_brief), 0
    most = TOLD["brief"]
    if at < 0:
        at, most = telling.text.find(t("Next events here")), TOLD["page"]
    if at < 0:
        return
    for one in facts["next_events"][:most]:
        if found := re.compile(when(one)).search(telling.text, at):
            at, told = found.end(), told + 1
            telling.known(re.escape(found[0]))
    wanted = min(len(facts["next_events"]), most)
    telling.holds(told == wanted, f"{told} of {wanted} events")
    telling.explained += told


def plan_of(recount: Recount, start: date) -> dict[str, Any]:
    """What the report tells of the plan in the year of the day, row by row."""
    both = enumerate(years(start), start=1)
    number, (first, last) = next(x for x in both if x[1][0] <= f"{DAY}" <= x[1][1])
    known = planned_and_held(recount.path, DAY, start)
    rows = {name: one for (year, name), one in known.items() if year == number}
    asked = {"day": f"{DAY}", "first": years(start)[0][0], "last": years(start)[-1][1]}
    promised = {x: one["planned"] or 0 for x, one in rows.items()}
    kept = {x: min(promised[x], one["held"]) for x, one in rows.items()}
    return {
        "rows": rows,
        "year": number,
        "promised": sum(promised.values()),
        "kept": sum(kept.values()),
        "arranged": sum(
            min(promised[x] - kept[x], one["to_come"]) for x, one in rows.items()
        ),
        "open": sum(map(_open, rows.values())),
        "unplaced": recount.all(UNPLACED, **asked)[0][0],
        "after": recount.all(AFTER, **asked)[0][0],
    }


def _open(one: dict[str, Any]) -> int:
    """How many of those promised are neither held nor arranged."""
    return max(0, (one["planned"] or 0) - one["held"] - one["to_come"])


def plan_told(telling: Telling, plan: Mapping[str, Any], language: str) -> None:
    """Read what is said of the plan: its sentence, and where the events were."""
    telling.says(
        "Promised for year {n} of the programme: {planned} events. Of these held: "
        "{held}; arranged: {ahead}; not arranged yet: {missing}.",
        plan,
        **{"n": "year", "planned": "promised", "held": "kept", "ahead": "arranged"},
        missing="open",
    )
    telling.says("Online alone, held or to come: {n}.", plan, n="unplaced")
    telling.says("After the years of the programme: {n} to come.", plan, n="after")
    for name, one in kinds().items():
        for part in one.get("planned_in", ()):
            there = [x for x in plan["rows"][name]["placed"] if x in members(part)]
            region = re.escape(_called(part, language))
            before = re.escape(f"{one['plural'][language]}, ")
            facts = {"count": len(there)}
            telling.reads(rf"{before}[^.]*?\b{region} #count", facts)


def _called(region: str, language: str) -> str:
    with (ROOT / "data" / "regions.csv").open(encoding="utf-8") as file:
        names = {
            row["name_en"]: row[f"name_{language}"] for row in csv.DictReader(file)
        }
    return names[region]


def kinds() -> dict[str, dict[str, Any]]:
    """The sorts of event."""
    return tomllib.loads((ROOT / "data" / "event_types.toml").read_text("utf-8"))


def row_of_plan(row: list[str], plan: Mapping[str, Any], language: str) -> Telling:
    """Read a row of the plan: promised, held, to come, open, cancelled, moved."""
    called = {one["plural"][language]: name for name, one in kinds().items()}
    telling = Telling(" | ".join(row))
    one = plan["rows"][called[row[0]]]
    numbers = (one["held"], one["to_come"], _open(one), one["cancelled"], one["moved"])
    promised = "–" if one["planned"] is None else f"{one['planned']}"
    cells = [promised, *(f"{x}" if x else "–" for x in numbers)]
    telling.holds(row[1:] == cells, f"{cells}")
    telling.known(r"(?<=\| ).*")
    telling.explained += 1
    return telling
