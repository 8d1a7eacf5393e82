"""A wave of a survey from the steward's form to a figure on Progress, in browsers."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from copro_map.base.config import load_settings
from copro_map.base.today import current_day, current_moment
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.signing_in import link_of_the_machine
from tests.bench.serving import OURS, serve
from tests.browser.conftest import rests
from tests.browser.surveying import fill_in
from tests.browser.test_every_page import axe_faults
from tests.surveys.survey_samples import answer, reply

pytestmark = pytest.mark.browser
WAVE = "survey=members&wave=Year+1"
DAY = "%d%m%Y"


@pytest.fixture
def place(database, tmp_path):
    path = shutil.copy(database, tmp_path / "own.db")
    settings = load_settings({"COPRO_MAP_DB": str(path)})
    with serve(OURS, path, quiet=False) as running:
        yield settings, running.address


def drawn(page: Page) -> Page:
    page.wait_for_selector("footer.footer", timeout=60_000)
    return rests(page)


def signed_in(page: Page, settings, address: str) -> Page:
    """Let a steward sign in, and find the form of a new wave."""
    now = current_moment()
    steward = enter_person(
        settings,
        MACHINE,
        address="stiward@tref.llan",
        name="Siân",
        role="steward",
        areas=(),
        language="en",
        now=now,
    )
    to = "/desk?part=waves&which=new&lang=en"
    token = link_of_the_machine(settings, now, steward.number, goes_to=to)
    page.goto(f"{address}/k/{token}?lang=en")
    page.get_by_role("button", name="Sign in").press("Enter")
    return drawn(page)


def opened(page: Page) -> None:
    """Fill in the form of a wave that was opened a week ago, and save it."""
    page.get_by_role("textbox", name="Name in Welsh").fill("Blwyddyn 1")
    page.get_by_role("textbox", name="Name in English").fill("Year 1")
    today = current_day()
    days = {"First": today - timedelta(7), "Last": today + timedelta(7)}
    for name, day in days.items():
        field = page.get_by_role("group", name=f"{name} day to reply")
        field.get_by_role("spinbutton").first.click()
        page.keyboard.type(day.strftime(DAY))
        page.keyboard.press("Tab")
    page.get_by_role("spinbutton", name="Citizen").fill("40")
    page.get_by_role("button", name="Open this wave").press("Enter")
    expect(page.get_by_text("Kept. Wave: Year 1")).to_be_visible()
    rests(page)


def code_of(page: Page) -> str:
    """Make codes, save their file, and return the first."""
    page.get_by_role("spinbutton", name="How many codes").fill("3")
    page.get_by_role("textbox", name="Address of the map").fill("https://map.example")
    page.keyboard.press("Tab")
    rests(page)  # the fields are kept; a press while they are may be lost
    page.get_by_role("button", name="Make codes").press("Enter")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="For a mail merge").click()
    with open(waiting.value.path(), encoding="utf-8-sig", newline="") as file:  # noqa: PTH123
        rows = list(csv.DictReader(file))
    assert len({row["code"] for row in rows}) == 3
    return rows[0]["code"]


def replied(page: Page, address: str, code: str) -> None:
    page.goto(f"{address}/survey?{WAVE}&lang=cy")
    fill_in(page, code, "Dinesydd", {"gwerthfawrogi": "Ydw, yn llwyr"})
    expect(page.get_by_role("heading", name="Diolch")).to_be_visible()


def figure(page: Page, address: str) -> str:
    page.goto(f"{address}/indicators?lang=en&show=rows")
    drawn(page)
    return page.locator(".standing", has=page.locator("#row-3-3")).inner_text()


def test_a_steward_runs_a_wave_and_progress_shows_its_figure(place, chromium: Browser):
    settings, address = place
    desk = chromium.new_context(bypass_csp=True, accept_downloads=True).new_page()
    opened(signed_in(desk, settings, address))
    code = code_of(desk)
    assert axe_faults(desk) == []
    other = chromium.new_context().new_page()
    replied(other, address, code)
    today = current_day().isoformat()
    sample = {"wave": "Year 1", "source": "form", "answered_on": today}
    answer(
        settings,
        *(
            replace(
                reply(n, entered_on=today, **sample),
                answers={"valued": ("fully" if n < 5 else "no",)},
            )
            for n in range(11)
        ),
    )
    before = figure(other, address)
    desk.goto(f"{address}/desk?part=waves&{WAVE}&which=close&lang=en")
    drawn(desk).get_by_text("At once: yesterday was the last day").click()
    rests(desk)
    desk.get_by_role("button", name="Close this wave").press("Enter")
    expect(desk.get_by_text("everybody can see of it on Progress")).to_be_visible()
    expect(desk.get_by_text("50% (6 of 12)").first).to_be_visible()
    assert "50%" not in before
    assert (
        desk.get_by_role("link", name="3.3")
        .get_attribute("href")
        .startswith("indicators?open3.3=1")
    )
    assert "50%" in figure(other, address)
    for one in (desk, other):
        one.context.close()
