"""The exchange: a large board matched, and all rings among many members.

The board is matched in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time

import pandas as pd

from tests.bench.measure import WALL, Job, Row, in_turns, spread

MANY = 5_000  # offers, and as many requests
MEMBERS, ARCS = 2_000, 40_000
MOST_SECONDS, MOST_MB, MOST_OF_RINGS = 5, 500, 1
THEMES = 21
CATEGORIES = ("advice", "mentoring", "training", "venue", "transport", "volunteering")
WORDS = ("garden", "lunch", "carers", "mentora", "bancio", "amser", "van", "training")


def _entry(chance: random.Random) -> dict[str, object]:
    authority = f"W060000{chance.randrange(1, 23):02}"
    words = " ".join(chance.choices(WORDS, k=12))
    return {
        "easting_m": chance.uniform(2.2e5, 3.5e5),
        "northing_m": chance.uniform(1.7e5, 3.9e5),
        "precision": "postcode",
        "authority": authority,
        "served_authorities": frozenset([authority]),
        "serves_all_wales": chance.random() < 0.05,
        "remote": chance.random() < 0.1,
        "themes": tuple(chance.sample([f"t{n}" for n in range(THEMES)], 2)),
        "languages": chance.choice([("en",), ("cy",), ("cy", "en")]),
        "exchange_category": chance.choice(CATEGORIES),
        "organisation_id": f"body-{chance.randrange(MANY)}",
        "capacity": chance.choice([1, 1, 1, 2, 5]),
        "ends": "9999-12-31",
        "name_en": words, "name_cy": words, "description_en": words,
        "description_cy": "",
    }  # fmt: skip


def _frame(letter: str, chance: random.Random) -> pd.DataFrame:
    return pd.DataFrame(
        [_entry(chance) for _ in range(MANY)], [f"{letter}{n}" for n in range(MANY)]
    )


def _rings_row() -> Row:
    from copro_map.exchange.rules.rings import rings

    chance, arcs = random.Random(1), {one: set[int]() for one in range(MEMBERS)}
    while sum(map(len, arcs.values())) < ARCS:
        one, other = chance.sample(range(MEMBERS), 2)
        arcs[one].add(other)
    found = len(list(rings(arcs)))
    seconds = in_turns({"rings": Job(lambda: list(rings(arcs)))}, WALL)["rings"]
    return Row(
        f"All rings of at most four, {MEMBERS:,} members, {ARCS:,} arcs (wall)",
        spread(seconds),
        f"{found:,} rings",
        target=f"less than {MOST_OF_RINGS} s",
        met=max(seconds) < MOST_OF_RINGS,
    )


def measure() -> list[Row]:
    """Return the rows of the exchange."""
    words = [sys.executable, "-m", "tests.bench.exchanging"]
    told = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603
    did = json.loads(told.stdout.splitlines()[-1])
    board = Row(
        f"{MANY:,} requests and offers matched, with reasons and rings (wall)",
        f"{did['seconds']:.2f} s, {did['mb']:.0f} MB",
        f"{did['edges']:,} pairs that could be; matched: {did['matched']:,}",
        target=f"less than {MOST_SECONDS} s and {MOST_MB} MB",
        met=did["seconds"] < MOST_SECONDS and did["mb"] < MOST_MB,
    )
    return [board, _rings_row()]


def main() -> None:
    """Match the board; print what that took as JSON."""
    from copro_map.assets.rules.matching import board
    from copro_map.exchange.rules.boards import matched_of

    chance = random.Random(1)
    requests, offers = _frame("r", chance), _frame("o", chance)
    start = time.perf_counter()
    found = matched_of(board(requests, offers))
    seconds = time.perf_counter() - start
    mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"seconds": seconds, "mb": mb}
    told |= {"edges": len(found.edges), "matched": len(found.pairs)}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
