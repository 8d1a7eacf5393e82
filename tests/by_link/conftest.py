"""Light pages, asked as a browser asks them, on a database with the real entries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from copro_map.base.config import Settings
from copro_map.base.store.connection import writing
from copro_map.base.today import current_moment
from copro_map.by_link.light.routes import ROUTES
from copro_map.people import limits
from copro_map.people.contacts import keep_contact
from copro_map.people.links import make_link
from copro_map.people.persons import enter_person
from copro_map.people.rules.contacts import Given
from copro_map.people.rules.permissions import MACHINE
from tests.samples import query

PROJECT, OTHER = "solva-care", "tir-coed"
OWNER, STEWARD = "info@example.org", "steward@example.org"
TABLES = (
    *("link", "signed_in", "outbox", "claim", "never_write", "contact"),
    *("asset_word_said", "asset_history"),
)


@dataclass
class Site:
    """A site on its database, its browsers, and the letters that wait."""

    settings: Settings
    app: Starlette

    def browser(self, **own) -> TestClient:
        named = {name.replace("_", "-"): value for name, value in own.items()}
        return TestClient(
            self.app, "http://localhost", follow_redirects=False, headers=named
        )

    def link(self, purpose: str, *, ago: timedelta = timedelta(), **about) -> str:
        """Make a link; return its path."""
        with writing(self.settings.database) as database:
            return f"/k/{make_link(database, purpose, current_moment() - ago, **about)}"

    def contact(self, entry: str, address: str = OWNER, **more) -> None:
        given = Given(address, **{"language": "", "origin": "telephone"} | more)
        with writing(self.settings.database) as database:
            keep_contact(database, entry, given, current_moment().date())

    def ask(self, sql: str, *given) -> list[tuple]:
        return query(self.settings.database, sql, *given)

    def rows(self, table: str) -> list[tuple]:
        return self.ask(f"SELECT * FROM {table}")  # noqa: S608 - names of ours

    def words(self) -> list[tuple[str, str]]:
        return self.ask("SELECT asset_id, word FROM asset_word_said ORDER BY id")

    def letters(self) -> list[tuple[str, str, str]]:
        """(Address, language, body) of every letter."""
        return self.ask("SELECT address, language, body FROM outbox ORDER BY number")

    def everything(self) -> list[list[tuple]]:
        """All that a press could change, to see that nothing did."""
        return [self.rows(table) for table in TABLES]


@pytest.fixture
def site(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    monkeypatch.delenv("COPRO_MAP_ADDRESS", raising=False)
    limits._limiter.cache_clear()
    return Site(network, Starlette(routes=list(ROUTES)))


@pytest.fixture
def steward(site):
    return enter_person(
        site.settings,
        MACHINE,
        address=STEWARD,
        name="Siân",
        role="steward",
        areas=(),
        language="cy",
        now=datetime.now(UTC),
    )


def opened(browser: TestClient, path: str, language: str = "en"):
    """Open a link as a browser does; return the page it leads to."""
    sent = browser.get(f"{path}?lang={language}")
    assert sent.status_code == 303
    return browser.get(sent.headers["location"])


def form_of(page, press: str, entry: str = "") -> dict[str, str]:
    """Return the hidden boxes of the form of a page that sends a press."""
    for form in re.findall(r"<form.*?</form>", page.text, re.DOTALL):
        boxes = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
        if boxes.get("press") == press and boxes["entry"] == entry:
            return boxes
    raise AssertionError(f"no form sends {press} {entry}: {page.text[:3000]}")


def press(browser: TestClient, page, what: str, entry: str = "", **boxes):
    """Press a button of a page; return what comes back."""
    return browser.post("/k?lang=en", data=form_of(page, what, entry) | boxes)
