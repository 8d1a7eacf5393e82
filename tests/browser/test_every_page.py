"""Every page in both languages: accessible, Welsh, photographed, in its frame."""

import json
import re
from functools import cache
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from tests.audits.audit_samples import PROJECT
from tests.browser.conftest import rests, serve
from tests.browser.moving import LOADING_MS, STILL
from tests.catalogue import ROOT, read_catalogue
from tests.english import english_words
from tests.listed_pages import listed_pages

pytestmark = pytest.mark.browser
PICTURES = ROOT / "build" / "screenshots"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
PATHS = [path for _, path in listed_pages()]
DRAWN_ANEW_MS = 200  # for so long a page of another width stands still
# Streamlit scrolls inside the page, so a picture of all of it needs a tall window.
HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight + 20"
EXAMPLE = {
    "entry": "&id=solva-care",
    "area": "&code=W06000023",
    "audit": f"&entry={PROJECT}",
}
# The same without a script, and the live page of each.
PLAIN = {
    "entry/solva-care": "entry?id=solva-care",
    "area/W06000023": "area?code=W06000023",
    "indicator/4.1": "indicators?open=4.1",
}
SERIOUS = {"serious", "critical"}
# Faults of Streamlit itself: (rule, part of the element), with date and issue. None
# on 21 November 2026.
NOT_OURS: list[tuple[str, str]] = []


def address(server: str, path: str, language: str) -> str:
    return f"{server}/{path}?lang={language}{EXAMPLE.get(path, '')}"


def axe_faults(page) -> list[str]:
    """Run axe-core in every frame; return what is serious and ours."""
    for frame in page.frames:
        frame.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
        if not any(r == fault["id"] and part in node["html"] for r, part in NOT_OURS)
    ]


@cache
def english_messages() -> frozenset[str]:
    """Return the messages that no Welsh page may hold; read once, it takes seconds."""
    welsh = {str(m.id): str(m.string) for m in read_catalogue() if m.id}
    texts = set(welsh.values())
    return frozenset(
        message
        for message, text in welsh.items()
        if message != text and "{" not in message and message not in texts
    )


def english_left(page) -> list[str]:
    """Return texts of a Welsh page that are English, or words that are no Welsh."""
    read = """() => {
        const apart = 'style, script, noscript, [lang=en], [data-testid*=Icon]';
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [];
        while (walk.nextNode()) {
            const at = walk.currentNode.parentElement;
            if (at && !at.closest(apart))
                found.push(walk.currentNode.textContent.trim());
        }
        const said = ['placeholder', 'aria-label', 'alt', 'title',
            'aria-roledescription', 'aria-valuetext'];
        for (const e of document.querySelectorAll(said.map(a => `[${a}]`).join()))
            for (const a of said)
                if (e.getAttribute(a) && !e.closest('[lang=en]'))
                    found.push(e.getAttribute(a).trim());
        return found;
    }"""
    texts = {text for frame in page.frames for text in frame.evaluate(read)}
    return sorted(english_messages() & texts) + sorted(
        english_words(page.evaluate(read))
    )


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible_and_in_its_language(visit, server, path, language):
    page = visit.open(address(server, path, language))
    if path == "asset_map":
        visit.map()
    rests(page)
    assert page.evaluate("document.documentElement.lang") == language
    PICTURES.mkdir(parents=True, exist_ok=True)
    for width in (1280, 320, 375):
        page.set_viewport_size({"width": width, "height": 1000})
        page.evaluate(STILL, [DRAWN_ANEW_MS, LOADING_MS])
        if width != 375:
            assert axe_faults(page) == []
        if width != 320:
            picture = PICTURES / f"{path or 'home'}-{language}-{width}.png"
            height = page.evaluate(HEIGHT)
            page.set_viewport_size({"width": width, "height": min(height, 6000)})
            page.wait_for_timeout(200)
            page.screenshot(path=picture)
            assert picture.stat().st_size > 10_000
        assert page.evaluate("document.body.scrollWidth <= window.innerWidth")
    if language == "cy":
        assert english_left(page) == []
    assert visit.faults == []
    assert visit.strangers == []


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("path", PLAIN)
def test_a_plain_page_is_accessible_and_titled_as_its_live_one(
    visit, server, path, language
):
    page = visit.page
    page.goto(f"{server}/{language}/{path}")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 1000})
        assert axe_faults(page) == []
        assert page.evaluate("document.body.scrollWidth <= window.innerWidth")
    if language == "cy":
        assert english_left(page) == []
    assert visit.faults == []
    assert visit.strangers == []
    title = page.title()
    visit.open(f"{server}/{PLAIN[path]}&lang={language}")
    expect(page).to_have_title(title)
    link = page.locator(f'a[href="/{language}/{path}"]')
    expect(link).to_have_text({"en": "Plain page", "cy": "Tudalen syml"}[language])


# Which page is asked for first is the same to a process: one that is not in the menu,
# one with a form; below, an open one.
@pytest.mark.parametrize("path", ["entry", "audit"])
def test_a_fresh_process_shows_a_deep_link_inside_the_frame(visit, shared, path):
    with serve(shared) as server:
        page = visit.open(address(server, path, "cy"))
        expect(page.get_by_role("link", name="English")).to_be_visible()
        expect(page.locator("h1").first).to_be_visible()
        assert f"/{path}?" in page.url


def test_under_streamlit_run_a_deep_link_is_sent_through_the_frame(visit, shared):
    with serve(shared, by_streamlit=True) as server:
        page = visit.open(address(server, "asset_map", "cy") + "&q=solva")
        expect(page.get_by_role("link", name="English")).to_be_visible()
        expect(page.locator("h1").first).to_have_text("Map asedau")
        assert "q=solva" in page.url


def test_the_server_says_the_language_before_any_script(visit, server):
    for language in ("cy", "en"):
        answer = visit.page.request.get(
            f"{server}/about?lang={language}", headers={"Accept": "text/html"}
        )
        assert re.search(rf'<html[^>]*lang="{language}"', answer.text())


def test_the_server_sends_security_headers_and_its_health(visit, server):
    answer = visit.page.request.get(f"{server}/health")
    assert json.loads(answer.text())["status"] == "ok"
    for name in (
        "content-security-policy",
        "x-content-type-options",
        "x-frame-options",
    ):
        assert answer.headers[name]
    assert "default-src 'self'" in answer.headers["content-security-policy"]
