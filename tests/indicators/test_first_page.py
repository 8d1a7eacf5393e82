"""The first screen of progress: a verdict that adds up, what changed, decisions."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace as Some
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.i18n import language_in_force
from copro_map.indicators.charts.statuses import DETAILED, STATUS_WORDS
from copro_map.indicators.first_page import DECIDES, first_page, verdict
from copro_map.indicators.progress import progress
from copro_map.indicators.rules.verdicts import Status
from copro_map.indicators.since import comparable
from copro_map.indicators.since_in_words import status_text
from copro_map.indicators.snapshots import take_snapshot
from copro_map.people.rules.permissions import MACHINE
from tests.examples import examples
from tests.indicators.surveyed import DAY
from tests.samples import at

pytestmark = pytest.mark.usefixtures("years_later")

STATUSES = get_args(Status)
COUNTED = {
    "en": {
        "met": "met",
        "on_course": "on course",
        "at_risk": "at risk",
        "missed": "missed",
        "not_due_yet": "not due yet",
        "no_figure_yet": "without a figure",
    },
    "cy": {
        "met": "wedi cyrraedd y targed",
        "on_course": "ar y trywydd iawn",
        "at_risk": "mewn perygl",
        "missed": "heb gyrraedd y targed mewn pryd",
        "not_due_yet": "â dyddiad eto i ddod",
        "no_figure_yet": "heb ffigur",
    },
}


def test_there_are_six_statuses():
    assert len(STATUSES) == 6
    assert list(STATUS_WORDS) == list(STATUSES)
    assert {status for status, _ in DETAILED} <= set(STATUSES)


@pytest.mark.parametrize("language", ["en", "cy"])
@given(statuses=st.lists(st.sampled_from(STATUSES), min_size=1, max_size=20))
@examples(60)
def test_the_verdict_counts_each_indicator_once_and_nothing_else(language, statuses):
    with language_in_force(language):
        words = verdict([Some(status=one) for one in statuses])
    total = int(re.search(r"(?:of|o'r) (\d+) ", words)[1])
    told = {}
    for part in words.rstrip(".").split(", "):
        n, said = part.split(" ", 1)
        said = re.sub(r"^(of|o'r) \d+ ", "", said)
        (status,) = (x for x, y in COUNTED[language].items() if y == said)
        told[status] = int(n)
    assert sum(told.values()) == total == len(statuses)
    assert told == {x: statuses.count(x) for x in told}
    assert set(told) == {"met", *statuses}


def test_only_what_is_missed_or_at_risk_needs_a_decision(programme):
    found = programme(DAY)
    page = found.first_page()
    grave = [x.indicator.code for x in found.standings if x.status in DECIDES]
    assert sorted(one.code for one in page.decide) == sorted(grave)
    ranks = [DECIDES.index(one.status) for one in page.decide]
    assert ranks == sorted(ranks)
    assert page.deciding == f"At risk or missed: {len(grave)}."
    for one in page.decide:
        assert "target, " in one.words


def test_what_changed_says_what_it_was_and_what_it_is(programme):
    found = programme(DAY)
    page = found.first_page()
    assert page.since == "Since 31 March 2027, what the board saw last:"
    moved = {
        one.code
        for one in found.since.rows
        if any(one.then[x] != one.now[x] for x in ("value", "target", "status"))
    }
    assert {one.code for one in page.changed} <= moved
    assert {x.code for x in found.since.rows if x.then["value"] != x.now["value"]} <= {
        one.code for one in page.changed
    }
    for one in page.changed:
        assert ", now " in one.words


def test_that_nothing_changed_is_one_sentence(under_way):
    take_snapshot(under_way, MACHINE, "Now", date(2027, 5, 31), at(DAY))
    page = progress(under_way, DAY).first_page()
    assert page.changed == ()
    assert (
        page.since == "Nothing has changed since 31 May 2027, what the board saw last."
    )


def test_before_there_is_data_nothing_needs_a_decision(network):
    page = progress(network, date(2026, 11, 22)).first_page()
    assert page.since == "No figures have gone to the board yet."
    assert (page.changed, page.decide) == ((), ())
    assert page.deciding.startswith("Nothing is at risk or missed")


def test_a_figure_without_a_target_is_not_due_and_never_judged():
    page = first_page([], None, DAY)
    assert page.verdict == "0 of 0 met."
    with language_in_force("en"):
        assert status_text({"status": "not_due_yet", "status_detail": "no_target"}) == (
            "Not due yet: no target set"
        )


def test_a_snapshot_from_when_no_target_was_a_status_still_reads():
    then = {"value": 5, "status": "no_target", "status_detail": None}
    now = {"value": 5, "status": "not_due_yet", "status_detail": "no_target"}
    assert status_text(then) == "No target set"
    assert comparable(then, now) == ["value"]
