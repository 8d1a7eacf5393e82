"""Which practitioners count for 1.1, one by one, and at the edges of 12 months."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given

from copro_map.indicators.rules.practitioners import Counted, active_practitioners
from tests.indicators.rules.record_samples import (
    CONFIRMED,
    FRAMES,
    SECTORS,
    SIGNS,
    TODAY,
    activity,
    entries,
    fresh,
    on,
    proven,
    where,
)


def active(frame, day=TODAY, signs=None) -> Counted:
    return active_practitioners(frame, SECTORS, day, signs)


# 12 months: through the same day of the next year, 28 February for 29 February.
EDGES = [
    ("2026-11-22", TODAY, "ids"),
    ("2026-11-23", TODAY, "unverified"),
    ("2025-11-22", TODAY, "ids"),
    ("2025-11-21", TODAY, "lapsed"),
    ("2024-02-29", date(2025, 2, 28), "ids"),
    ("2024-02-29", date(2025, 3, 1), "lapsed"),
    ("2023-02-28", date(2024, 2, 28), "ids"),
    ("2023-02-28", date(2024, 2, 29), "lapsed"),
    ("", TODAY, "unverified"),
]


@pytest.mark.parametrize(("checked", "day", "expected"), EDGES)
def test_an_entry_is_active_for_twelve_months(checked, day, expected):
    assert where(active(entries(a=on(checked)), day), "a") == expected


@pytest.mark.parametrize("kind", ["project", "offer", "request"])
@pytest.mark.parametrize(("checked", "day", "expected"), EDGES)
def test_what_it_runs_keeps_it_active_for_twelve_months(kind, checked, day, expected):
    frame = entries(a={}, b=on(checked, kind=kind, organisation_id="a"))
    found = where(active(frame, day), "a")
    assert found == ("ids" if expected == "ids" else "unverified")


@pytest.mark.parametrize(("happened", "day", "expected"), EDGES)
def test_what_it_took_part_in_keeps_it_active_for_twelve_months(
    happened, day, expected
):
    found = where(active(entries(a={}), day, activity(("a", happened))), "a")
    assert found == ("ids" if expected == "ids" else "unverified")


@pytest.mark.parametrize(
    "cells",
    [
        {"practitioner_type": "individual"},
        {"sector": "academic"},
        {"sector": "odd"},
        {"sector": "unheard_of"},
        {"sector": ""},
        {"kind": "project"},
        {"kind": "offer"},
    ],
)
def test_others_are_in_no_list_however_active(cells):
    found = active(entries(a=CONFIRMED | cells), signs=activity(("a", "2026-11-01")))
    assert where(found, "a") == ""


@pytest.mark.parametrize("sector", ["citizen_group", "health", "government"])
@pytest.mark.parametrize("made", ["organisation", "team"])
def test_the_three_groups_count(sector, made):
    cells = {"sector": sector, "practitioner_type": made}
    assert active(entries(a=CONFIRMED | cells)).ids == ("a",)
    assert active(entries(a=cells)).unverified_ids == ("a",)


def test_a_team_that_somebody_runs_does_not_make_them_active():
    frame = entries(a={}, b=CONFIRMED | {"organisation_id": "a"})
    assert active(frame).ids == ("b",)
    assert active(frame).unverified_ids == ("a",)


@pytest.mark.parametrize("state", ["unverified", "stale"])
def test_what_is_not_confirmed_makes_nobody_active(state):
    old = {"verification": state, "verified_on": "2026-11-21"}
    run = {"kind": "project", "organisation_id": "a"} | old
    expected = "lapsed" if state == "stale" else "unverified"
    assert where(active(entries(a=old, b=run)), "a") == expected


def test_two_ways_to_be_active_count_once_and_ids_are_sorted():
    run = CONFIRMED | {"kind": "offer", "organisation_id": "b"}
    frame = entries(b=CONFIRMED, x=run, y=run, a=CONFIRMED)
    assert active(frame, signs=activity(*[("b", "2026-11-01")] * 2)).ids == ("a", "b")


def slow_active(rows, signs):
    ids, unverified, lapsed, ended = set(), set(), set(), set()
    for name, row in rows.items():
        if row["kind"] != "practitioner" or row["practitioner_type"] == "individual":
            continue
        if SECTORS.get(row["sector"]) not in ("citizens", "providers", "government"):
            continue
        if row["ends"] and row["ends"] < TODAY.isoformat():
            ended.add(name)
            continue
        alive = proven(row) and fresh(row["verified_on"])
        for other in rows.values():
            runs = other["organisation_id"] == name and other["kind"] != "practitioner"
            alive = alive or (runs and proven(other) and fresh(other["verified_on"]))
        alive = alive or any(who == name and fresh(day) for who, day in signs)
        once = proven(row) or row["verification"] == "stale"
        (ids if alive else lapsed if once else unverified).add(name)
    return ids, unverified, lapsed, ended


@given(rows=FRAMES, signs=SIGNS)
def test_active_practitioners_are_those_found_one_by_one(rows, signs):
    found = active(entries(**rows), signs=activity(*signs))
    lists = (found.ids, found.unverified_ids, *found.apart.values())
    assert list(found.apart) == ["lapsed", "ended"]
    assert [set(one) for one in lists] == list(slow_active(rows, signs))
    assert all(list(one) == sorted(set(one)) for one in lists)


def test_nothing_at_all_counts_nothing():
    for found in (active(entries()), active(entries(), signs=activity())):
        assert found == Counted((), (), {"lapsed": (), "ended": ()})


@given(rows=FRAMES, signs=SIGNS)
def test_nothing_is_changed_in_place(rows, signs):
    frame, lived = entries(**rows), activity(*signs)
    before = frame.copy(deep=True), lived.copy(deep=True)
    active(frame, signs=lived)
    pd.testing.assert_frame_equal(frame, before[0])
    pd.testing.assert_frame_equal(lived, before[1])
