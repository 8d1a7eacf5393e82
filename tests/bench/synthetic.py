"""Made-up entries at real places, the same in every run."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from copro_map.assets.rules.fields import REQUIRED
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.geography.areas import DEGREES, METRES, load_authorities
from copro_map.geography.gazetteer import POSTCODE, load_gazetteer

SEED = 20_261_121
KINDS = {"organisation": 0.44, "project": 0.42, "offer": 0.08, "request": 0.06}
# How an entry says where it is: shares near those of data/network.csv, but for more
# postcodes. A "stray" names a place that is not in the gazetteer.
WHERE = {
    "place": 0.50,
    "authority": 0.21,
    "all_wales": 0.11,
    "postcode": 0.10,
    "nowhere": 0.04,
    "stray": 0.03,
    "lone_place": 0.01,
}


def points_in_wales(settings: Settings, number: int) -> gpd.GeoSeries:
    """Return random points on land in Wales, in EPSG:27700."""
    wales = load_gazetteer(settings).polygons.union_all()
    shapely.prepare(wales)
    west, south, east, north = wales.bounds
    random = np.random.default_rng(SEED)
    x = random.uniform(west, east, number * 4)
    y = random.uniform(south, north, number * 4)
    inside = shapely.contains_xy(wales, x, y)
    return gpd.GeoSeries.from_xy(x[inside][:number], y[inside][:number], crs=METRES)


def assets(settings: Settings, number: int) -> pd.DataFrame:
    """Return entries as the map takes them: index ``id``, kind, point, precision."""
    random = np.random.default_rng(SEED)
    degrees = points_in_wales(settings, number).to_crs(DEGREES)
    kinds = list(load_definitions(settings.data_dir).kinds)
    index = pd.Index([f"synth-{n:05}" for n in range(1, number + 1)], name="id")
    return pd.DataFrame(
        {
            "name_en": [f"Synthetic entry {n}" for n in range(1, number + 1)],
            "kind": random.choice(kinds, number),
            "longitude": degrees.x.to_numpy(),
            "latitude": degrees.y.to_numpy(),
            "precision": random.choice(["place", "postcode", "area"], number),
        },
        index=index,
    )


class _Rows:
    """A stream of rows in the format of the network's file."""

    def __init__(self, settings: Settings, number: int) -> None:
        self.random = Random(SEED)
        self.number = number
        gazetteer = load_gazetteer(settings)
        self.names = load_authorities(settings.data_dir)["name_en"].to_dict()
        self.places = gazetteer.places[["name_en", "authority"]].to_numpy().tolist()
        official = gazetteer.postcodes["authority"].astype(str)
        spelt_today = official.index.str.fullmatch(POSTCODE.pattern)
        welsh = official[official.isin(self.names) & spelt_today]
        self.postcodes = list(welsh.items())
        terms = load_definitions(settings.data_dir).terms
        self.themes, self.stages = list(terms["themes"]), list(terms["stages"])
        self.sectors = list(terms["sectors"])
        self.categories = list(terms["exchange_categories"])

    def some(self, values: list[str], most: int) -> str:
        return ";".join(self.random.sample(values, self.random.randint(1, most)))

    def maybe(self, share: float, value: str) -> str:
        return value if self.random.random() < share else ""

    def one_of(self, shares: dict[str, float]) -> str:
        return self.random.choices(list(shares), list(shares.values()))[0]

    def where(self, n: int) -> dict[str, str]:
        way = self.one_of(WHERE)
        place, code = self.random.choice(self.places)
        if way in ("all_wales", "nowhere"):
            name = "All Wales" if way == "all_wales" else ""
            return {"local_authority": name, "serves": name}
        if way == "lone_place":
            return {"place": place}
        if way == "postcode":
            postcode, code = self.random.choice(self.postcodes)
            found = {"postcode": f"{postcode[:-3]} {postcode[-3:]}"}
        elif way == "authority":
            found = {}
        else:
            found = {"place": f"Synthetic place {n}" if way == "stray" else place}
        name = self.names[code]
        return found | {"local_authority": name, "serves": name}

    def body(self) -> str:
        """Return who runs an entry: now and then one that has an entry itself."""
        kind = "entry" if self.random.random() < 0.4 else "body"
        return f"Synthetic {kind} {self.random.randint(1, self.number * 3 // 8)}"

    def row(self, n: int) -> dict[str, str]:
        kind = self.one_of(KINDS)
        exchange = kind in ("offer", "request")
        themes = self.some(self.themes, 3)
        words = themes.replace("_", " ").replace(";", ", ")
        return {
            "id": f"synth-{n:05}",
            "kind": kind,
            "name_en": f"Synthetic entry {n}",
            "description_en": f"Made up to measure with; it is about {words}.",
            "sector": self.random.choice(self.sectors),
            "themes": themes,
            "stages": self.maybe(0.28, self.some(self.stages, 2)),
            "organisation": "" if kind == "organisation" else self.body(),
            "start_year": self.maybe(0.31, str(self.random.randint(1990, 2025))),
            "website": self.maybe(0.42, f"https://example.org/{n}"),
            "source_url": f"https://example.org/source/{n}",
            "source_date": self.maybe(0.46, "2024-05"),
            "exchange_type": self.random.choice(self.categories) if exchange else "",
        } | self.where(n)


def write_file(settings: Settings, number: int, target: Path) -> None:
    """Write entries in the format of ``data/network.csv``."""
    rows = _Rows(settings, number)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, REQUIRED, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows.row(n) for n in range(1, number + 1))
