"""Replies come before totals that were entered; what of these is known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.store.connection import writing
from copro_map.indicators.evidence import people
from copro_map.indicators.progress import progress
from copro_map.indicators.store.progress import add_observations
from copro_map.report.by_role import replied
from tests.indicators.progress_samples import SHARE
from tests.indicators.surveyed import AFTER, hold

pytestmark = pytest.mark.usefixtures("years_later")

DAY = date(2027, 6, 1)
WHOLE = replace(SHARE, breakdown="{}")


def enter(settings, *rows) -> None:
    with writing(settings.database) as database:
        add_observations(database, rows, percents={"1.2", "2.2"})


def test_the_replies_of_a_day_are_the_figure_not_the_totals(network):
    hold(network, replace(AFTER, roles={"citizen": (20, 42), "provider": (9, 31)}))
    (wave,) = progress(network, DAY).people.figures["1.2"]
    same_day = wave.period_end.isoformat()
    enter(network, replace(WHOLE, indicator="1.2", period_end=same_day))
    assert progress(network, DAY).people.figures["1.2"] == [wave]
    assert wave.source == "replies"


def test_what_part_of_those_asked_said_is_not_the_figure(network):
    part = replace(SHARE, numerator=1, denominator=63, value=1.6)
    enter(network, WHOLE, part)
    (one,) = progress(network, DAY).people.figures["2.2"]
    assert (one.numerator, one.denominator, one.source) == (24, 60, "observation")


FIRST = date(2027, 5, 1)
COLUMNS = ["indicator", "period_end", "numerator", "denominator", "invited"]
COLUMNS += ["breakdown", "status", "supersedes", "entered_on"]


@st.composite
def histories(draw) -> list[dict]:
    """Rows as they may be entered: new ones, corrections, withdrawals; day by day."""
    rows: list[dict] = []
    for later in sorted(draw(st.lists(st.integers(0, 6), max_size=12))):
        struck = {row["supersedes"] for row in rows}
        earlier = draw(
            st.sampled_from([None, *(x for x in rows if x["id"] not in struck)])
        )
        of = earlier or {
            "indicator": draw(st.sampled_from(["1.1", "2.2"])),
            "period_end": draw(st.sampled_from(["2027-03-31", "2027-04-30"])),
        }
        if any(
            x["id"] not in struck and x is not earlier and in_cell(x) == in_cell(of)
            for x in rows
        ):
            continue  # one record is in force of a period
        row = dict.fromkeys(COLUMNS) | {x: of[x] for x in ("indicator", "period_end")}
        said, silent = draw(st.integers(0, 25)), draw(st.integers(0, 25))
        row |= {"id": len(rows) + 1, "numerator": said, "denominator": said + silent}
        row["status"] = draw(st.sampled_from(["draft", "checked", "withdrawn"]))
        row["supersedes"] = earlier["id"] if earlier else None
        row["entered_on"] = (FIRST + timedelta(later)).isoformat()
        rows.append(row | {"breakdown": "{}"})
    return rows


def in_cell(row: dict) -> tuple[str, str]:
    return row["indicator"], row["period_end"]


def shown(rows: list[dict], known_on: date) -> dict[tuple[str, str], tuple]:
    frame = pd.DataFrame(rows, columns=["id", *COLUMNS]).set_index("id")
    figures = people([], frame, date(2029, 4, 1), known_on).figures
    found = [one for ones in figures.values() for one in ones]
    return {
        (one.indicator, one.period_end.isoformat()): (one.numerator, one.denominator)
        for one in found
    }


def people_between(one: tuple[int, int], other: tuple[int, int]) -> int:
    """The fewest people who come, leave or say something else, by trying them all."""
    (said, of), (now, of_now) = one, other
    silent, silent_now = of - said, of_now - now
    return min(
        abs(turned) + abs(now - said - turned) + abs(silent_now - silent + turned)
        for turned in range(-silent_now - said, silent + said + 1)
    )


def tells(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether the difference tells what everybody said who makes it."""
    fewer = people_between(one, other) < 10
    alike = one[0] == other[0] or one[1] - one[0] == other[1] - other[0]
    return one != other and (fewer or alike)


def slowly(rows: list[dict], day: date) -> dict[tuple[str, str], tuple[int, int]]:
    """The same, row by row: what tells of single people is passed over."""
    found: dict[tuple[str, str], list] = {}
    for row in rows:
        if date.fromisoformat(row["entered_on"]) > day or row["status"] == "draft":
            continue
        own = found.setdefault(in_cell(row), [])
        now = (row["numerator"], row["denominator"])
        if row["status"] == "withdrawn":
            own.append(None)
        elif not any(tells(x, now) for x in own if x and x[1] >= 10):
            own.append(now)
    return {cell: own[-1] for cell, own in found.items() if own[-1] is not None}


@given(histories(), st.integers(-1, 7))
def test_what_was_entered_is_what_the_slow_version_says(rows, later):
    day = FIRST + timedelta(later)
    assert shown(rows, day) == slowly(rows, day)


@given(histories())
def test_no_two_totals_of_a_period_differ_by_a_few_people(rows):
    """Whoever asks for two days learns what nobody, or what ten people, said."""
    seen: dict[tuple[str, str], set] = {}
    for later in range(8):
        for cell, total in shown(rows, FIRST + timedelta(later)).items():
            if total[1] >= 10:
                seen.setdefault(cell, set()).add(total)
    assert not any(
        tells(*pair) for own in seen.values() for pair in combinations(own, 2)
    )


def test_a_correction_of_one_answer_waits_and_is_said_to(network):
    """Ten of 14, then ten of 15: that person said no."""
    hasty = replace(WHOLE, numerator=10, denominator=14, n=14, value=71.4)
    enter(network, hasty)
    late = replace(hasty, denominator=15, n=15, value=66.7, supersedes=1)
    enter(network, late)
    found = progress(network, DAY)
    (one,) = found.people.figures["2.2"]
    assert (one.numerator, one.denominator) == (10, 14)
    (standing,) = (x for x in found.standings if x.indicator.code == "2.2")
    assert "changes too little to be shown" in replied(found, standing).period


def test_replies_that_differ_by_one_from_totals_shown_are_not_the_figure(network):
    """The totals came first; the replies behind them, and one more, are imported."""
    roles = {"citizen": (20, 42), "provider": (9, 31)}
    wave = replace(AFTER, roles=roles)
    totals = replace(WHOLE, indicator="1.2", period_end=wave.closes_on, invited=200)
    totals = replace(totals, entered_on=wave.closes_on)
    enter(network, replace(totals, numerator=28, denominator=72, n=72, value=38.9))
    hold(network, wave)
    (one,) = progress(network, DAY).people.figures["1.2"]
    assert (one.numerator, one.denominator, one.source) == (28, 72, "observation")
    assert one.figure is None


@given(histories(), st.integers(0, 6))
def test_what_is_entered_later_does_not_change_an_earlier_day(rows, later):
    day = FIRST + timedelta(later)
    known = [row for row in rows if row["entered_on"] <= day.isoformat()]
    assert shown(rows, day) == shown(known, day)


def test_a_correction_a_draft_and_a_withdrawal():
    row = dict.fromkeys(COLUMNS) | {
        "indicator": "1.1",
        "period_end": "2027-03-31",
        "breakdown": "{}",
        "status": "checked",
    }
    rows = [
        row | {"id": 1, "numerator": 110, "entered_on": "2027-04-02"},
        row | {"id": 2, "numerator": 112, "entered_on": "2027-05-01", "supersedes": 1},
        row | {"id": 3, "entered_on": "2027-06-01", "supersedes": 2, "status": "draft"},
        row
        | {"id": 4, "entered_on": "2027-07-01", "supersedes": 2, "status": "withdrawn"},
    ]

    def told(day: str) -> list[int | None]:
        return list(shown(rows, date.fromisoformat(day)).values())

    assert told("2027-04-01") == told("2027-07-01") == []
    assert told("2027-04-30") == [(110, 0)]
    assert told("2027-05-01") == told("2027-06-01") == [(112, 0)]


def test_empty_means_not_reported_and_never_zero():
    row = dict.fromkeys(COLUMNS) | {
        "id": 1,
        "indicator": "1.1",
        "period_end": "2027-03-31",
        "breakdown": "{}",
        "status": "checked",
        "entered_on": "2027-04-02",
    }
    assert shown([], FIRST) == {}
    assert list(shown([row], FIRST).values()) == [(None, 0)]
    assert list(shown([row | {"numerator": 0}], FIRST).values()) == [(0, 0)]
