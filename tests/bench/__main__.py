"""Measure everything, print it, write it down: ``python -m tests.bench``.

Ends with code 1 if the map or the accuracy misses its bar.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

logging.disable(logging.WARNING)  # Streamlit's, about running without a browser

from copro_map.config import ROOT, load_settings  # noqa: E402
from tests.bench import accuracy, importing, joining, map_cost, report  # noqa: E402

TARGET = ROOT / "docs" / "benchmarks.md"


def main() -> int:
    """Run the benchmark and return the exit code."""
    load_before, start = report.load_average(), time.perf_counter()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = replace(load_settings(), database=folder / "bench.db")
        sections = {
            "Server CPU of the map": map_cost.measure(settings),
            "Spatial join": joining.measure(settings),
            "Import and search": importing.measure(settings, folder),
            "Accuracy": accuracy.measure(settings),
        }
    text = report.whole(sections, load_before, time.perf_counter() - start)
    print(text)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    rows = [row for section in sections.values() for row in section]
    missed = [row for row in rows if row.binding and not row.met]
    for row in missed:
        print(f"Missed: {row.what}: {row.ours}, {row.target}", file=sys.stderr)
    return 1 if missed else 0


sys.exit(main())
