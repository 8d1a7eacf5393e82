"""Action research: planted projects beside a recount in SQL on any day."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from copro_map.assets.face import EntryState, set_states
from copro_map.base.i18n import LANGUAGES, language_in_force
from copro_map.base.store.connection import writing
from copro_map.plan.face import Research, keep_plan
from copro_map.plan.kinds import research_promise
from copro_map.plan.research import (
    of_entry,
    of_entry_html,
    projects,
    research_file,
    research_table,
    research_told,
)
from tests.conftest import PROJECT
from tests.opening import everything, open_page

pytestmark = pytest.mark.usefixtures("years_later")
DAY = date(2027, 6, 1)
FOUND = "https://example.org/canary-found"


def said(entry: str, year: int, on: str, until: str = "", **fields) -> dict:
    told = {"entry": entry, "year": year, "fields": json.dumps(fields)}
    return {**told, "said_on": on, "withdrawn_on": until}


# One said anew, one in two years, one merged into another that is there in the same
# year, one withdrawn, one taken off the map, one of an entry that nobody knows.
ROWS = (
    said("invest-local-clase", 1, "2026-05-01", question={"en": "Old?"}),
    said(
        "invest-local-clase",
        1,
        "2026-09-01",
        question={"en": "Canary why?", "cy": "Pam caneri?"},
        people={"en": "Only in English"},
        citizen_researchers=7,
        stage="gathering",
        publication=FOUND,
        gone_field="kept",
    ),
    said("invest-local-clase", 2, "2027-04-10", citizen_researchers=5),
    said("invest-local", 1, "2026-06-01", citizen_researchers=2),
    said("invest-local-glyn", 1, "2026-07-01", citizen_researchers=4),
    said("invest-local-penywaun", 1, "2026-07-01", "2026-10-01", stage="planning"),
    said("communities-creating-homes", 2, "2027-04-11", citizen_researchers=100),
    said("nobody-knows-it", 2, "2027-04-11", citizen_researchers=100),
)
RECOUNT = """
SELECT year, count(*), sum(citizens) FROM (
    SELECT r.year AS year, COALESCE(s.became, r.entry) AS entry,
        json_extract(r.fields, '$.citizen_researchers') AS citizens,
        row_number() OVER (PARTITION BY r.year, COALESCE(s.became, r.entry)
            ORDER BY r.said_on DESC, r.number DESC) AS nth
    FROM research AS r LEFT JOIN asset_successor AS s ON s.id = r.entry
    WHERE r.said_on <= :day AND (r.withdrawn_on = '' OR r.withdrawn_on > :day)
) JOIN asset_public AS a ON a.id = entry WHERE nth = 1 GROUP BY year
"""


@pytest.fixture(scope="module")
def planted(imported, tmp_path_factory):
    path = tmp_path_factory.mktemp("research") / "copro_map.db"
    shutil.copyfile(imported, path)
    with writing(path) as database:
        keep_plan(database, {Research: ROWS})
        day = "2026-07-02"
        merged = EntryState("invest-local", day, became="invest-local-glyn")
        off = EntryState("communities-creating-homes", day, taken_off=True)
        set_states(database, [merged, off])
    return replace(PROJECT, database=path)


@pytest.fixture
def shown(planted, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(planted.database))
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())
    return planted


@pytest.mark.parametrize(
    "day", ["2026-04-30", "2026-08-31", "2026-09-30", "2026-10-01", "2027-06-01"]
)
def test_each_year_is_recounted_in_sql_on_any_day(planted, day):
    with closing(sqlite3.connect(planted.database)) as database:
        known = database.execute(RECOUNT, {"day": day}).fetchall()
    told = {
        year.number: (year.many, dict(year.sums).get("Citizen researchers", "0"))
        for year in research_told(planted, date.fromisoformat(day))
        if year.many
    }
    assert told == {year: (many, str(sum_ or 0)) for year, many, sum_ in known}


def test_what_was_said_last_stands_and_a_merged_entry_is_the_one_it_became(planted):
    found = {(x.entry, x.year): x for x in projects(planted, DAY)}
    assert set(found) == {
        ("invest-local-clase", 1),
        ("invest-local-clase", 2),
        ("invest-local-glyn", 1),
    }
    assert found["invest-local-clase", 1].fields["question"]["en"] == "Canary why?"
    assert found["invest-local-glyn", 1].fields["citizen_researchers"] == 4


def test_the_year_that_it_is_comes_first_and_ten_are_the_promise_of_a_file(planted):
    years = research_told(planted, DAY)
    assert [(x.number, x.is_now, x.most) for x in years] == [
        (2, True, 10),
        (1, False, 10),
        (3, False, 10),
    ]
    assert "up to 10 projects per year" in research_promise(planted).source.en


def test_an_entry_has_its_own_in_the_language_of_the_page(planted):
    with language_in_force("cy"):
        first, second = of_entry(planted, "invest-local-clase", DAY)
        html = of_entry_html((first, second))
    assert (first.year, second.year) == (2, 1)
    assert "Pam caneri?" in html
    assert '<span lang="en">Only in English</span>' in html
    assert f'href="{FOUND}"' in html
    assert "Casglu" in html
    assert not of_entry(planted, "communities-creating-homes", DAY)
    assert of_entry_html(of_entry(planted, "invest-local-cefn-golau", DAY)) == ""


def test_the_files_hold_what_the_page_does_and_numbers_are_numbers(planted):
    table = research_table(planted, DAY)
    assert table["Citizen researchers"].sum() == 7 + 5 + 4
    for language in LANGUAGES:
        with language_in_force(language):
            text = research_file(planted, DAY, "csv").decode("utf-8-sig")
            assert research_file(planted, DAY, "xlsx").startswith(b"PK")
        rows = list(csv.reader(io.StringIO(text)))
        assert len(rows) == 1 + 3
        assert FOUND in text
        assert "Pam caneri?" in text
        assert "100" not in text


@pytest.mark.usefixtures("shown")
def test_the_page_shows_years_projects_and_one_opened():
    page = open_page("pages/plan.py", "en", show="research")
    assert not page.exception
    text = everything(page)
    for words in ("1 of up to 10 projects", "2 of up to 10 projects", "Canary why?"):
        assert words in text
    assert "Communities Creating Homes" not in text
    opened = open_page(
        "pages/plan.py", "cy", show="research", entry="invest-local-clase"
    )
    drawn = " ".join(x.proto.body for x in opened.get("html"))
    assert "Pam caneri?" in drawn
    assert "Glyn" not in drawn
    back = opened.button(key="res_all").click().run()
    assert "Glyn" in everything(back)
    merged = open_page("pages/plan.py", "en", show="research", entry="invest-local")
    assert "Invest Local: Glyn" in everything(merged)
    wrong = open_page("pages/plan.py", "en", show="research", entry="nobody")
    assert "names no action-research project" in wrong.warning[0].value


@pytest.mark.usefixtures("shown")
def test_the_page_of_its_entry_shows_it():
    page = open_page("pages/entry.py", "en", id="invest-local-clase")
    assert not page.exception
    assert "Canary why?" in everything(page)


def test_nothing_said_yet_says_so(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    page = open_page("pages/plan.py", "cy", show="research")
    assert not page.exception
    text = everything(page)
    assert "Nid oes prosiect ymchwil weithredu" in text
    assert "Prosiectau: 0 o hyd at 10" in text
    assert "research_csv" not in [one.key for one in page.get("download_button")]
