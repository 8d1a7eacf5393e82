"""Who is there: asked of the cookie in every run, and never kept."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from copro_map.base.store.connection import writing
from copro_map.base.today import current_moment
from copro_map.people.persons import enter_person, sign_out_everywhere
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.sessions import SESSION_COOKIE, begin_session


def page() -> None:
    import streamlit as st

    from copro_map.frame.who import actor

    here = actor()
    st.button("again")
    st.write(f"{here.role} {here.name}".strip())


@pytest.fixture
def here(settings, blank, monkeypatch):
    shutil.copyfile(blank, settings.database)
    monkeypatch.setenv("COPRO_MAP_DB", str(settings.database))
    return settings


def enter(settings, role: str):
    about = {"areas": (), "language": "", "now": datetime.now(UTC)}
    one = {"address": "mair@example.org", "name": "Mair", "role": role}
    return enter_person(settings, MACHINE, **one, **about)


def test_each_run_asks_the_database(here, monkeypatch):
    mair = enter(here, "steward")
    with writing(here.database) as database:
        token = begin_session(database, mair.number, current_moment())
    cookies = {SESSION_COOKIE: token}
    monkeypatch.setattr(st, "context", SimpleNamespace(cookies=cookies))
    test = AppTest.from_function(page).run()
    assert test.markdown[0].value == "steward Mair"
    enter(here, "board")
    assert test.button[0].click().run().markdown[0].value == "board Mair"
    sign_out_everywhere(here, MACHINE, mair.number, now=datetime.now(UTC))
    assert test.button[0].click().run().markdown[0].value == "public"


@pytest.mark.usefixtures("here")
def test_without_a_cookie_everybody_is_the_public(monkeypatch):
    for cookies in ({}, {SESSION_COOKIE: "steward"}, {SESSION_COOKIE: "1"}):
        monkeypatch.setattr(st, "context", SimpleNamespace(cookies=cookies))
        assert AppTest.from_function(page).run().markdown[0].value == "public"
