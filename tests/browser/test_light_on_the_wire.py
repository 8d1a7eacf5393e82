"""A page before Streamlit has drawn it: words to read, links to press, and no jump."""

import pytest
from playwright.sync_api import expect

from tests.bench.lightness import PAGES, SHIFT, WATCH, WIDTHS, with_language
from tests.browser.conftest import rests
from tests.browser.moving import LOADING_MS, STILL

pytestmark = pytest.mark.browser
NEAR = "asset_map?near=Aberystwyth&km=20"
SOCKET = "**/_stcore/stream"
SETTLED_MS = 700


@pytest.fixture
def window(chromium):
    """Open windows of any kind; all of them are closed in the end."""
    opened = []

    def of(width="1280x800", **more):
        phone = width == "375x740"
        context = chromium.new_context(
            viewport=WIDTHS[width], is_mobile=phone, has_touch=phone, **more
        )
        opened.append(context)
        return context.new_page()

    yield of
    for context in opened:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_jumps(server, window, path, width):
    page = window(width)
    page.add_init_script(WATCH)
    page.goto(f"{server}/{with_language(path, 'cy')}")
    page.wait_for_selector("footer.footer", timeout=60_000)
    assert page.evaluate(STILL, [SETTLED_MS, LOADING_MS])
    seen = page.evaluate("window.seen")
    assert seen["shift"] < SHIFT, seen["moved"]
    # Only what is there can move.
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_rows_can_be_pressed_before_streamlit_has_come(server, window, width):
    page = window(width)
    page.route_web_socket(SOCKET, lambda _silent: None)
    page.goto(f"{server}/{with_language(NEAR)}")
    rows = page.locator("#shell .shell-rows a")
    expect(rows).to_have_count(15)
    page.wait_for_selector("#root .stApp", state="attached", timeout=60_000)
    page.wait_for_timeout(SETTLED_MS)
    first = rows.first
    expect(first).to_be_visible()
    name = first.inner_text()
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert "/en/entry/" in page.url


def test_the_question_can_be_asked_before_streamlit_has_come(server, window):
    page = window("375x740")
    page.route("**/static/js/index.*", lambda route: route.abort())
    page.goto(f"{server}/{with_language('', 'cy')}")
    field = page.locator("#shell input[name=q]")
    field.fill("bwyd")
    field.press("Enter")
    page.wait_for_url("**/asset_map?q=bwyd&lang=cy")
    assert page.locator("#shell .shell-rows a").count() > 3
    expect(page.locator("#shell input[name=q]")).to_have_value("bwyd")


def test_without_a_script_the_words_are_there_and_nothing_is_hidden(server, window):
    page = window(java_script_enabled=False)
    page.goto(f"{server}/{with_language(NEAR)}")
    expect(page.get_by_role("heading", name="Asset map", level=1)).to_be_visible()
    page.locator("#shell .shell-rows a").first.click()
    assert "/en/entry/" in page.url


def test_it_is_gone_once_the_page_is_drawn(server, window):
    page = window()
    page.goto(f"{server}/{with_language(NEAR)}")
    expect(page.locator("#shell h1")).to_be_visible()
    page.wait_for_selector("footer.footer", timeout=60_000)
    assert page.locator("#shell").count() == 0
    assert page.evaluate("document.documentElement.className") == ""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    # A later page of the same visit has none either.
    page.get_by_role("link", name="Areas").first.click()
    expect(page.get_by_role("heading", name="Areas", level=1)).to_be_visible()
    assert page.locator("#shell").count() == 0


def test_only_one_of_both_is_read_aloud(server, window):
    page = window()
    page.goto(f"{server}/{with_language('area')}")
    headings = page.get_by_role("heading", level=1)
    for _ in range(60):
        assert headings.count() <= 1
        if not page.locator("#shell").count():
            break
        page.wait_for_timeout(50)
    expect(headings).to_have_count(1)


def test_what_is_typed_early_is_not_lost(server, window):
    page = window()
    page.goto(f"{server}/{with_language('')}", wait_until="commit")
    field = page.locator("#shell input[name=q]")
    field.focus()
    page.keyboard.type("gardd")
    page.wait_for_selector("#root .stApp footer.footer", state="attached")
    page.wait_for_timeout(2 * SETTLED_MS)
    typed = page.evaluate("""() => {
        let at = document.activeElement;
        while (at.shadowRoot) at = at.shadowRoot.activeElement;
        return at.value;
    }""")
    assert typed == "gardd"


def test_what_cannot_be_drawn_leaves_the_page_readable(server, window):
    page = window()
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(f"{server}/{with_language(NEAR)}")
    page.wait_for_timeout(SETTLED_MS)
    expect(page.locator("#shell .shell-rows a").first).to_be_visible()


def test_a_deep_link_asks_for_nothing_that_is_not_there(server, window):
    page, missed = window(), []
    page.on(
        "response", lambda one: missed.append(one.url) if one.status > 399 else None
    )
    page.goto(f"{server}/{with_language(NEAR)}")
    page.wait_for_selector("footer.footer", timeout=60_000)
    rests(page)
    assert missed == []


@pytest.mark.parametrize("path", ["", "asset_map", "coverage"])
def test_what_a_page_asks_for_was_named_with_it(server, window, path):
    page, asked = window(), []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(f"{server}/{with_language(path)}", wait_until="commit")
    page.wait_for_selector("footer.footer", timeout=60_000)
    rests(page)
    named = page.evaluate(
        "[...document.querySelectorAll('[rel=modulepreload], script[src]')]"
        ".map((one) => one.href || one.src)"
    )
    scripts = {
        one for one in asked if "/static/js/" in one and "/component/" not in one
    }
    late = scripts - {*named}
    assert len(late) <= len(scripts) / 20, "Run: python -m tests.bench.asked_for"
