"""From no contact to a figure on Progress, by mail: a real server, a real browser.

Mail goes to a server of the test's own, and nothing is opened but what it took.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from copro_map.base.config import Settings, load_settings
from copro_map.base.store.connection import writing
from copro_map.base.today import current_moment
from copro_map.desk.reminding import write_reminders
from copro_map.people import mail
from copro_map.people.contacts import enter_contact
from copro_map.people.links import make_link
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE
from copro_map.upkeep.face import belongs
from tests.bench.serving import OURS, free_port, serve
from tests.browser.test_every_page import axe_faults, english_left
from tests.people import post_office
from tests.people.post_office import PostOffice

pytestmark = pytest.mark.browser
PROJECT = "caia-park-local-conversation"
OWNER, STEWARD = "swyddfa@tref.llan", "stiward@tref.llan"
LINK = re.compile(r"http://localhost:\d+/k/[\w-]+\?lang=(?:en|cy)")
PHONE = {"width": 375, "height": 800}


@dataclass
class Place:
    """A map that is served, its database, and where its mail goes."""

    address: str
    settings: Settings
    office: PostOffice
    mail: dict[str, str]

    def link(self, to: str) -> str:
        """Return the link in the last letter to an address."""
        letters = [x for x in self.office.mails if x["To"] == to]
        return LINK.search(letters[-1].get_content())[0]

    def old_link(self, purpose: str, ago: timedelta, **about) -> str:
        with writing(self.settings.database) as database:
            token = make_link(database, purpose, current_moment() - ago, **about)
        return f"{self.address}/k/{token}"


@contextmanager
def mailed(path: Path) -> Iterator[Place]:
    """Serve a map whose mail goes to a server of the test's own."""
    settings, port = load_settings({"COPRO_MAP_DB": str(path)}), free_port()
    own = {
        "COPRO_MAP_ADDRESS": f"http://localhost:{port}",
        "COPRO_MAP_SMTP_TLS": "none",
    }
    with (
        post_office.opened() as (office, mail_port),
        pytest.MonkeyPatch.context() as to,
    ):
        own["COPRO_MAP_SMTP_PORT"] = str(mail_port)
        post_office.send_there(to, mail_port, **own)
        with serve(OURS, path, quiet=False, port=port) as running:
            yield Place(running.address, settings, office, own)


@pytest.fixture(scope="module")
def place(database: Path, tmp_path_factory):
    path = shutil.copy(database, tmp_path_factory.mktemp("loop") / "own.db")
    with mailed(path) as opened:
        yield opened


@pytest.fixture
def contexts(chromium: Browser):
    """Make browsers that know nothing of each other; a phone, unless told."""
    made: list[BrowserContext] = []

    def another(**how) -> Page:
        made.append(chromium.new_context(viewport=PHONE, **how))
        return made[-1].new_page()

    yield another
    for one in made:
        one.close()


def figure(page: Page, place: Place) -> str:
    page.goto(f"{place.address}/indicators?lang=en&show=rows")
    page.wait_for_selector("footer.footer", timeout=60_000)
    row = page.locator(".standing", has=page.locator("#row-3-1"))
    return row.locator(".bar-now").inner_text()


def wait_for_mail(place: Place, page: Page, n: int) -> None:
    for _ in range(100):
        if len(place.office.taken) >= n:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{len(place.office.taken)} of {n} letters came")


def test_a_steward_signs_in_by_a_mailed_link_in_one_browser_once(place, contexts):
    enter_person(
        place.settings,
        MACHINE,
        address=STEWARD,
        name="Siân",
        role="steward",
        areas=(),
        language="cy",
        now=current_moment(),
    )
    page = contexts()
    page.goto(f"{place.address}/sign-in?to=/about%3Flang%3Dcy&lang=en")
    page.get_by_label("E-mail address").fill(STEWARD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("on its way")
    wait_for_mail(place, page, 1)
    link = place.link(STEWARD)

    other = contexts()
    other.goto(link)
    other.get_by_role("button", name="Mewngofnodi").press("Enter")
    expect(other.get_by_role("alert")).to_contain_text("porwr arall")

    asked: list[dict[str, str]] = []
    page.on("request", lambda request: asked.append(request.all_headers()))
    page.goto(link)
    assert page.url == f"{place.address}/k?lang=cy"
    assert page.evaluate("document.cookie") == ""
    page.get_by_role("button", name="Mewngofnodi").press("Enter")
    page.wait_for_url("**/about?lang=cy")
    token = link.partition("/k/")[2].partition("?")[0]
    assert not [x for x in asked if token in x.get("referer", "")]
    (session,) = (x for x in page.context.cookies() if x["name"] == "copro_map_session")
    assert session["httpOnly"]
    assert session["sameSite"] == "Strict"
    page.goto(link)
    page.get_by_role("button", name="Mewngofnodi").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("unwaith")


def test_one_press_in_a_letter_moves_an_indicator(place, contexts, monkeypatch):
    page = contexts()
    assert figure(page, place) == "0"
    now = current_moment()
    enter_contact(
        place.settings,
        MACHINE,
        belongs(place.settings, PROJECT),
        address=OWNER,
        language="en",
        origin="found",
        found_at="https://tref.llan/post",
        now=now,
    )
    assert write_reminders(place.settings, now) == 1
    # The server's clock would do it within a minute.
    post_office.send_there(monkeypatch, 0, **place.mail)
    mail.send_waiting(place.settings, now)
    wait_for_mail(place, page, 2)
    owner = contexts(java_script_enabled=False)
    owner.goto(place.link(OWNER))
    expect(owner.get_by_role("heading", level=2).first).to_have_text(
        "Caia Park Local Conversation"
    )
    owner.get_by_role("button", name="Still right").press("Enter")
    expect(owner.get_by_role("status")).to_contain_text("still right")
    assert figure(page, place) == "1"


def test_my_page_is_asked_for_on_an_entry(place, contexts):
    page = contexts()
    before = len(place.office.taken)
    page.goto(f"{place.address}/my-link?entry={PROJECT}&lang=cy")
    page.get_by_label("Cyfeiriad e-bost").fill(OWNER)
    page.keyboard.press("Enter")
    wait_for_mail(place, page, before + 1)
    page.goto(place.link(OWNER))
    expect(page.get_by_role("heading", level=1)).to_have_text("Eich tudalen")
    expect(page.get_by_text("https://tref.llan/post")).to_be_attached()


# By keyboard: each is reached by Tab, and opened or pressed by Enter.
def test_my_page_is_used_by_keyboard_alone(place, contexts):
    page = contexts()
    page.goto(place.old_link("my_page", timedelta(), address=OWNER) + "?lang=en")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("Something"):
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Enw newydd")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("reads what you wrote")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_light_page_is_accessible_and_in_its_language(place, contexts, language):
    links = {
        name: place.old_link(purpose, ago, **about).removeprefix(place.address)
        for name, purpose, ago, about in (
            ("mine", "my_page", timedelta(), {"address": OWNER}),
            ("one", "entry", timedelta(), {"address": OWNER, "entry": PROJECT}),
            (
                "claim",
                "claim",
                timedelta(),
                {"address": "aelod@tref.llan", "entry": PROJECT},
            ),
            ("sign", "sign_in", timedelta(), {"address": STEWARD, "person": 1}),
            ("past", "my_page", timedelta(1), {"address": OWNER}),
        )
    }
    page = contexts(bypass_csp=True)  # axe is a script
    open_to_all = ("/my-link", f"/my-link?entry={PROJECT}", "/sign-in", "/tell-event")
    for path in (*open_to_all, *links.values()):
        mark = "&" if "?" in path else "?"
        page.goto(f"{place.address}{path}{mark}lang={language}")
        page.evaluate(
            "document.querySelectorAll('details').forEach(x => x.open = true)"
        )
        assert axe_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("document.documentElement.lang") == language
        if language == "cy":
            assert english_left(page) == []
