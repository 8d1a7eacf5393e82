"""The map in Chromium: ours and the naive page, in turns."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from copro_map.store.connection import reading
from copro_map.store.search import public_assets
from tests.bench.browser_rows import (
    LARGE,
    MIDDLE,
    NAIVE_MIDDLE,
    OTHER_WORD,
    SMALL,
    WORD,
    Subject,
    rows,
)
from tests.bench.measure import Row
from tests.bench.naive_app import found
from tests.bench.serving import EMPTY_PAGE, OURS, Server, naive, script, serve
from tests.bench.window import Window

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
)
REPEATS = 5
SIZES = (SMALL, NAIVE_MIDDLE, MIDDLE, LARGE)


def _numbers(database: Path) -> tuple[int, int, int]:
    with reading(database) as opened:
        assets = public_assets(opened)
    other, some, every = (len(found(assets, x)) for x in (OTHER_WORD, WORD, ""))
    return other, some, every


def measure(databases: Mapping[int, Path], real: Path, folder: Path) -> list[Row]:
    """Return the rows; ``databases`` are synthetic ones by their size."""
    chromium = shutil.which("chromium")
    naive_page, empty = naive(folder), script(folder, "empty", EMPTY_PAGE)
    with ExitStack() as stack:
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=chromium, args=list(FLAGS)
        )
        subjects = {}
        for name, command, size in (
            ("ours small", OURS, SMALL),
            ("naive small", naive_page, SMALL),
            ("ours middle", OURS, MIDDLE),
            ("ours large", OURS, LARGE),
        ):
            server = stack.enter_context(serve(command, databases[size]))
            path = "/asset_map" if command is OURS else "/"
            address = f"{server.address}{path}?lang=en&q={OTHER_WORD}"
            subjects[name] = Subject(address, *_numbers(databases[size]))
        ours = stack.enter_context(serve(OURS, real))
        blank = stack.enter_context(serve(empty, real))
        every = _numbers(real)[2]
        opened: dict[str, list[float]] = {"ours": [], "empty": []}
        strangers: list[str] = []
        requests = _Opening(browser, ours, blank, every, opened, strangers)
        requests.turn(warm=True)
        for _ in range(REPEATS):
            for subject in subjects.values():
                subject.turn(browser)
            requests.turn()
        for name, subject in subjects.items():
            if "ours" in name:
                strangers += subject.strangers
        bytes_of_naive = _naive_bytes(browser, naive_page, databases)
        browser.close()
    return rows(subjects, opened, strangers, bytes_of_naive)


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


def _naive_bytes(
    browser: Browser, command: tuple[str, ...], databases: Mapping[int, Path]
) -> dict[str, float]:
    """Return the bytes of one map of the naive page with 20,000 entries, by the text.

    Every entry would take minutes, so that one is measured with 5,000 and scaled. What
    the page sends after its map is drawn, the same map again, is not counted.
    """
    sent = {}
    for size, before, text in ((MIDDLE, OTHER_WORD, WORD), (NAIVE_MIDDLE, WORD, "")):
        with (
            reading(databases[size]) as database,
            serve(command, databases[size]) as server,
        ):
            wanted = [len(found(public_assets(database), x)) for x in (before, text)]
            window = Window.of(browser)
            window.open(f"{server.address}/?q={before}", wanted[0])
            window.until_quiet()
            window.search(text, wanted[1])
            sent[text] = window.bytes * MIDDLE / size
            window.close()
    return sent
