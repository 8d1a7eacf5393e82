"""The exchange as its people walk it: ask on the board, agree by letter, part again.

Mail goes to a server of the test's own, and nothing is opened but what it took. The
clock is the one that ``run-due`` reads.
"""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from copro_map.assets.face import EntryState, save_entries, set_states
from copro_map.base.store.connection import writing
from copro_map.base.today import current_day, current_moment
from copro_map.desk.jobs import JOBS
from copro_map.desk.running import run_due
from copro_map.people.contacts import enter_contact
from copro_map.people.rules.permissions import MACHINE, Belongs
from tests.browser.conftest import rests
from tests.browser.test_close_the_loop import Place, contexts, mailed  # noqa: F401
from tests.browser.test_desk import Desk
from tests.browser.test_every_page import PICTURES, axe_faults, english_left
from tests.exchange.introduced import (
    ACROSS,
    CEREDIGION,
    THERE,
    address_of,
    entry,
    plant,
)
from tests.people import post_office

pytestmark = pytest.mark.browser
HELPER = "helpwr@tref.llan"
WORDS = "Mae gennym fan ar ddydd Gwener."
# Each of a ring asks for what the next one offers.
RING = ("Ar", "Bro", "Cwm")
KINDS = ("equipment", "venue", "volunteering")
STATES = "SELECT state, ring FROM meeting WHERE request = ? ORDER BY number"
OWN_NAMES = {"Alpha", "Beta", "Gamma", "request-gamma"}
DUE = [job for job in JOBS if job.name in ("meet", "send")]
LAPSED_AFTER = timedelta(days=31)


def plant_ring(place: Place) -> list[str]:
    """Put three members on the map; each asks for something that the next offers."""
    since = current_day() - timedelta(days=20)
    day = since.isoformat()
    planted = [
        entry(kind, name, CEREDIGION, KINDS[(at + shift) % 3])
        for at, name in enumerate(RING)
        for kind, shift in (("request", 1), ("offer", 0))
    ]
    with writing(place.settings.database) as database:
        save_entries(database, place.settings, planted, since)
        told = {"verification": "confirmed", "verified_role": "owner"}
        states = [EntryState(one.id, day, verified_on=day, **told) for one in planted]
        set_states(database, states)
    for one in planted:
        enter_contact(
            *(place.settings, MACHINE, Belongs(one.id, frozenset())),
            address=f"{one.id.split('-')[1]}@tref.llan",
            language="en",
            origin="telephone",
            now=current_moment() - timedelta(days=20),
        )
    return [one.id for one in planted]


@pytest.fixture(scope="module")
def place(database: Path, tmp_path_factory):
    path = shutil.copy(database, tmp_path_factory.mktemp("exchange") / "own.db")
    with mailed(path) as opened:
        plant(opened.settings, current_day())
        yield opened


@pytest.fixture
def office(place, monkeypatch):
    """Send what waits, as the server's clock does; return what came to an address."""
    post_office.send_there(monkeypatch, 0, **place.mail)

    def came(to: str, after: timedelta = timedelta()) -> list[str]:
        run_due(place.settings, current_moment() + after, DUE)
        return [x.get_content() for x in place.office.mails if x["To"] == to]

    return came


def look(page: Page, name: str) -> None:
    """No fault of a page for those who do not see it, and none in its width."""
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if page.evaluate("document.documentElement.lang") == "cy":
        assert set(english_left(page)) <= OWN_NAMES
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"exchange-{name}-375.png", full_page=True)


def board(page: Page, place: Place, words: str) -> int:
    """Ask the board for something; return how many it lists of that name."""
    page.goto(f"{place.address}/exchange?lang=en&q={words}")
    rests(page)
    return page.get_by_role("link", name=f"Request of {words}").count()


def made(page: Page, place: Place) -> str:
    """Return what the page of figures says of matches."""
    page.goto(f"{place.address}/exchange?lang=en&show=figures")
    return rests(page).locator(".told-figures li").first.inner_text()


def pressed(page: Page, press: str) -> Page:
    """Press one of the buttons of a letter's page, by the name of what it sends."""
    page.locator(f"form:has([name=press][value={press}]) button").press("Enter")
    return page


def follow(page: Page, place: Place, to: str) -> Page:
    """Press the link of the last letter to an address."""
    page.goto(place.link(to))
    return page


def test_two_agree_and_only_then_see_each_other(place, contexts, office):
    asker = address_of(THERE[0])
    page, theirs = contexts(bypass_csp=True), contexts(bypass_csp=True)
    before = made(page, place)
    assert board(page, place, "Gamma")
    look(page, "board")
    page.get_by_role("link", name="I can help", exact=True).first.click()
    page.wait_for_url("**/write?entry=request-gamma**")
    page.locator("textarea").fill(WORDS)
    page.locator("input[type=email]").fill(HELPER)
    look(page, "write")
    page.locator("form button").last.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("look in your mail")
    assert len(office(HELPER)) == 1
    assert office(asker) == []
    pressed(follow(page, place, HELPER), "send")
    expect(page.get_by_text("You said yes on")).to_be_visible()
    (letter,) = office(asker)
    assert HELPER not in letter
    follow(theirs, place, asker)
    expect(theirs.get_by_text(WORDS)).to_be_visible()
    assert HELPER not in theirs.content()
    assert asker not in page.content()
    look(theirs, "asked")
    pressed(theirs, "meet_yes")
    expect(theirs.get_by_text(HELPER).first).to_be_visible()
    look(theirs, "agreed")
    page.reload()
    expect(page.get_by_text(asker).first).to_be_visible()
    assert HELPER in office(asker)[-1]
    assert asker in office(HELPER)[-1]
    assert not board(page, place, "Gamma")
    assert made(page, place) != before


def test_a_steward_introduces_and_who_takes_back_frees_the_other(
    place,
    chromium,
    contexts,
    office,
):
    desk = Desk(place.address, place.settings, chromium)
    steward = desk.sit_down("steward")
    desk.open(steward, "desk?lang=en&part=exchange")
    steward.locator(f"[class*='st-key-introduce_{ACROSS[0]}'] button").click()
    expect(steward.get_by_text("Introduced, and written to").first).to_be_visible()
    steward.context.close()
    asker, offerer = map(address_of, ACROSS)
    assert (len(office(asker)), len(office(offerer))) == (1, 1)
    page = contexts(bypass_csp=True)
    pressed(follow(page, place, offerer), "meet_yes")
    assert len(office(asker)) == 2
    pressed(page, "meet_no")
    expect(page.locator("[name=press][value=meet_no]")).to_have_count(0)
    look(page, "taken-back")
    assert len(office(asker)) == 3
    assert len(office(asker)) == 3  # told once
    assert board(page, place, "Alpha")
    assert desk.ask(STATES, ACROSS[0]) == [("withdrawn", "")]


def test_a_ring_is_introduced_by_one_press_and_lapses_by_the_clock(
    place, chromium, office
):
    ids = plant_ring(place)
    desk = Desk(place.address, place.settings, chromium)
    steward = desk.sit_down("steward")
    desk.open(steward, "desk?lang=en&part=exchange")
    steward.screenshot(path=PICTURES / "exchange-ring-1280.png")
    steward.get_by_role("button", name="Introduce all of them").click()
    expect(steward.get_by_text("Introduced, and written to").first).to_be_visible()
    steward.context.close()
    asked = [one for one in ids if one.startswith("request")]
    marks = {desk.ask(STATES, one)[0] for one in asked}
    assert len(marks) == 1
    assert marks.pop()[0] == "introduced"
    to = "bro@tref.llan"
    assert len(office(to)) == 2  # as who asks, and as who offers
    before = office(to, LAPSED_AFTER)
    assert {desk.ask(STATES, one)[0][0] for one in asked} == {"lapsed"}
    assert sum("has ended by itself" in one for one in before) == 2
    assert office(to, LAPSED_AFTER + timedelta(hours=1)) == before
