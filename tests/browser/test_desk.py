"""The desk in a real browser: each part, and what is pressed there until it counts.

No command is run: what waits was sent by the answers that the public pages call.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from copro_map.audits.drafts import keep_audit
from copro_map.audits.importing import submit
from copro_map.base.config import Settings, load_settings
from copro_map.base.store.connection import writing
from copro_map.base.today import current_day, current_moment
from copro_map.desk.page.desk import PARTS
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.sessions import SESSION_COOKIE, begin_session
from tests.audits.audit_samples import OTHER, PRINCIPLES, PROJECT, accept, answers
from tests.base.test_welsh import WORD
from tests.browser.conftest import rests, serve
from tests.browser.test_every_page import PICTURES, axe_faults, english_left
from tests.indicators.surveyed import confirm
from tests.samples import query

pytestmark = pytest.mark.browser
CEREDIGION, COUNCIL = "W06000008", "CVC-CAVO"
# Every project of an entry that stands counts once, by its latest audit that counts.
AUDITED = """
SELECT COUNT(DISTINCT asset_id) FROM audit AS a
WHERE status = 'checked' AND NOT EXISTS (SELECT 1 FROM audit WHERE supersedes = a.id)
"""
BEFORE = 12
PROJECTS = "SELECT id FROM asset WHERE kind = 'project' AND id NOT IN (?, ?) LIMIT ?"
ASKED = "SELECT area_code, asked_by, replies, note FROM outreach"
TARGET = """
SELECT value FROM target_change
WHERE indicator = '3.2' AND due_on = '2027-04-01' ORDER BY id DESC LIMIT 1
"""


# A language by its own name, an example of an address, the Network's name in English.
MEANT = {"English", "info", "Co-production", "Network"}


@dataclass
class Desk:
    """A map that is served, and how somebody who is entered sits down at its desk."""

    address: str
    settings: Settings
    chromium: Browser

    def sit_down(self, role: str, *areas: str) -> Page:
        now = current_moment()
        person = enter_person(
            self.settings,
            MACHINE,
            address=f"{role[0]}@tref.llan",
            name="Siân",
            role=role,
            areas=areas,
            language="cy",
            now=now,
        )
        with writing(self.settings.database) as database:
            token = begin_session(database, person.number, now)
        context = self.chromium.new_context(viewport={"width": 1280, "height": 1000})
        cookie = {"name": SESSION_COOKIE, "value": token, "url": self.address}
        context.add_cookies([cookie])
        return context.new_page()

    def open(self, page: Page, path: str) -> Page:
        page.set_viewport_size({"width": 1280, "height": 1000})
        page.goto(f"{self.address}/{path}")
        page.wait_for_selector("footer.footer", timeout=60_000)
        rests(page)
        return page

    def ask(self, sql: str, *values: str) -> list[tuple]:
        return query(self.settings.database, sql, *values)


def audited_before(settings: Settings) -> None:
    """Let as many projects be confirmed and audited as a percentage needs."""
    told = query(settings.database, PROJECTS, PROJECT, OTHER, BEFORE)
    for (one,) in told:
        number = submit(settings, answers(asset_id=one), current_day())
        accept(settings, number, "steward", current_day())
    ids = ", ".join(f"'{one}'" for (one,) in told)
    confirm(settings, f"id IN ({ids})", current_day())


@pytest.fixture(scope="module")
def desk(database: Path, tmp_path_factory, chromium):
    path = shutil.copy(database, tmp_path_factory.mktemp("desk") / "own.db")
    settings = load_settings({"COPRO_MAP_DB": str(path)})
    waiting = answers(asset_id=OTHER, notes={"trust": "Cofnodion y grŵp"})
    submit(settings, waiting, current_day())
    audited_before(settings)
    with serve(path) as address:
        yield Desk(address, settings, chromium)


@pytest.fixture(scope="module")
def steward(desk):
    page = desk.sit_down("administrator")
    yield page
    page.context.close()


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part or "waits")
def test_each_part_is_accessible_and_in_its_language_on_a_phone_too(
    desk, steward, part
):
    page = desk.open(steward, f"desk?lang=cy&part={part}")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 1000})
        page.wait_for_timeout(300)
        assert axe_faults(page) == []
        assert page.evaluate("document.body.scrollWidth <= window.innerWidth")
        page.screenshot(path=PICTURES / f"desk-{part or 'waits'}-cy-{width}.png")
    assert set(english_left(page)) <= MEANT | own_words(desk)


def own_words(desk: Desk) -> set[str]:
    """The words that entries say of themselves, in whatever language they are."""
    columns = "id", "name_en", "organisation", "place", "website", "source_url"
    texts = desk.ask(f"SELECT {', '.join(columns)} FROM asset")  # noqa: S608
    return {word for row in texts for text in row for word in WORD.findall(text)}


def figure(desk: Desk, page: Page, code: str) -> str:
    """What Progress shows of an indicator."""
    desk.open(page, "indicators?lang=en&show=rows")
    name = page.locator(f"#row-{code.replace('.', '-')}")
    return page.locator(".standing", has=name).inner_text()


def test_an_audit_is_sent_accepted_by_one_key_and_counted(desk, steward):
    given = {f"{g}/{p}": "intermediate" for g in ("citizens", "professionals")
             for p in PRINCIPLES}  # fmt: skip
    given |= {"people/citizens": 6, "people/professionals": 4}
    key = keep_audit(desk.settings, "", {}, given, current_day(), PROJECT)
    before = figure(desk, steward, "3.2")
    desk.open(steward, f"audit?lang=en&entry={PROJECT}&draft={key}&step=7")
    steward.get_by_role("button", name="Send").press("Enter")
    expect(steward.get_by_text("Sent, and thank you")).to_be_visible(timeout=15_000)
    assert figure(desk, steward, "3.2") == before
    desk.open(steward, "desk?lang=en&part=audits")
    for name in ("Communities Creating Homes", "Invest Local"):
        heading = steward.get_by_role("heading", name=name)
        expect(heading).to_be_visible(timeout=15_000)
        steward.keyboard.press("a")
        expect(heading).to_be_hidden(timeout=15_000)
    for entry in (OTHER, PROJECT):  # only what is confirmed counts
        desk.open(steward, f"desk?lang=en&part=confirm&entry={entry}")
        steward.keyboard.press("2")
        chosen = steward.get_by_role("radio", checked=True, name="By telephone")
        expect(chosen).to_be_visible(timeout=15_000)
        steward.keyboard.press("y")
        # Only a word that was kept is there; "Still right" is also on the button.
        expect(steward.get_by_text("Your last words")).to_be_visible(timeout=15_000)
    assert desk.ask(AUDITED) == [(BEFORE + 2,)]
    shown = figure(desk, steward, "3.2")
    assert f"Audited projects: {BEFORE + 2}" in shown
    assert shown != before


def test_an_officers_answer_stands_on_the_page_of_the_area(desk):
    officer = desk.sit_down("officer", COUNCIL)
    desk.open(officer, f"area?lang=en&code={CEREDIGION}")
    words = re.compile(r"Asked|asked on", re.IGNORECASE)
    before = officer.get_by_text(words).count()
    desk.open(officer, "desk?lang=en&part=asking")
    officer.get_by_role("radio", name="We asked").press("Enter")
    officer.get_by_label("Who was asked").press_sequentially("food groups")
    officer.get_by_label("How many replied?").press_sequentially("2")
    officer.keyboard.press("Tab")
    officer.get_by_role("button", name="Keep the answer").press("Enter")
    expect(officer.get_by_text("Your last answer")).to_be_visible(timeout=15_000)
    assert desk.ask(ASKED) == [(CEREDIGION, "officer", 2, "food groups")]
    desk.open(officer, f"area?lang=en&code={CEREDIGION}")
    assert officer.get_by_text(words).count() != before
    officer.context.close()


def test_a_target_is_changed_and_a_snapshot_taken(desk, steward):
    desk.open(steward, "desk?lang=en&part=figures&which=targets&indicator=3.2")
    steward.get_by_label("Which target").press("ArrowDown")
    expect(steward.get_by_role("option").first).to_have_text("1 April 2027")
    steward.keyboard.press("Enter")
    steward.get_by_label("Target in per cent").press_sequentially("45")
    steward.get_by_label("in English").press_sequentially("Agreed by the board")
    steward.get_by_label("in Welsh").press_sequentially("Cytunwyd gan y bwrdd")
    steward.keyboard.press("Tab")
    steward.get_by_role("button", name="Change the target").press("Enter")
    expect(steward.get_by_text("Target now: 45").first).to_be_visible(timeout=15_000)
    assert desk.ask(TARGET) == [(45.0,)]
    assert "45%" in figure(desk, steward, "3.2")
    desk.open(steward, "desk?lang=en&part=figures&which=snapshots")
    steward.get_by_label("in English").press_sequentially("First year")
    steward.get_by_label("in Welsh").press_sequentially("Blwyddyn gyntaf")
    steward.keyboard.press("Tab")
    steward.get_by_role("button", name="Take a snapshot").press("Enter")
    expect(steward.get_by_text("Snapshot taken").first).to_be_visible(timeout=15_000)
    assert desk.ask("SELECT label, label_cy FROM snapshot") == [
        ("First year", "Blwyddyn gyntaf")
    ]
    desk.open(steward, "desk?lang=cy&part=figures&which=snapshots")
    expect(steward.get_by_text("Blwyddyn gyntaf").first).to_be_visible()
