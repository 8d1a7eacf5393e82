"""The map in Chromium: our page and those beside it, in turns."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from copro_map.assets.store.entries import public_assets
from copro_map.base.store.connection import reading
from tests.bench import browser_rows, pydeck_rows
from tests.bench.measure import Row
from tests.bench.naive_app import found
from tests.bench.serving import Command, Server, pages, serve
from tests.bench.subject import (
    LARGE,
    MEDIUM,
    OTHER_WORD,
    SMALL,
    VAST,
    WORD,
    Subject,
    Subjects,
)
from tests.bench.window import DOTS_DRAWN, DRAWN, Window, launch

REPEATS, FEWER_REPEATS = 5, 3  # fewer where there is no bar
SIZES = (SMALL, MEDIUM, LARGE, VAST)
MEASURED = {  # page and number of entries: repeats
    ("ours", SMALL): REPEATS,
    ("naive", SMALL): REPEATS,
    ("bare", SMALL): FEWER_REPEATS,
    ("pydeck", SMALL): FEWER_REPEATS,
    ("ours", MEDIUM): FEWER_REPEATS,
    ("pydeck", MEDIUM): FEWER_REPEATS,
    ("ours", LARGE): REPEATS,
    ("ours", VAST): REPEATS,
    ("pydeck", VAST): 1,
}
NOTHING = "xyzzy"  # in no entry
Databases = Mapping[int, Path]


def _numbers(database: Path) -> tuple[int, int, int]:
    with reading(database) as opened:
        assets = public_assets(opened)
    other, some, every = (len(found(assets, x)) for x in (OTHER_WORD, WORD, ""))
    return other, some, every


def measure(databases: Databases, real: Path, folder: Path) -> dict[str, list[Row]]:
    """Return the rows by section; ``databases`` are synthetic ones by their size."""
    commands = pages(folder)
    with ExitStack() as stack:
        browser = launch(stack.enter_context(sync_playwright()))
        subjects = _subjects(stack, commands, databases)
        ours = stack.enter_context(serve(commands["ours"], real))
        blank = stack.enter_context(serve(commands["empty"], real))
        opened: dict[str, list[float]] = {"ours": [], "empty": []}
        strangers: list[str] = []
        every = _numbers(real)[2]
        requests = _Opening(browser, ours, blank, every, opened, strangers)
        requests.turn(warm=True)
        for turn in range(REPEATS):
            for which, subject in subjects.items():
                if turn < MEASURED[which]:
                    subject.turn(browser)
            requests.turn()
        for (page, _), subject in subjects.items():
            if page == "ours":
                strangers += subject.strangers
        bytes_of = {
            page: _large_bytes(browser, commands[page], databases)
            for page in ("naive", "bare")
        }
        browser.close()
    return {
        "In the browser": browser_rows.rows(subjects, opened, strangers, bytes_of),
        "Beside pydeck": pydeck_rows.rows(subjects),
    }


def _subjects(
    stack: ExitStack, commands: Mapping[str, Command], databases: Databases
) -> Subjects:
    """Start a server for each page and size."""
    numbers = {size: _numbers(path) for size, path in databases.items()}
    subjects = {}
    for page, size in MEASURED:
        server = stack.enter_context(serve(commands[page], databases[size]))
        path = "/asset_map" if page == "ours" else "/"
        subjects[page, size] = Subject(
            f"{server.address}{path}?lang=en&q={OTHER_WORD}",
            *numbers[size],
            drawn=DOTS_DRAWN if page == "pydeck" else DRAWN,
        )
    return subjects


@dataclass
class _Opening:
    """Open the page with the real entries, and an empty one, as new visitors."""

    browser: Browser
    ours: Server
    empty: Server
    every: int
    seconds: dict[str, list[float]]
    strangers: list[str]

    def turn(self, *, warm: bool = False) -> None:
        window = Window.of(self.browser)
        seconds = window.open(self.ours.address + "/asset_map?lang=en", self.every)
        window.until_quiet()
        self.strangers += window.strangers
        window.close()
        window = Window.of(self.browser)
        least = window.open_heading(self.empty.address)
        window.close()
        if not warm:
            self.seconds["ours"].append(seconds)
            self.seconds["empty"].append(least)


def _large_bytes(
    browser: Browser, command: Command, databases: Databases
) -> dict[str, float]:
    """Return the bytes of one map of a folium page with 20,000 entries, by the text.

    Every entry would take minutes, so that one is measured with 5,000 and scaled. What
    the page sends after its map is drawn, the same map again, is not counted.
    """
    sent = {}
    for size, text in ((LARGE, WORD), (MEDIUM, "")):
        with (
            reading(databases[size]) as database,
            serve(command, databases[size]) as server,
        ):
            window = Window.of(browser)
            window.open(f"{server.address}/?q={NOTHING}", 0)
            window.until_quiet()
            window.search(text, len(found(public_assets(database), text)))
            sent[text] = window.bytes * LARGE / size
            window.close()
    return sent
