"""The rows of the browser: what was measured on each page, and the bars."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Browser

from tests.bench.measure import Row, spread, times_faster
from tests.bench.window import Window

WORD, OTHER_WORD = "housing", "food"  # each in the themes of one entry in eleven
SMALL, MIDDLE, LARGE, NAIVE_MIDDLE = 500, 20_000, 100_000, 5_000
FASTER, SLOWER, FEWER, TO_OPEN = 6, 2, 50, 2


@dataclass
class Subject:
    """A page, how many entries its map shows, and what was measured."""

    address: str  # of the page that is asked for OTHER_WORD
    other: int  # entries with a place that have OTHER_WORD
    some: int  # entries with a place that have WORD
    every: int  # entries with a place
    narrowed: list[float] = field(default_factory=list)
    cleared: list[float] = field(default_factory=list)
    sent: dict[str, list[int]] = field(default_factory=lambda: {WORD: [], "": []})
    strangers: list[str] = field(default_factory=list)

    def turn(self, browser: Browser) -> None:
        """As a new visitor change the word, then take it away.

        A new window each time, for Streamlit does not send again what a window has.
        """
        window = Window.of(browser)
        window.open(self.address, self.other)
        window.until_quiet()
        for text, wanted, seconds in (
            (WORD, self.some, self.narrowed),
            ("", self.every, self.cleared),
        ):
            seconds.append(window.search(text, wanted))
            window.until_quiet()
            self.sent[text].append(window.bytes)
        self.strangers += window.strangers
        window.close()


def rows(
    subjects: Mapping[str, Subject],
    opened: Mapping[str, list[float]],
    strangers: list[str],
    bytes_of_naive: Mapping[str, float],
) -> list[Row]:
    """Return the rows of the report."""
    small, plain = subjects["ours small"], subjects["naive small"]
    middle, large = subjects["ours middle"], subjects["ours large"]
    lines = []
    for what, ours, theirs, more, bar in (
        ("Filter taken away", small.cleared, plain.cleared, large.cleared, FASTER),
        ("Word changed", small.narrowed, plain.narrowed, large.narrowed, None),
    ):
        drawn = small.every if bar else small.some
        faster = times_faster(ours, theirs)
        lines.append(
            Row(
                f"{what} to changed map, {SMALL} entries, {drawn} drawn (wall)",
                spread(ours),
                f"naive page: {spread(theirs)}",
                f"{faster:.1f} times faster",
                f"at least {bar} times faster" if bar else "-",
                faster >= bar if bar else None,
            )
        )
        slower = times_faster(ours, more)
        lines.append(
            Row(
                f"{what} to changed map, {LARGE:,} entries (wall)",
                spread(more),
                f"{SMALL} entries: {spread(ours)}",
                f"{slower:.1f} times slower",
                f"at most {SLOWER} times slower",
                slower <= SLOWER,
            )
        )
    lines += [
        _bytes_row(middle, bytes_of_naive, "", "filter taken away", bar=True),
        _bytes_row(middle, bytes_of_naive, WORD, "word changed", bar=False),
    ]
    to_open = times_faster(opened["empty"], opened["ours"])
    return [
        *lines,
        Row(
            "Map page with the real entries, open to drawn, nothing cached (wall)",
            spread(opened["ours"]),
            f"an empty Streamlit page: {spread(opened['empty'])}",
            f"{to_open:.2f} times",
            f"at most {TO_OPEN} times",
            to_open <= TO_OPEN,
        ),
        Row(
            "Requests to another origin, all of the above",
            str(len(strangers)),
            ", ".join(sorted(set(strangers))[:3]) or "-",
            target="0",
            met=not strangers,
            binding=True,
        ),
    ]


def _bytes_row(
    ours: Subject, naive_bytes: Mapping[str, float], text: str, what: str, *, bar: bool
) -> Row:
    sent = statistics.median(ours.sent[text])
    fewer = naive_bytes[text] / sent
    drawn = ours.some if text else ours.every
    how = "once" if text else f"{NAIVE_MIDDLE:,} scaled up, once"
    setting = f"{MIDDLE:,} entries, {drawn:,} shown (n={len(ours.sent[text])})"
    return Row(
        f"Socket bytes, {what}, {setting}",
        f"{sent / 1000:,.1f} kB",
        f"naive page, {how}: {naive_bytes[text] / 1000:,.0f} kB",
        f"{fewer:,.1f} times fewer",
        f"at least {FEWER} times fewer" if bar else "-",
        fewer >= FEWER if bar else None,
    )
