"""Pages, opened without the frame as somebody of a role, or as the public."""

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


@pytest.fixture
def opened(network, monkeypatch):
    """Return what opens a page as somebody: the public, an officer, a steward."""
    _limiter.cache_clear()
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))

    def page(file: str, role: str = "", area: str = "", **asked: str) -> AppTest:
        cookies = {}
        if role:
            now, name = current_moment(), f"{role}{area}"
            given = {"address": f"{name}@example.org", "name": name, "language": ""}
            areas = (area,) if area else ()
            more = {"role": role, "areas": areas, "now": now}
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
