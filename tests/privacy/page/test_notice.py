"""The notice: every paragraph, period and cookie of the files, and whom to ask."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from copro_map.base.config import load_settings
from copro_map.base.i18n import language_in_force
from copro_map.base.retention import lines, period
from copro_map.base.today import current_day
from copro_map.by_link.light.cookies import BROWSER, LINK
from copro_map.frame.providers import WAY_ON
from copro_map.people.sessions import SESSION_COOKIE
from copro_map.privacy.cookies import cookies
from copro_map.privacy.kept import kept
from copro_map.privacy.notice import notice
from tests.opening import open_page

CONTACT = "stiwardiaid@example.org"
FILES = load_settings({})


@pytest.mark.parametrize(("language", "contact"), [("cy", CONTACT), ("en", "")])
def test_the_page_says_all_that_the_files_say(to_read, monkeypatch, language, contact):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    monkeypatch.setenv("COPRO_MAP_CONTACT", contact)
    page = open_page("pages/privacy.py", language)
    assert not page.exception
    bodies = [x.proto.body for x in page.get("html")]
    (said,) = [html.unescape(x) for x in bodies if 'class="notice"' in x]
    assert "/my-link?lang=" in said
    assert "https://ico.org.uk" in said
    assert (f"mailto:{CONTACT}" in said) == bool(contact)
    assert ("set it at the desk, under Keeping house" in said) == (not contact)
    (footer,) = [x for x in bodies if "<footer" in x]
    assert f"/privacy?lang={language}" in footer
    with language_in_force(language):
        for one in kept(FILES).paragraphs.values():
            texts = (one.label, one.what, one.why, one.basis, one.seen_by)
            (fold,) = [
                x for x in said.split("<details") if f">{one.label.text()}</summ" in x
            ]
            assert all(x.text() in fold for x in texts)
            for name in one.kept:
                assert period(lines(FILES)[name]) in fold
        for line in lines(FILES).values():
            assert f">{line.label.text()}</th><td>{period(line)}</td>" in said
        for cookie in cookies(FILES).values():
            assert cookie.id in said
            assert cookie.how_long.text() in said


def test_whoever_runs_the_map_is_named_as_it_is_set(network):
    found = notice(replace(network, contact=CONTACT), current_day())
    assert found.contact == CONTACT
    assert found.network.cy == "Rhwydwaith Cydgynhyrchu Cymru"
    days = str(lines(FILES)["backups"].days)
    assert re.search(rf"\b{days}\b", period(found.lines["backups"]))


def test_every_cookie_that_the_code_sets_is_listed():
    assert {BROWSER, LINK, WAY_ON, SESSION_COOKIE} <= cookies(FILES).keys()
