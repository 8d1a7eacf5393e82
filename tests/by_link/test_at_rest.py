"""Light pages while the map is mended: read by all, pressed by nobody, nothing lost."""

from __future__ import annotations

import pytest

from copro_map.base.i18n import Label
from copro_map.base.today import current_day, current_moment
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.settling import settle
from tests.by_link.conftest import OWNER, PROJECT, STEWARD, opened, press

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
TOLD = Label("Mended until noon.", "Yn cael ei drwsio tan ganol dydd.")


@pytest.fixture
def at_rest(site, steward):  # noqa: ARG001 - entered before
    """A browser in which an owner's page is open, and that page; the map rests."""
    site.contact(PROJECT)
    browser = site.browser()
    link = site.link("my_page", address=OWNER)
    page = opened(browser, link)
    days = {"from_on": current_day(), "now": current_moment()}
    settle(site.settings, MACHINE, "announcement", TOLD, **days)
    settle(site.settings, MACHINE, "read_only", Label("1", "1"), **days)
    return browser, page, link


def test_a_press_is_refused_for_now_and_what_was_typed_stands_there(site, at_rest):
    browser, page, _ = at_rest
    answer = press(browser, page, "change", PROJECT, note="We have moved to Y Bala")
    assert answer.status_code == 503
    assert "The map is being mended. Nothing was kept" in answer.text
    assert "We have moved to Y Bala" in answer.text
    assert site.words() == []
    assert browser.get("/k").status_code == 200
    asked = {"address": "somebody@example.org", "entry": ""}
    again = browser.post("/my-link?lang=cy", data=asked)
    assert again.status_code == 503
    assert "somebody@example.org" in again.text
    assert "Ni chadwyd dim" in again.text


def test_what_is_announced_stands_on_each_page_in_its_language(at_rest):
    browser, *_ = at_rest
    for language, text in (("en", TOLD.en), ("cy", TOLD.cy)):
        page = browser.get(f"/sign-in?lang={language}")
        assert f'role="status">{text}</p>' in page.text


def test_signing_in_and_never_being_written_to_go_on(site, at_rest):
    browser, _, link = at_rest
    asked = browser.post("/sign-in", data={"address": STEWARD, "to": ""})
    assert asked.status_code == 200
    assert site.ask("SELECT kind FROM outbox") == [("sign_in",)]
    assert browser.post(link, data=ONE_CLICK).status_code == 200
    assert len(site.rows("never_write")) == 1
