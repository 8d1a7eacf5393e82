"""A real server on a database of its own, and a real Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from copro_map.assets.importing import import_network
from copro_map.base.config import load_settings
from copro_map.base.store.connection import writing
from copro_map.base.today import current_day, current_moment
from copro_map.demonstration.demonstration import make_demonstration
from copro_map.desk.jobs import FIRSTS, MONTHLY
from copro_map.desk.store.jobs import keep_done
from tests.bench import serving
from tests.bench.window import launch
from tests.browser.moving import LOADING_MS, STILL, STILL_MS

# Whoever begins last is waited for: the longest modules begin first.
BEGIN_FIRST = (
    *("every_page", "light_on_the_wire", "map_ways", "however_seen", "desk"),
    *("workshop", "restart", "sent_in", "contribute_walk", "cookies", "wave_walk"),
    *("reading_journeys", "journeys", "progress", "bring_in", "webkit", "exchange"),
)
LONGEST = 1500  # characters of a page that are told of it when a test fails
BY_STREAMLIT = ("-m", "streamlit", "run", "app.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest modules first, and leave the others in their order."""
    order = {f"test_{name}": at for at, name in enumerate(BEGIN_FIRST)}
    items.sort(key=lambda one: order.get(one.path.stem, len(order)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Add to a failure what each page showed: seldom faults are seen only once."""
    report = yield
    browser = getattr(item, "funcargs", {}).get("chromium")
    if report.failed and browser:
        pages = [page for one in browser.contexts for page in one.pages]
        for number, page in enumerate(pages):
            words = " | ".join(page.locator("body").inner_text().split("\n"))
            report.sections.append((f"page {number}: {page.url}", words[:LONGEST]))
    return report


def rests(page: Page) -> Page:
    """Wait until a page stands still, so that nothing pressed or typed next is lost."""
    page.wait_for_selector('[data-testid="stApp"]', timeout=LOADING_MS)
    assert page.evaluate(STILL, [STILL_MS, LOADING_MS]), "the page never stood still"
    return page


@contextmanager
def serve(database: Path, *, by_streamlit: bool = False) -> Iterator[str]:
    """Run the app in a process of its own; yield its address."""
    command = BY_STREAMLIT if by_streamlit else serving.OURS
    with serving.serve(command, database, quiet=False) as running:
        yield running.address


@pytest.fixture(scope="session")
def database(once, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A database to copy: nobody writes to it, so every copy is of the same."""

    def make(path: Path) -> None:
        settings = load_settings({"COPRO_MAP_DB": str(path)})
        assert not import_network(settings, settings.network_file).faults
        # As on any other day: on the first of a month a snapshot would be taken.
        now = current_moment()
        with writing(path) as database:
            for job, strikes in (("snapshot", MONTHLY), ("monthly", FIRSTS)):
                counts, kept = (0, 0), timedelta(365)
                keep_done(database, job, strikes.last(now), now, counts, kept)

    path = tmp_path_factory.mktemp("browser") / "network.db"
    before = shutil.copy(once("of_today", make), path).read_bytes()
    yield path
    assert path.read_bytes() == before, "a test wrote to what the others copy"


@pytest.fixture(scope="session")
def shared(database: Path) -> Path:
    """The database of the server that many tests share, and may write to."""
    return Path(shutil.copy(database, database.with_name("shared.db")))


@pytest.fixture(scope="session")
def server(shared: Path) -> Iterator[str]:
    with serve(shared) as address:
        yield address


@pytest.fixture(scope="session")
def demonstration(once) -> Path:
    """The demonstration that anybody gets, made today: copy it."""

    def make(path: Path) -> None:
        make_demonstration(load_settings({"COPRO_MAP_DB": str(path)}), current_day())

    return once("demonstration_of_today", make)


@pytest.fixture(scope="session")
def demo_server(demonstration: Path, tmp_path_factory) -> Iterator[str]:
    """The address of a server of that demonstration, for whoever only reads."""
    path = tmp_path_factory.mktemp("served") / "demonstration.db"
    with serve(shutil.copy(demonstration, path)) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@dataclass
class Visit:
    """One browser page, and everything that went wrong on it."""

    page: Page
    faults: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Open an address and wait until its page is complete."""
        self.page.goto(address)
        self.page.wait_for_selector("footer.footer", timeout=30_000)
        return self.page

    def map(self):
        """Return the map's frame, once markers are drawn."""
        frame = self.page.frame_locator("iframe[data-testid=stCustomComponentV1]")
        frame.locator(".leaflet-marker-pane > *").first.wait_for(timeout=30_000)
        return frame


def _is_ours(text: str, location: str) -> bool:
    """Say whether a console error is the app's own.

    On a deep link Streamlit's client asks for its health and host-config beside the
    page first and gets two 404s.
    """
    return not ("404" in text and "/_stcore/" in location)


@pytest.fixture(scope="session")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """One browser for all tests: what it has fetched it does not fetch again."""
    opened = chromium.new_context(viewport={"width": 1280, "height": 1000})
    yield opened
    opened.close()


@pytest.fixture
def visit(context: BrowserContext) -> Iterator[Visit]:
    page = context.new_page()
    found = Visit(page)

    def on_console(message) -> None:
        where = message.location.get("url", "")
        if message.type == "error" and _is_ours(message.text, where):
            found.faults.append(message.text)

    def on_request(request) -> None:
        if not request.url.startswith(("http://localhost:", "data:", "blob:")):
            found.strangers.append(request.url)

    page.on("console", on_console)
    page.on("pageerror", lambda error: found.faults.append(str(error)))
    page.on("request", on_request)
    yield found
    page.close()
