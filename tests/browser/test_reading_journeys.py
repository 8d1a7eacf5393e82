"""Whoever has a paper to write, or money to give, is there in so many presses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from tests.browser.conftest import rests
from tests.browser.walking import DESK, PHONE, Walk, held

pytestmark = pytest.mark.browser
# Each walk is walked at both widths and in both languages; the shortest in all ways.
KINDS = [(DESK, "en"), (PHONE, "cy"), (PHONE, "en"), (DESK, "cy")]
IN_TWO_WAYS, IN_THE_OTHERS = (
    pytest.mark.parametrize("walk", kinds, indirect=True, ids="-".join)
    for kinds in (KINDS[:2], KINDS[2:])
)
GAVO = {"en": "Gwent Association of Voluntary Organisations"}
GAVO["cy"] = "Cymdeithas Mudiadau Gwirfoddol Gwent"
MEMBERS = {
    "en": ("Blaenau Gwent", "Caerphilly", "Monmouthshire", "Newport"),
    "cy": ("Blaenau Gwent", "Caerffili", "Sir Fynwy", "Casnewydd"),
}
# The gaps that a demonstration has, and the words of one that is not.
PLANTED = {
    "en": ("Caerphilly", "Carmarthenshire", "Wrexham"),
    "cy": ("Caerffili", "Sir Gaerfyrddin", "Wrecsam"),
}


@pytest.fixture(scope="module")
def contexts(chromium):
    with held(chromium, PHONE) as phone, held(chromium, DESK) as desk:
        yield {PHONE: phone, DESK: desk}


@pytest.fixture(params=KINDS, ids="-".join)
def walk(contexts, request) -> Iterator[tuple[Walk, str]]:
    size, language = request.param
    page = contexts[size].new_page()
    yield Walk(page, by_touch=size == PHONE), language
    page.close()


def in_first_screen(found: Locator) -> None:
    """See that all of something is in the window, and nothing was scrolled."""
    expect(found).to_be_visible()
    page = found.page
    box, size = found.bounding_box(), page.viewport_size
    assert box
    assert size
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= size["height"]
    assert page.locator("[data-testid=stMain]").evaluate("e => e.scrollTop") == 0


def names_the_thinnest(hand: Walk, language: str) -> None:
    """See in the first screen which of four authorities has the fewest for its size."""
    finding = hand.page.locator(".area-finding")
    in_first_screen(finding)
    assert PLANTED[language][0] in finding.inner_text()


@IN_TWO_WAYS
def test_an_officer_takes_the_brief_of_her_area_with_its_neighbours(walk, demo_server):
    hand, language = walk
    page = hand.open(f"{demo_server}/?lang={language}")
    hand.press(page.locator(".st-key-door_lacks input.ask"))
    page.keyboard.type("GAVO")
    hand.key("Enter")
    expect(page.locator("h1")).to_have_text(GAVO[language], timeout=20_000)
    rests(page)
    names_the_thinnest(hand, language)
    with page.expect_download(timeout=60_000) as waiting:
        hand.press(page.locator(".st-key-brief_pdf button:visible"))
    assert hand.presses == 3
    pages = PdfReader(waiting.value.path()).pages
    (own,) = [x for x in pages if GAVO[language] in x.extract_text()][:1]
    for member in MEMBERS[language]:
        assert member in own.extract_text()


@IN_THE_OTHERS
def test_an_officer_reads_which_of_her_four_authorities_is_thin(walk, demo_server):
    hand, language = walk
    hand.open(f"{demo_server}/area?code=CVC-GAVO&lang={language}")
    names_the_thinnest(hand, language)


@IN_THE_OTHERS
def test_a_funder_reads_how_it_goes_and_the_records_behind_it(walk, demo_server):
    hand, language = walk
    page = hand.open(f"{demo_server}/?lang={language}")
    said = page.locator(".st-key-door_well .verdict").inner_text()
    hand.press(page.locator('.st-key-door_well a[href^="/indicators"]').first)
    page.wait_for_url("**/indicators?**", timeout=20_000)
    rests(page)
    verdict = page.locator("#content").get_by_text(said, exact=True)
    assert hand.presses == 1
    in_first_screen(verdict)
    assert re.match(r"\d+ (of|o'r) 11 ", said)
    hand.press(page.locator(".first-two li a").first)
    page.wait_for_url("**open=**", timeout=20_000)
    rests(page)
    row = page.locator(".standing.open")
    expect(row).to_be_in_viewport()
    expect(row.locator("h3 a")).to_be_focused()
    record = page.locator("a.row").first
    name = record.locator(".name").inner_text()
    hand.press(record)
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    assert hand.presses == 3


def test_three_gaps_are_found_in_one_look(walk, demo_server):
    hand, language = walk
    page = hand.open(f"{demo_server}/?lang={language}")
    hand.press(page.locator('header.site a[href^="/coverage"]').first)
    page.wait_for_url("**/coverage?**", timeout=20_000)
    rests(page)
    finding = page.locator(".found .lead")
    in_first_screen(finding)
    for area in PLANTED[language]:
        assert area in finding.inner_text()
