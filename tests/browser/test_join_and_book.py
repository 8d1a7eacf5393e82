"""Somebody joins, and books a place, on a phone: forms, letters, links, one press each.

Mail goes to a server of the test's own, and nothing is opened but what it took.
"""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

import shutil
import time
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from copro_map.base.store.connection import writing
from copro_map.base.today import current_day, current_moment
from copro_map.events.face import keep_event
from copro_map.people import mail
from tests.browser.conftest import rests
from tests.browser.test_close_the_loop import Place, contexts, mailed  # noqa: F401
from tests.browser.test_desk import Desk
from tests.browser.test_every_page import PICTURES, axe_faults, english_left
from tests.events.planted import CEREDIGION, event
from tests.people import post_office

pytestmark = pytest.mark.browser
LANGUAGES = ("cy", "en")
NAMES = {"cy": "Gofalwyr Glan-llyn", "en": "Lakeside Carers"}
PROMISE = "Sedd i ofalwyr ym mhob cyfarfod."
NEEDS = "Ramp, os gwelwch yn dda."
MOST_SECONDS, LETTERS_A_SECOND = 120, 3
WAIT_MS = 20_000
JOINED = "SELECT number, state, seen_on, promise, area FROM member WHERE name_{} = ?"
BOOKED = """
SELECT address, state FROM booking
WHERE event = (SELECT number FROM event WHERE id = ?) ORDER BY number
"""
# What an event is called, and where: the same in both languages.
OWN = {"Neuadd y Dref", "Te a sgwrs", "mair", "non"}


def planned(language: str) -> dict:
    """An event next month with one place, whose organiser reads what would help."""
    day = (current_day() + timedelta(days=30)).isoformat()
    names = {"name_en": "Te a sgwrs", "name_cy": "Te a sgwrs"}
    return event(f"of{language}", day, CEREDIGION, **names, places=1)


@pytest.fixture(scope="module")
def place(database: Path, tmp_path_factory):
    path = shutil.copy(database, tmp_path_factory.mktemp("join") / "own.db")
    with writing(path) as opened:
        for language in LANGUAGES:
            keep_event(opened, planned(language), (), ())
    with mailed(path) as served:
        yield served


@pytest.fixture(scope="module")
def desk(place, chromium):
    desk = Desk(place.address, place.settings, chromium)
    yield desk, (steward := desk.sit_down("steward"))
    steward.context.close()


@pytest.fixture
def came(place, monkeypatch):
    """Send what waits, as the clock does; return whether just so many came to one."""
    post_office.send_there(monkeypatch, 0, **place.mail)

    def letters(to: str, n: int) -> bool:
        for _ in range(50):
            mail.send_waiting(place.settings, current_moment())
            own = [x for x in place.office.mails if x["To"] == to]
            if len(own) >= n:
                break
            time.sleep(0.1)
        return len(own) == n

    return letters


def look(page: Page, name: str) -> None:
    """No fault of a page for those who do not see it, none in its width or words."""
    page.evaluate("document.querySelectorAll('details').forEach(x => x.open = true)")
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    language = page.evaluate("document.documentElement.lang")
    if language == "cy":
        assert set(english_left(page)) <= OWN
    PICTURES.mkdir(parents=True, exist_ok=True)
    picture = PICTURES / f"{name}-{language}-375.png"
    page.screenshot(path=picture, full_page=True)


def send(page: Page) -> None:
    page.locator("main form button").last.press("Enter")


def pressed(page: Page, press: str) -> Page:
    """Press one of the buttons of a link's page, by the name of what it sends."""
    page.evaluate("document.querySelectorAll('details').forEach(x => x.open = true)")
    page.locator(f"form:has([name=press][value={press}]) button").press("Enter")
    return page


def listed(page: Page, place: Place, language: str) -> bool:
    page.goto(f"{place.address}/members?lang={language}&show=list")
    rests(page)
    return page.get_by_text(NAMES[language]).count() > 0


def fill_in(page: Page, name: str, to: str) -> int:
    """Fill in what the form to join needs; return how many letters were typed."""
    page.locator("#form input[value=group]").check()
    page.locator("#type").select_option(index=1)
    page.locator("#area").select_option(CEREDIGION)
    page.locator("#agreed").check()
    page.locator("#address").fill(to)
    expect(page.locator("input[name^=name_]").first).to_have_value(name)
    return len(to)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_joins_in_two_minutes_and_is_listed_once_looked_at(
    place, desk, contexts, came, language
):
    page, to, name = contexts(bypass_csp=True), f"{language}@tref.llan", NAMES[language]
    began = time.monotonic()
    page.goto(f"{place.address}/join?lang={language}")
    page.locator("input[name^=name_]").first.fill(name)
    page.locator("#promise").fill(PROMISE)
    send(page)
    expect(page.get_by_role("alert")).to_be_visible()  # and nothing typed is lost
    expect(page.locator("#promise")).to_have_value(PROMISE)
    look(page, "join-wrong")
    letters = fill_in(page, name, to) + len(name + PROMISE)
    send(page)
    expect(page.get_by_role("status")).to_contain_text(to)
    look(page, "join-sent")
    assert came(to, 1)
    page.goto(place.link(to))
    look(page, "join-press")
    pressed(page, "join")
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.locator("main")).to_contain_text(name)
    seconds = time.monotonic() - began + letters / LETTERS_A_SECOND
    assert seconds <= MOST_SECONDS
    look(page, "joined")
    (steward, seat) = (desk[1], desk[0])
    ((number, *facts),) = seat.ask(JOINED.format(language), name)
    assert facts == ["member", "", PROMISE, CEREDIGION]
    assert not listed(page, place, language)
    seat.open(steward, f"desk?lang={language}&part=members")
    steward.locator(f".st-key-look_{number} button").click()
    expect(steward.locator(f".st-key-new_{number}")).to_be_hidden(timeout=WAIT_MS)
    assert listed(page, place, language)
    assert axe_faults(page) == []
    assert to not in page.content()


def test_who_joins_twice_is_told_and_keeps_the_draft(place, contexts):
    page = contexts()
    page.goto(f"{place.address}/join?lang=cy")
    page.locator("input[name^=name_]").first.fill(NAMES["cy"])
    fill_in(page, NAMES["cy"], "rhywun@tref.llan")
    send(page)
    expect(page.get_by_role("alert")).to_contain_text(NAMES["cy"])
    expect(page.locator("#address")).to_have_value("rhywun@tref.llan")
    expect(page.locator("#agreed")).to_be_checked()


def booked(
    page: Page, place: Place, language: str, to: str, came, way_out="leave"
) -> Page:
    """Book the place of an event from its page on; return the page of the place."""
    one = planned(language)["id"]
    page.goto(f"{place.address}/{language}/event/{one}")
    page.locator(f"a[href*='/book?event={one}']").first.press("Enter")
    page.wait_for_url("**/book?event=**")
    page.locator("#name").fill("Mair")
    page.locator("#address").fill(to)
    page.locator("#needs").fill(NEEDS)
    send(page)  # it was not agreed who may read what would help
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#needs")).to_have_value(NEEDS)
    expect(page.locator("#address")).to_have_value(to)
    look(page, "book")
    page.locator("[name=agrees]").check()
    send(page)
    expect(page.get_by_role("status")).to_contain_text(to)
    assert came(to, 1)
    page.goto(place.link(to))
    pressed(page, "book")
    expect(page.locator(f"[name=press][value={way_out}]")).to_have_count(1)
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_one_place_the_second_waits_and_is_moved_up_and_told_once(
    place, desk, contexts, came, language
):
    first, second = contexts(bypass_csp=True), contexts(bypass_csp=True)
    one, other = (f"{x}-{language}@tref.llan" for x in ("mair", "non"))
    event_id = planned(language)["id"]
    booked(first, place, language, one, came)
    look(first, "place")
    booked(second, place, language, other, came, "leave_list")
    look(second, "place-waiting")
    states = [(one, "in"), (other, "waiting")]
    assert desk[0].ask(BOOKED, event_id) == states
    assert came(one, 2)
    assert came(other, 2)
    pressed(first, "leave")
    expect(first.locator("[name=press][value=leave]")).to_have_count(0)
    states = [(one, "left"), (other, "in")]
    assert desk[0].ask(BOOKED, event_id) == states
    assert came(other, 3)
    waited = second.get_by_role("status").inner_text()
    second.goto(place.link(other))
    expect(second.get_by_role("status")).not_to_have_text(waited)
    pressed(first, "book")  # goes to the end of the line
    assert desk[0].ask(BOOKED, event_id) == [(one, "waiting"), (other, "in")]
    assert came(other, 3)
    texts = [x.get_content() for x in place.office.mails if x["To"] in (one, other)]
    assert not any(NEEDS in text for text in texts)
    assert NEEDS in second.content()
