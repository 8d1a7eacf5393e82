"""From the home page to the receipt: a phone, in Welsh, by keyboard alone.

Half of it on one device, the rest on another, with a reload between. What is sent is
then accepted, stands on the map and is found by words that were never typed.
"""

from __future__ import annotations

import re
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from copro_map.base.config import load_settings
from copro_map.base.today import current_moment
from copro_map.people.rules.permissions import MACHINE
from copro_map.versions.deciding import decide, open_versions
from copro_map.versions.rules.versions import Decision
from tests.bench.serving import OURS, serve
from tests.browser.conftest import rests

pytestmark = pytest.mark.browser
PHONE = {"width": 375, "height": 800}
NAME, SENTENCE = "Gardd Gymunedol Tre-saith", "Tyfu bwyd a dysgu gyda'n gilydd."
ADDRESS = "mair@gardd.llan"
MOST_PRESSES, MOST_SECONDS, LETTERS_A_SECOND = 25, 180, 3
FOCUS = "focus => document.activeElement.matches(focus)"
IS_LINK = """words => document.activeElement.tagName === "A"
    && document.activeElement.innerText.includes(words)"""


@dataclass
class Hands:
    """Somebody at a keyboard: how many keys that type nothing, and how many letters."""

    page: Page
    presses: list[str] = field(default_factory=list)
    letters: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.presses.append(key)
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.letters += len(text)
        self.page.keyboard.type(text)

    def tab_to(self, words: str, most: int = 8) -> None:
        for _ in range(most):
            self.press("Tab")
            if self.page.evaluate(IS_LINK, words):
                return
        raise AssertionError(f"{most} Tabs do not reach {words}")

    def at_step(self, step: str, focus: str) -> None:
        """Wait until a step has the screen, and its first field the focus."""
        self.page.wait_for_url(re.compile(rf"[?&]step={step}\b"), wait_until="commit")
        self.page.wait_for_function(
            FOCUS, arg=f".st-key-contribute_step_{step} {focus}"
        )
        rests(self.page)


@pytest.fixture(scope="module")
def place(tmp_path_factory, database: Path):
    path = shutil.copy(database, tmp_path_factory.mktemp("walk") / "own.db")
    with serve(OURS, path, quiet=False) as running:
        yield running.address, load_settings({"COPRO_MAP_DB": str(path)})


def phone(chromium: Browser) -> BrowserContext:
    return chromium.new_context(viewport=PHONE, locale="cy-GB")


def begin(hands: Hands, address: str) -> None:
    """Walk from the home page to the sentence, and leave it half way."""
    hands.page.goto(f"{address}/?lang=cy")
    rests(hands.page)
    hands.tab_to("Ychwanegu")
    hands.press("Enter")
    hands.page.wait_for_url("**/contribute*", wait_until="commit")
    hands.page.wait_for_function(FOCUS, arg="input[type=radio]")
    hands.press("ArrowDown", "ArrowDown")  # an offer
    expect(hands.page.get_by_text("Mentora", exact=True)).to_be_visible()
    hands.press("Tab", "ArrowDown", "Enter")  # of mentoring
    hands.at_step("name", "input[type=text]")
    hands.write(NAME)
    hands.press("Enter")
    hands.at_step("what", "textarea")
    hands.page.reload()
    hands.at_step("what", "textarea")


def finish(hands: Hands) -> None:
    """Walk from the sentence to the receipt."""
    hands.at_step("what", "textarea")
    hands.write(SENTENCE)
    hands.press("Tab", "Enter")
    hands.at_step("where", "input[type=text]")
    hands.write("SY23 1AB")
    hands.press("Enter")
    expect(hands.page.locator("body")).to_contain_text("Hywel Dda")
    rests(hands.page)
    hands.press("Enter")
    hands.at_step("reach", "input[type=text]")
    hands.write(ADDRESS)
    hands.press("Tab")
    rests(hands.page)
    hands.press("Space")
    expect(hands.page.get_by_role("checkbox").last).to_be_checked()
    rests(hands.page)
    hands.press("Enter")
    hands.at_step("send", "button")
    expect(hands.page.locator("body")).to_contain_text(NAME)
    hands.press("Enter")
    expect(hands.page.get_by_role("heading", level=1)).to_contain_text("Diolch")


def found(page: Page, address: str, words: str) -> Locator:
    """Ask the Welsh search, and return where it lists the entry."""
    page.goto(f"{address}/asset_map?lang=cy&near=SY23+1AB&{words}")
    rests(page)
    expect(page.locator("#result")).to_be_visible()
    return page.get_by_role("link", name=NAME).or_(page.get_by_text(NAME)).first


# Its theme, its kind of exchange, its name as a sentence has it.
SEARCHES = (
    "q=iechyd+meddwl",
    "q=mentora",
    "q=Ardd+Gymunedol+Nhre-saith",
    "kinds=offer",
)


def test_three_minutes_on_a_phone_in_welsh_by_keyboard(chromium, place):
    address, settings = place
    first, second = phone(chromium), phone(chromium)
    hands = Hands(first.new_page())
    began = time.monotonic()
    begin(hands, address)
    link = hands.page.url
    first.close()
    hands.page = second.new_page()
    hands.page.goto(link)
    finish(hands)
    seconds = time.monotonic() - began + hands.letters / LETTERS_A_SECOND
    assert len(hands.presses) <= MOST_PRESSES, hands.presses
    assert seconds <= MOST_SECONDS

    page, link = hands.page, hands.page.url
    page.wait_for_function(FOCUS, arg="h1")
    theme = page.get_by_label("Beth yw'r themâu?")
    theme.click()
    page.keyboard.type("Iechyd meddwl")
    page.get_by_role("option", name="Iechyd meddwl").click()
    expect(page.get_by_text("Ychwanegwyd hyn at yr hyn a anfonoch")).to_be_visible()
    (version,) = open_versions(settings, MACHINE)
    assert version.sent.asset.words("themes") == ("mental_health",)
    expect(found(page, address, SEARCHES[-1])).not_to_be_visible()
    choice = Decision("accepted", version.revision)
    decide(settings, MACHINE, version.number, choice, current_moment())
    for words in SEARCHES:
        expect(found(page, address, words)).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Diolch")
    expect(page.locator("body")).not_to_contain_text(ADDRESS)
    second.close()
