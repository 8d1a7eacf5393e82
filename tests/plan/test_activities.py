"""Activities: a planted plan beside a recount in SQL on any day; page and command."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import tomllib
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime

import pytest

from copro_map.base.i18n import LANGUAGES
from copro_map.base.store.connection import writing
from copro_map.base.today import WALES
from copro_map.people.rules.permissions import MACHINE, Actor, RefusedError
from copro_map.plan.activities import activities
from copro_map.plan.activities_told import activities_file, activities_told
from copro_map.plan.face import ActivitySaid, AddedActivity, keep_plan, of_indicator
from copro_map.plan.keeping import PlanError
from copro_map.plan.saying import Given, New, add, leave_out, say
from tests.at_the_desk import drawn
from tests.conftest import PROJECT
from tests.opening import open_page

pytestmark = pytest.mark.usefixtures("years_later")
NOW = datetime(2027, 6, 1, 12, tzinfo=WALES)
DAY = NOW.date()


def word(activity: str, state: str, on: str, until: str = "", **more: object) -> dict:
    said = {"activity": activity, "state": state, "said_on": on, "withdrawn_on": until}
    return {**said, **more}


# The programme begins on 1 April 2026. One was done; one was done, then going on again;
# one is dropped with a reason; of one a word was withdrawn; one has a day of its own.
SAID = (
    word("1.1", "going_on", "2026-05-01"),
    word("1.1", "done", "2026-12-01"),
    word("1.2", "done", "2026-09-01"),
    word("1.2", "going_on", "2027-01-10", words_en="It broke."),
    word(
        "1.3", "dropped", "2026-11-05", words_en="Another body does it.", owner="board"
    ),
    word("1.4", "done", "2026-10-01", "2026-10-20"),
    word("2.1", "going_on", "2027-04-10", due_on="2027-05-31"),
    word("ongoing-1", "going_on", "2026-04-20"),
)
ADDED = {"code": "2.9", "year": 2, "label_en": "Meet", "said_on": "2027-02-01"}
# Written anew from what the words mean: the last that stood, and the last day.
RECOUNT = """
WITH stood AS (
    SELECT * FROM activity_said
    WHERE said_on <= :day AND (withdrawn_on = '' OR withdrawn_on > :day)
), last AS (
    SELECT * FROM stood AS one WHERE NOT EXISTS (
        SELECT 1 FROM stood AS other WHERE other.activity = one.activity
        AND (other.said_on, other.number) > (one.said_on, one.number))
)
SELECT CASE
    WHEN state IN ('done', 'dropped') THEN state
    WHEN :day > CASE WHEN ifnull(due_on, '') <> '' THEN due_on ELSE planned.due END
    THEN 'late'
    ELSE ifnull(state, 'not_begun') END AS how, count(*)
FROM planned LEFT JOIN last ON last.activity = planned.code GROUP BY how
"""
ENDS = {1: "2027-03-31", 2: "2028-03-31", 3: "2029-03-31", 0: "2029-03-31"}


@pytest.fixture(scope="module")
def planted(blank, tmp_path_factory):
    path = tmp_path_factory.mktemp("activities") / "copro_map.db"
    shutil.copyfile(blank, path)
    with writing(path) as database:
        keep_plan(database, {ActivitySaid: SAID, AddedActivity: [ADDED]})
    return replace(PROJECT, database=path)


@pytest.fixture
def here(planted, tmp_path, monkeypatch):
    """A copy that a test may write in."""
    path = shutil.copyfile(planted.database, tmp_path / "here.db")
    monkeypatch.setenv("COPRO_MAP_DB", str(path))
    return replace(PROJECT, database=path)


@pytest.mark.parametrize(
    "day",
    *[
        [
            *("2026-04-01", "2026-10-19", "2026-10-20", "2026-12-01", "2027-03-31"),
            *("2027-04-01", "2027-05-31", "2027-06-01", "2029-04-01"),
        ]
    ],
)
def test_states_are_recounted_in_sql_on_any_day(planted, day):
    text = (PROJECT.data_dir / "activities.toml").read_text("utf-8")
    planned = [(code, one.get("year", 0)) for code, one in tomllib.loads(text).items()]
    if day >= ADDED["said_on"]:
        planned.append(("2.9", 2))
    with closing(sqlite3.connect(planted.database)) as database:
        database.execute("CREATE TEMP TABLE planned (code TEXT, due TEXT)")
        rows = [(code, ENDS[year]) for code, year in planned]
        database.executemany("INSERT INTO planned VALUES (?, ?)", rows)
        known = dict(database.execute(RECOUNT, {"day": day}).fetchall())
    found = Counter(one.state for one in activities(planted, date.fromisoformat(day)))
    assert found == known


def test_every_activity_of_the_proposal_is_there_word_for_word(planted):
    told = {one.code: one.label for one in activities(planted, DAY)}
    assert len(told) == 24
    assert told["2.4"].en == (
        "Create an interactive Asset Map of co-production practice and practitioners "
        "in Wales."
    )
    assert all(
        label.cy and label.cy != label.en for x, label in told.items() if x != "2.9"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_late_is_told_first_and_what_is_dropped_says_why(
    here, language, monkeypatch
):
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())
    page = drawn(open_page("pages/plan.py", language))
    late = {"en": "Late", "cy": "Yn hwyr"}[language]
    year = {"en": "Year 1: 1 April 2026", "cy": "Blwyddyn 1: 1 Ebrill 2026"}[language]
    assert page.index(late) < page.index(year)
    assert page.index('href="#act-1.2"') < page.index('id="act-1.1"')
    assert "Another body does it." in page
    told = activities_told(here, DAY)
    assert {one.code for one in told.late} == {"1.2", "1.4", "1.5", "1.6", "2.1"}
    one = drawn(open_page("pages/plan.py", language, activity="1.3"))
    assert 'id="act-1.3"' in one
    moves = {"en": "Is to move:</span> ", "cy": "Y bwriad yw symud:</span> "}[language]
    assert moves in page
    assert 'id="act-1.1"' not in one


@pytest.mark.usefixtures("here")
def test_a_year_and_a_state_narrow_the_list(monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())
    page = drawn(open_page("pages/plan.py", "en", year="1", state="done"))
    assert 'id="act-1.1"' in page
    assert 'id="act-1.2"' not in page
    none = drawn(open_page("pages/plan.py", "en", year="3", state="dropped"))
    assert "Choose another year or state" in none


def test_the_file_says_the_same_as_the_page(planted):
    rows = csv.DictReader(
        io.StringIO(activities_file(planted, DAY, "csv").decode("utf-8-sig"))
    )
    found = {row["Code"]: row["State"] for row in rows if row["Code"]}
    told = {one.code: one.words for one in activities_told(planted, DAY).every}
    assert found == told


def test_an_indicator_names_its_activities_but_those_dropped(planted):
    lines = of_indicator(planted, "1.1", DAY)
    assert [line.words.split()[0] for line in lines] == [
        "1.1",
        "1.2",
        "1.4",
        "2.1",
        "2.4",
        "3.1",
    ]
    assert not of_indicator(planted, "4.2", DAY)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Given("9.9", "done"), "not as it was"),
        (Given("1.1", "late"), "where the activity is"),
        (Given("1.1", "dropped"), "Write why"),
        (Given("1.1", "dropped", words_en=" \n "), "Write why"),
        (Given("1.1", "done", owner="nobody"), "who answers"),
        (Given("1.1", "done", due_on="31/02/2027"), "not a day"),
        (Given("1.1", "done", words_cy="x" * 601), "At most 600"),
    ],
)
def test_what_cannot_be_said_is_refused_in_a_sentence(here, given, words):
    before = activities(here, DAY)
    with pytest.raises(PlanError, match=words):
        say(here, MACHINE, given, NOW)
    assert activities(here, DAY) == before


def test_an_activity_is_added_said_of_and_left_out(here):
    new = New(3, "Ask carers", "Gofyn i ofalwyr", (1, 3), ("3.3",))
    code = add(here, MACHINE, new, NOW)
    assert code == "3.8"
    say(here, MACHINE, Given(code, "going_on", "forum"), NOW)
    found = {one.code: one for one in activities(here, DAY)}[code]
    assert (found.state, found.label.cy, found.outcomes) == (
        "going_on",
        "Gofyn i ofalwyr",
        (1, 3),
    )
    assert code in {x.words.split()[0] for x in of_indicator(here, "3.3", DAY)}
    leave_out(here, MACHINE, found.number, NOW)
    assert code not in {one.code for one in activities(here, DAY)}
    assert add(here, MACHINE, new, NOW) == "3.9"
    for wrong in (
        New(4, "x"),
        New(1),
        New(1, "  "),
        New(1, "x", outcomes=(7,)),
        New(1, "x", indicators=("9.9",)),
    ):
        with pytest.raises(PlanError):
            add(here, MACHINE, wrong, NOW)


@pytest.mark.parametrize("role", ["public", "member", "officer", "board", "evaluator"])
def test_nobody_but_stewards_says_anything(here, role):
    with pytest.raises(RefusedError):
        say(here, Actor(role=role), Given("1.1", "done"), NOW)


@pytest.mark.usefixtures("here")
def test_the_command_lists_those_late_first(run):
    found = json.loads(run("plan", "list", "--as-at", "2027-06-01", "--json").out)
    states = [one["state"] for one in found]
    assert states[:5] == ["late"] * 5
    assert "late" not in states[5:]
    assert found[0]["id"] == "1.2"
