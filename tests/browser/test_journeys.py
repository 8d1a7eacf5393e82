"""Somebody with three minutes and a phone: few presses, little scrolling."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import rests
from tests.browser.moving import FOCUSED_IN
from tests.browser.walking import DESK, MAP, PHONE, Walk, held

pytestmark = pytest.mark.browser
MOST_PRESSES = 4
CARD = "article.card[data-entry]"
# A group that has a website, in the real entries; somebody who can be written to, in
# the demonstration.
WEBSITE = {"en": "older people near Aberaeron", "cy": "pobl hŷn ger Aberaeron"}
WRITE = {"en": "mentoring near Aberystwyth", "cy": "mentora ger Aberystwyth"}
FOOD = "asset_map?lang=cy&q=bwyd&near=Aberystwyth"


@pytest.fixture(scope="module")
def contexts(chromium):
    with held(chromium, PHONE) as phone, held(chromium, DESK) as desk:
        yield {PHONE: phone, DESK: desk}


@pytest.fixture(params=[PHONE, DESK])
def walk(contexts, request) -> Iterator[Walk]:
    page = contexts[request.param].new_page()
    yield Walk(page, by_touch=request.param == PHONE)
    page.close()


@pytest.fixture
def phone(contexts) -> Iterator[Walk]:
    page = contexts[PHONE].new_page()
    yield Walk(page, by_touch=True)
    page.close()


@pytest.fixture
def desk(contexts) -> Iterator[Walk]:
    page = contexts[DESK].new_page()
    yield Walk(page, by_touch=False)
    page.close()


def ask_from_home(walk: Walk, server: str, language: str, words: str) -> None:
    """Home, the box, the words, Enter: as far as the rows."""
    page = walk.open(f"{server}/?lang={language}")
    walk.press(page.locator("input.ask").first)
    page.keyboard.type(words)
    walk.key("Enter")
    page.wait_for_url("**/asset_map?**", timeout=30_000)
    page.locator("a.row").first.wait_for(timeout=30_000)
    rests(page)


def open_first_row(walk: Walk) -> None:
    row = walk.page.locator("a.row").first
    name = row.locator(".name").inner_text()
    walk.press(row)
    expect(walk.page.locator(f"{CARD} h2")).to_have_text(name, timeout=20_000)
    rests(walk.page)


def was_short(walk: Walk) -> None:
    assert walk.presses <= MOST_PRESSES
    assert walk.scrolled <= walk.height


@pytest.mark.parametrize("language", ["en", "cy"])
def test_from_home_to_the_website_of_a_group(walk, server, language):
    ask_from_home(walk, server, language, WEBSITE[language])
    open_first_row(walk)
    with walk.page.context.expect_page(timeout=20_000) as opened:
        walk.press(walk.page.locator(f'{CARD} a[href^="https://www.ray"]').first)
    opened.value.wait_for_load_state()
    assert "rayceredigion.org.uk" in opened.value.url
    opened.value.close()
    was_short(walk)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_from_home_to_write_to_them(walk, demo_server, language):
    ask_from_home(walk, demo_server, language, WRITE[language])
    open_first_row(walk)
    walk.press(walk.page.locator(f'{CARD} a[href*="/write?"]').first)
    walk.page.wait_for_url("**/write?**", timeout=20_000)
    assert f"lang={language}" in walk.page.url
    was_short(walk)


def test_the_first_press_on_an_area_that_the_lower_edge_cuts(desk, server):
    page = desk.open(f"{server}/asset_map?lang=en")
    shape = page.locator(MAP).bounding_box()
    fold = round(shape["y"] + shape["height"] / 2)
    page.set_viewport_size({"width": 1280, "height": fold})
    rests(page)
    before = desk.far()
    area = desk.press_in_map("path[data-area]")
    page.wait_for_url(f"**area={area}**", timeout=20_000)
    rests(page)
    assert desk.far() == before


def test_a_tap_on_a_pin_shows_the_entry_over_the_map_of_a_phone(phone, server):
    page = phone.open(f"{server}/{FOOD}")
    expect(page.locator(MAP)).to_be_hidden()
    phone.press(page.locator(".st-key-map_button button"))
    page.wait_for_url("**view=map**", timeout=20_000)
    rests(page)
    shape = page.locator(MAP).bounding_box()
    assert shape["width"] >= 373
    assert shape["height"] >= 740 * 0.7
    phone.press_in_map(".entry-icon")
    page.wait_for_url("**entry=**", timeout=20_000)
    card = page.locator(f".st-key-sheet {CARD}")
    expect(card).to_be_visible(timeout=20_000)
    rests(page)
    expect(card).to_be_in_viewport()
    assert page.locator(MAP).is_visible()
    name = card.locator("h2").inner_text()
    page.go_back()
    expect(card).to_be_hidden(timeout=20_000)
    rests(page)
    phone.press(page.locator(".st-key-map_button button"))
    expect(page.locator(MAP)).to_be_hidden(timeout=20_000)
    expect(page.get_by_text(name).first).to_be_visible()


def test_a_tap_beside_every_pin_leaves_the_map_of_a_phone(phone, server):
    page = phone.open(f"{server}/{FOOD}&view=map")
    phone.map()
    phone.press_in_map("path[data-area]")
    page.wait_for_url("**area=**", timeout=20_000)
    rests(page)
    assert "view=map" in page.url
    expect(page.locator(MAP)).to_be_visible()


def test_an_entry_far_down_is_opened_where_one_is(walk, server):
    page = walk.open(f"{server}/asset_map?lang=en")
    row = page.locator("a.row").nth(15)
    name = row.locator(".name").inner_text()
    walk.press(row)
    card = page.locator(CARD)
    expect(card.locator("h2")).to_have_text(name, timeout=20_000)
    rests(page)
    title = card.locator("h2").bounding_box()
    assert 0 <= title["y"] <= walk.height - 80
    assert page.evaluate(FOCUSED_IN, CARD)


def test_back_leads_to_the_search_and_from_there_home(walk, server):
    words = WEBSITE["en"]
    ask_from_home(walk, server, "en", words)
    searched, home = walk.page.url, re.compile(r"^http://[^/]+/(\?|$)")
    first = walk.page.locator("a.row .name").first.inner_text()
    open_first_row(walk)
    walk.page.go_back()
    expect(walk.page.locator(CARD)).to_have_count(0, timeout=20_000)
    assert walk.page.url == searched
    expect(walk.page.locator("a.row .name").first).to_have_text(first)
    walk.page.go_back()
    expect(walk.page).to_have_url(home, timeout=20_000)
    expect(walk.page.locator("input.ask").first).to_be_visible(timeout=20_000)
    walk.page.go_forward()
    expect(walk.page.locator("a.row .name").first).to_have_text(first, timeout=20_000)


def test_next_shows_the_beginning_of_the_next_page(walk, server):
    page = walk.open(f"{server}/asset_map?lang=en")
    first = page.locator("a.row .name").first
    name = first.inner_text()
    walk.press(page.locator("nav.pages button").last)
    expect(first).not_to_have_text(name, timeout=20_000)
    rests(page)
    expect(first).to_be_in_viewport()
