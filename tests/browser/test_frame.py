"""The frame in a browser: the menu, links that load nothing anew, Back, dark, paper."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import rests
from tests.browser.test_every_page import AXE, PATHS, address

pytestmark = pytest.mark.browser
STAYS = "window.stays = true"
STAYED = "window.stays === true"
SCROLLED = "document.querySelector('main').scrollTop"
A4 = {"format": "A4", "print_background": True}
# Long enough to be cut off if what scrolls on a screen were not opened.
LONG = ("about", "privacy", "accessibility", "indicators")


def at(page, path: str) -> None:
    page.wait_for_url(f"**/{path}?lang=*", timeout=20_000)
    rests(page)


def height(page) -> float:
    return page.evaluate("document.querySelector('header.site').offsetHeight")


# How far the top of the page is wider than its room, and its last link than the window.
TOO_WIDE = """(() => {
  const top = document.querySelector("header.site");
  const last = top.querySelector(".tongue").getBoundingClientRect();
  return [top.scrollWidth - top.clientWidth, Math.max(0, last.right - innerWidth)];
})()"""
WIDTHS = (320, 375, 768, 897, 1024, 1200, 1278, 1280, 1366, 1440, 1920)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_top_of_a_page_fits_at_every_width(visit, server, language):
    page = visit.page
    visit.open(f"{server}/about?lang={language}")
    rests(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(TOO_WIDE) == [0, 0], width


@pytest.mark.parametrize(
    ("language", "words", "more", "area"),
    [
        ("en", ["Find", "Ask or offer", "What is missing", "Add"], "More", "Areas"),
        (
            "cy",
            ["Chwilio", "Cyfnewid", "Beth sydd ar goll", "Ychwanegu"],
            "Mwy",
            "Ardaloedd",
        ),
    ],
)
def test_a_phone_has_words_on_two_rows_and_the_rest_behind_one(
    visit, server, language, words, more, area
):
    page = visit.page
    page.set_viewport_size({"width": 375, "height": 740})
    visit.open(f"{server}/about?lang={language}")
    rests(page)
    menu = page.locator("header.site nav.menu")
    assert menu.get_by_role("link").all_inner_texts() == words
    assert height(page) <= 100
    page.locator("header.site summary", has_text=more).click()
    page.evaluate(STAYS)
    page.get_by_role("link", name=area, exact=True).click()
    at(page, "area")
    assert page.evaluate(STAYED)
    expect(page.locator("header.site details")).not_to_have_attribute("open", "")
    assert height(page) <= 100
    assert page.evaluate("document.body.scrollWidth") <= 375


def test_a_link_changes_the_page_without_a_load_and_back_leads_to_where_it_was(
    visit, server
):
    page = visit.open(f"{server}/indicators?lang=en&show=rows")
    rests(page)
    page.evaluate(STAYS)
    page.evaluate("document.querySelector('main').scrollTo(0, 900)")
    page.locator("footer").get_by_role("link", name="Accessibility").click()
    at(page, "accessibility")
    expect(page.locator("main h1")).to_be_focused()
    assert page.evaluate(SCROLLED) == 0
    page.go_back()
    at(page, "indicators")
    expect(page.locator("main h1")).to_have_text("Progress")
    page.wait_for_function(f"{SCROLLED} > 800")
    page.go_forward()
    at(page, "accessibility")
    assert page.evaluate(STAYED)
    assert visit.faults == []


def test_what_is_no_page_of_streamlit_is_loaded(visit, server):
    page = visit.open(f"{server}/about?lang=en")
    rests(page)
    page.locator("footer").get_by_role("link", name="Open data").click()
    page.wait_for_url("**/open*")
    expect(page.locator("h1")).to_have_text("Open data")


def test_the_other_language_keeps_what_was_chosen_and_says_it_in_its_words(
    visit, server
):
    page = visit.open(f"{server}/coverage?lang=en&view=themes")
    rests(page)
    page.evaluate(STAYS)
    page.get_by_role("link", name="Cymraeg").click()
    page.wait_for_url("**lang=cy**")
    rests(page)
    assert "view=themes" in page.url
    assert page.evaluate(STAYED)
    chosen = page.locator(".stSelectbox input[role=combobox]").first
    expect(chosen).to_have_value("Awdurdodau lleol")
    expect(page.get_by_role("link", name="English")).to_be_focused()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_can_be_read_in_the_dark_and_is_whole_on_paper(visit, server, path):
    page = visit.page
    page.emulate_media(color_scheme="dark")
    visit.open(address(server, path, "en"))
    rests(page)
    ground = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    assert page.evaluate(ground) == "rgb(20, 25, 28)"
    page.evaluate(AXE)
    found = page.evaluate("axe.run({runOnly: ['color-contrast']})")["violations"]
    assert [node["html"][:200] for one in found for node in one["nodes"]] == []
    pages = PdfReader(BytesIO(page.pdf(**A4))).pages
    words = " ".join(" ".join(one.extract_text().split()) for one in pages)
    assert words.startswith("Asset map of co-production in Wales")
    assert "Nobody has confirmed an entry unless it says so." in words
    assert page.locator("main h1").first.inner_text() in words
    for pressed in ("Skip to main content", "Cymraeg", "Was this page useful?"):
        assert pressed not in words
    if path in LONG:
        assert len(pages) > 1
