"""Which projects count for 2.3, 3.1 and 3.2, one by one in plain Python."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given

from copro_map.indicators.rules.practitioners import is_verified
from copro_map.indicators.rules.projects import (
    advanced_projects,
    coproduced_projects,
    latest_levels,
    new_projects,
)
from tests.indicators.rules.record_samples import (
    AUDITS,
    CONFIRMED,
    FRAMES,
    STAGES,
    TODAY,
    audits,
    entries,
    on,
    once_proven,
    project,
    proven,
    where,
)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (CONFIRMED, "ids"),
        ({}, "unverified"),
        (on("2020-01-01"), "ids"),
        (on("2026-11-23"), "unverified"),
        (on("2026-11-22"), "ids"),
        (CONFIRMED | {"organisation_id": ""}, "ids"),
        (CONFIRMED | {"organisation": ""}, "ids"),
        (CONFIRMED | {"organisation": "", "organisation_id": ""}, "no_organisation"),
        (CONFIRMED | {"start_year": None}, "year_unknown"),
        (CONFIRMED | {"start_year": 2024}, "before_start"),
        (CONFIRMED | {"start_year": 2025}, "ids"),
        (CONFIRMED | {"start_year": 2027}, "not_begun"),
        (CONFIRMED | {"kind": "offer"}, ""),
        (CONFIRMED | {"stages": ()}, "ids"),
    ],
)
def test_a_new_project_is_in_one_list(cells, expected):
    frame = entries(a=project(**cells))
    assert where(new_projects(frame, TODAY, date(2025, 4, 1)), "a") == expected


def test_without_a_start_projects_of_any_year_count():
    frame = entries(a=project(start_year=1999), b=project(start_year=None))
    found = new_projects(frame, TODAY)
    assert found.unverified_ids == ("a",)
    assert found.apart["year_unknown"] == ("b",)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (CONFIRMED, "ids"),
        ({}, "unverified"),
        ({"stages": ("co_design", "co_evaluate")}, "unverified"),
        ({"stages": ()}, "no_stage"),
        ({"stages": ("other",)}, "no_stage"),
        ({"start_year": None}, "unverified"),
        ({"start_year": 2027}, "not_begun"),
        ({"start_year": 1999}, "unverified"),
        ({"kind": "practitioner"}, ""),
    ],
)
def test_a_coproduced_project_is_in_one_list(cells, expected):
    frame = entries(a=project(**cells))
    assert where(coproduced_projects(frame, STAGES, TODAY), "a") == expected


@pytest.mark.parametrize("stage", STAGES)
def test_each_of_the_stages_is_enough(stage):
    frame = entries(a=project(stages=(stage,)))
    assert coproduced_projects(frame, STAGES, TODAY).unverified_ids == ("a",)


def test_only_the_latest_complete_audit_by_the_day_counts():
    held = audits(
        ("a", "2026-05-01", "transformative", True),
        ("a", "2026-09-01", "basic", True),
        ("a", "2026-10-01", "intermediate", False),
        ("a", "2026-11-22", "intermediate", True),
        ("b", "2026-09-01", "basic", True),
        ("b", "2026-09-01", "intermediate", True),
        ("c", "2026-09-01", "transformative", False),
        ("d", "2026-11-23", "transformative", True),
    )
    assert latest_levels(held, TODAY).to_dict() == {
        "a": "intermediate",
        "b": "intermediate",
    }
    assert latest_levels(held, date(2026, 11, 21))["a"] == "basic"
    assert latest_levels(held, date(2026, 8, 31))["a"] == "transformative"


def test_a_share_of_the_audited_projects_the_others_apart():
    rows = {name: project(**CONFIRMED) for name in "abcd"}
    frame = entries(**rows, e=project(), f=project(), g=project(), x=CONFIRMED)
    held = audits(
        ("a", "2026-05-01", "transformative", True),
        ("b", "2026-05-01", "intermediate", True),
        ("c", "2026-05-01", "basic", True),
        ("e", "2026-05-01", "basic", True),
        ("f", "2026-05-01", "transformative", True),
        ("x", "2026-05-01", "transformative", True),
        ("gone", "2026-05-01", "transformative", True),
    )
    found = advanced_projects(frame, held, TODAY)
    assert found.ids == ("a", "b")
    assert found.of_ids == ("a", "b", "c")
    assert found.unverified_ids == ("f",)
    assert found.unverified_of_ids == ("e", "f")
    assert found.apart == {"unaudited": ("d", "g")}


def test_nothing_at_all_counts_nothing():
    frame, none = entries(), audits()
    for found in (
        new_projects(frame, TODAY),
        coproduced_projects(frame, STAGES, TODAY),
        advanced_projects(frame, none, TODAY),
    ):
        assert found.ids == found.unverified_ids == ()
        assert not any(found.apart.values())
    assert advanced_projects(frame, none, TODAY).of_ids == ()
    some = entries(a=project(**CONFIRMED))
    assert advanced_projects(some, none, TODAY).apart == {"unaudited": ("a",)}


@given(rows=FRAMES, held=AUDITS)
def test_every_project_is_in_exactly_one_list(rows, held):
    frame = entries(**rows)
    projects = {name for name, row in rows.items() if row["kind"] == "project"}
    share = advanced_projects(frame, audits(*held), TODAY)
    one = new_projects(frame, TODAY, date(2025, 4, 1))
    two = coproduced_projects(frame, STAGES, TODAY)
    for found, counted, unverified, sure in (
        (one, one.ids, one.unverified_ids, once_proven),
        (two, two.ids, two.unverified_ids, once_proven),
        (share, share.of_ids, share.unverified_of_ids, proven),
    ):
        lists = [counted, unverified, *found.apart.values()]
        assert sorted(name for ids in lists for name in ids) == sorted(projects)
        assert {name for name in projects if sure(rows[name])} >= set(counted)
        assert not any(sure(rows[name]) for name in unverified)


@given(rows=FRAMES, held=AUDITS)
def test_levels_are_those_found_one_by_one(rows, held):
    latest: dict[str, tuple[str, str]] = {}
    for name, day, level, complete in held:
        if complete and day <= "2026-11-22" and day >= latest.get(name, ("", ""))[0]:
            latest[name] = (day, level)
    good = {name for name, (_, level) in latest.items() if level != "basic"}
    own = {name for name, row in rows.items() if row["kind"] == "project"}
    sure = {name for name in own if proven(rows[name])}
    found = advanced_projects(entries(**rows), audits(*held), TODAY)
    assert set(found.ids) == good & sure
    assert set(found.of_ids or ()) == set(latest) & sure
    assert set(found.unverified_ids) == good & own - sure
    assert set(found.apart["unaudited"]) == own - set(latest)


@given(rows=FRAMES)
def test_nothing_is_changed_in_place(rows):
    frame = entries(**rows)
    before = frame.copy(deep=True)
    new_projects(frame, TODAY)
    coproduced_projects(frame, STAGES, TODAY)
    pd.testing.assert_frame_equal(frame, before)
    assert is_verified(frame, TODAY).tolist() == [proven(rows[n]) for n in frame.index]
