"""The report: where it was measured, and a table that lines up."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from tests.bench.measure import Row

PACKAGES = (
    *("streamlit", "folium", "branca", "streamlit-folium", "Jinja2"),
    *("geopandas", "shapely", "pandas", "numpy", "sqlite-utils"),
)
HEADER = ("Measured", "Ours", "Against", "Ratio", "Target", "Met")
NOTES = """\
Written by `make bench`; do not edit. Figures are medians, with the least, the most and
the number of repeats. What is compared took turns within one run: read the ratios, for
the times are those of one computer. CPU is processor time of the process, wall is time
on the clock. Synthetic entries have a fixed seed and live in a temporary folder.
The naive page is tests/bench/naive_app.py: a marker with a popup for each entry, in a
cluster, on Leaflet of our own. Wall times are those of Chromium, from the key pressed
to the numbers on the map being those that are found. Socket bytes are those of the
messages, not compressed. The twenty sessions are websocket clients without a browser;
each types or takes away a theme's word, and a rerun lasts from the request, as it comes
off the socket, to the end of the run."""


def load_average() -> str:
    """Return the load of the last 1, 5 and 15 minutes, where the system tells."""
    if not hasattr(os, "getloadavg"):
        return "not known"
    return ", ".join(f"{load:.2f}" for load in os.getloadavg())


def surroundings(load_before: str, seconds: float) -> str:
    """Return date, processors, load and versions, as a list."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return "\n".join(
        (
            f"- Date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC; took {seconds:.0f} s",
            f"- Processors: {os.cpu_count()} ({platform.machine()}); load average "
            f"before: {load_before}; after: {load_average()}",
            f"- Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}",
            f"- {packages}",
        )
    )


def table(rows: Sequence[Row]) -> str:
    """Return rows as a Markdown table whose columns line up as plain text too."""
    lines = [HEADER, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines
    )


def whole(sections: dict[str, list[Row]], load_before: str, seconds: float) -> str:
    """Return the whole report as Markdown."""
    parts = ["# Benchmarks", NOTES, surroundings(load_before, seconds)]
    for title, rows in sections.items():
        parts += [f"## {title}", table(rows)]
    return "\n\n".join(parts) + "\n"
