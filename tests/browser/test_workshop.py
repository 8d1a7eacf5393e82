"""Ten phones in a hall type thirty lines at once: none lost, and none public."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from copro_map.base.config import load_settings
from copro_map.base.today import current_moment
from copro_map.contribute.workshops import open_workshop
from copro_map.people.rules.permissions import MACHINE
from tests.browser.conftest import rests, serve
from tests.browser.test_desk import Desk
from tests.browser.test_every_page import PICTURES, axe_faults, english_left
from tests.samples import query

pytestmark = pytest.mark.browser
PHONES, ROUNDS = 10, 3
BIRDS = (
    *("Gwennol", "Cudyll", "Bronfraith", "Drudwy", "Telor", "Pibydd", "Gwylan"),
    *("Crëyr", "Dryw", "Llinos"),
)
DOINGS = ("Pobi", "Nyddu", "Rhwyfo")
PLACES = ("SY23 1AB", "LD1 5AA", "Y Bala", "CF10 3AT", "Llangefni")
PUBLIC = "SELECT COUNT(*) FROM asset_public WHERE id LIKE 'c-%'"
TYPED = """
SELECT json_extract(content, '$.given.name_en') FROM version_sent
WHERE workshop = 1 AND state = 'waiting' ORDER BY 1
"""
NAMES = sorted(f"{doing} {bird}" for doing in DOINGS for bird in BIRDS)


@pytest.fixture(scope="module")
def hall(database: Path, tmp_path_factory, chromium: Browser):
    path = shutil.copy(database, tmp_path_factory.mktemp("hall") / "own.db")
    settings = load_settings({"COPRO_MAP_DB": str(path)})
    opened = open_workshop(
        settings, MACHINE, ("Hall", "Neuadd"), "", None, current_moment()
    )
    with serve(path) as address:
        yield Desk(address, settings, chromium), opened.code


def come_in(desk: Desk, code: str, number: int) -> Page:
    small = {"width": 375, "height": 740}
    context = desk.chromium.new_context(viewport=small, has_touch=True)
    page = context.new_page()
    language = "cy" if number % 2 else "en"
    at = f"{desk.address}/workshop?lang={language}&code={code}"
    page.goto(at, wait_until="commit")  # nobody waits for the others
    return page


def field(page: Page, name: str, turn: int):
    return page.locator(f".st-key-workshop_{name}_{turn} input")


def type_line(page: Page, name: str, turn: int, number: int) -> None:
    field(page, "name", turn).fill(name)
    kinds = page.locator(f".st-key-workshop_what_{turn} button")
    kinds.nth(number % 4).click()
    field(page, "where", turn).fill(PLACES[number % len(PLACES)])
    field(page, "where", turn).press("Tab")


def all_type(phones: list[Page]) -> None:
    for turn, doing in enumerate(DOINGS):
        for number, page in enumerate(phones):
            type_line(page, f"{doing} {BIRDS[number]}", turn, number)
        for number, page in enumerate(phones):
            add = page.locator(f".st-key-workshop_add_{turn} button")
            if number % 3:
                add.click()
            else:
                field(page, "where", turn).press("Enter")
        for page in phones:
            expect(field(page, "name", turn + 1)).to_have_value("", timeout=20_000)


def in_file(desk: Desk, page: Page) -> int:
    desk.open(page, "asset_map?lang=cy")
    rests(page).get_by_role("button", name="Mynd â hyn gyda chi").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()
    text = waiting.value.path().read_text("utf-8-sig")
    assert "tir-coed" in text
    return sum(name in text for name in NAMES)


def found(desk: Desk, page: Page) -> int:
    desk.open(page, f"asset_map?lang=cy&q={NAMES[0]}")
    rests(page)
    return page.get_by_role("link", name=NAMES[0]).count()


def test_ten_phones_type_thirty_lines_and_a_steward_accepts_them_all(hall):
    desk, code = hall
    phones = [come_in(desk, code, number) for number in range(PHONES)]
    for page in phones:
        expect(field(page, "name", 0)).to_be_visible(timeout=20_000)
        assert code not in page.url
    all_type(phones)
    assert [x for (x,) in query(desk.settings.database, TYPED)] == NAMES
    welsh = phones[1]
    welsh.reload()  # hall wifi: the way in is in the address
    rows = welsh.locator("[class*=st-key-workshop_own_]")
    expect(rows).to_have_count(ROUNDS, timeout=15_000)
    everybodys = welsh.locator(".workshop-lines li")
    expect(everybodys).to_have_count(len(NAMES), timeout=15_000)
    frame = welsh.frame_locator("iframe[data-testid=stCustomComponentV1]")
    expect(frame.get_by_text(str(len(NAMES))).first).to_be_visible(timeout=15_000)
    assert not any(name in frame.locator("body").inner_text() for name in NAMES)
    PICTURES.mkdir(parents=True, exist_ok=True)
    welsh.screenshot(path=PICTURES / "workshop-cy-375.png")
    assert axe_faults(welsh) == []
    assert english_left(welsh) == []
    assert welsh.evaluate("document.body.scrollWidth <= window.innerWidth")
    for page in phones:
        page.context.close()
    visitor = desk.chromium.new_context(accept_downloads=True).new_page()
    assert query(desk.settings.database, PUBLIC) == [(0,)]
    assert found(desk, visitor) == 0
    steward = desk.sit_down("steward")
    desk.open(steward, "desk?lang=en&part=sent&state=workshop-1")
    steward.get_by_role("button", name=f"Accept these: {len(NAMES)}").click()
    told = f"Accepted, and on the map now: {len(NAMES)}."
    expect(steward.get_by_text(told)).to_be_visible(timeout=20_000)
    assert query(desk.settings.database, PUBLIC) == [(len(NAMES),)]
    assert found(desk, visitor) > 0
    assert in_file(desk, visitor) == len(NAMES)
