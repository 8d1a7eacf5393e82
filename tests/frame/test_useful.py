"""Was this page useful? Counted by page and month, once a visit, and nothing of who."""

from __future__ import annotations

import shutil

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from copro_map.base.store.connection import data_mark
from copro_map.frame import useful
from copro_map.people import limits
from tests.catalogue import ROOT
from tests.samples import query

ALL = "SELECT page, month, yes, no FROM useful ORDER BY page, month"


@pytest.fixture(autouse=True)
def _nobody_pressed_yet(monkeypatch):
    limits._limiter.cache_clear()
    monkeypatch.setenv("COPRO_MAP_TODAY", "2027-03-31")


@pytest.fixture
def here(settings, blank, monkeypatch):
    shutil.copyfile(blank, settings.database)
    monkeypatch.setenv("COPRO_MAP_DB", str(settings.database))
    return settings


def below(page: str, **asked: str) -> AppTest:
    def draw(page: str) -> None:
        from copro_map.frame import useful

        useful.ask(page)

    test = AppTest.from_function(draw, args=(page,))
    for name, value in asked.items():
        test.query_params[name] = value
    return test.run()


def answer(test: AppTest, page: str, *, was: bool) -> AppTest:
    test.button(key=f"useful_{page}_{was}").click().run()
    assert not test.exception
    return test


def drawn(test: AppTest) -> str:
    return " ".join(part.proto.body for part in test.get("html"))


def test_below_a_page_an_answer_is_counted_once_a_visit(here):
    before = data_mark(here)
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    test.query_params["lang"] = "cy"
    test.run().switch_page("pages/about.py").run()
    answer(test, "about", was=False)
    assert "Diolch." in drawn(test)
    assert not [x for x in test.button if x.key.startswith("useful_")]
    test.switch_page("pages/desk.py").run()
    assert not [x for x in test.button if x.key.startswith("useful_")]
    assert "ddefnyddiol" not in drawn(test)
    test.switch_page("pages/about.py").run()
    assert not [x for x in test.button if x.key.startswith("useful_")]
    assert query(here.database, ALL) == [("about", "2027-03", 0, 1)]
    assert data_mark(here) == before


def test_answers_of_visits_add_up_by_page_and_month(here, monkeypatch):
    for day, page, key, was in (
        ("2027-03-31", "", "home", True),
        ("2027-03-31", "", "home", True),
        ("2027-03-31", "", "home", False),
        ("2027-03-31", "area", "area", True),
        ("2027-04-01", "", "home", True),
    ):
        monkeypatch.setenv("COPRO_MAP_TODAY", day)
        answer(below(page), key, was=was)
    assert query(here.database, ALL) == [
        ("area", "2027-03", 1, 0),
        ("home", "2027-03", 2, 1),
        ("home", "2027-04", 1, 0),
    ]


def test_two_presses_before_the_page_is_drawn_anew_are_one_answer(here):
    test = below("area")
    pressed = test.button(key="useful_area_True")
    for _ in range(2):
        pressed.click().run()
    assert query(here.database, ALL) == [("area", "2027-03", 1, 0)]


def test_on_paper_and_on_the_desk_nobody_is_asked():
    assert below("area").button
    assert not below("desk").button
    assert not below("asset_map", print="1").button


def test_what_cannot_be_kept_is_not_thanked_for_and_can_be_said_again(here, blank):
    here.database.unlink()
    test = answer(below("area"), "area", was=True)
    assert "could not be counted" in drawn(test)
    assert "Thank you" not in drawn(test)
    assert not here.database.exists()
    shutil.copyfile(blank, here.database)
    assert "Thank you" in drawn(answer(test, "area", was=True))
    assert query(here.database, ALL) == [("area", "2027-03", 1, 0)]


def test_a_computer_that_answers_too_often_is_not_counted(here, monkeypatch):
    monkeypatch.setattr(useful, "BY_CLIENT", "2 per hour")
    monkeypatch.setattr(type(st.context), "ip_address", "192.0.2.7")
    for page in ("area", "about"):
        answer(below(page), page, was=True)
    assert "could not be counted" in drawn(answer(below("home"), "home", was=True))
    monkeypatch.setattr(type(st.context), "ip_address", "192.0.2.8")
    answer(below("home"), "home", was=True)
    assert [row[0] for row in query(here.database, ALL)] == ["about", "area", "home"]
