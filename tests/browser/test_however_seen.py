"""The same pages by keyboard, much larger, on paper, in forced colours, at rest."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.moving import (
    COVERED,
    FOCUSED_AFTER,
    FOCUSED_IN,
    ON_TOP,
    SEEN,
    SIDEWAYS,
)
from tests.browser.test_every_page import address
from tests.browser.walking import DESK, MAP, Walk, held

pytestmark = pytest.mark.browser
ON_A4 = 688  # pixels: 210 mm less a margin of 14 mm on each side
FOOD = "asset_map?lang=cy&q=bwyd&near=Aberystwyth"
STOPS = 12
# What the keyboard stands on: a link, a button, an entry of the map in its frame.
STANDS_ON = """() => {
    let on = document.activeElement;
    while (on?.shadowRoot?.activeElement || on?.contentDocument?.activeElement)
        on = on.shadowRoot?.activeElement ?? on.contentDocument.activeElement;
    return on;
}"""
IS = f"(selector) => !!({STANDS_ON})()?.closest(selector)"
RINGED = f"""() => {{
    const on = ({STANDS_ON})(), style = getComputedStyle(on);
    // An area of the map is no rectangle: its ring is a line of its own.
    const ringed = on.ownerDocument.querySelector('path.focus-line');
    if (on.matches('path') && ringed) return '';
    const seen = e => {{
        const s = getComputedStyle(e);
        return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
    }};
    return seen(on) || [on.parentElement, on.nextElementSibling, on.parentElement
        ?.parentElement].some(e => e && seen(e))
        ? '' : on.outerHTML.slice(0, 160);
}}"""
MOVING = """() => document.getAnimations()
    .filter(a => a.playState === 'running' && a.effect?.getTiming().duration > 1)
    .map(a => (a.animationName ?? a.transitionProperty) + ' '
        + (a.effect.target?.outerHTML.slice(0, 90) ?? ''))"""


@pytest.fixture(scope="module")
def desk(chromium) -> Iterator[Walk]:
    with held(chromium, DESK) as context:
        yield Walk(context.new_page(), by_touch=False)


@pytest.fixture
def walk(desk) -> Iterator[Walk]:
    """One window for all; as it was, after each."""
    desk.page.set_viewport_size({"width": 1280, "height": 800})
    yield desk
    desk.page.emulate_media(media="screen", forced_colors="none")
    desk.page.emulate_media(reduced_motion="no-preference")


def stops_to(page: Page, selector: str, most: int = STOPS) -> int:
    """Press Tab until the keyboard stands on such a thing; return how often."""
    for pressed in range(1, most + 1):
        page.keyboard.press("Tab")
        if page.evaluate(IS, selector):
            return pressed
    raise AssertionError(f"not within {most} stops: {selector}")


def skip(page: Page, link: str, most: int = STOPS) -> int:
    """Tab to a link that skips and take it; return how many stops that was."""
    pressed = stops_to(page, link, most)
    page.keyboard.press("Enter")
    page.wait_for_timeout(150)
    return pressed


@pytest.mark.parametrize("path", ["", "entry", "coverage"])
def test_the_first_stop_leads_past_the_menu(walk, server, path):
    page = walk.open(address(server, path, "cy"))
    skip(page, "a.skip", 2)  # what scrolls is a stop of its own
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED_AFTER, "#content")
    assert page.evaluate(RINGED) == ""


@pytest.mark.parametrize(
    ("part", "links"),
    [
        ("input.ask", ["a.skip"]),
        ("a.row", ["a.skip", "a.past-question"]),
        ("[data-area]", ["a.skip", "a.past-list"]),
        (".entry-icon, .cluster-icon", ["a.skip", "a.past-list"]),
    ],
)
def test_the_keyboard_comes_to_every_part_of_the_map_in_twelve_stops(
    walk, server, part, links
):
    page = walk.open(f"{server}/asset_map?lang=en")
    walk.map()
    stops = 0
    for link in links:
        stops += skip(page, link, STOPS - stops)
    assert stops + stops_to(page, part, STOPS - stops) <= STOPS
    assert page.evaluate(RINGED) == ""


def test_arrows_lead_through_the_rows(walk, server):
    page = walk.open(f"{server}/asset_map?lang=en")
    page.locator("a.past-question").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(150)
    stops_to(page, "a.row")
    for _ in range(page.locator("a.row").count() - 1):
        page.keyboard.press("ArrowDown")
    last = page.locator("a.row").last
    expect(last).to_be_focused()
    name = last.locator(".name").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("article.card h2")).to_have_text(name, timeout=20_000)


def test_arrows_lead_to_every_area_and_enter_takes_it(walk, server):
    page = walk.open(f"{server}/asset_map?lang=en")
    frame = walk.map()
    page.locator("a.past-map").focus()
    stops_to(page, "[data-area]", 4)
    on = "document.activeElement.dataset.area"
    reached = {frame.evaluate(on)}
    page.keyboard.press("Home")
    for _ in range(30):
        reached.add(frame.evaluate(on))
        page.keyboard.press("PageDown")
    for key in "abcdefghijklmnopqrstuvwxyz":
        for _ in range(6):
            page.keyboard.press(key)
            reached.add(frame.evaluate(on))
    assert len(reached) == 22
    area = frame.evaluate(on)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**area={area}**", timeout=20_000)


def test_the_way_past_the_map_leads_behind_it(walk, server):
    page = walk.open(f"{server}/{FOOD}")
    walk.map()
    page.locator("a.past-map").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(150)
    page.keyboard.press("Tab")
    assert not page.evaluate(IS, "[data-area], .entry-icon, .cluster-icon")
    assert not page.evaluate(FOCUSED_IN, "header.site")


@pytest.mark.parametrize("size", [(640, 400), (320, 256)], ids=["200%", "400%"])
@pytest.mark.parametrize(
    "path", ["", "asset_map", "entry", "contribute", "coverage", "events"]
)
def test_much_larger_nothing_is_cut_and_nothing_covered(walk, server, path, size):
    page = walk.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    walk.open(address(server, path, "cy"))
    assert page.evaluate(SIDEWAYS) <= 0
    for far in (0, 0.5):
        page.evaluate(
            """(far) => { const m = document.querySelector('[data-testid=stMain]');
            m.scrollTop = far * m.scrollHeight; }""",
            far,
        )
        page.wait_for_timeout(100)
        assert page.evaluate(COVERED) <= 0.5, far
    for _ in range(8):
        page.keyboard.press("Tab")
    standing = page.evaluate_handle(f"({STANDS_ON})()").as_element()
    assert standing
    assert standing.evaluate(ON_TOP), standing.evaluate("e => e.outerHTML")[:200]


def test_forced_colours_leave_focus_and_buttons_to_be_seen(walk, server):
    walk.page.emulate_media(forced_colors="active")
    for path in ("", "asset_map", "entry"):
        page = walk.open(address(server, path, "en"))
        for _ in range(STOPS):
            page.keyboard.press("Tab")
            assert page.evaluate(RINGED) == ""
        bare = page.evaluate(
            f"""() => ({SEEN})('button, a.button').filter(e => {{
                const s = getComputedStyle(e);
                return s.borderStyle === 'none' || parseFloat(s.borderWidth) === 0;
            }}).map(e => e.outerHTML.slice(0, 120))"""
        )
        assert bare == []


def test_nothing_moves_for_whoever_asked_for_no_motion(walk, server):
    walk.page.emulate_media(reduced_motion="reduce")
    page = walk.open(f"{server}/{FOOD}")
    walk.map()
    page.locator("a.row").first.click()
    moved = set()
    for _ in range(30):
        moved |= set(page.evaluate(MOVING))
        for frame in page.frames[1:]:
            moved |= set(frame.evaluate(MOVING))
        page.wait_for_timeout(40)
    assert moved == set()


def words_of(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"(?<=-) ", "", re.sub(r"\s+", " ", text))


def test_on_paper_the_list_stands_beside_no_map_and_no_word_is_broken(walk, server):
    page = walk.open(f"{server}/{FOOD}")
    walk.map()
    names = page.locator("a.row .name").all_inner_texts()
    page.emulate_media(media="print")
    page.wait_for_timeout(300)
    frame = page.locator(MAP)
    if frame.is_visible():
        shape = frame.bounding_box()
        for row in page.locator("a.row").all():
            box = row.bounding_box()
            across = box["x"] < shape["x"] + shape["width"] - 1
            across = across and shape["x"] < box["x"] + box["width"] - 1
            down = box["y"] < shape["y"] + shape["height"] - 1
            assert not (across and down and shape["y"] < box["y"] + box["height"] - 1)
        exact = "e => getComputedStyle(e).printColorAdjust"
        for mark in walk.map().locator(".cluster-icon, .entry-icon").all():
            assert mark.evaluate(exact) == "exact"
    expect(page.locator("header.site nav").first).to_be_hidden()
    printed = words_of(page.pdf(format="A4"))
    assert [name for name in names if name not in printed] == []


@pytest.mark.parametrize(
    "path",
    ["", "entry", "coverage", "area", "indicators", "exchange", "events", "members"],
)
def test_a_page_is_printed_in_full_without_its_menu(walk, server, path):
    page = walk.open(address(server, path, "cy"))
    title = page.locator("h1").first.inner_text()
    foot = page.locator("footer.footer").inner_text().split("\n")[0]
    page.emulate_media(media="print")
    expect(page.locator("header.site nav").first).to_be_hidden()
    page.set_viewport_size({"width": ON_A4, "height": 1000})
    assert page.evaluate(SIDEWAYS) <= 0, "something is cut at the edge of the paper"
    assert page.evaluate(f"({SEEN})('button').length") == 0
    printed = words_of(page.pdf(format="A4"))
    assert re.sub(r"\s+", " ", title) in printed
    assert foot[:20] in printed, "the end of the page is missing on paper"
