"""A part of the map on somebody else's site: another origin, a page that we made."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from copro_map.open_data.snippet import snippet
from tests.browser.test_every_page import axe_faults, english_left

pytestmark = pytest.mark.browser
POWYS = "embed/area/W06000023"
LISTED = "#list li[id]"
NAMES = "#map > [aria-hidden], .entries a"
FITS = "document.documentElement.scrollWidth <= window.innerWidth"


class Abroad:
    """A site of its own, on another port: an origin that is not ours."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        pages = self.pages

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # noqa: N802 - its name
                text = pages.get(self.path, "")
                self.send_response(200)
                self.send_header("content-type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(f"<!doctype html><title>Cyngor</title>{text}".encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("localhost", 0), Answer)
        self.address = f"http://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def show(self, page, html: str):
        """Open a page of this site that holds some HTML."""
        self.pages["/page"] = html
        page.goto(f"{self.address}/page")
        return page


@pytest.fixture(scope="module")
def abroad():
    site = Abroad()
    yield site
    site.server.shutdown()


@pytest.fixture
def framed(visit, abroad, server, monkeypatch):
    """Powys on the other site, as its snippet shows it."""
    monkeypatch.setenv("COPRO_MAP_ADDRESS", server)
    origins = set()
    visit.page.context.clear_cookies()  # of other tests
    visit.page.on("request", lambda x: origins.add(urlsplit(x.url).netloc))
    page = abroad.show(visit.page, snippet(f"{server}/en/{POWYS}", "Powys", "en"))
    frame = page.frame_locator("iframe")
    expect(frame.locator("#map.on")).to_be_visible()
    yield page, frame
    assert origins == {urlsplit(one).netloc for one in (server, abroad.address)}
    assert visit.faults == []
    assert page.context.cookies() == []


def in_frame(page, expression: str):
    return page.frames[1].evaluate(expression)


def tall(page) -> tuple[float, float]:
    """How high the frame is on the other site, and how high what is in it is."""
    return (
        page.locator("iframe").bounding_box()["height"],
        in_frame(page, "document.body.getBoundingClientRect().height"),
    )


def unfold(page) -> None:
    """Open every part of the list."""
    folded = page.locator("details:not([open]) > summary")
    while folded.count():
        folded.first.click()


def follows(page) -> None:
    """Expect that the frame becomes as high as what is in it."""
    wanted = in_frame(page, "Math.ceil(document.body.getBoundingClientRect().height)")
    expect(page.locator("iframe")).to_have_css("height", f"{wanted}px")


def test_another_site_shows_the_map_and_its_frame_is_as_high_as_it(framed):
    page, frame = framed
    assert frame.locator(".pin:visible, .disc:visible").count() >= 3
    follows(page)
    before = tall(page)[0]
    frame.locator("summary").last.click()
    follows(page)
    assert tall(page)[0] > before + 300
    page.set_viewport_size({"width": 360, "height": 900})
    follows(page)
    page.set_viewport_size({"width": 1280, "height": 1000})


def test_one_goes_nearer_by_buttons_and_by_the_keyboard(framed):
    page, frame = framed
    seen = "document.getElementById('map').getAttribute('viewBox')"
    whole = in_frame(page, seen)
    expect(frame.get_by_role("button", name="Zoom out")).to_be_disabled()
    frame.get_by_role("button", name="Zoom in").click()
    assert in_frame(page, seen) != whole
    frame.get_by_role("button", name="Whole area").click()
    assert in_frame(page, seen) == whole
    # Entries of which only the authority is known lie at one place: they are listed.
    disc = frame.locator(".disc:visible", has_text="5")
    disc.focus()
    page.keyboard.press("Enter")
    here = frame.locator(".here")
    expect(here).to_be_visible()
    expect(here.get_by_role("link")).to_have_count(5)
    page.keyboard.press("Escape")
    expect(here).to_be_hidden()
    expect(disc).to_be_focused()


def test_a_pin_leads_to_its_entry_in_a_window_of_its_own(framed):
    page, frame = framed
    pin = frame.locator(".pin:visible").first
    name = pin.get_attribute("aria-label").partition(":")[0]
    with page.context.expect_page() as opened:
        pin.click()
    assert "/en/entry/" in opened.value.url
    opened.value.close()
    assert frame.get_by_role("link", name=name).count() >= 1


def test_no_other_page_is_shown_inside_another_site(visit, abroad, server):
    paths = ["desk", "asset_map", "entry?id=solva-care", "area", "my-link"]
    for path in paths:
        frame = f'<iframe src="{server}/{path}" width="300" height="300"></iframe>'
        page = abroad.show(visit.page, frame)
        assert page.frames[1].url.startswith("chrome-error:"), path
    assert len(visit.faults) >= len(paths)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_frame_is_accessible_and_fits_any_width(visit, server, language):
    page = visit.page
    page.goto(f"{server}/{language}/{POWYS}")
    unfold(page)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe_faults(page) == []
        assert page.evaluate(FITS)
    page.set_viewport_size({"width": 1280, "height": 1000})
    if language == "cy":
        # Places and entries have the names they have.
        page.evaluate(f"document.querySelectorAll('{NAMES}').forEach(x => x.remove())")
        assert english_left(page) == []
    assert visit.faults == []


def test_without_a_script_every_entry_can_be_read_and_opened(chromium, server):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/en/{POWYS}")
    unfold(page)
    entries = page.locator(LISTED)
    assert entries.count() > 50
    for entry in entries.all():
        assert entry.is_visible()
    assert page.locator(f"{LISTED} a[href^='/en/entry/']").count() == entries.count()
    assert page.locator(".pin:visible, .disc:visible").count() >= 3
    assert page.locator(".ways").is_hidden()
    disc = page.locator(".disc:visible").first
    target = disc.get_attribute("href")
    disc.click()
    assert page.locator(f"{target}:target").is_visible()
    context.close()


def test_on_a_welsh_page_the_code_to_copy_is_left_as_it_is(visit, server):
    """Labels that others draw in English are put into Welsh: "title" is one of them."""
    page = visit.open(f"{server}/area?code=W06000008&lang=cy")
    page.get_by_role("button", name="Rhannu").click()
    code = page.locator("[data-testid=stPopoverBody] code").last
    expect(code).to_contain_text('title="Ceredigion')
    expect(code).not_to_contain_text("teitl")
