"""Somebody takes all of it away and is forgotten, by keyboard on a phone, in Welsh."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from copro_map.base.config import load_settings
from copro_map.base.store.connection import writing
from copro_map.base.today import current_moment
from copro_map.people.contacts import Given, keep_contact
from copro_map.people.letters import my_page
from copro_map.people.links import make_link
from copro_map.people.outbox import put
from tests.browser.conftest import rests, serve
from tests.browser.test_every_page import PICTURES, axe_faults
from tests.persons import ADDRESS, DAY, ID, put_person

pytestmark = pytest.mark.browser
NAMES = ("Quillfeather", "Pluenen-gwil")
MOST_TABS = 60


def kept(settings) -> str:
    """A person on the map, with an address and a letter; return the way to her page."""
    put_person(settings, "name", "description", "where", "website")
    now = current_moment()
    with writing(settings.database) as database:
        keep_contact(database, ID, Given(ADDRESS, "cy", "telephone"), DAY)
        put(database, my_page(ADDRESS, "cy", "x" * 43), now)
        return f"k/{make_link(database, 'my_page', now, address=ADDRESS)}?lang=cy"


def to(page: Page, words: str) -> None:
    """Go to a link, a box or a button by Tab alone."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = "(document.activeElement.closest('label') || document.activeElement)"
        if words in page.evaluate(f"{here}.textContent"):
            return
    raise AssertionError(f"Tab does not reach: {words}")


def found(page: Page, address: str) -> bool:
    """Whether she is on the map, asked for by her name."""
    page.goto(f"{address}/asset_map?lang=cy&q={NAMES[1]}")
    page.wait_for_selector("footer.footer", timeout=30_000)
    rests(page)
    return page.get_by_role("link", name=NAMES[1]).count() > 0


def seen(page: Page, name: str) -> None:
    """No fault of the page for those who do not see it, and none in its width."""
    assert axe_faults(page) == []
    assert page.evaluate("document.body.scrollWidth <= window.innerWidth")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"forget-me-{name}-cy-375.png", full_page=True)


def hits(database: Path, *words: str) -> dict[tuple[str, str], int]:
    """How often each word stands in the bytes of a database and what lies beside it."""
    return {
        (path.name, word): count
        for path in database.parent.glob(f"{database.name}*")
        for word in words
        if (count := path.read_bytes().lower().count(word.lower().encode()))
    }


def test_she_is_forgotten_by_her_own_keys(database, tmp_path, chromium):
    path = Path(shutil.copy(database, tmp_path / "own.db"))
    settings = load_settings({"COPRO_MAP_DB": str(path)})
    way = kept(settings)
    assert hits(path, *NAMES, ADDRESS)
    with serve(path) as address:
        context = chromium.new_context(
            viewport={"width": 375, "height": 800}, accept_downloads=True
        )
        page, visitor = context.new_page(), context.new_page()
        assert found(visitor, address)
        page.goto(f"{address}/{way}")
        to(page, "Lawrlwytho popeth a gedwir amdanoch")
        with page.expect_download() as waiting:
            page.keyboard.press("Enter")
        assert waiting.value.suggested_filename.startswith("fy-nata-20")
        file = waiting.value.path().read_text("utf-8")
        assert ADDRESS in file
        assert NAMES[1] in file
        to(page, "Anghofiwch fi")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Beth sy'n aros")).to_be_visible()
        seen(page, "first")
        to(page, "am gael fy anghofio")
        page.keyboard.press("Space")
        to(page, "Anghofiwch fi")
        page.keyboard.press("Enter")
        done = page.get_by_text("Mae popeth a gedwid amdanoch wedi'i ddileu")
        expect(done).to_be_visible(timeout=15_000)
        seen(page, "done")
        assert not found(visitor, address)
        assert hits(path, *NAMES, ADDRESS) == {}
        page.goto(f"{address}/{way}")
        expect(page.get_by_role("alert")).to_be_visible()
        context.close()
    assert hits(path, *NAMES, ADDRESS) == {}
