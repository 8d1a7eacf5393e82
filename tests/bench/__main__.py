"""Measure everything, print it, write it down: ``python -m tests.bench``.

``--browser`` measures only what takes a browser or a server, and writes nothing down.
Ends with code 1 if a bar that does not depend on the computer is missed.
"""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

logging.disable(logging.WARNING)  # Streamlit's, about running without a browser

from copro_map.assets.importing import import_network  # noqa: E402
from copro_map.base.config import ROOT, Settings, load_settings  # noqa: E402
from copro_map.demonstration.synthetic import make_synthetic  # noqa: E402
from tests.bench import (  # noqa: E402
    accuracy,
    bringing,
    counting,
    covering,
    embedding,
    exchanging,
    importing,
    in_browser,
    joining,
    lightness,
    map_cost,
    progressing,
    report,
    sessions,
    synthetic,
    whole_files,
)
from tests.bench.measure import Row  # noqa: E402

Sections = dict[str, list[Row]]

TARGET = ROOT / "docs" / "benchmarks.md"


def _in_process(settings: Settings, folder: Path) -> Sections:
    return {
        "Server CPU of the map": map_cost.measure(settings),
        "Spatial join": joining.measure(settings),
        "Import and search": importing.measure(settings, folder),
        "A large file by a page": bringing.measure(settings, folder),
        "The exchange": exchanging.measure(),
        "Members and events": counting.measure(settings, folder),
        "Accuracy": accuracy.measure(settings),
        "An area on somebody else's site": embedding.measure(settings, folder),
    }


def _in_browser(settings: Settings, folder: Path) -> Sections:
    databases = {size: folder / f"synthetic{size}.db" for size in in_browser.SIZES}
    for size, database in databases.items():
        make_synthetic(replace(settings, database=database), size, synthetic.SEED)
    real = folder / "real.db"
    import_network(replace(settings, database=real), settings.network_file)
    twenty_thousand = databases[sessions.ENTRIES]
    visitors = {"Twenty sessions": sessions.measure(settings, twenty_thousand, folder)}
    visitors |= {
        "Coverage gaps": covering.measure(replace(settings, database=twenty_thousand)),
        "Open data": whole_files.measure(replace(settings, database=twenty_thousand)),
    }
    if shutil.which("chromium") is None:
        print("Chromium is missing: its rows are left out.", file=sys.stderr)
        return visitors
    title = f"Progress, three years, {progressing.ENTRIES:,} demonstration entries"
    visitors |= {title: progressing.measure(settings, folder)}
    visitors |= {"On a slow line": lightness.measure(real)}
    return in_browser.measure(databases, real, folder) | visitors


def main() -> int:
    """Run the benchmark and return the exit code."""
    load_before, start = report.load_average(), time.perf_counter()
    only_browser = sys.argv[1:] == ["--browser"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = replace(load_settings(), database=folder / "bench.db")
        sections = {} if only_browser else _in_process(settings, folder)
        sections |= _in_browser(settings, folder)
    text = report.whole(sections, load_before, time.perf_counter() - start)
    print(text)
    if not only_browser:
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_text(text, encoding="utf-8")
    rows = [row for section in sections.values() for row in section]
    missed = [row for row in rows if row.binding and not row.met]
    for row in missed:
        print(f"Missed: {row.what}: {row.ours}, {row.target}", file=sys.stderr)
    return 1 if missed else 0


sys.exit(main())
