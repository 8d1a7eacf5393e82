"""A large file brought in by a page: how long, how much memory, how long others wait.

It runs in a process of its own, in a thread, as in a server; beside it somebody reads,
and somebody else writes.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from copro_map.base.config import Settings, load_settings
from copro_map.base.errors import DatabaseError
from copro_map.base.store.connection import reading, writing
from copro_map.imports.batches import Batch
from copro_map.imports.entries import ENTRIES
from copro_map.imports.importer import Given
from copro_map.people.rules.permissions import MACHINE
from tests.bench import synthetic
from tests.bench.measure import Row

ROWS = 20_000
MOST_SECONDS, MOST_MB = 60, 500
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
READ = "SELECT count(*) FROM asset_public"
PAUSE_S = 0.05


def measure(settings: Settings, folder: Path) -> list[Row]:
    """Return the row of an import of many rows; everything is written to ``folder``."""
    file = folder / "brought.csv"
    synthetic.write_file(settings, ROWS, file)
    words = [sys.executable, "-m", "tests.bench.bringing", str(folder), str(file)]
    told = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603
    did = json.loads(told.stdout.splitlines()[-1])
    met = did["seconds"] < MOST_SECONDS and did["again"] < MOST_MB
    return [
        Row(
            f"{ROWS:,} rows brought in by a page, then tried again (wall, the first)",
            f"{did['seconds']:.1f} s, {did['mb']:.0f} MB; again: {did['again']:.0f} MB",
            f"longest wait: a reader {did['read']:.1f} s, a writer {did['write']:.1f} s"
            f" (refused as busy: {did['refused']})",
            "-",
            f"less than {MOST_SECONDS} s and {MOST_MB} MB",
            met,
        )
    ]


def _again_and_again(act: Callable[[], None], done: threading.Event) -> list[float]:
    waits = [0.0]
    while not done.is_set():
        start = time.perf_counter()
        act()
        waits.append(time.perf_counter() - start)
        time.sleep(PAUSE_S)
    return waits


def _beside(here: Settings, done: threading.Event) -> dict[str, float]:
    """Read and write until it is done; return the longest waits in seconds."""
    found: dict[str, float] = {"refused": 0}

    def read() -> None:
        with reading(here.database) as database:
            database.execute(READ).fetchone()

    def write() -> None:
        try:
            with writing(here.database):
                pass
        except DatabaseError:
            found["refused"] += 1

    def one(name: str, act: Callable[[], None]) -> None:
        found[name] = max(_again_and_again(act, done))

    threads = [
        threading.Thread(target=one, args=pair)
        for pair in (("read", read), ("write", write))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def main(folder: Path, file: Path) -> None:
    """Bring a file in, and try it again; print what that took as JSON."""
    here = replace(load_settings({}), database=folder / "brought.db")
    with writing(here.database):
        pass
    done, seconds, peaks = threading.Event(), [], []

    def bring() -> None:
        try:
            for dry_run in (False, True):
                start = time.perf_counter()
                batch = Batch(here, MACHINE, "entries", "", file.name, NOON)
                tried = ENTRIES.bring(here, Given(file), batch, NOON, dry_run)
                assert not tried.faults, tried.faults[:3]
                seconds.append(time.perf_counter() - start)
                del tried  # as a page does that is drawn again
                peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        finally:
            done.set()

    thread = threading.Thread(target=bring)
    thread.start()
    waits = _beside(here, done)
    thread.join()
    print(
        json.dumps({"seconds": seconds[0], "mb": peaks[0], "again": peaks[1], **waits})
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
