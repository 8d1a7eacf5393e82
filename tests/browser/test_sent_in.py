"""From what somebody sent in to the map, by one key at the desk, in a real browser."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from copro_map.assets.rules.records import Asset, Location
from copro_map.base.config import load_settings
from copro_map.base.store.connection import writing
from copro_map.base.today import current_moment
from copro_map.geography.areas import areas_of, load_layers
from copro_map.versions.keeping import keep_version
from copro_map.versions.proving import prove
from copro_map.versions.rules.versions import Sent
from tests.browser.conftest import rests, serve
from tests.browser.test_desk import Desk
from tests.browser.test_every_page import PICTURES, axe_faults

pytestmark = pytest.mark.browser
CEREDIGION, COUNCIL = "W06000008", "CVC-CAVO"
NAME = "Caffi Trwsio Penparcau"
# Its name as it is said after a preposition, a theme, what it offers: all in Welsh.
ASKED = ("gaffi trwsio mhenparcau", "Yr amgylchedd", "gwirfoddoli penparcau")
MANY = 60
PACE = "1, eu hanner o fewn"


def made(settings, entry: str, **given) -> Asset:
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    based = {x: y for x, y in areas_of(layers, CEREDIGION).items() if y}
    return Asset(entry, given, based, Location(-4.06, 52.4, "postcode"))


def sent(settings) -> None:
    """One offer in Welsh alone, and a flood that a machine sent before it."""
    own = {
        "kind": "offer",
        "name_en": NAME,
        "name_cy": NAME,
        "description_en": "",
        "description_cy": "Rydym yn trwsio pethau gyda'n gilydd.",
        "exchange_category": "volunteering",
        "themes": ("environment",),
        "served": (CEREDIGION,),
    }
    now = current_moment() - timedelta(days=1)
    with writing(settings.database) as database:
        for n in range(MANY):
            pills = {"kind": "offer", "name_en": f"Pills {n}", "name_cy": ""}
            bot = made(settings, f"c-bot{n:05}", **pills)
            one = Sent(bot, True, 0, "en", f"{n}@pills.example", "one computer")
            keep_version(database, one, now)
        one = Sent(made(settings, "c-trwsiopp", **own), True, 0, "cy", "mair@tref.llan")
        prove(database, keep_version(database, one, now), now)


@pytest.fixture(scope="module")
def desk(database: Path, tmp_path_factory, chromium):
    path = shutil.copy(database, tmp_path_factory.mktemp("sent") / "own.db")
    settings = load_settings({"COPRO_MAP_DB": str(path)})
    sent(settings)
    with serve(path) as address:
        yield Desk(address, settings, chromium)


def found(desk: Desk, page: Page) -> list[bool]:
    """Whether each way to ask for it finds it, in the list and in the file."""
    answers = []
    for words in ASKED:
        desk.open(page, f"asset_map?lang=cy&q={words}")
        answers.append(page.get_by_role("link", name=NAME).count() > 0)
    return answers


def in_file(desk: Desk, page: Page) -> bool:
    desk.open(page, "asset_map?lang=cy")
    rests(page).get_by_role("button", name="Mynd â hyn gyda chi").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()
    text = waiting.value.path().read_text("utf-8-sig")
    assert "tir-coed" in text
    assert "Pills" not in text
    return NAME in text


def figures(desk: Desk, page: Page) -> str:
    desk.open(page, "?lang=cy")
    return page.locator("#figures").inner_text()


def test_an_entry_is_accepted_by_one_key_and_found_in_welsh_only_then(desk):
    visitor = desk.chromium.new_context(accept_downloads=True).new_page()
    before = figures(desk, visitor)
    assert found(desk, visitor) == [False] * len(ASKED)
    assert not in_file(desk, visitor)
    officer = desk.sit_down("officer", COUNCIL)
    desk.open(officer, "desk?lang=cy&part=sent")
    heading = officer.get_by_role("heading", name=NAME)
    expect(heading).to_be_visible(timeout=15_000)
    words = f"Daeth y rhan fwyaf o un cyfrifiadur: {MANY}"
    flood = officer.locator("summary").filter(has_text=words)
    expect(flood).to_be_visible()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for width in (375, 1280):
        officer.set_viewport_size({"width": width, "height": 1000})
        officer.wait_for_timeout(300)
        assert axe_faults(officer) == []
        assert officer.evaluate("document.body.scrollWidth <= window.innerWidth")
        officer.screenshot(path=PICTURES / f"sent-in-cy-{width}.png")
    officer.keyboard.press("a")
    expect(officer.get_by_text("ar y map bellach").first).to_be_visible(timeout=15_000)
    assert found(desk, visitor) == [True] * len(ASKED)
    assert in_file(desk, visitor)
    assert figures(desk, visitor) != before
    expect(officer.get_by_text(PACE)).to_be_visible()
    flood.press("Enter")
    officer.get_by_role("button", name=f"Gwrthod y rhain i gyd: {MANY}").press("Enter")
    expect(flood).to_be_hidden(timeout=15_000)
    expect(officer.get_by_text("Nid oes dim a anfonwyd yn aros")).to_be_visible()
    waits = "SELECT COUNT(*) FROM version_sent WHERE state = 'waiting'"
    assert desk.ask(waits) == [(0,)]
    officer.context.close()
    visitor.context.close()
