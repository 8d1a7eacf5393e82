"""What is kept in a visitor's browser is what data/cookies.toml lists, no less."""

from __future__ import annotations

import shutil
from fnmatch import fnmatchcase

import pytest

from copro_map.base.config import load_settings
from copro_map.base.store.connection import writing
from copro_map.base.today import current_moment
from copro_map.people.contacts import Given, keep_contact
from copro_map.people.links import make_link
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.signing_in import link_of_the_machine
from copro_map.privacy.cookies import cookies
from tests.browser.conftest import serve
from tests.browser.test_every_page import PATHS, address

pytestmark = pytest.mark.browser
ENTRY, STEWARD, OWNER = "solva-care", "s@tref.llan", "p@tref.llan"
STORED = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
ALL = cookies(load_settings({}))


class Met:
    """A browser, and every name of a cookie or of its storage that was met in it."""

    def __init__(self, context) -> None:
        self.context, self.page = context, context.new_page()
        self.cookie: set[str] = set()
        self.storage: set[str] = set()

    def look(self) -> None:
        self.cookie |= {one["name"] for one in self.context.cookies()}
        for frame in self.page.frames:
            if frame.url.startswith("http"):
                self.storage |= {*frame.evaluate(STORED)}

    def open(self, where: str, until: str = "footer") -> None:
        self.page.goto(where)
        self.page.wait_for_selector(until, timeout=30_000)
        self.look()

    def in_english(self) -> None:
        self.page.get_by_role("link", name="English").click()
        self.page.wait_for_selector("html[lang=en] footer.footer", timeout=30_000)
        self.look()

    def press(self, name: str | None = None) -> None:
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()
        self.look()


@pytest.fixture
def served(database, tmp_path):
    path = shutil.copy(database, tmp_path / "own.db")
    settings, now = load_settings({"COPRO_MAP_DB": str(path)}), current_moment()
    given = {"role": "steward", "areas": (), "language": "en", "now": now}
    steward = enter_person(settings, MACHINE, address=STEWARD, name="Siân", **given)
    with writing(settings.database) as kept:
        keep_contact(kept, ENTRY, Given(OWNER, "cy", "telephone"), now.date())
        own = make_link(kept, "my_page", now, address=OWNER)
    machine = link_of_the_machine(settings, now, steward.number, goes_to="/desk")
    with serve(settings.database) as where:
        yield where, own, machine


def unlisted(found: set[str], place: str) -> set[str]:
    listed = [name for name, one in ALL.items() if one.place == place]
    return {x for x in found if not any(fnmatchcase(x, name) for name in listed)}


def test_every_page_leaves_in_a_browser_what_is_listed_and_nothing_else(
    served, chromium
):
    where, own, machine = served
    context = chromium.new_context()
    met = Met(context)
    for path in PATHS:
        met.open(address(where, path, "cy"), "footer.footer")
    met.in_english()
    for language in ("cy", "en"):
        for light in ("my-link", "sign-in", f"write?entry={ENTRY}", f"k/{own}"):
            joined = "&" if "?" in light else "?"
            met.open(f"{where}/{light}{joined}lang={language}")
    met.open(f"{where}/sign-in?lang=en")
    met.page.locator("input[type=email]").fill(STEWARD)
    met.press()
    met.open(f"{where}/k/{machine}?lang=en")
    met.press()
    met.page.wait_for_selector("footer.footer", timeout=30_000)
    met.look()
    context.close()
    assert unlisted(met.cookie, "cookie") == set()
    assert unlisted(met.storage, "storage") == set()
    for name, one in ALL.items():
        found = met.cookie if one.place == "cookie" else met.storage
        is_met = any(fnmatchcase(x, name) for x in found)
        assert is_met != one.provider, name
