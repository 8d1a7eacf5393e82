"""Evidence: what shows that a part of the plan is so, beside a recount in SQL."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime

import pytest

from copro_map.assets.face import EntryState, set_states
from copro_map.base.i18n import language_in_force
from copro_map.base.store.connection import writing
from copro_map.base.today import WALES
from copro_map.desk.undoing import undo_change
from copro_map.events.face import keep_event
from copro_map.people.changes import changes
from copro_map.people.rules.permissions import MACHINE, Actor, RefusedError
from copro_map.plan.evidence import (
    Given,
    add_evidence,
    at_desk,
    evidence,
    evidence_html,
    withdraw_evidence,
)
from copro_map.plan.face import AddedActivity, Evidence, Influence, keep_plan
from copro_map.plan.keeping import PlanError
from tests.conftest import PROJECT
from tests.events.planted import CARDIFF, CONWY, event

NOW = datetime(2026, 11, 30, 12, tzinfo=WALES)
DAY = NOW.date()
MERGED, INTO = "invest-local", "invest-local-glyn"
OFF, THERE = "communities-creating-homes", "invest-local-clase"
WEB = "https://example.org/canary"
HELD, SECRET, GONE = "e-heldxxxxxx", "e-secretxxxx", "e-gonexxxxxx"


def row(code: str, sort: str, target: str, on: str, until: str = "", **more) -> dict:
    part = more.pop("part", "milestone")
    facts = {"part": part, "code": code, "sort": sort, "target": target, **more}
    return {**facts, "said_on": on, "withdrawn_on": until}


ROWS = (
    row("y1_1", "event", HELD, "2026-05-01"),
    row("y1_1", "entry", MERGED, "2026-06-01"),
    row("y1_1", "entry", INTO, "2026-07-01"),
    row("y1_1", "web", WEB, "2026-08-01", "2026-09-01", words_cy="Adroddiad"),
    row("y1_2", "event", SECRET, "2026-05-01"),
    row("y1_2", "event", GONE, "2026-05-01"),
    row("y1_2", "entry", OFF, "2026-05-02"),
    row("1.1", "web", WEB, "2026-08-01", part="activity", words_cy="Adroddiad"),
    row("1", "entry", THERE, "2026-08-02", part="influence"),
)
RECOUNT = """
SELECT part, code, count(DISTINCT sort || target) FROM (
    SELECT e.part, e.code, e.sort, COALESCE(s.became, e.target) AS target
    FROM plan_evidence AS e LEFT JOIN asset_successor AS s
        ON e.sort = 'entry' AND s.id = e.target
    WHERE e.said_on <= :day AND (e.withdrawn_on = '' OR e.withdrawn_on > :day)
) AS e WHERE sort = 'web'
    OR (sort = 'entry' AND target IN (SELECT id FROM asset_public))
    OR (sort = 'event' AND target IN (
        SELECT id FROM event WHERE state IN ('planned', 'cancelled')))
GROUP BY part, code
"""
ADDED = {"label_en": "Sing", "year": 1, "said_on": "2026-05-01"}
SEAT = {"sort": "seat", "body_en": "Panel", "from_on": "2026-05-01"}


@pytest.fixture(scope="module")
def planted(imported, tmp_path_factory):
    path = tmp_path_factory.mktemp("evidence") / "copro_map.db"
    shutil.copyfile(imported, path)
    with writing(path) as database:
        for one in (
            event("held", "2026-04-20", CARDIFF, name_en="Open <day>"),
            event("secret", "2026-04-21", CONWY, state="waiting", name_en="Hush"),
            event("gone", "2026-04-22", CONWY, state="refused", name_en="Gone"),
        ):
            keep_event(database, one)
        told = {
            Evidence: ROWS,
            AddedActivity: [{**ADDED, "code": "1.20", "withdrawn_on": "2026-06-01"}],
            Influence: [{**SEAT, "said_on": "2026-05-01"}],
        }
        keep_plan(database, told)
        merged = EntryState(MERGED, "2026-07-02", became=INTO)
        set_states(database, [merged, EntryState(OFF, "2026-07-02", taken_off=True)])
    return replace(PROJECT, database=path)


@pytest.fixture
def free(planted, tmp_path):
    """An installation of the same that a test may change."""
    path = tmp_path / "copro_map.db"
    shutil.copyfile(planted.database, path)
    return replace(planted, database=path)


@pytest.mark.parametrize(
    "day", ["2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01", "2026-11-30"]
)
def test_what_is_shown_on_any_day_is_recounted_in_sql(planted, day):
    with closing(sqlite3.connect(planted.database)) as database:
        known = database.execute(RECOUNT, {"day": day}).fetchall()
    told = evidence(planted, date.fromisoformat(day))
    assert {key: len(own) for key, own in told.items()} == {
        (part, code): many for part, code, many in known
    }
    assert ("milestone", "y1_2") not in told


def test_a_merged_entry_is_told_once_as_the_one_it_became(planted):
    told = evidence(planted, DAY)["milestone", "y1_1"]
    assert [x.sort for x in told] == ["event", "entry"]
    assert told[1].href == f"entry?id={INTO}&lang=en"
    assert "Glyn" in told[1].words.text
    assert told[0].more == "20 April 2026"


def test_the_list_is_escaped_in_the_readers_language_and_marks_the_other(planted):
    with language_in_force("cy"):
        told = evidence(planted, DAY)
        first = evidence_html(told["milestone", "y1_1"])
        page = evidence_html(told["activity", "1.1"])
    assert "Open &lt;day&gt;" in first
    assert '<span lang="en">' in first
    assert f"event={HELD}&amp;lang=cy" in first
    assert f'href="{WEB}"' in page
    assert "lang=" not in page  # it is called in Welsh
    english = evidence_html(evidence(planted, DAY)["activity", "1.1"])
    assert '<span lang="cy">' in english
    assert evidence_html(()) == ""


def test_the_desk_sees_what_is_not_public_without_a_link(planted):
    found = at_desk(planted, MACHINE, "milestone", "y1_2", DAY)
    assert [(x.words.text, x.is_public) for x in found] == [
        (SECRET, False),
        (GONE, False),
        (OFF, False),
    ]
    html = evidence_html(found)
    assert "not public" in html
    assert "href" not in html
    with pytest.raises(RefusedError):
        at_desk(planted, Actor(), "milestone", "y1_2", DAY)


GOOD = Given("milestone", "y2_1", "event", HELD)
PAGE = Given("activity", "1.2", "web", WEB, "A report", "Adroddiad")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (replace(GOOD, code="y9_9"), "no such part"),
        (replace(GOOD, part="activity", code="1.20"), "no such part"),
        (replace(GOOD, part="influence", code="2"), "no such part"),
        (replace(GOOD, part="influence", code="one"), "no such part"),
        (replace(GOOD, part="money"), "no such part"),
        (replace(GOOD, sort="rumour"), "event, an entry or a web page"),
        (replace(GOOD, target="e-nobody"), "event that is public"),
        (replace(GOOD, target=SECRET), "event that is public"),
        (replace(GOOD, target=""), "event that is public"),
        (replace(GOOD, sort="entry", target="nobody"), "entry that is on the map"),
        (replace(GOOD, sort="entry", target=OFF), "entry that is on the map"),
        (replace(GOOD, sort="entry", target=""), "entry that is on the map"),
        (replace(PAGE, target="http://example.org"), "https://"),
        (replace(PAGE, target="example.org/a"), "https://"),
        (replace(PAGE, target="https://no host"), "https://"),
        (replace(PAGE, words_en=" ", words_cy=""), "what the page is called"),
        (replace(PAGE, words_en="a" * 161), "160"),
        (replace(PAGE, target=f"{WEB}/{'a' * 300}"), "300"),
        (replace(GOOD, code="y1_1"), "already"),
        (replace(GOOD, code="y1_1", sort="entry", target=MERGED), "already"),
        (replace(PAGE, code="1.1", target=f"{WEB}/"), "already"),
    ],
)
def test_what_cannot_be_evidence_is_refused_and_says_what_to_write(free, given, words):
    before = evidence(free, DAY)
    with pytest.raises(PlanError) as refused:
        add_evidence(free, MACHINE, given, NOW)
    assert words in str(refused.value)
    assert evidence(free, DAY) == before


def test_evidence_is_added_withdrawn_and_both_are_taken_back(free):
    number = add_evidence(free, MACHINE, PAGE, NOW)
    key = ("activity", "1.2")
    (one,) = evidence(free, DAY)[key]
    assert (one.number, str(one.words), one.more) == (number, "A report", "example.org")
    assert key not in evidence(free, date(2026, 11, 29))
    withdraw_evidence(free, MACHINE, number, NOW)
    assert key not in evidence(free, DAY)
    with pytest.raises(PlanError):
        withdraw_evidence(free, MACHINE, number, NOW)
    (made,) = [x for x in changes(free, MACHINE) if x.change.what == "withdrawn"]
    undo_change(free, MACHINE, made.number, NOW)
    assert key in evidence(free, DAY)


def test_a_merged_entry_is_kept_as_what_it_became_and_the_public_may_add_nothing(free):
    add_evidence(free, MACHINE, replace(GOOD, sort="entry", target=MERGED), NOW)
    (one,) = evidence(free, DAY)["milestone", "y2_1"]
    assert INTO in one.href
    with pytest.raises(RefusedError):
        add_evidence(free, Actor(), GOOD, NOW)
