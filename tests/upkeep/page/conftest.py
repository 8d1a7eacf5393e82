"""Pages, opened without the frame as somebody of a role, or as the public."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.base.today import current_moment
from copro_map.people.limits import _limiter
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE
from tests.at_the_desk import sign_in, sound
from tests.catalogue import ROOT
from tests.opening import SECONDS


@pytest.fixture
def opened(network, monkeypatch):
    """Return what opens a page as somebody: the public, an officer, a steward."""
    _limiter.cache_clear()
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))

    def page(file: str, role: str = "", area: str = "", **asked: str) -> AppTest:
        number = None
        if role:
            now, name = current_moment(), f"{role}{area}"
            given = {"address": f"{name}@example.org", "name": name, "language": ""}
            areas = (area,) if area else ()
            more = {"role": role, "areas": areas, "now": now}
            person = enter_person(network, MACHINE, **given | more)
            number = person.number
        sign_in(monkeypatch, network, number)
        test = AppTest.from_file(str(ROOT / file), default_timeout=SECONDS)
        for name, value in {"lang": "en", **asked}.items():
            test.query_params[name] = value
        return sound(test.run())

    return page
