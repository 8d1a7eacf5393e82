"""The server is stopped and started under open tabs: they go on, and lose nothing."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from copro_map.base.config import load_settings
from copro_map.base.store.connection import writing
from copro_map.base.today import current_day
from copro_map.surveys.rules.records import Wave
from copro_map.surveys.store.surveys import add_waves
from tests.audits.audit_samples import PROJECT
from tests.bench.serving import OURS, free_port, serve
from tests.browser.conftest import rests
from tests.samples import query
from tests.surveys.codes import codes_for

pytestmark = pytest.mark.browser
CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
ADDRESSES = {
    "map": "asset_map?lang=en&q=care&kind=project",
    "pins": "asset_map?lang=cy",
    "coverage": "coverage?lang=cy",
    "area": "area?lang=en&code=W06000023",
    "progress": "indicators?lang=en&show=rows",
    "audit": f"audit?lang=cy&entry={PROJECT}&step=2",
    "survey": "survey?lang=en&survey=members&wave=open",
}


@pytest.fixture
def own(database, tmp_path):
    """A database with a wave of the survey that is open."""
    path = shutil.copy(database, tmp_path / "own.db")
    today = current_day()
    wave = Wave(
        survey="members",
        name="open",
        opens_on=(today - timedelta(3)).isoformat(),
        closes_on=(today + timedelta(9)).isoformat(),
        baseline=False,
        invited={"citizen": 40},
        entered_by="steward",
        entered_on=today.isoformat(),
    )
    with writing(path) as opened:
        add_waves(opened, [wave])
    return path


def open_tabs(chromium: Browser, server: str, code: str) -> dict[str, Page]:
    """Open every page, and fill in two forms by half."""
    size = {"width": 1280, "height": 1000}
    tabs = {name: chromium.new_page(viewport=size) for name in ADDRESSES}
    for name, address in ADDRESSES.items():  # all at once
        tabs[name].goto(f"{server}/{address}", wait_until="commit")
    for name in ADDRESSES:
        tabs[name].wait_for_selector("footer.footer", timeout=60_000)
        if name == "pins":
            frame = tabs[name].frame_locator("iframe[data-testid=stCustomComponentV1]")
            frame.locator("path[data-area]").first.wait_for(
                state="attached", timeout=60_000
            )
    audit, survey = tabs["audit"], tabs["survey"]
    audit.bring_to_front()
    audit.get_by_test_id("stRadioOption").nth(2).click()
    audit.wait_for_url("**draft=**")
    audit.locator("textarea").fill("half typed – tŷ")
    survey.bring_to_front()
    survey.get_by_label("in your invitation").fill(code)
    survey.keyboard.press("Enter")
    survey.get_by_text("Citizen", exact=True).click()
    rests(survey)
    survey.get_by_role("button", name="Next").click()
    survey.get_by_text("1 of 9").wait_for()
    for tab in tabs.values():
        rests(tab)
    return tabs


def search(page: Page) -> None:
    page.get_by_role("combobox", name="Search", exact=True).fill("food")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=food**", timeout=60_000)
    expect(page.get_by_role("combobox", name="Search")).to_have_value("food")
    assert "kind=project" in page.url


def click_on_the_map(page: Page) -> None:
    frame = page.frame_locator("iframe[data-testid=stCustomComponentV1]")
    frame.locator("path[data-area=W06000009]").dispatch_event("click")
    page.wait_for_url("**area=W06000009**", timeout=60_000)


def show_themes(page: Page) -> None:
    page.get_by_text("Themâu", exact=True).first.click()
    page.wait_for_url("**show=themes**", timeout=60_000)


def choose_an_area(page: Page) -> None:
    page.locator(".st-key-another_area button").click()
    box = page.get_by_test_id("stPopoverBody").locator("input.ask")
    box.fill("Gwynedd")
    box.press("Enter")
    expect(page.locator("h1")).to_have_text("Gwynedd", timeout=60_000)


def unfold(page: Page) -> None:
    page.locator("#row-1-1").click()
    page.wait_for_url("**open=1.1**", timeout=60_000)
    expect(page.get_by_text("What was promised")).to_be_visible(timeout=60_000)


ACTS = {
    "map": search,
    "pins": click_on_the_map,
    "coverage": show_themes,
    "area": choose_an_area,
    "progress": unfold,
}


def test_open_tabs_go_on_when_the_server_was_started_anew(chromium, own):
    port = free_port()
    settings = load_settings({"COPRO_MAP_DB": str(own)})
    (code,) = codes_for(settings, 1, wave="open", today=current_day())
    with serve(OURS, own, port=port) as server:
        tabs = open_tabs(chromium, server.address, code)
    for tab in tabs.values():
        tab.wait_for_selector(CONNECTED, state="detached")
    with serve(OURS, own, port=port):
        for name, act in ACTS.items():  # at once, when the tab lets somebody
            tabs[name].bring_to_front()
            tabs[name].wait_for_selector(CONNECTED, timeout=60_000)
            act(tabs[name])
        survey, audit = tabs["survey"], tabs["audit"]
        survey.bring_to_front()
        expect(survey.get_by_text("Nothing was sent")).to_be_visible(timeout=60_000)
        audit.bring_to_front()
        note = audit.locator("textarea")
        expect(note).to_have_value("half typed – tŷ")
        for _ in range(200):  # the visitor does nothing more
            kept = query(own, "SELECT subject, content FROM draft")
            assert len(kept) == 1, kept
            if "half typed" in kept[0][1]:
                break
            audit.wait_for_timeout(100)
        audit.reload()
        expect(note).to_have_value("half typed – tŷ", timeout=60_000)
        levels = audit.get_by_test_id("stRadio").first.get_by_role("radio")
        expect(levels.nth(2)).to_be_checked()
