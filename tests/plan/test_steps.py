"""The yearly outcomes: what the Network says of each, beside a recount in SQL."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
import tomllib
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from copro_map.base.i18n import language_in_force
from copro_map.base.store.connection import writing
from copro_map.base.today import WALES
from copro_map.desk.undoing import undo_change
from copro_map.people.changes import changes
from copro_map.people.rules.permissions import MACHINE, Actor, RefusedError
from copro_map.plan.face import Evidence, MilestoneSaid, keep_plan
from copro_map.plan.keeping import PlanError
from copro_map.plan.steps import steps
from copro_map.plan.steps_saying import Given, say_step, withdraw_step
from copro_map.plan.steps_told import steps_file, steps_told
from tests.conftest import PROJECT
from tests.opening import everything, open_page

pytestmark = pytest.mark.usefixtures("years_later")
DAY = date(2027, 6, 1)
NOW = datetime(2027, 6, 1, 12, tzinfo=WALES)
WEB = "https://example.org/canary-shown"


def word(code: str, state: str, on: str, until: str = "", **more) -> dict:
    facts = {"milestone": code, "state": state, "said_on": on, "withdrawn_on": until}
    return {"words_en": f"{code} {state}", "words_cy": "", **facts, **more}


# Said anew; withdrawn after another word; said twice on a day; before its year is over.
ROWS = (
    word("y1_1", "not_reached", "2026-09-01"),
    word("y1_1", "reached", "2027-04-10", words_en="", words_cy="Gair <caneri>"),
    word("y1_2", "partly", "2027-01-10"),
    word("y1_2", "reached", "2027-03-10", "2027-05-10"),
    word("y1_3", "reached", "2027-04-11"),
    word("y1_3", "not_reached", "2027-04-11"),
    word("y2_1", "partly", "2027-05-20"),
    word("y2_2", "reached", "2027-05-20", "2027-05-21"),
)
RECOUNT = """
SELECT milestone, state FROM (
    SELECT milestone, state, row_number() OVER (
        PARTITION BY milestone ORDER BY said_on DESC, number DESC) AS nth
    FROM milestone_said
    WHERE said_on <= :day AND (withdrawn_on = '' OR withdrawn_on > :day)
) WHERE nth = 1
"""
SHOWN = {"part": "milestone", "code": "y1_1", "sort": "web", "target": WEB}


@pytest.fixture(scope="module")
def planted(imported, tmp_path_factory):
    path = tmp_path_factory.mktemp("steps") / "copro_map.db"
    shutil.copyfile(imported, path)
    shown = {**SHOWN, "words_en": "A canary", "said_on": "2027-04-12"}
    with writing(path) as database:
        keep_plan(database, {MilestoneSaid: ROWS, Evidence: [shown]})
    return replace(PROJECT, database=path)


@pytest.fixture
def free(planted, tmp_path):
    """An installation of the same that a test may change."""
    path = tmp_path / "copro_map.db"
    shutil.copyfile(planted.database, path)
    return replace(planted, database=path)


@pytest.fixture
def shown(planted, years_later, monkeypatch):  # noqa: ARG001 - its day comes first
    monkeypatch.setenv("COPRO_MAP_DB", str(planted.database))
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())


DAYS = ("2026-08-31", "2026-09-01", "2027-03-31", "2027-05-09", "2027-05-10")


@pytest.mark.parametrize("day", [*DAYS, "2027-05-20", "2027-06-01"])
def test_what_stands_on_any_day_is_recounted_in_sql(planted, day):
    with closing(sqlite3.connect(planted.database)) as database:
        known = dict(database.execute(RECOUNT, {"day": day}).fetchall())
    told = steps(planted, date.fromisoformat(day))
    assert {one.code: one.state for one in told if one.state} == known
    assert [one.code for one in told] == list(
        tomllib.loads((PROJECT.data_dir / "milestones.toml").read_text("utf-8"))
    )


def test_a_year_is_over_on_the_day_after_its_last_one(planted):
    last = steps(planted, DAY)[0].dates.last
    on, after = ({x.year: x.is_over for x in steps(planted, day)} for day in
                 (last, last + timedelta(1)))  # fmt: skip
    assert (on[1], after[1]) == (False, True)
    assert not after[2]


def test_years_are_told_with_their_sums_the_year_of_the_day_first(planted):
    years = steps_told(planted, DAY)
    assert [(x.is_now, x.is_ahead) for x in years] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    assert years[0].summary == "Partly reached: 1 · Nothing said yet: 4"
    assert years[1].summary == (
        "Reached: 1 · Partly reached: 1 · Not reached: 1 · Nothing said yet: 2"
    )
    first = years[1].steps[0]
    assert (first.when, first.words.language) == ("said on 10 April 2027", "cy")
    assert WEB in first.shown


@pytest.mark.parametrize(
    ("language", "state", "nothing"),
    [
        ("en", "Reached", "Nothing said yet"),
        ("cy", "Wedi'i gyrraedd", "Dim wedi'i ddweud eto"),
    ],
)
def test_files_have_all_outcomes_and_what_shows_them(planted, language, state, nothing):
    with language_in_force(language):
        text = steps_file(planted, DAY, "csv").decode("utf-8-sig")
        book = zipfile.ZipFile(io.BytesIO(steps_file(planted, DAY, "xlsx")))
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 16
    assert rows[1][3:7] == [state, "2027-04-10", "", "Gair <caneri>"]
    assert WEB in rows[1][7]
    assert rows[-1][3:] == [nothing, "", "", "", ""]
    assert state in book.read("xl/sharedStrings.xml").decode().replace("&apos;", "'")


@pytest.mark.parametrize(
    ("language", "state", "over"),
    [
        ("en", "Not reached", "its year is not over yet"),
        ("cy", "Heb ei gyrraedd", "nid yw ei flwyddyn ar ben eto"),
    ],
)
@pytest.mark.usefixtures("shown")
def test_the_page_shows_each_year_as_at_a_day(language, state, over):
    page = open_page("pages/plan.py", language, show="steps")
    assert not page.exception
    drawn = " ".join(x.proto.body for x in page.get("html"))
    for words in (state, over, "Gair &lt;caneri&gt;", WEB):
        assert words in drawn
    before = open_page("pages/plan.py", language, show="steps", as_at="2027-04-01")
    drawn = " ".join(x.proto.body for x in before.get("html"))
    assert "caneri" not in drawn
    assert WEB not in drawn


def test_with_nothing_said_the_page_says_so_of_every_year(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    page = open_page("pages/plan.py", "cy", show="steps")
    assert not page.exception
    assert "Dim wedi'i ddweud eto: 5" in everything(page).replace("\\'", "'").replace(
        "&#39;", "'"
    )


TABLE = """
[y4_canary]
year = 4
label = { en = "Canary sings", cy = "Mae'r caneri'n canu" }
"""


def test_a_new_outcome_is_one_table_in_one_file(free, tmp_path, monkeypatch):
    copied = tmp_path / "data"
    shutil.copytree(PROJECT.data_dir, copied, ignore=shutil.ignore_patterns("*.db*"))
    with (copied / "milestones.toml").open("a", encoding="utf-8") as file:
        file.write(TABLE)
    monkeypatch.setenv("COPRO_MAP_DATA", str(copied))
    monkeypatch.setenv("COPRO_MAP_DB", str(free.database))
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())
    there = replace(free, data_dir=copied)
    say_step(there, MACHINE, Given("y4_canary", "partly", "It hums", ""), NOW)
    assert steps(there, DAY)[-1].words.text == "It hums"
    page = open_page("pages/plan.py", "cy", show="steps")
    drawn = everything(page).replace("&#39;", "'").replace("\\'", "'")
    for words in ("Blwyddyn 4", "Mae'r caneri'n canu", "It hums"):
        assert words in drawn


GOOD = Given("y2_3", "partly", "So far", "Hyd yma")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (replace(GOOD, milestone="y9_9"), "no such yearly outcome"),
        (replace(GOOD, state="nearly"), "reached, partly or not"),
        (replace(GOOD, state=""), "reached, partly or not"),
        (replace(GOOD, words_en=" ", words_cy=""), "in one language at least"),
        (replace(GOOD, words_cy="a" * 1_001), "1000"),
        (replace(GOOD, was=1), "not as it was"),
        (replace(GOOD, milestone="y1_2"), "not as it was"),
        (Given("y2_1", "partly", " y2_1 partly", "", 7), "already"),
    ],
)
def test_what_cannot_be_said_is_refused_and_says_what_to_write(free, given, words):
    before = steps(free, DAY)
    with pytest.raises(PlanError) as refused:
        say_step(free, MACHINE, given, NOW)
    assert words in str(refused.value)
    assert steps(free, DAY) == before


def state_of(settings, code: str, day: date = DAY):
    return next(one.state for one in steps(settings, day) if one.code == code)


def test_a_word_is_said_said_anew_withdrawn_and_taken_back(free):
    longest = replace(GOOD, words_cy="a" * 1_000)
    first = say_step(free, MACHINE, longest, NOW)
    anew = replace(GOOD, state="reached", was=first)
    second = say_step(free, MACHINE, anew, NOW + timedelta(1))
    later = DAY + timedelta(2)
    assert (state_of(free, "y2_3"), state_of(free, "y2_3", later)) == (
        "partly",
        "reached",
    )
    with pytest.raises(PlanError):
        withdraw_step(free, MACHINE, "y2_3", first, NOW)
    assert withdraw_step(free, MACHINE, "y2_3", second, NOW + timedelta(1))
    assert state_of(free, "y2_3", later) == "partly"
    assert not withdraw_step(free, MACHINE, "y2_3", first, NOW + timedelta(1))
    assert state_of(free, "y2_3", later) is None
    assert state_of(free, "y2_3") == "partly"  # the day before it was withdrawn
    made = [x for x in changes(free, MACHINE) if x.change.what == "withdrawn"]
    last = max(made, key=lambda x: x.number)
    undo_change(free, MACHINE, last.number, NOW + timedelta(1))
    assert state_of(free, "y2_3", later) == "partly"
    with pytest.raises(RefusedError):
        say_step(free, Actor(), GOOD, NOW)
    with pytest.raises(RefusedError):
        withdraw_step(free, Actor(), "y1_1", 2, NOW)
