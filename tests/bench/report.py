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
    *("pydeck", "geopandas", "shapely", "pandas", "numpy", "sqlite-utils"),
)
HEADER = ("Measured", "Ours", "Against", "Ratio", "Target", "Met")
NOTES = """\
Written by `make bench`; do not edit. Figures are medians, with the least, the most and
the number of repeats. What is compared took turns within one run: read the ratios, for
the times are those of one computer. CPU is processor time of the process, wall is time
on the clock. Synthetic entries have a fixed seed and live in a temporary folder.

What ours is measured against:

- Plain folium, for the server's CPU: the boundaries of the 22 authorities and a marker
  with a popup for each entry, in a cluster (tests/bench/map_cost.py).
- The naive page shows the same as our map, written as in the guides of folium and
  st_folium: the boundaries, and for each entry a folium.Marker in a MarkerCluster with
  a popup, its name on hover, and an icon of its kind's shape and colour
  (tests/bench/naive_app.py). Where it has a popup, ours opens the entry beside the map.
- Bare markers are the same page with less on it: a marker with a popup for each entry,
  in a cluster; no boundaries, no kinds, no names on hover. It shows less than our map,
  so it has no bar.
- pydeck is a page with the same text filter whose map deck.gl draws: the boundaries,
  and for each entry a dot in its kind's colour with its name on hover; no shapes, no
  clusters, no popups (tests/bench/pydeck_app.py).
- The area on somebody else's site is set beside a page that folium writes once: the
  boundaries and a marker with a popup for each entry (tests/bench/embedding.py). Its
  libraries come from other sites and are not counted, and it has no list.

None of them has anything beside the map; our page also renews its list, its counts and
its address. Leaflet is our own copy in all of them, and no street map lies under any.

On a slow line (400 ms, 500 kbit/s both ways, as Chromium slows it) ours is set beside
itself asked for uncompressed; a phone opens it with nothing kept, and then again. Bytes
are those on the wire, sockets too. Layout shift is counted as Chromium reports it
(tests/bench/lightness.py; it can measure two servers of two versions in turns).

Wall times are those of Chromium, from the key pressed to the numbers on the map being
those that are found; with pydeck to the call that has WebGL draw so many dots (in
software here, SwiftShader). Socket bytes are those of the messages, not compressed. The
naive page and pydeck send the boundaries in each (0.2 and 0.7 MB); ours come once, as a
file, when the page is opened. The twenty sessions are websocket clients without a
browser; each types or takes away a theme's word, and a rerun lasts from the request, as
it comes off the socket, to the end of the run."""


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
