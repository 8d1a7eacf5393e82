"""The map in a real browser: drawn, clicked, linked, and asking no other host."""

import pytest
from playwright.sync_api import expect

from copro_map.base.today import current_day
from tests.browser.conftest import rests
from tests.samples import live_ids, query

pytestmark = pytest.mark.browser
DRAWN = """() => {
    const pins = document.querySelectorAll('.entry-icon').length;
    const counts = [...document.querySelectorAll('.cluster-count, .badge-count')];
    return pins + counts.reduce((n, e) => n + Number(e.textContent), 0);
}"""


@pytest.fixture(scope="session")
def located(database) -> int:
    """How many of the real entries that go on have a pin, from the tables."""
    pins = "SELECT asset_id FROM asset_area WHERE layer = 'local_authority'"
    with_pin = {entry_id for (entry_id,) in query(database, pins)}
    return len(with_pin & live_ids(database, current_day()))


def entries_drawn(visit) -> int:
    visit.map()
    frame = next(f for f in visit.page.frames if "streamlit_folium" in f.url)
    return frame.evaluate(DRAWN)


def entries_said(page) -> int:
    return int(page.locator("#result b").nth(1).inner_text())


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_map_is_drawn_from_our_own_origin(visit, server, located, language):
    page = visit.open(f"{server}/asset_map?lang={language}")
    frame = visit.map()
    expect(frame.locator("path[data-area]")).to_have_count(22)
    assert entries_drawn(visit) == located == entries_said(page)
    assert visit.strangers == []
    assert visit.faults == []


def test_another_layer_has_its_own_areas(visit, server):
    visit.open(f"{server}/asset_map?lang=en&layer=health_board")
    expect(visit.map().locator("path[data-area]")).to_have_count(7)
    assert visit.faults == []


def test_a_click_on_an_area_filters_by_it(visit, server, located):
    page = visit.open(f"{server}/asset_map?lang=cy")
    visit.map().locator("path[data-area=W06000009]").dispatch_event("click")
    page.wait_for_url("**area=W06000009**", timeout=20_000)
    expect(page.locator("#result b").nth(1)).not_to_have_text(str(located))
    rests(page).wait_for_timeout(500)  # the map has drawn them
    # Who serves it from far away is not in view.
    assert 0 < entries_drawn(visit) <= entries_said(page) < located
    assert visit.faults == []


def test_a_click_on_a_pin_opens_the_entry_beside_the_map(visit, server):
    page = visit.open(f"{server}/asset_map?lang=en&area=W06000009")
    frame = visit.map()
    pin = frame.locator(".entry-icon").first
    pin.wait_for(timeout=20_000)
    pin.dispatch_event("click")
    card = page.locator("article.card[data-entry]")
    card.wait_for(timeout=20_000)
    assert f"entry={card.get_attribute('data-entry')}" in page.url
    assert visit.faults == []


def test_the_list_opens_an_entry_by_keyboard(visit, server):
    page = visit.open(f"{server}/asset_map?lang=en&q=solva")
    row = page.locator("a.row").first
    name = row.locator(".name").inner_text()
    row.focus()
    page.keyboard.press("Enter")
    expect(page.locator("article.card h2")).to_have_text(name, timeout=20_000)
    assert "asset_map" in page.url


def test_the_list_turns_its_pages(visit, server):
    page = visit.open(f"{server}/asset_map?lang=en")
    first = page.locator("a.row .name").first.inner_text()
    page.locator("nav.pages button").last.click()
    page.wait_for_url("**page=2**", timeout=20_000)
    expect(page.locator("a.row .name").first).not_to_have_text(first, timeout=20_000)
    expect(page.locator("a.row")).to_have_count(20)


def test_a_copied_link_reopens_the_view_and_the_toggle_keeps_it(visit, server):
    page = visit.open(f"{server}/asset_map?lang=en&layer=health_board")
    visit.map().locator("path[data-area=W11000025]").dispatch_event("click")
    page.wait_for_url("**area=W11000025**", timeout=20_000)
    rests(page)  # the list of the area is drawn
    page.get_by_role("button", name="Offers").click()
    page.wait_for_url("**kind=offer**", timeout=20_000)
    rests(page)
    said, link = page.locator("#result").text_content(), page.url
    page.goto("about:blank")
    visit.open(link)
    expect(page.locator("#result")).to_have_text(said, timeout=20_000)
    page.get_by_role("link", name="Cymraeg").click()
    page.wait_for_url("**lang=cy**", timeout=20_000)
    expect(page.locator("h1")).to_have_text("Map asedau", timeout=20_000)
    assert "area=W11000025" in page.url
    assert "kind=offer" in page.url
    assert page.evaluate("document.documentElement.lang") == "cy"


def test_back_goes_back(visit, server, located):
    page = visit.open(f"{server}/asset_map?lang=en")
    said = page.locator("#result b").nth(1)
    visit.map().locator("path[data-area=W06000009]").dispatch_event("click")
    expect(said).not_to_have_text(str(located), timeout=20_000)
    of_area = said.inner_text()
    page.go_back()
    expect(said).to_have_text(str(located), timeout=20_000)
    page.go_forward()
    expect(said).to_have_text(of_area, timeout=20_000)
    page.reload()
    expect(said).to_have_text(of_area, timeout=20_000)


def test_street_tiles_are_fetched_only_when_asked_for(visit, server):
    page = visit.open(f"{server}/asset_map?lang=en")
    visit.map()
    asked = []
    page.route(
        "https://tile.openstreetmap.org/**",
        lambda route: (asked.append(route.request.url), route.abort()),
    )
    with page.expect_request("https://tile.openstreetmap.org/**", timeout=20_000):
        page.get_by_text("Show streets").click()
    rests(page)
    assert asked
    assert all(x.startswith("https://tile.openstreetmap.org/") for x in asked)


def test_on_a_phone_the_list_comes_first_and_the_map_is_one_press_away(visit, server):
    visit.page.set_viewport_size({"width": 375, "height": 800})
    page = visit.open(f"{server}/asset_map?lang=cy")
    expect(page.locator("a.row").first).to_be_visible(timeout=20_000)
    expect(page.locator("iframe[data-testid=stCustomComponentV1]")).to_be_hidden()
    page.locator(".st-key-map_button button").click()
    expect(page.locator("iframe[data-testid=stCustomComponentV1]")).to_be_visible(
        timeout=20_000
    )
    expect(visit.map().locator("path[data-area]").first).to_be_visible(timeout=20_000)
    assert page.evaluate("document.body.scrollWidth <= window.innerWidth")
