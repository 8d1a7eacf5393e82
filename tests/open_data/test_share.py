"""What hands a page on: on each of four pages, as it is drawn, in both languages."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.catalogue import ROOT

PAGES = {
    "asset_map": {"kind": "offer", "page": "2"},
    "entry": {"id": "tir-coed"},
    "area": {"code": "W06000023"},
    "indicators": {},
}


def drawn(path: str, **params: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for name, value in params.items():
        test.query_params[name] = value
    test.run()
    test.switch_page(f"pages/{path}.py").run()
    assert not test.exception
    return test


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.usefixtures("network")
def test_the_link_is_to_what_is_seen(path, language, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_ADDRESS", "https://map.example")
    test = drawn(path, lang=language, **PAGES[path])
    (link,) = [x.value for x in test.get("code") if x.value.startswith("https://")]
    assert link.startswith(f"https://map.example/{path}?")
    asked = {k: v for k, v in PAGES[path].items() if k != "page"}
    assert all(f"{name}={value}" in link for name, value in asked.items())
    assert f"lang={language}" in link
    assert "page=" not in link


@pytest.mark.usefixtures("network")
def test_the_foot_of_a_page_leads_to_what_is_owed():
    test = drawn("home", lang="cy")
    (foot,) = [x.proto.body for x in test.get("html") if "<footer" in x.proto.body]
    for path in ("privacy", "accessibility", "about"):
        assert f'href="/{path}?lang=cy"' in foot
    assert "mailto:" not in foot  # nobody has set an address


@pytest.mark.usefixtures("network")
def test_the_contact_that_is_set_stands_at_the_foot(monkeypatch):
    monkeypatch.setenv("COPRO_MAP_CONTACT", "post@map.example")
    test = drawn("home", lang="en")
    (foot,) = [x.proto.body for x in test.get("html") if "<footer" in x.proto.body]
    assert 'href="mailto:post@map.example"' in foot
