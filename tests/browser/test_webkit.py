"""What whoever holds an iPhone does first, in the engine that it has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.moving import (
    COVERED,
    FOCUSED,
    FOCUSED_AFTER,
    FOCUSED_IN,
    SEEN,
    SIDEWAYS,
    SMALL_FIELDS,
)
from tests.browser.test_every_page import PATHS, address
from tests.browser.webkit import ENTER, TAB, Window, webkit

pytestmark = pytest.mark.browser
PHONE = (375, 740)
DESK = (1280, 800)
# Drawn for those who hold a link or have signed in; to others they say only so.
BEHIND_A_DOOR = {"workshop", "desk", "survey"}
PUBLIC = [path for path in PATHS if path not in BEHIND_A_DOOR]
CARD = "article.card[data-entry]"
FOOD = "asset_map?lang=cy&q=bwyd&near=Aberystwyth"
TOP_OF = "return arguments[0].getBoundingClientRect().top"


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    with webkit(tmp_path_factory.mktemp("webkit")) as opened:
        yield opened


@pytest.fixture
def phone(window) -> Window:
    window.size(*PHONE)
    return window


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_is_drawn_on_a_phone(phone, server, path, language):
    phone.open(address(server, path, language))
    assert phone.one("h1").text
    assert phone.script("return document.documentElement.lang") == language
    assert phone.script(f"return ({SMALL_FIELDS})()") == []
    for width in (375, 320):
        phone.size(width, 740)
        phone.until(lambda: phone.script(f"return ({SIDEWAYS})() <= 0"))


@pytest.mark.parametrize("path", ["", "asset_map", "entry"])
def test_twice_as_large_all_of_a_page_is_there(window, server, path):
    window.size(DESK[0] // 2, DESK[1] // 2)
    window.open(address(server, path, "cy"))
    assert window.script(f"return ({SIDEWAYS})()") <= 0
    assert window.script(f"return ({COVERED})()") <= 0.5


def test_the_first_press_on_an_area_is_taken_and_the_page_stands_still(window, server):
    window.size(*DESK)
    window.open(f"{server}/asset_map?lang=en")
    shape = window.map_rectangle()
    fold = round(shape["top"] + shape["height"] / 2)
    window.size(DESK[0], fold)  # cuts the map, if it lets itself be cut
    window.open(f"{server}/asset_map?lang=en")
    seen = fold - window.map_rectangle()["top"]
    before = window.scrolled()
    area = window.press_in_map("path[data-area]", to=seen)
    window.until(lambda: f"area={area}" in window.driver.current_url)
    window.rests()
    assert window.scrolled() == before


def test_a_tap_on_a_row_opens_the_entry_where_one_is(phone, server):
    phone.open(f"{server}/{FOOD}")
    name = phone.one("a.row .name").text
    phone.press("a.row")
    phone.until(lambda: phone.all(CARD))
    phone.rests()
    assert phone.one(f"{CARD} >>> h2").text == name
    assert "/asset_map" in phone.driver.current_url
    assert 0 <= phone.script(TOP_OF, phone.one(CARD)) < PHONE[1] / 2
    assert phone.script(f"return ({FOCUSED_IN})('article.card')")


def test_the_map_fills_a_phone_and_a_tap_on_a_pin_shows_the_entry(phone, server):
    phone.open(f"{server}/{FOOD}")
    phone.press(".st-key-map_button button")
    phone.until(lambda: "view=map" in phone.driver.current_url)
    phone.rests()
    phone.until(lambda: phone.map_rectangle()["width"] >= PHONE[0] - 2)
    assert phone.map_rectangle()["height"] >= PHONE[1] * 0.7
    phone.press_in_map(".entry-icon")
    phone.until(lambda: "entry=" in phone.driver.current_url)
    phone.rests()
    top = phone.script(TOP_OF, phone.one(f".st-key-sheet >>> {CARD}"))
    assert 0 < top < PHONE[1] - 100, "the sheet is not in view"
    assert phone.one(f"{CARD} >>> h2").text
    phone.press(".st-key-map_button button")
    phone.until(lambda: "view=map" not in phone.driver.current_url)
    assert phone.one("a.row").text


def test_back_leads_from_an_entry_to_the_search_and_from_there_home(phone, server):
    phone.open(f"{server}/?lang=cy")
    phone.press("input.ask")
    phone.key("bwyd ger Aberystwyth", ENTER)
    phone.until(lambda: "/asset_map" in phone.driver.current_url)
    phone.press("a.row")
    phone.until(lambda: "entry=" in phone.driver.current_url)
    phone.one(CARD)
    phone.driver.back()
    phone.until(lambda: "entry=" not in phone.driver.current_url)
    phone.until(lambda: not phone.all(CARD))
    assert "bwyd" in phone.driver.current_url
    assert phone.one("a.row").text
    phone.driver.back()
    phone.until(lambda: phone.all("input.ask") and not phone.all("a.row"))
    assert "/asset_map" not in phone.driver.current_url


def test_the_beginning_of_a_place_and_enter_is_that_place(phone, server):
    phone.open(f"{server}/?lang=cy")
    phone.press("input.ask")
    phone.key("Machynll")
    phone.one("[role=option]")
    phone.key(ENTER)
    phone.until(lambda: "/asset_map" in phone.driver.current_url)
    phone.until(lambda: phone.all("a.row"))
    phone.rests()
    assert "Machynlleth" in phone.one("#content ~ *, main").text


def test_the_keyboard_leads_past_the_menu_and_is_seen(window, server):
    window.size(*DESK)
    window.open(f"{server}/asset_map?lang=cy")
    window.key(TAB)
    focus = f"return ({FOCUSED})()"
    if window.script(focus).tag_name == "main":  # what scrolls is a stop of its own
        window.key(TAB)
    assert window.script(focus).get_attribute("class") == "skip"
    ring = "return getComputedStyle(arguments[0]).outlineWidth"
    assert window.script(ring, window.script(focus)) == "3px"
    window.key(ENTER)
    window.key(TAB)
    assert window.script(f"return ({FOCUSED_AFTER})('#content')")
    assert window.script(f"return ({SEEN})('*').includes(({FOCUSED})())")
