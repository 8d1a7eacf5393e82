"""A visitor says that an entry is wrong; an officer answers it at the desk."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from copro_map.base.store.connection import writing
from copro_map.base.today import current_moment
from copro_map.people.limits import _limiter
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.sessions import SESSION_COOKIE, begin_session
from tests.catalogue import ROOT
from tests.opening import SECONDS
from tests.samples import query

ENTRY = "tir-coed"
HTML = "<b>moved</b><script>alert(1)</script>\nto {{7*7}}"
ROWS = "SELECT entry, what, words, answer, note FROM visitor_report"


@pytest.fixture
def opened(network, monkeypatch):
    """Return what opens a page as somebody: the public, or an officer of an area."""
    _limiter.cache_clear()
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))

    def page(file: str, area: str = "", **asked: str) -> AppTest:
        cookies = {}
        if area:
            now = current_moment()
            given = {"address": f"{area}@example.org", "name": area, "language": ""}
            more = {"role": "officer", "areas": (area,), "now": now}
            person = enter_person(network, MACHINE, **given | more)
            with writing(network.database) as database:
                cookies[SESSION_COOKIE] = begin_session(database, person.number, now)
        context = SimpleNamespace(cookies=cookies, locale="en", ip_address=None)
        monkeypatch.setattr(st, "context", context)
        test = AppTest.from_file(str(ROOT / file), default_timeout=SECONDS)
        for name, value in {"lang": "en", **asked}.items():
            test.query_params[name] = value
        return sound(test.run())

    return page


def sound(test: AppTest) -> AppTest:
    assert not test.exception
    return test


def press(test: AppTest, key: str) -> AppTest:
    return sound(test.button(key=key).click().run())


def drawn(test: AppTest) -> str:
    return " ".join(part.proto.body for part in test.get("html"))


def told(test: AppTest) -> str:
    return " ".join(x.value for x in (*test.success, *test.warning, *test.info))


def test_what_a_visitor_says_waits_for_the_officer_and_is_answered(opened, network):
    page = opened("pages/entry.py", id=ENTRY)
    assert not page.text_area
    page = opened("pages/entry.py", id=ENTRY, wrong="1")
    page.text_area(key=f"wrong_words_{ENTRY}").set_value(HTML).run()
    press(page, f"wrong_send_{ENTRY}")
    assert "Choose what is wrong" in told(page)
    assert page.text_area(key=f"wrong_words_{ENTRY}").value == HTML  # nothing is lost
    page.radio(key=f"wrong_what_{ENTRY}").set_value("place").run()
    press(page, f"wrong_send_{ENTRY}")
    assert "Thank you" in told(page)
    assert not page.text_area
    assert query(network.database, ROWS) == [(ENTRY, "place", HTML, "", "")]
    press(page, "wrong_more")
    assert page.text_area(key=f"wrong_words_{ENTRY}").value == ""

    other = opened("pages/desk.py", "CVC-CVSC", part="wrong")
    assert "Nothing waits here" in drawn(other)
    assert "moved" not in drawn(other)

    desk = opened("pages/desk.py", "CVC-CAVO", part="wrong")
    said = "&lt;b&gt;moved&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt;\nto {{7*7}}"
    assert said in drawn(desk)
    assert "<script>alert" not in drawn(desk)
    assert f'data-entry="{ENTRY}"' in drawn(desk)  # as the map shows it
    desk.text_area(key=f"wrong_note_{ENTRY}").set_value("rang them").run()
    press(desk, "wrong_right")
    assert "It is right as it is: Tir Coed" in told(desk)
    assert "Nothing waits here" in drawn(desk)
    row = (ENTRY, "place", HTML, "right", "rang them")
    assert query(network.database, ROWS) == [row]
    press(desk, "wrong_undo")
    assert said in drawn(desk)
    assert desk.text_area(key=f"wrong_note_{ENTRY}").value == ""
    press(desk, "wrong_confirm")
    assert "wrong_right" not in [one.key for one in desk.button]
    assert f"desk_how_{ENTRY}" in [one.key for one in desk.button_group]
