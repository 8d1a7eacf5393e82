"""Twenty visitors at once on one process."""

from __future__ import annotations

import asyncio
import json
import statistics
from pathlib import Path
from random import Random
from time import perf_counter

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from tests.bench.measure import Row, length, percentile_95
from tests.bench.serving import TIMED, Server, serve
from tests.bench.synthetic import SEED
from tests.bench.visitor import Visitor

SESSIONS, ENTRIES, SECONDS = 20, 20_000, 40
PAUSE_S = 5.0  # between two changes of one visitor, on average
TOGETHER = 2  # times that all change at once
CLEARED = 0.25  # of the changes take the words away again: every entry is shown
P95_BAR_S, MEMORY_BAR_MB = 0.3, 400


def _texts(settings: Settings) -> list[str]:
    """Return single words of themes, such as "housing"."""
    themes = load_definitions(settings.data_dir).terms["themes"].values()
    return [term.label.en.split()[0].lower() for term in themes]


async def _one(visitor: Visitor, texts: list[str], random: Random) -> list[float]:
    seconds = []
    last = ""
    end = perf_counter() + SECONDS
    while perf_counter() < end:
        await asyncio.sleep(random.uniform(0, 2 * PAUSE_S))
        wanted = "" if last and random.random() < CLEARED else random.choice(texts)
        if wanted != last:
            seconds.append(await visitor.search(wanted))
        last = wanted
    return seconds


async def _all(server: Server, texts: list[str], log: Path) -> dict[str, list[float]]:
    """Return seconds by what was measured, and where."""
    visitors = [await Visitor.arrive(server.address) for _ in range(SESSIONS)]
    log.write_text("")
    lists = await asyncio.gather(
        *(_one(v, texts, Random(SEED + n)) for n, v in enumerate(visitors))
    )
    found = {"client": [x for one in lists for x in one], "server": _logged(log)}
    log.write_text("")
    for turn in range(TOGETHER):
        await asyncio.gather(
            *(v.search(texts[(turn + n) % len(texts)]) for n, v in enumerate(visitors))
        )
    found["together"] = _logged(log)
    for visitor in visitors:
        await visitor.leave()
    return found


def _logged(log: Path) -> list[float]:
    return [json.loads(line)["seconds"] for line in log.read_text().splitlines()]


def measure(settings: Settings, database: Path, folder: Path) -> list[Row]:
    """Return the rows of 20 sessions on a database of 20,000 entries."""
    log = folder / "runs.jsonl"
    with serve(TIMED, database, COPRO_MAP_BENCH_LOG=str(log)) as server:
        empty = server.memory_mb()["VmRSS"]
        found = asyncio.run(_all(server, _texts(settings), log))
        memory = server.memory_mb()
    p95 = percentile_95(found["server"])
    each = f"{SESSIONS} sessions, {ENTRIES:,} entries"
    return [
        Row(
            f"Rerun after a changed filter, p95 in the server, {each}, one change in "
            f"{PAUSE_S:.0f} s each (n={len(found['server'])})",
            length(p95),
            f"median {length(statistics.median(found['server']))}; at the client: "
            f"median {length(statistics.median(found['client']))}, "
            f"p95 {length(percentile_95(found['client']))}",
            target=f"at most {length(P95_BAR_S)}",
            met=p95 <= P95_BAR_S,
        ),
        Row(
            f"The same, all {SESSIONS} at once (n={len(found['together'])})",
            length(percentile_95(found["together"])),
            f"median {length(statistics.median(found['together']))}",
        ),
        Row(
            f"Memory of the process (resident), {each}",
            f"{memory['VmRSS']:.0f} MB",
            f"before the first visitor: {empty:.0f} MB; most: {memory['VmHWM']:.0f} MB",
            target=f"under {MEMORY_BAR_MB} MB",
            met=memory["VmRSS"] < MEMORY_BAR_MB,
        ),
    ]
