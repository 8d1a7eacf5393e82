"""The rows beside pydeck: the same filter, the map drawn by deck.gl."""

from __future__ import annotations

from statistics import median

from tests.bench.measure import Row, compared, spread
from tests.bench.subject import WORD, WORDINGS, Subjects


def rows(subjects: Subjects) -> list[Row]:
    """Return the rows: seconds and bytes, for each size that pydeck was measured at."""
    sizes = [size for page, size in subjects if page == "pydeck"]
    return [
        row
        for size in sizes
        for text in ("", WORD)
        for row in _pair(subjects, size, text)
    ]


def _pair(subjects: Subjects, size: int, text: str) -> tuple[Row, Row]:
    ours, theirs = subjects["ours", size], subjects["pydeck", size]
    seconds, other_seconds = ours.seconds[text], theirs.seconds[text]
    sent, other_sent = median(ours.sent[text]), median(theirs.sent[text])
    setting = f"{size:,} entries, {ours.shown(text):,} found"
    return (
        Row(
            f"{WORDINGS[text].capitalize()} to changed map, {setting} (wall)",
            spread(seconds),
            f"pydeck: {spread(other_seconds)}",
            compared(
                median(seconds), median(other_seconds), "times faster", "times slower"
            ),
        ),
        Row(
            f"Socket bytes, {WORDINGS[text]}, {setting}",
            f"{sent / 1000:,.1f} kB",
            f"pydeck: {other_sent / 1000:,.1f} kB",
            compared(sent, other_sent, "times fewer", "times more"),
        ),
    )
