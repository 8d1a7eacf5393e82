"""The rows of the browser: what was measured on each page, and the bars."""

from __future__ import annotations

import statistics
from collections.abc import Mapping

from tests.bench.measure import Row, spread, times_faster
from tests.bench.subject import (
    LARGE,
    MEDIUM,
    SMALL,
    VAST,
    WORD,
    WORDINGS,
    Subject,
    Subjects,
)

FASTER, SLOWER, FEWER, TO_OPEN = 6, 2, 50, 2
BARE = "bare markers, no boundaries, kinds or names"


def rows(
    subjects: Subjects,
    opened: Mapping[str, list[float]],
    strangers: list[str],
    bytes_of: Mapping[str, Mapping[str, float]],
) -> list[Row]:
    """Return the rows of the report; ``bytes_of`` are those of the folium pages."""
    texts = ("", WORD)
    large = subjects["ours", LARGE]
    to_open = times_faster(opened["empty"], opened["ours"])
    return [
        *(row for text in texts for row in _wall_rows(subjects, text)),
        *(row for text in texts for row in _bytes_rows(large, bytes_of, text)),
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


def _wall_rows(subjects: Subjects, text: str) -> list[Row]:
    """Return the rows of the time: against the folium pages, and many entries."""
    small = subjects["ours", SMALL]
    ours = small.seconds[text]
    more = subjects["ours", VAST].seconds[text]
    naive = subjects["naive", SMALL].seconds[text]
    bare = subjects["bare", SMALL].seconds[text]
    faster, slower = times_faster(ours, naive), times_faster(ours, more)
    what = f"{WORDINGS[text].capitalize()} to changed map"
    setting = f"{SMALL} entries, {small.shown(text)} drawn (wall)"
    return [
        Row(
            f"{what}, {setting}",
            spread(ours),
            f"naive page, the same content: {spread(naive)}",
            f"{faster:.1f} times faster",
            "-" if text else f"at least {FASTER} times faster",
            None if text else faster >= FASTER,
        ),
        Row(
            f"{what}, {setting}",
            spread(ours),
            f"{BARE}: {spread(bare)}",
            f"{times_faster(ours, bare):.1f} times faster",
        ),
        Row(
            f"{what}, {VAST:,} entries (wall)",
            spread(more),
            f"{SMALL} entries: {spread(ours)}",
            f"{slower:.1f} times slower",
            f"at most {SLOWER} times slower",
            slower <= SLOWER,
        ),
    ]


def _bytes_rows(
    ours: Subject, bytes_of: Mapping[str, Mapping[str, float]], text: str
) -> list[Row]:
    sent = statistics.median(ours.sent[text])
    how = "once" if text else f"{MEDIUM:,} scaled up, once"
    setting = f"{LARGE:,} entries, {ours.shown(text):,} shown"
    lines = []
    for page, name in (("naive", "naive page, the same content"), ("bare", BARE)):
        theirs = bytes_of[page][text]
        aimed = page == "naive" and not text
        lines.append(
            Row(
                f"Socket bytes, {WORDINGS[text]}, {setting} (n={len(ours.sent[text])})",
                f"{sent / 1000:,.1f} kB",
                f"{name}, {how}: {theirs / 1000:,.0f} kB",
                f"{theirs / sent:,.1f} times fewer",
                f"at least {FEWER} times fewer" if aimed else "-",
                theirs / sent >= FEWER if aimed else None,
            )
        )
    return lines
