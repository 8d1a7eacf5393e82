"""The plan in a browser: a word on it, the money, and the theory by keyboard."""

from __future__ import annotations

import re
import shutil

import pytest
from playwright.sync_api import Page, expect

from copro_map.base.config import load_settings
from tests.browser.conftest import rests, serve
from tests.browser.test_desk import Desk
from tests.browser.test_every_page import PICTURES, axe_faults

pytestmark = pytest.mark.browser
PHONE = {"width": 375, "height": 740}
MOST_TABS = 30
# What is focused, within what is drawn in a component too.
FOCUSED = """() => {
    let e = document.activeElement;
    while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
    return e.getAttribute("href") || "";
}"""
PART = "a:1.1"
CODE, REASON = "1.5", "Ni ddaeth neb i'r cyfarfod cyntaf."
SUM, DIGITS = "4,321.09", ("4,321", "4321")
WAIT = {"timeout": 20_000}
VIEWS = ("", "show=theory", f"activity={CODE}")


@pytest.fixture(scope="module")
def desk(database, tmp_path_factory, chromium):
    path = shutil.copy(database, tmp_path_factory.mktemp("plan") / "own.db")
    with serve(path) as address:
        yield Desk(address, load_settings({"COPRO_MAP_DB": str(path)}), chromium)


@pytest.fixture
def phone(chromium):
    context = chromium.new_context(viewport=PHONE, bypass_csp=True)
    yield context.new_page()
    context.close()


def read(page: Page, desk: Desk, path: str) -> Page:
    page.goto(f"{desk.address}/{path}")
    page.wait_for_selector("footer.footer", timeout=60_000)
    return rests(page)


def look(page: Page, name: str) -> None:
    """No serious fault, nothing wider than the window, and a picture of it."""
    assert axe_faults(page) == []
    assert page.evaluate("document.body.scrollWidth <= window.innerWidth")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def test_the_theory_of_change_is_walked_by_keyboard_and_read_on_a_phone(
    desk, chromium, phone
):
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = desk.open(context.new_page(), "plan?lang=en&show=theory")
    expect(page.locator(f".wide a[href*='part={PART}']")).to_be_visible()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if f"part={PART}" in page.evaluate(FOCUSED):
            break
    page.keyboard.press("Enter")
    opened = page.locator("#theory-part")
    expect(opened).to_contain_text("No evidence yet")
    expect(opened.locator("h2")).to_contain_text("Create the Network")
    assert re.search(f"part={PART}", page.url)
    context.close()
    read(phone, desk, f"plan?lang=cy&show=theory&part={PART}")
    expect(phone.locator("#theory-part h2")).to_contain_text("Creu'r Rhwydwaith")
    expect(phone.locator(f".narrow a[href*='part={PART}']")).to_be_visible()
    row = phone.locator(f".theory-list a[href*='part={PART}']").first
    expect(row).to_be_visible()
    look(phone, "plan-theory-cy-375")


def test_what_is_dropped_is_public_with_its_reason_and_what_was_spent_is_not(
    desk, phone
):
    page = desk.open(desk.sit_down("steward"), f"desk?lang=en&part=plan&number={CODE}")
    save = page.locator(".st-key-say_activity button")
    page.get_by_role("radio", name="Dropped").click()
    rests(page)
    save.click()
    expect(page.get_by_role("alert")).to_be_visible(**WAIT)  # why is asked
    page.get_by_label("A word on it, in Welsh").fill(REASON)
    page.keyboard.press("Tab")
    rests(page)
    save.click()
    expect(page.get_by_text("Kept: everybody sees it")).to_be_visible(**WAIT)
    desk.open(page, "desk?lang=en&part=money")
    page.get_by_role("combobox", name="Line of the budget").click()
    page.get_by_role("option", name="Recruitment costs").click()
    rests(page)
    page.get_by_label("Sum in pounds").fill(SUM)
    page.keyboard.press("Tab")
    rests(page)
    page.locator(".st-key-spend button").click()
    expect(page.get_by_text("Entered: the sum stands")).to_be_visible(**WAIT)
    expect(page.get_by_text(f"£{SUM}").first).to_be_visible(**WAIT)
    page.context.close()
    for asked in (*VIEWS, "money"):
        path = "desk?part=money" if asked == "money" else f"plan?{asked}"
        read(phone, desk, f"{path}&lang=cy")
        assert not [x for x in DIGITS if x in phone.content()]
        if asked.startswith("activity"):
            expect(phone.get_by_text(REASON)).to_be_visible()
            look(phone, "plan-activity-cy-375")
