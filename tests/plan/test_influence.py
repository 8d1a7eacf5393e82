"""Influence: planted seats, consultations and changes beside a recount in SQL."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from copro_map.assets.face import EntryState, set_states
from copro_map.base.i18n import language_in_force
from copro_map.base.store.connection import writing
from copro_map.plan.face import Evidence, Influence, keep_plan
from copro_map.plan.influence import influence, influence_file
from tests.conftest import PROJECT
from tests.opening import everything, open_page

pytestmark = pytest.mark.usefixtures("years_later")
DAY = date(2027, 6, 1)


def told(sort: str, body: str, on: str, until: str = "", **more) -> dict:
    facts = {"sort": sort, "body_en": body, "from_on": on, "said_on": on}
    return {**facts, "withdrawn_on": until, **more}


ROWS = (
    told("seat", "Panel", "2026-05-01", body_cy="Panel y caneri", entry="cartrefi-old"),
    told("seat", "Old board", "2026-06-01", until_on="2026-12-31"),
    told("consultation", "Bill", "2026-07-01", words_en="We said yes", entry="off"),
    told("consultation", "Mistake", "2026-07-02", "2026-08-01"),
    told("change", "A rule", "2027-02-01", web="https://example.org/rule"),
)
SHOWS = {"part": "influence", "code": "5", "sort": "web", "said_on": "2027-02-02"}
SHOWS |= {"target": "https://example.org/shows", "words_en": "The rule in print"}
RECOUNT = """
SELECT sort, count(*) FROM influence
WHERE said_on <= :day AND (withdrawn_on = '' OR withdrawn_on > :day) GROUP BY sort
"""


@pytest.fixture(scope="module")
def planted(imported, tmp_path_factory):
    path = tmp_path_factory.mktemp("influence") / "copro_map.db"
    shutil.copyfile(imported, path)
    old, off = "cartrefi-cymru-co-operative", "co-production-wales"
    ids = {"cartrefi-old": old, "off": off, "": ""}
    rows = [{**row, "entry": ids[row.get("entry", "")]} for row in ROWS]
    with writing(path) as database:
        keep_plan(database, {Influence: rows, Evidence: [SHOWS]})
        merged = EntryState(old, "2026-07-02", became="all-wales-people-first")
        set_states(database, [merged, EntryState(off, "2026-07-02", taken_off=True)])
    return replace(PROJECT, database=path)


@pytest.mark.parametrize(
    "day", ["2026-04-30", "2026-07-31", "2026-08-01", "2027-06-01"]
)
def test_each_sort_is_recounted_in_sql_on_any_day(planted, day):
    with closing(sqlite3.connect(planted.database)) as database:
        known = dict(database.execute(RECOUNT, {"day": day}).fetchall())
    found = influence(planted, date.fromisoformat(day))
    assert [x.id for x in found] == ["seat", "consultation", "change"]
    assert {x.id: len(x.rows) for x in found if x.rows} == known


def test_what_goes_on_comes_first_and_names_who_is_public_as_they_are_now(planted):
    seats, consultations, changes = influence(planted, DAY)
    assert [(x.body.text, x.is_over) for x in seats.rows] == [
        ("Panel", False),
        ("Old board", True),
    ]
    assert seats.rows[0].by == "All Wales People First"
    assert seats.rows[0].when == "since 1 May 2026"
    assert seats.rows[1].when == "1 June 2026 to 31 December 2026"
    assert (consultations.rows[0].by, consultations.rows[0].by_at) == ("", "")
    assert consultations.rows[0].when == "1 July 2026"
    assert changes.rows[0].by == "the Network itself"
    (_, seat), *_ = (x.rows for x in influence(planted, date(2026, 12, 31)))
    assert not seat.is_over
    with language_in_force("cy"):
        assert influence(planted, DAY)[0].rows[0].body.text == "Panel y caneri"


def test_the_files_hold_it_without_who_is_not_public(planted):
    with language_in_force("cy"):
        text = influence_file(planted, DAY, "csv").decode("utf-8-sig")
        assert influence_file(planted, DAY, "xlsx").startswith(b"PK")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 4
    assert "Co-production Wales" not in text
    assert {x["O"] for x in rows} == {
        *("2026-05-01", "2026-06-01", "2026-07-01", "2027-02-01")
    }


def test_the_page_lists_it_and_says_what_is_over(planted, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(planted.database))
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())
    page = open_page("pages/plan.py", "en", show="influence")
    assert not page.exception
    text = everything(page)
    for words in (
        "Old board",
        "31 December 2026 · over",
        "We said yes",
        "The rule in print",
    ):
        assert words in text
    assert "Mistake" not in text


def test_nothing_said_yet_says_so(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    page = open_page("pages/plan.py", "cy", show="influence")
    assert not page.exception
    assert "Nid oes dim wedi" in everything(page)
    assert "influence_csv" not in [one.key for one in page.get("download_button")]
