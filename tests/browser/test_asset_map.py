"""The asset map by hand: rows in sight, entries in place, pins, sheet and paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import rests
from tests.browser.moving import FOCUSED_IN
from tests.browser.walking import DESK, MAP, PHONE, Walk, held

pytestmark = pytest.mark.browser
CARD = "article.card[data-entry]"
NEAR = "asset_map?near=Aberystwyth&km=50"
FIRST_ROW = 320  # pixels from the top of a phone
RINGS = """() => {
    const map = window.coproMap;
    map.rung = [];
    const before = map.ring;
    map.ring = (id) => { map.rung.push(id); before?.(id); };
}"""


@pytest.fixture(scope="module")
def contexts(chromium):
    with held(chromium, PHONE) as phone, held(chromium, DESK) as desk:
        yield {PHONE: phone, DESK: desk}


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


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("path", ["asset_map?", f"{NEAR}&"])
def test_the_list_begins_high_on_a_phone_and_the_map_is_one_press_away(
    phone, server, path, language
):
    page = phone.open(f"{server}/{path}lang={language}")
    assert page.locator("a.row").first.bounding_box()["y"] < FIRST_ROW
    expect(page.locator(MAP)).to_be_hidden()
    button = page.locator(".st-key-map_button button").bounding_box()
    assert button["height"] >= 44
    assert 0 < button["y"] < phone.height - button["height"]


def test_the_list_stands_left_of_a_map_that_stays_in_the_window(desk, server):
    page = desk.open(f"{server}/asset_map?lang=en")
    row, shape = (page.locator(x).first for x in ("a.row", MAP))
    left, right = row.bounding_box(), shape.bounding_box()
    assert left["x"] + left["width"] <= right["x"]
    assert right["y"] + right["height"] <= desk.height
    desk.see(page.locator("nav.pages"))
    assert shape.bounding_box()["y"] >= 0
    expect(shape).to_be_in_viewport(ratio=0.99)


def test_closing_an_entry_leads_back_to_its_row(desk, server):
    page = desk.open(f"{server}/{NEAR}&lang=en")
    row = page.locator("a.row").nth(12)
    desk.press(row)
    rests(page)
    assert page.evaluate(FOCUSED_IN, CARD)
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0, timeout=20_000)
    assert page.evaluate(FOCUSED_IN, "a.row")
    expect(row).to_be_focused()
    expect(row).to_be_in_viewport()


def test_the_next_page_begins_at_its_top_with_the_focus_there(desk, server):
    page = desk.open(f"{server}/asset_map?lang=cy")
    first = page.locator("a.row .name").first
    name = first.inner_text()
    desk.press(page.locator("nav.pages button").last)
    expect(first).not_to_have_text(name, timeout=20_000)
    rests(page)
    assert page.evaluate(FOCUSED_IN, ".row, .group")
    expect(page.locator("a.row").first).to_be_in_viewport()
    page.go_back()
    expect(first).to_have_text(name, timeout=20_000)


def test_a_row_that_is_looked_at_rings_its_pin(desk, server):
    page = desk.open(f"{server}/{NEAR}&lang=en")
    frame = page.locator(MAP).element_handle().content_frame()
    frame.wait_for_selector(".leaflet-marker-pane > *", timeout=20_000)
    frame.evaluate(RINGS)
    row = page.locator("a.row").first
    entry = row.evaluate("e => e.parentElement.dataset.id")
    row.hover()
    page.mouse.move(2, 2)
    row.focus()
    assert frame.evaluate("coproMap.rung") == [entry, "", entry]


def test_escape_takes_the_sheet_off_a_phones_map_and_back_leads_to_the_list(
    phone, server
):
    page = phone.open(f"{server}/{NEAR}&lang=cy")
    button = page.locator(".st-key-map_button button")
    for way in (page.go_back, lambda: phone.press(button)):
        phone.press(button)
        page.wait_for_url("**view=map**", timeout=20_000)
        expect(page.locator(MAP)).to_be_visible()
        rests(page)
        way()
        expect(page.locator(MAP)).to_be_hidden(timeout=20_000)
        expect(page.locator("a.row").first).to_be_visible()
        rests(page)
    phone.press(button)
    expect(page.locator(MAP)).to_be_visible(timeout=20_000)
    rests(page)
    assert page.locator(MAP).bounding_box()["height"] >= phone.height - 2
    phone.press_in_map(".entry-icon")
    sheet = page.locator(f".st-key-sheet {CARD}")
    expect(sheet).to_be_visible(timeout=20_000)
    rests(page)
    assert page.evaluate(FOCUSED_IN, ".st-key-sheet")
    assert page.locator(".st-key-sheet").bounding_box()["height"] <= phone.height * 0.6
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0, timeout=20_000)
    assert "view=map" in page.url


def test_from_an_entrys_own_page_the_way_back_keeps_the_search(desk, server):
    page = desk.open(f"{server}/{NEAR}&theme=food&lang=en")
    desk.press(page.locator("a.row").first)
    way = page.locator(f"{CARD} a[href^='entry?']").first
    way.wait_for(timeout=20_000)
    rests(page)
    assert "theme%3Dfood" in way.get_attribute("href")
    desk.press(way)
    page.wait_for_url("**/entry?**", timeout=20_000)
    rests(page)
    page.go_back()
    page.wait_for_url("**/asset_map?**theme=food**", timeout=20_000)
    expect(page.locator(CARD)).to_be_visible(timeout=20_000)


def test_what_is_typed_is_asked_and_a_question_as_typed_is_understood_anew(
    desk, server
):
    asked = "q=food+Machynlleth&typed=1&theme=food"
    page = desk.open(f"{server}/asset_map?{asked}&lang=en")
    page.locator("input#ask-q").fill("food Bangor")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=food+Bangor**", timeout=20_000)
    expect(page.locator("#result")).to_contain_text("Gwynedd", timeout=20_000)
    assert "typed=" not in page.url
    assert "theme=food" in page.url
    page.locator("input#ask-near").fill("Nowhere at all")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nowhere at all: not known.")).to_be_visible(timeout=20_000)


def test_on_paper_the_map_comes_before_the_list_and_no_row_is_cut(desk, server):
    page = desk.open(f"{server}/{NEAR}&lang=en")
    page.emulate_media(media="print")
    rests(page)
    said, shape = (page.locator(x).bounding_box() for x in ("#result", MAP))
    first = page.locator("a.row").first.bounding_box()
    assert said["y"] + said["height"] <= shape["y"]
    assert shape["y"] + shape["height"] <= first["y"]
    inside = "e => getComputedStyle(e.closest('li')).breakInside"
    assert page.locator("a.row").first.evaluate(inside) == "avoid"
    for gone in (".st-key-map_button", ".st-key-take_away", "nav.pages"):
        expect(page.locator(gone).first).to_be_hidden()
