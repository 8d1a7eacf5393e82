"""Replies come before totals that were entered; what of these is known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.store.connection import writing
from copro_map.indicators.evidence import people
from copro_map.indicators.progress import progress
from copro_map.indicators.store.progress import add_observations
from tests.indicators.progress_samples import SHARE
from tests.indicators.surveyed import AFTER, hold

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
        earlier = draw(st.sampled_from([None, *rows]))
        of = earlier or {
            "indicator": draw(st.sampled_from(["1.1", "2.2"])),
            "period_end": draw(st.sampled_from(["2027-03-31", "2027-04-30"])),
        }
        row = dict.fromkeys(COLUMNS) | {x: of[x] for x in ("indicator", "period_end")}
        row |= {"id": len(rows) + 1, "numerator": len(rows) + 1, "breakdown": "{}"}
        row["status"] = draw(st.sampled_from(["draft", "checked", "withdrawn"]))
        row["supersedes"] = earlier["id"] if earlier else None
        rows.append(row | {"entered_on": (FIRST + timedelta(later)).isoformat()})
    return rows


def shown(rows: list[dict], known_on: date) -> dict[tuple[str, str], int | None]:
    frame = pd.DataFrame(rows, columns=["id", *COLUMNS]).set_index("id")
    figures = people([], frame, date(2029, 4, 1), known_on).figures
    found = [one for ones in figures.values() for one in ones]
    assert all(one.denominator == 0 for one in found)
    return {(one.indicator, one.period_end.isoformat()): one.numerator for one in found}


def slowly(rows: list[dict], day: date) -> dict[tuple[str, str], int]:
    """The same, row by row: strike out, then keep the last one entered."""
    known = [
        row
        for row in rows
        if date.fromisoformat(row["entered_on"]) <= day and row["status"] != "draft"
    ]
    struck = {row["supersedes"] for row in known}
    return {
        (row["indicator"], row["period_end"]): row["id"]
        for row in known
        if row["id"] not in struck and row["status"] != "withdrawn"
    }


@given(histories(), st.integers(-1, 7))
def test_what_was_entered_is_what_the_slow_version_says(rows, later):
    day = FIRST + timedelta(later)
    assert shown(rows, day) == slowly(rows, day)


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
    assert told("2027-04-30") == [110]
    assert told("2027-05-01") == told("2027-06-01") == [112]


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
    assert list(shown([row], FIRST).values()) == [None]
    assert list(shown([row | {"numerator": 0}], FIRST).values()) == [0]
