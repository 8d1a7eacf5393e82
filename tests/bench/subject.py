"""A page that is measured: its filter changed and taken away, as a new visitor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Browser

from tests.bench.window import Window

WORD, OTHER_WORD = "housing", "food"  # each in the themes of one entry in eleven
SMALL, MEDIUM, LARGE, VAST = 500, 5_000, 20_000, 100_000
WORDINGS = {"": "filter taken away", WORD: "word changed"}


@dataclass
class Subject:
    """A page, how many entries its map shows, and what was measured."""

    address: str  # of the page that is asked for OTHER_WORD
    other: int  # entries with a place that have OTHER_WORD
    some: int  # entries with a place that have WORD
    every: int  # entries with a place
    drawn: str  # the script that says whether the map shows so many entries
    seconds: dict[str, list[float]] = field(default_factory=lambda: {WORD: [], "": []})
    sent: dict[str, list[int]] = field(default_factory=lambda: {WORD: [], "": []})
    strangers: list[str] = field(default_factory=list)

    def shown(self, text: str) -> int:
        """Return how many entries the map shows for a text."""
        return self.some if text else self.every

    def turn(self, browser: Browser) -> None:
        """As a new visitor change the word, then take it away.

        A new window each time, for Streamlit does not send again what a window has.
        """
        window = Window.of(browser, self.drawn)
        window.open(self.address, self.other)
        window.until_quiet()
        for text in (WORD, ""):
            self.seconds[text].append(window.search(text, self.shown(text)))
            window.until_quiet()
            self.sent[text].append(window.bytes)
        self.strangers += window.strangers
        window.close()


Subjects = Mapping[tuple[str, int], Subject]  # by page and number of entries
