"""A planted board: offers and requests by chance, in the columns that answers read."""

from __future__ import annotations

import random

import pandas as pd

from copro_map.geography.areas import load_layers
from tests.conftest import PROJECT
from tests.samples import change

CATEGORIES = ("", "venue", "transport")
LANGUAGES = (("en",), ("cy",), ("cy", "en"), ())


def entry(number: int, kind: str, chance: random.Random) -> dict[str, object]:
    """Return an offer or a request somewhere in Wales."""
    layers = load_layers(PROJECT.boundaries_dir, PROJECT.data_dir)
    codes = sorted(layers["local_authority"].areas)
    served = chance.sample(codes, chance.choice([0, 0, 1, 3, 5]))
    everywhere = chance.random() < 0.05
    return {
        "id": f"{kind}-{number}", "kind": kind,
        "themes": tuple(chance.sample(["food", "housing", "health"], 2)),
        "sector": "third_sector", "organisation_id": f"body-{chance.randrange(30)}",
        "authority": chance.choice([*codes, ""]), "precision": "place",
        "served_authorities": frozenset() if everywhere else frozenset(served),
        "serves_all_wales": everywhere,
        "easting_m": chance.uniform(3.0e5, 3.4e5),
        "northing_m": chance.uniform(2.0e5, 2.6e5),
        "verification": chance.choice(["confirmed", "confirmed", "unverified"]),
        "opens_on": chance.choice(["", "2026-10-01", "2027-02-01"]),
        "ends": "9999-12-31", "paused_until": "", "agreement": "", "taken": 0,
        "capacity": chance.choice([1, 1, 2]), "spoken": "", "way": "",
        "languages": chance.choice(LANGUAGES),
        "exchange_category": chance.choice(CATEGORIES),
    }  # fmt: skip


def board(offers: int = 60, requests: int = 150, seed: int = 1) -> pd.DataFrame:
    """Return so many offers and requests, index ``id``."""
    chance = random.Random(seed)
    rows = [entry(n, "offer", chance) for n in range(offers)]
    rows += [entry(n, "request", chance) for n in range(requests)]
    return pd.DataFrame(rows).set_index("id")


MEETING = """
INSERT INTO meeting (request, offer, begun_by, state, asked_on, begun_on, request_yes,
    offer_yes, agreed_on, done_on, ended_on)
VALUES (?, ?, 'network', ?, ?, ?, ?, ?, ?, ?, ?)
"""


def meet(database, request: str, offer: str, state: str, asked="", agreed="") -> None:
    """Write a meeting as it stands in the table, straight into the database."""
    said = agreed if state in ("agreed", "done", "withdrawn") else ""
    done = agreed if state == "done" else ""
    ended = agreed if state in ("withdrawn", "declined", "lapsed") else ""
    change(database, MEETING, request, offer, state, asked, asked or agreed or
           "2026-10-01", said, said, said, done, ended)  # fmt: skip
