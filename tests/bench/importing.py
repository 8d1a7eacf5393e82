"""A large file: imported, imported again, searched; and as many entries made up."""

from __future__ import annotations

import itertools
import statistics
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np

from copro_map.assets.importing import import_network
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.store.connection import reading
from copro_map.base.typed import MOST_WORDS, WORD
from copro_map.demonstration.synthetic import make_synthetic
from copro_map.geography.areas import load_authorities
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.search.rules.query import Query
from copro_map.search.search import all_assets, search
from tests.bench import synthetic
from tests.bench.measure import (
    CPU,
    WALL,
    Job,
    Row,
    in_turns,
    length,
    percentile_95,
    spread,
)

MATCHES = """
SELECT asset_id, rank FROM asset_text
WHERE asset_text MATCH :words ORDER BY rank, asset_id
"""
ROWS = 20_000
REPEATS = 5
LEAST_REPEATS, BUDGET_S = 2, 60  # no more repeats once this much time is spent
SEARCHES = 100
ROUNDS = 5
TARGET = 3
FEW, MANY = 2_000, 20_000
MOST_TIMES = 15  # ten times as many: 10 times as long, 100 with a quadratic step


def measure(settings: Settings, folder: Path) -> list[Row]:
    """Return the rows of import and search; everything is written to ``folder``."""
    file = folder / "synthetic.csv"
    synthetic.write_file(settings, ROWS, file)
    number = itertools.count()
    where = settings

    def first() -> None:
        nonlocal where
        where = replace(settings, database=folder / f"bench{next(number)}.db")
        result = import_network(where, file)
        assert not result.faults, result.faults[:3]
        assert result.added >= ROWS, result.added

    def again() -> None:
        result = import_network(where, file)
        assert result.added == result.changed == 0, (result.added, result.changed)

    new, same = _repeat(first, again)
    return [
        Row(
            f"Import of {ROWS:,} rows into an empty database (wall)",
            spread(new),
            ratio=f"{ROWS / statistics.median(new):,.0f} rows/s",
        ),
        Row(
            "The same file again, nothing changed (wall)",
            spread(same),
            f"the first import: {spread(new)}",
            f"{ROWS / statistics.median(same):,.0f} rows/s",
        ),
        _synthetic_row(settings, folder),
        *_search_rows(where),
    ]


def _repeat(*steps: Callable[[], None]) -> list[list[float]]:
    """Return the seconds of each step, the steps in turn."""
    seconds: list[list[float]] = [[] for _ in steps]
    start = perf_counter()
    for turn in range(REPEATS):
        if turn >= LEAST_REPEATS and perf_counter() - start > BUDGET_S:
            break
        for step, values in zip(steps, seconds, strict=True):
            values += in_turns({"step": Job(step, 1)}, WALL)["step"]
    return seconds


def _synthetic_row(settings: Settings, folder: Path) -> Row:
    """Return how much longer it takes to make up and write ten times as many."""
    number = itertools.count()

    def write(entries: int) -> None:
        where = replace(settings, database=folder / f"made{next(number)}.db")
        assert make_synthetic(where, entries, synthetic.SEED) == entries

    jobs = {x: Job(partial(write, n), 3) for x, n in (("few", FEW), ("many", MANY))}
    few, many = in_turns(jobs, CPU).values()
    ratio = statistics.median(many) / statistics.median(few)
    return Row(
        f"{MANY:,} synthetic entries made and written (CPU)",
        spread(many),
        f"{FEW:,} of them: {spread(few)}",
        f"{ratio:.1f} times",
        f"at most {MOST_TIMES} times",
        ratio <= MOST_TIMES,
        binding=True,
    )


def _texts(settings: Settings) -> list[str]:
    """Return what visitors might type: places, areas, themes, single entries, pairs."""
    random = np.random.default_rng(synthetic.SEED)
    definitions = load_definitions(settings.data_dir)
    places = load_gazetteer(settings).places
    areas = load_authorities(settings.data_dir)
    themes = [
        word
        for term in definitions.terms["themes"].values()
        for word in (term.label.en, term.label.cy)
    ]
    towns = [*places["name_en"], *places["name_cy"]]
    counties = [*areas["name_en"], *areas["name_cy"]]
    quarter = SEARCHES // 4
    pairs = zip(
        random.choice(themes, quarter), random.choice(counties, quarter), strict=True
    )
    return [
        *random.choice(towns, quarter),
        *random.choice(themes, quarter),
        *(f"entry {n}" for n in random.integers(1, ROWS, quarter)),
        *(" ".join(pair) for pair in pairs),
    ]


def words_to_match(text: str) -> str:
    """The plainest search there is, to measure against: every word, as a prefix."""
    words = WORD.findall(unicodedata.normalize("NFC", text))[:MOST_WORDS]
    return " ".join(f'"{word}"*' for word in words)


def _search_rows(settings: Settings) -> list[Row]:
    assets = all_assets(settings)
    texts = _texts(settings)
    ours, bare, hits = [], [], []
    with reading(settings.database) as database:
        for text in texts * ROUNDS:
            start = perf_counter()
            answer = search(settings, Query(text=text), assets)
            middle = perf_counter()
            words = {"words": words_to_match(text)}
            found = database.execute(MATCHES, words).fetchall()
            end = perf_counter()
            if not answer.understood.place:  # else what is elsewhere is left out
                assert len(found) <= len(answer.found) + answer.found.ended, text
            ours.append(middle - start)
            bare.append(end - middle)
            hits.append(len(found))
    ratio = percentile_95(ours) / percentile_95(bare)
    middle_ratio = statistics.median(ours) / statistics.median(bare)
    setting = f"{SEARCHES} texts x {ROUNDS}, {len(assets):,} entries"
    typical = f"{statistics.median(hits):,.0f}, p95 {percentile_95(hits):,.0f}"
    return [
        Row(
            f"Search by text, p95 of {setting} (wall)",
            length(percentile_95(ours)),
            f"bare FTS5 query, open connection: {length(percentile_95(bare))}",
            f"{ratio:.2f} times",
            f"at most {TARGET} times",
            ratio <= TARGET,
        ),
        Row(
            f"The same, median (hits: median {typical})",
            length(statistics.median(ours)),
            f"bare FTS5 query: {length(statistics.median(bare))}",
            f"{middle_ratio:.2f} times",
        ),
    ]
