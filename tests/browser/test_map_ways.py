"""Ways about the map in a real browser: fingers, wheel, keys; and nothing is covered.

Tests that press nothing share a page, for it takes longer to come than to be looked at.
"""

from __future__ import annotations

from collections import deque

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit, rests

pytestmark = pytest.mark.browser
IFRAME = "iframe[data-testid=stCustomComponentV1]"
# Where the page has gone: whichever of its parts scrolls.
SCROLLED = """() => [document.scrollingElement, ...document.querySelectorAll('*')]
    .reduce((n, e) => n + (e ? e.scrollTop : 0), 0)"""
# The page shows a part of the map alone, as it does under a fold.
CUT = """([part]) => document.querySelector(
    'iframe[data-testid=stCustomComponentV1]').scrollIntoView({block: part})"""
WHERE = "() => [map_div.getCenter().lat, map_div.getCenter().lng, map_div.getZoom()]"
# A point inside an area, on which nothing stands; in the window of the page.
BARE = """(code) => {
    const path = document.querySelector(`path[data-area=${code}]`);
    const box = path.getBoundingClientRect();
    for (let y = box.top + 4; y < box.bottom; y += 4)
        for (let x = box.left + 4; x < box.right; x += 4)
            if (document.elementFromPoint(x, y) === path) return [x, y];
}"""
BOXES = """() => {
    const box = (e) => { const b = e.getBoundingClientRect();
        return [b.left, b.top, b.right, b.bottom, e.textContent]; };
    const all = (s) => [...document.querySelectorAll(s)].map(box);
    return {names: all('.map-label span'), size: [innerWidth, innerHeight],
        icons: all('.leaflet-marker-pane > *'), controls: all('.leaflet-control')};
}"""
# Which stop each key leads to, from every stop; the one that Tab reaches.
KEYS = [*("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"), "Home", "End"]
WAYS = """([which, keys]) => {
    const stops = [...document.querySelectorAll(which)];
    const names = stops.map((one) => one.getAttribute('aria-label'));
    const start = stops.findIndex((one) => one.tabIndex === 0);
    const letters = [...new Set(names.map((name) => name[0].toLowerCase()))];
    const ways = stops.map((one) => [...keys, ...letters].map((key) => {
        one.focus({preventScroll: true});
        one.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
        return stops.indexOf(document.activeElement);
    }));
    return {names, start, ways};
}"""


def inside(visit: Visit):
    visit.map()
    frame = next(f for f in visit.page.frames if "streamlit_folium" in f.url)
    frame.wait_for_function("document.querySelectorAll('path.area').length > 6")
    return frame


def corner(page) -> tuple[float, float]:
    box = page.locator(IFRAME).bounding_box()
    return box["x"], box["y"]


@pytest.fixture(scope="module")
def map_page(chromium, server):
    """The map in Welsh, whose names are the longer ones."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    found = Visit(page)
    found.open(f"{server}/asset_map?lang=cy&view=map")
    rests(page)
    inside(found)
    yield found
    page.context.close()


@pytest.fixture
def still(map_page):
    """The page with the map, with all of Wales on its map and at its usual size."""
    map_page.page.set_viewport_size({"width": 1280, "height": 900})
    inside(map_page).evaluate(
        "map_div.fitBounds([[51.38, -5.3], [53.42, -2.66]], {animate: false})"
    )
    map_page.page.wait_for_timeout(500)
    return map_page


def by_touch(chromium, address: str, width: int) -> Visit:
    context = chromium.new_context(
        viewport={"width": width, "height": 740}, has_touch=True, is_mobile=True
    )
    found = Visit(context.new_page())
    found.page.goto(address)  # a map over all of the screen leaves no foot to be seen
    found.map()
    rests(found.page)
    return found


def touch(page, kind: str, *points: tuple[float, float]) -> None:
    page.cdp.send(
        "Input.dispatchTouchEvent",
        {
            "type": kind,
            "touchPoints": [
                {"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)
            ],
        },
    )


def drag(page, start: list[tuple[float, float]], by: tuple[float, float]) -> None:
    page.cdp = page.context.new_cdp_session(page)
    touch(page, "touchStart", *start)
    for step in range(1, 11):
        part = [(x + by[0] * step / 10, y + by[1] * step / 10) for x, y in start]
        touch(page, "touchMove", *part)
        page.wait_for_timeout(20)
    touch(page, "touchEnd")
    page.wait_for_timeout(600)


def middle_of_map(page) -> tuple[float, float]:
    box = page.locator(IFRAME).bounding_box()
    low, high = max(box["y"], 150), min(box["y"] + box["height"], 720)
    return box["x"] + box["width"] / 2, (low + high) / 2


def press_where_it_is_cut(page, frame, part: str) -> None:
    """Press the first area that is seen, with the map cut on one side by the fold."""
    page.evaluate(CUT, [part])
    by = 90 if part == "start" else -90
    page.mouse.move(200, 300)
    page.mouse.wheel(0, by)
    page.wait_for_timeout(500)
    left, top = corner(page)
    seen = {code: frame.evaluate(BARE, code) for code in ("W06000023", "W06000008")}
    code, (x, y) = next(
        (code, at) for code, at in seen.items() if at and 120 < top + at[1] < 540
    )
    before = page.evaluate(SCROLLED)
    page.mouse.move(left + x, top + y)
    page.mouse.down()
    page.wait_for_timeout(80)
    assert page.evaluate(SCROLLED) == before
    page.mouse.up()
    page.wait_for_url(f"**area={code}**", timeout=20_000)


def test_the_first_press_counts_where_the_fold_cuts_the_map(visit, server):
    visit.page.set_viewport_size({"width": 1280, "height": 560})
    page = visit.open(f"{server}/asset_map?lang=en")
    frame = inside(visit)
    rests(page)
    press_where_it_is_cut(page, frame, "end")


def test_one_finger_scrolls_the_page_and_two_move_the_map(chromium, server):
    tablet = by_touch(chromium, f"{server}/asset_map?lang=en", 820)
    page, frame = tablet.page, inside(tablet)
    page.evaluate(CUT, ["start"])
    page.wait_for_timeout(300)
    before, there = page.evaluate(SCROLLED), frame.evaluate(WHERE)
    x, y = middle_of_map(page)
    drag(page, [(x, y)], (0, 120 if before > 120 else -120))
    assert abs(page.evaluate(SCROLLED) - before) > 40
    assert frame.evaluate(WHERE) == there
    expect(tablet.map().locator(".map-hint")).to_have_text("Two fingers move the map")
    before = page.evaluate(SCROLLED)
    x, y = middle_of_map(page)
    drag(page, [(x - 40, y), (x + 40, y)], (0, -60))
    assert abs(page.evaluate(SCROLLED) - before) < 5
    assert frame.evaluate(WHERE)[0] < there[0]
    page.context.close()


def test_a_map_that_fills_the_screen_takes_its_room_and_one_finger(chromium, server):
    phone = by_touch(chromium, f"{server}/asset_map?lang=cy&view=map", 375)
    page, frame = phone.page, inside(phone)
    frame.wait_for_function("map_div.getSize().y === 740")
    page.wait_for_timeout(300)
    # Nobody has moved it yet, so it shows all of Wales in that room.
    assert frame.evaluate(
        "map_div.getBounds().contains([[51.38, -5.3], [53.42, -2.66]])"
    )
    there, before = frame.evaluate(WHERE), page.evaluate(SCROLLED)
    drag(page, [(180, 300)], (0, -80))
    assert frame.evaluate(WHERE)[0] < there[0]
    assert page.evaluate(SCROLLED) == before
    page.context.close()


def test_the_wheel_scrolls_the_page_and_with_ctrl_it_zooms(still):
    page, frame = still.page, inside(still)
    page.evaluate(CUT, ["start"])
    before, there = page.evaluate(SCROLLED), frame.evaluate(WHERE)
    page.mouse.move(*middle_of_map(page))
    page.mouse.wheel(0, 90)
    page.wait_for_timeout(500)
    assert page.evaluate(SCROLLED) > before
    assert frame.evaluate(WHERE) == there
    hint = still.map().locator(".map-hint")
    expect(hint).to_have_text("Defnyddiwch Ctrl a'r olwyn i chwyddo'r map")
    before = page.evaluate(SCROLLED)
    page.mouse.move(*middle_of_map(page))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    page.wait_for_timeout(700)
    assert frame.evaluate(WHERE)[2] > there[2]
    assert page.evaluate(SCROLLED) == before


@pytest.mark.parametrize("height", [300, 820])
def test_the_map_fills_whatever_frame_it_is_given(still, height):
    page, frame = still.page, inside(still)
    # As the page lays it out, whatever the map was told when it was made.
    frame.wait_for_function("map_div.getSize().y === innerHeight")
    style = f".st-key-map_side {IFRAME} {{ height: {height}px !important; }}"
    sheet = page.add_style_tag(content=style)
    frame.wait_for_function(f"map_div.getSize().y === {height}")
    assert frame.evaluate("document.documentElement.scrollHeight") == height
    sheet.evaluate("(e) => e.remove()")


@pytest.mark.parametrize("view", [None, ([51.7, -3.4], 9.5), ([53.1, -3.6], 10)])
@pytest.mark.parametrize("width", [375, 1280])
def test_no_name_is_covered(still, view, width):
    still.page.set_viewport_size({"width": width, "height": 900})
    frame = inside(still)
    still.page.wait_for_timeout(500)
    if view:
        frame.evaluate("([at, zoom]) => map_div.setView(at, zoom)", list(view))
        still.page.wait_for_timeout(1000)
    found = frame.evaluate(BOXES)
    wide, high = found["size"]
    assert len(found["names"]) > (3 if view or width == 1280 else 1)
    for n, one in enumerate(found["names"]):
        assert one[0] >= 0
        assert one[1] >= 0
        assert one[2] <= wide
        assert one[3] <= high
        others = found["names"][n + 1 :] + found["icons"] + found["controls"]
        covered = [
            other[4]
            for other in others
            if min(one[2], other[2]) - max(one[0], other[0]) > 0.5
            and min(one[3], other[3]) - max(one[1], other[1]) > 0.5
        ]
        assert not covered, one[4]


def presses(found) -> dict[int, int]:
    """How many presses each stop is away from the one that Tab reaches."""
    far, waiting = {found["start"]: 0}, deque([found["start"]])
    while waiting:
        here = waiting.popleft()
        for there in found["ways"][here]:
            if there >= 0 and there not in far:
                far[there] = far[here] + 1
                waiting.append(there)
    return far


@pytest.mark.parametrize("which", [".area", ".map-stop"])
@pytest.mark.parametrize("letters", [True, False])
def test_keys_lead_everywhere_in_twelve_presses(still, which, letters):
    frame = inside(still)
    found = frame.evaluate(WAYS, [which, KEYS])
    if not letters:
        found["ways"] = [row[: len(KEYS)] for row in found["ways"]]
    far = presses(found)
    lost = [name for n, name in enumerate(found["names"]) if n not in far]
    assert found["start"] >= 0
    assert not lost
    # Zoom in, zoom out, areas, entries: then the keys.
    assert max(far.values()) + (3 if which == ".area" else 4) <= 12


def test_tab_stops_four_times_in_the_map_and_leads_on(still):
    page, frame = still.page, inside(still)
    page.locator("a.past-map").focus()
    stops = []
    for _ in range(8):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.tagName === 'IFRAME'"):
            break
        stops.append(
            frame.evaluate("document.activeElement.getAttribute('aria-label') || ''")
        )
    assert stops[:2] == ["Chwyddo'r map", "Lleihau'r map"]
    assert "Wedi'u lleoli yma: " in stops[2]
    assert len(stops) <= 6
    assert all(stops)


def test_a_badge_and_an_area_lead_to_the_area_and_the_focus_stays(visit, server):
    page = visit.open(f"{server}/asset_map?lang=en")
    frame = inside(visit)
    rests(page)
    badge = frame.locator("[data-badge=W06000008]")
    number = badge.inner_text().removeprefix("+")
    label = badge.get_attribute("aria-label")
    assert label.startswith(f"Somewhere in Ceredigion: {number} (")
    badge.dispatch_event("click")
    page.wait_for_url("**area=W06000008**", timeout=20_000)
    rests(page)
    frame.locator(".area[tabindex='0']").focus()
    page.keyboard.press("g")
    expect(frame.locator("path[data-area=W06000002]")).to_be_focused()
    assert "Gwynedd. Based here: " in frame.evaluate(
        "document.querySelector('.map-tip').textContent"
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**area=W06000002**", timeout=20_000)
    rests(page)
    expect(frame.locator("path[data-area=W06000002]")).to_be_focused()
    assert (
        frame.locator("path[data-area=W06000002]").get_attribute("aria-pressed")
        == "true"
    )


def test_enter_on_a_circle_leads_into_it_and_on_a_pin_opens_the_entry(visit, server):
    page = visit.open(f"{server}/asset_map?lang=en&area=W06000009")
    frame = inside(visit)
    rests(page)
    frame.locator(".cluster-icon").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(1200)
    label = "document.activeElement.getAttribute('aria-label')"
    assert frame.evaluate(label), "the focus is lost"
    pin = frame.locator(".entry-icon").first
    pin.focus()
    kind, name = pin.get_attribute("aria-label").split(": ", 1)
    assert kind in ("Practitioner", "Project", "Offer", "Request")
    page.keyboard.press("Enter")
    card = page.locator("article.card[data-entry]")
    expect(card.locator("h2")).to_have_text(name, timeout=20_000)


def test_the_way_past_the_map_passes_it(still):
    page = still.page
    link = page.get_by_role("link", name="Heibio i'r map")
    link.focus()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("""() => {
        const map = document.querySelector('iframe[data-testid=stCustomComponentV1]');
        const now = document.activeElement;
        return now !== map && now !== document.body
            && Boolean(map.compareDocumentPosition(now) & 4);
    }""")


def test_a_circle_says_and_shows_its_kinds(still):
    frame = inside(still)
    for circle in frame.locator(".cluster-icon").all():
        label = circle.get_attribute("aria-label")
        number = circle.locator(".cluster-count").inner_text()
        assert label.startswith(f"Cofnodion: {number} (")
        kinds = label.split("(")[1].rstrip(")").split(", ")
        assert sum(int(kind.split(": ")[1]) for kind in kinds) == int(number)
        assert circle.locator("svg circle").count() == len(kinds)


def test_a_row_can_ring_its_pin_or_what_holds_it(still):
    frame = inside(still)
    for entry in frame.evaluate("coproMap.ids()")[::25]:
        frame.evaluate("(id) => coproMap.ring(id)", entry)
        expect(frame.locator(".ringed")).to_have_count(1)
    frame.evaluate("coproMap.ring('')")
    expect(frame.locator(".ringed")).to_have_count(0)


def test_focus_is_seen_on_areas_and_pins(still):
    page, frame = still.page, inside(still)
    frame.locator(".leaflet-control-zoom-out").focus()
    page.keyboard.press("Tab")
    for name, least in (("focus-halo", 7), ("focus-line", 3)):
        width = frame.locator(f"path.{name}").evaluate(
            "(e) => parseFloat(getComputedStyle(e).strokeWidth)"
        )
        assert width >= least
    page.keyboard.press("Tab")
    assert frame.locator("path.focus-line").count() == 0
    outline = (
        "(e) => getComputedStyle(e).outlineWidth + getComputedStyle(e).outlineStyle"
    )
    assert frame.locator(".map-stop:focus").evaluate(outline) == "3pxsolid"


def test_less_motion_forced_colours_and_print_are_heeded(chromium, server):
    context = chromium.new_context(reduced_motion="reduce", forced_colors="active")
    visit = Visit(context.new_page())
    visit.open(f"{server}/asset_map?lang=en&q=bwyd")
    frame = inside(visit)
    assert not frame.evaluate("map_div.options.zoomAnimation")
    assert frame.evaluate(
        "!document.querySelector('.leaflet-zoom-anim .leaflet-zoom-animated') || "
        "!map_div._zoomAnimated"
    )
    paint = """(e) => [getComputedStyle(e).forcedColorAdjust,
        getComputedStyle(e).printColorAdjust]"""
    for which in (".entry-icon", ".cluster-icon", ".badge-icon"):
        assert frame.locator(which).first.evaluate(paint) == ["none", "exact"]
    stroke = frame.locator(".cluster-icon circle").first.evaluate(
        "(e) => getComputedStyle(e).stroke"
    )
    assert stroke.startswith("rgb(")
    context.close()
