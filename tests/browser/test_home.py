"""Home in a real browser: the box with its suggestions, near me, the map of areas."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import rests
from tests.browser.test_every_page import axe_faults

pytestmark = pytest.mark.browser
PHONE = {"width": 375, "height": 740}
DESK = {"width": 1280, "height": 800}
LANGUAGES = ("en", "cy")
BOX, OPTIONS = "#ask-home", "#suggested-home li"
# Where the lower edge of an element is, of the window.
FOOT = "node => node.getBoundingClientRect().bottom"


@pytest.fixture
def home(chromium, server):
    """Open home in a browser of its own, which may say where it is."""
    opened = []

    def page(language="en", size=PHONE, **more):
        context = chromium.new_context(viewport=size, bypass_csp=True, **more)
        opened.append(context)
        found = context.new_page()
        found.goto(f"{server}/?lang={language}")
        found.locator(BOX).wait_for(timeout=30_000)
        return rests(found)

    yield page
    for context in opened:
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_letters_suggest_and_the_keyboard_takes_what_is_meant(home, language):
    page = home(language, DESK)
    page.locator(BOX).focus()
    page.keyboard.type("mac", delay=60)
    options = page.locator(OPTIONS)
    expect(options.filter(has_text="Machynlleth")).to_be_visible()
    assert page.locator(BOX).get_attribute("aria-expanded") == "true"
    at = [x.split()[0] for x in options.all_inner_texts()].index("Machynlleth")
    for _ in range(at + 1):
        page.keyboard.press("ArrowDown")
    active = page.locator(BOX).get_attribute("aria-activedescendant")
    assert "Machynlleth" in page.locator(f"#{active}").inner_text()
    assert axe_faults(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/asset_map?near=Machynlleth&lang={language}", timeout=20_000)


def test_a_finger_takes_a_suggestion(home):
    page = home(has_touch=True, is_mobile=True)
    page.locator(BOX).tap()
    page.keyboard.type("foo", delay=60)
    page.locator(OPTIONS).filter(has_text="Food").first.tap()
    page.wait_for_url("**/asset_map?theme=food&lang=en", timeout=20_000)


@pytest.mark.parametrize("press", ["Enter", "button"])
def test_what_is_typed_is_asked_as_it_is(home, press):
    page = home()
    page.locator(BOX).fill("Machynll")
    if press == "Enter":
        page.keyboard.press("Enter")
    else:
        page.get_by_role("button", name="Search").first.click()
    page.wait_for_url(re.compile(r"/asset_map\?.*q=Machynll\b"), timeout=20_000)
    expect(page.get_by_text("Machynll: taken for Machynlleth.")).to_be_visible()


def test_the_list_closes_by_escape_and_the_box_is_emptied_by_its_button(home):
    page = home()
    page.locator(BOX).focus()
    page.keyboard.type("abe", delay=60)
    expect(page.locator(OPTIONS).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(OPTIONS)).to_have_count(0)
    assert page.locator(BOX).input_value() == "abe"
    page.get_by_role("button", name="Clear what is typed").first.click()
    assert page.locator(BOX).input_value() == ""
    expect(page.locator(BOX)).to_be_focused()


def test_without_suggestions_the_box_still_asks(home):
    page = home()
    page.route("**/suggest?*", lambda route: route.abort())
    page.locator(BOX).focus()
    page.keyboard.type("food")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/asset_map\?.*q=food"), timeout=20_000)


def test_near_me_asks_the_browser_and_tells_a_hundred_metres(home):
    here = {"latitude": 52.4153219, "longitude": -4.0829123}
    page = home(geolocation=here, permissions=["geolocation"])
    page.get_by_role("button", name="Near me").click()
    page.wait_for_url("**/asset_map?near=52.415%2C+-4.083&lang=en", timeout=20_000)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_that_does_not_say_where_it_is_is_no_dead_end(home, language):
    page = home(language, permissions=[])
    name = {"en": "Near me", "cy": "Yn fy ymyl"}[language]
    page.get_by_role("button", name=name).click()
    said = {"en": "Type your town or your postcode", "cy": "Teipiwch eich tref"}
    expect(page.get_by_text(said[language])).to_be_visible()
    assert axe_faults(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_box_and_near_me_are_seen_at_once_on_a_phone(home, language):
    page = home(language)
    name = {"en": "Near me", "cy": "Yn fy ymyl"}[language]
    room = 65  # for the note of a demonstration, two lines of it
    for one in (page.locator(BOX), page.get_by_role("button", name=name)):
        assert one.evaluate(FOOT) < PHONE["height"] - room
    assert (
        page.locator(BOX).evaluate(
            "node => parseFloat(getComputedStyle(node).fontSize)"
        )
        >= 16
    )


def test_a_place_leads_to_the_page_of_its_area(home):
    page = home()
    page.locator("#ask-home_area").fill("Aberyst")
    page.keyboard.press("Enter")
    page.wait_for_url("**/area?code=CVC-CAVO&lang=en", timeout=20_000)


def test_a_place_that_nobody_knows_says_so_beside_its_box(home):
    page = home()
    page.locator("#ask-home_area").fill("Newport")
    page.keyboard.press("Enter")
    told = page.get_by_role("status").filter(has_text="which one do you mean?")
    expect(told.get_by_role("link")).to_have_count(2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_area_is_pressed_by_keyboard_and_leads_to_who_is_there(home, language):
    page = home(language, DESK)
    areas = page.locator("a.area")
    expect(areas).to_have_count(22)
    ceredigion = page.locator('a.area[data-area="W06000008"]')
    assert ceredigion.get_attribute("aria-label").startswith("Ceredigion.")
    ceredigion.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/asset_map?area=W06000008&lang={language}", timeout=20_000)


def test_the_map_of_areas_has_a_way_past_it(home):
    page = home()
    page.get_by_role("button", name="Past the map").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "doors"
