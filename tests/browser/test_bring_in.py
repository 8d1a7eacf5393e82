"""Files are brought in by pressing alone, and taken back; no command is run."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from copro_map.base.config import load_settings
from copro_map.base.today import current_day
from copro_map.surveys.rules.changing import WaveChange
from tests.browser.conftest import rests, serve
from tests.browser.test_desk import Desk
from tests.surveys.survey_samples import open_wave

pytestmark = pytest.mark.browser
NEW, THERE = "Cylch Garddio Prawf", "Tir Coed"
ENTRIES = f"""\
A list of a made-up council,,,
Group,What they do,Town,Web page
{THERE},Woodland and wellbeing,Aberystwyth,https://prawf.example.org
{NEW},Gardening together,Machynlleth,https://prawf.example.org
"""
CONTACTS = f"Sefydliad,E-bost,Tudalen\n{NEW},post@prawf.example.org,https://prawf.example.org\n"
BAD = f"""\
id,kind,name_en,source_url,start_year,end_year
prawf-1,organisation,{NEW} arall,https://prawf.example.org,soon,
prawf-2,project,Prawf arall,https://prawf.example.org,2020,never
prawf-3,project,Prawf da,https://prawf.example.org,2020,2021
"""
LEVEL = (
    "Do you know enough about co-production, and feel able enough, to put it into "
    "practice in services and communities?"
)
IN_FORCE = """
SELECT role, status FROM reply AS r WHERE NOT EXISTS (
    SELECT 1 FROM reply AS s WHERE s.supersedes = r.id) ORDER BY id
"""
COUNT = "SELECT count(*) FROM asset WHERE name_en = ?"
KEPT = "SELECT address, origin FROM contact"
WAIT = {"timeout": 15_000}


@pytest.fixture(scope="module")
def desk(database: Path, tmp_path_factory, chromium):
    path = shutil.copy(database, tmp_path_factory.mktemp("bring") / "own.db")
    with serve(path) as address:
        yield Desk(address, load_settings({"COPRO_MAP_DB": str(path)}), chromium)


@pytest.fixture(scope="module")
def steward(desk):
    page = desk.sit_down("steward")
    yield page
    page.context.close()


def upload(desk: Desk, page: Page, kind: str, name: str, content: bytes) -> None:
    desk.open(page, "desk?lang=en&part=bring")
    page.get_by_test_id("stRadioGroup").get_by_text(kind, exact=True).click()
    rests(page)
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(name).first).to_be_visible(**WAIT)
    rests(page)


def choose(page: Page, label: str, option: str) -> None:
    """Choose as somebody does who types what they look for."""
    field = page.get_by_role("combobox", name=label)
    expect(field).to_be_visible(**WAIT)  # drawn by the run that is to end first
    rests(page)
    field.click()  # once it stands still: what moves closes its own options
    field.press_sequentially(option)
    # Enter takes the option that is marked.
    expect(field).to_have_attribute("aria-activedescendant", re.compile("."), **WAIT)
    field.press("Enter")
    expect(page.get_by_role("option")).to_have_count(0, **WAIT)
    rests(page)


def found(desk: Desk, page: Page, times: int) -> None:
    """See that the map's list has the new entry so many times."""
    desk.open(page, f"asset_map?lang=en&q={NEW.replace(' ', '+')}")
    listed = page.locator("a.row .name").get_by_text(NEW, exact=True)
    expect(listed).to_have_count(times, **WAIT)


def test_a_list_comes_in_by_pressing_alone_and_goes_again(desk, steward):
    found(desk, steward, 0)
    upload(desk, steward, "Entries of the map", "list.csv", ENTRIES.encode())
    choose(steward, "In every row: Kind", "Practitioner")
    source = steward.get_by_role("textbox", name="In every row: Source")
    source.press_sequentially("https://prawf.example.org/list")
    source.press("Enter")
    # Who they are stands in no column yet: that is said, and mended above.
    expect(steward.get_by_text("No column says this: ").last).to_be_visible(**WAIT)
    steward.get_by_text("Left out: 1 (Group)").click()
    choose(steward, "Group", "Name in English")
    expect(steward.get_by_role("heading", name="There already?")).to_be_visible(**WAIT)
    steward.get_by_text("It is the same", exact=False).first.click()
    bring = rests(steward).get_by_role("button", name=re.compile("^Bring in \\d"))
    expect(bring).to_be_enabled(**WAIT)
    bring.press("Enter")
    back = steward.get_by_role("button", name="Take the whole import back")
    expect(back).to_be_visible(**WAIT)
    assert desk.ask(COUNT, NEW) == [(1,)]
    assert desk.ask(COUNT, THERE) == [(1,)]  # it is the one that was there
    found(desk, steward, 1)
    upload(desk, steward, "How people can be reached", "reach.csv", CONTACTS.encode())
    bring.press("Enter")
    expect(back.first).to_be_visible(**WAIT)
    assert desk.ask(KEPT) == [("post@prawf.example.org", "found")]
    for _ in range(2):  # the last one first
        rests(desk.open(steward, "desk?lang=en&part=bring"))
        back.first.press("Enter")
        steward.get_by_role("button", name="Yes, take it all back").press("Enter")
        expect(steward.get_by_text("Taken back").first).to_be_visible(**WAIT)
    assert desk.ask(KEPT) == []
    found(desk, steward, 0)


def test_a_bad_file_changes_nothing_and_every_fault_is_in_a_sheet(desk, steward):
    before = desk.ask("SELECT count(*) FROM asset")
    upload(desk, steward, "Entries of the map", "bad.csv", BAD.encode())
    sheet = steward.get_by_role("button", name="Download the rows to mend (XLSX)")
    expect(sheet).to_be_visible(**WAIT)
    with steward.expect_download() as download:
        sheet.press("Enter")
    book = CalamineWorkbook.from_path(download.value.path())
    rows = book.get_sheet_by_index(0).to_python()
    cells = {str(cell) for row in rows for cell in row}
    assert {"soon", "never"} <= cells
    named = steward.locator("body").inner_text()
    assert {"start_year", "end_year"} <= set(re.findall(r"[a-z_]+", named))
    assert steward.get_by_role("button", name=re.compile("^Bring in \\d")).count() == 0
    upload(
        desk,
        steward,
        "Entries of the map",
        "map.csv",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
    )
    expect(steward.get_by_role("alert").first).to_be_visible(**WAIT)
    assert desk.ask("SELECT count(*) FROM asset") == before


def test_replies_come_into_their_wave_and_are_taken_back(desk, steward):
    today = current_day()
    opens, closes = (today + timedelta(days) for days in (-30, 30))
    of = ("members", "Prawf", {}, "steward")
    wave = WaveChange(*of, opens_on=f"{opens}", closes_on=f"{closes}")
    open_wave(desk.settings, wave, today)
    day = today - timedelta(3)
    rows = [
        f'ID,Completion time,Who are you,"{LEVEL}"',
        f"1,{day} 10:00,Citizen,No",
        f"2,{day} 10:01,Dweller,In part",
    ]
    content = "\n".join(rows).encode()
    upload(desk, steward, "Replies to a survey", "replies.csv", content)
    choose(steward, "What is in this column: Who are you", "Role")
    choose(steward, "What this word is: Dweller", "Citizen")
    bring = steward.get_by_role("button", name="Bring in 2")
    expect(bring).to_be_enabled(**WAIT)
    bring.press("Enter")
    back = steward.get_by_role("button", name="Take the whole import back")
    expect(back).to_be_visible(**WAIT)
    assert desk.ask(IN_FORCE) == [("citizen", "checked")] * 2
    back.press("Enter")
    sure = steward.get_by_role("button", name="Yes, take it all back")
    sure.press("Enter")
    expect(sure).to_be_hidden(**WAIT)
    rests(steward)
    assert desk.ask(IN_FORCE) == [("citizen", "withdrawn")] * 2
