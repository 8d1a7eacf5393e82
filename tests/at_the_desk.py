"""Somebody of each role, and the desk as they find it; what tests read on a page."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from copro_map.base.config import Settings
from copro_map.base.store.connection import writing
from copro_map.base.today import current_moment
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.rules.persons import Person
from copro_map.people.sessions import SESSION_COOKIE, begin_session
from tests.catalogue import ROOT
from tests.opening import SECONDS

CONWY = "CVC-CVSC"
ROLES = ("officer", "steward", "administrator", "board")
CONTACTS = "SELECT entry, address, origin, found_at, left_on FROM contact"


def enter(here: Settings, role: str, name: str = "") -> Person:
    return enter_person(
        here,
        MACHINE,
        address=f"{name or role}@example.org",
        name=name or role.title(),
        role=role,
        areas=(CONWY,) if role == "officer" else (),
        language="en",
        now=current_moment(),
    )


@pytest.fixture
def here(network, monkeypatch) -> Settings:
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    for role in ROLES:
        enter(network, role)
    sign_in(monkeypatch, network, None)
    return network


def sign_in(monkeypatch, here: Settings, number: int | None) -> None:
    """Let the browser that pages are opened in have the cookie of a person."""
    cookies = {}
    if number is not None:
        with writing(here.database, make=False) as database:
            token = begin_session(database, number, current_moment())
        cookies = {SESSION_COOKIE: token}
    context = SimpleNamespace(cookies=cookies, locale="en", ip_address=None)
    monkeypatch.setattr(st, "context", context)


@pytest.fixture
def at_desk(here, monkeypatch):
    """Return what opens the desk, without the frame around it, as a role."""

    def opened(role: str, language: str = "en", **asked: str) -> AppTest:
        if role in ROLES:
            sign_in(monkeypatch, here, 1 + ROLES.index(role))
        test = AppTest.from_file(str(ROOT / "pages/desk.py"), default_timeout=SECONDS)
        for name, value in {"lang": language, **asked}.items():
            test.query_params[name] = value
        return sound(test.run())

    return opened


def sound(test: AppTest) -> AppTest:
    assert not test.exception
    return test


def press(test: AppTest, key: str) -> AppTest:
    return sound(test.button(key=key).click().run())


def drawn(test: AppTest) -> str:
    return " ".join(part.proto.body for part in test.get("html"))


def told(test: AppTest) -> str:
    return " ".join(x.value for x in (*test.success, *test.warning, *test.info))
