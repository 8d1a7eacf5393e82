"""The entries of each area counted anew, in SQL, and what their number says."""

from __future__ import annotations

import csv
import math
import re
import sqlite3
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pyproj import Transformer
from scipy.spatial import cKDTree
from scipy.special import gammaincc
from scipy.stats import chi2

from tests.catalogue import ROOT

DAY = date(2026, 11, 22)
BASE, ALL_WALES, PER = "local_authority", "W92000004", 100_000
TABLES = """
CREATE TEMP TABLE held (layer TEXT, area TEXT, authority TEXT);
CREATE TEMP VIEW live AS SELECT * FROM asset_public WHERE
    (end_year IS NULL OR end_year >= :year)
    AND (COALESCE(closes_on, '') = ''
         OR closes_on || substr('-12-31', length(closes_on) - 3) >= :day)
    AND (:narrowed);
CREATE TEMP VIEW base AS
    SELECT l.id, a.area_code AS authority FROM live AS l
    JOIN asset_area AS a ON a.asset_id = l.id AND a.layer = 'local_authority';
CREATE TEMP VIEW serving AS
    SELECT DISTINCT l.id, h.authority FROM live AS l
    JOIN asset_served AS s ON s.asset_id = l.id JOIN held AS h ON h.area = s.area_code;
CREATE TEMP VIEW national AS SELECT l.id FROM live AS l
    JOIN asset_served AS s ON s.asset_id = l.id WHERE s.area_code = 'W92000004';
CREATE TEMP VIEW placed AS
    SELECT id, authority FROM serving WHERE id NOT IN (SELECT id FROM national)
    UNION SELECT id, authority FROM base
    WHERE id NOT IN (SELECT id FROM serving) AND id NOT IN (SELECT id FROM national);
CREATE TEMP VIEW share AS
    SELECT id, authority, 1.0 / COUNT(*) OVER (PARTITION BY id) AS part FROM placed;
"""
OF_AREA = """
WITH mine AS (SELECT authority FROM held WHERE area = :area),
    here AS (SELECT DISTINCT id FROM base WHERE authority IN mine),
    served AS (SELECT DISTINCT id FROM serving WHERE authority IN mine)
SELECT (SELECT COUNT(*) FROM here),
    (SELECT COUNT(*) FROM served WHERE id NOT IN here),
    (SELECT COUNT(*) FROM (SELECT id FROM here UNION SELECT id FROM served)),
    (SELECT COUNT(*) FROM national
     WHERE id NOT IN here AND id NOT IN served)
"""
# The entries of an area, one by one.
MINE = """
SELECT * FROM live WHERE id IN (
    SELECT id FROM base WHERE authority IN (
        SELECT authority FROM held WHERE area = :area)
    UNION SELECT id FROM serving WHERE authority IN (
        SELECT authority FROM held WHERE area = :area))
"""
KINDS = f"SELECT kind, COUNT(*) FROM ({MINE}) GROUP BY kind"  # noqa: S608
APART = """
SELECT COUNT(*) FILTER (WHERE NOT everywhere AND placed),
    COUNT(*) FILTER (WHERE everywhere),
    COUNT(*) FILTER (WHERE NOT everywhere AND NOT placed), COUNT(*)
FROM (SELECT id IN (SELECT id FROM national) AS everywhere,
    id IN (SELECT id FROM base) OR id IN (SELECT id FROM serving) AS placed FROM live)
"""
SHARES = "SELECT authority, SUM(part) FROM share GROUP BY authority"
FRESH = f"verification = 'confirmed' AND verified_on >= '{DAY.replace(year=2025)}'"
ALL_CHECKED = f"SELECT COUNT(*) FILTER (WHERE {FRESH}), COUNT(*) FROM live"  # noqa: S608
CHECKED = f"""
SELECT COUNT(*) FILTER (WHERE {FRESH}),
    COUNT(*) FILTER (WHERE verification <> 'unverified' AND NOT ({FRESH})),
    COUNT(*) FILTER (WHERE verification = 'unverified')
FROM ({MINE})
"""  # noqa: S608 - no values
# Who was asked, by the authorities that a row of the ledger holds for.
ASKED = """
SELECT COUNT(DISTINCT mine.authority) FROM held AS mine
JOIN held AS told ON told.authority = mine.authority
JOIN outreach AS o ON o.area_code = told.area
WHERE mine.area = :area AND o.theme = ''
"""
BASES = """
SELECT asset_id, area_code FROM asset_area WHERE layer = 'local_authority'
"""
POINTS = """
SELECT DISTINCT longitude, latitude FROM live
WHERE longitude IS NOT NULL AND precision <> 'area'
"""
YEARS = f"""
SELECT MIN(substr(source_date, 1, 4)), MAX(substr(source_date, 1, 4)) FROM ({MINE})
WHERE source_date <> ''
"""  # noqa: S608 - no values
MONTHS = """
SELECT month, entries FROM area_month WHERE area_code = :area ORDER BY month
"""


@dataclass(frozen=True)
class Recount:
    """A database asked in SQL, and what its areas are called.

    ``narrowed`` is a condition on the entries, in SQL: those alone are counted.
    """

    path: Path
    narrowed: str = "1"
    known: dict[str, dict[str, Any]] = field(default_factory=dict, compare=False)

    @cached_property
    def database(self) -> sqlite3.Connection:
        found = sqlite3.connect(self.path)
        named = {
            ":year": str(DAY.year),
            ":day": f"'{DAY}'",
            ":narrowed": self.narrowed,
        }
        found.executescript(re.sub(r":\w+", lambda x: named[x[0]], TABLES))
        found.executemany("INSERT INTO held VALUES (?, ?, ?)", self.members())
        return found

    @staticmethod
    def members() -> Iterator[tuple[str, str, str]]:
        for row in _rows(ROOT / "data" / "areas.csv"):
            yield BASE, row["area_code"], row["area_code"]
        for path in (ROOT / "boundaries").glob("*.csv"):
            for row in _rows(path):
                yield path.stem, row["area_code"], row["member_code"]

    def all(self, statement: str, **values: str) -> list[tuple[Any, ...]]:
        return self.database.execute(statement, values).fetchall()

    def one(self, statement: str, **values: str) -> tuple[int, ...]:
        return self.all(statement, **values)[0]

    def codes(self, layer: str) -> list[str]:
        areas = "SELECT DISTINCT area FROM held WHERE layer = :layer"
        return [code for (code,) in self.all(areas, layer=layer)]

    def within(self, area: str) -> list[str]:
        """The authorities of an area."""
        parts = "SELECT DISTINCT authority FROM held WHERE area = :area"
        return [code for (code,) in self.all(parts, area=area)]

    @cached_property
    def shares(self) -> dict[str, float]:
        """Entries of each authority, those for several shared out among them."""
        return dict(self.all(SHARES))

    def count(self, authorities: list[str]) -> float:
        return sum(self.shares.get(code, 0.0) for code in authorities)

    def for_its_size(self, area: str) -> tuple[str, str]:
        """How the entries of an area stand for its size, and whether that is flagged.

        By the exact tails of the Poisson distribution, made continuous for parts.
        """
        parts = self.within(area)
        count = round(self.count(parts), 9)
        usual = residents(parts) / residents(facts()) * sum(self.shares.values())
        tail = float(gammaincc(count + 1, usual))
        flagged = "red" if tail < 0.001 else "amber" if tail < 0.025 else "none"
        if count > 1 and gammaincc(count, usual) > 0.999:
            return "more", flagged
        if math.exp(-usual) >= 0.001:
            return "cannot_tell", flagged
        return ("fewer" if tail < 0.001 else "usual"), flagged

    def reach(self, parts: list[str], km: int = 10) -> float:
        """Percentage of the residents of authorities that live so near to an entry."""
        near = self.distances["metres"] <= 1000 * km
        own = self.distances["authority"].isin(parts)
        weight = self.distances["people"]
        return float(100 * weight[own & near].sum() / weight[own].sum())

    @cached_property
    def distances(self) -> pd.DataFrame:
        """Of every residential postcode its residents, and how far an entry is (m)."""
        points = self.all(POINTS)
        grid = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
        metres = np.column_stack(grid.transform(*zip(*points, strict=True)))
        homes = homes_of_wales()
        where = homes[["easting_m", "northing_m"]].to_numpy(float)
        return homes.assign(metres=cKDTree(metres).query(where)[0])

    def area(self, code: str) -> dict[str, Any]:
        """All that is told of an area, by name."""
        if code not in self.known:
            self.known[code] = self._area(code)
        return self.known[code]

    def _area(self, code: str) -> dict[str, Any]:
        parts = self.within(code)
        based, serving, entries, national = self.one(OF_AREA, area=code)
        fresh, stale, never = self.one(CHECKED, area=code)
        stands, flagged = self.for_its_size(code)
        count, everybody = self.count(parts), residents(parts)
        kinds = dict(self.all(KINDS, area=code))
        deprived = [facts()[x]["deprived_small_areas"] for x in parts]
        small = [facts()[x]["small_areas"] for x in parts]
        (asked,) = self.one(ASKED, area=code)
        return {
            **{"based": based, "serving": serving, "entries": entries},
            **{"national": national, "population": everybody, "count": count},
            "rate": PER * count / everybody,
            "wales": self.rate_of_wales,
            **{"fresh": fresh, "stale": stale, "never": never},
            "to_confirm": entries - fresh,
            **{"stands": stands, "flagged": flagged},
            "exchanged": kinds.get("offer", 0) + kinds.get("request", 0),
            **{"asked": asked, "authorities": len(parts)},
            "deprived": 100 * sum(map(int, deprived)) / sum(map(int, small)),
            **self.groups(code),
            "near": self.reach(parts),
            "near_in_wales": self.reach(list(facts())),
            "far": 100 - self.reach(parts),
            "usual": sum(self.shares.values()) * everybody / residents(facts()),
            **self.thinnest(parts),
            **self.years(code),
        }

    def thinnest(self, parts: list[str]) -> dict[str, Any]:
        """Of the authorities of an area, which has the fewest for its size."""
        rates = {one: PER * self.count([one]) / residents([one]) for one in parts}
        one = min(rates, key=lambda code: rates[code])
        return {"thinnest": one, "thinnest_rate": rates[one]}

    def years(self, code: str) -> dict[str, int]:
        """The first and the last year of the sources of an area's entries."""
        years = self.one(YEARS, area=code)
        both = zip(("first_year", "last_year"), years, strict=True)
        return {name: int(year) for name, year in both if year}

    @cached_property
    def based_in(self) -> dict[str, str]:
        """The authority that each entry is based in."""
        return dict(self.all(BASES))

    @property
    def placed(self) -> int:
        """Entries that are in an area's count."""
        return self.one(APART)[0]

    @cached_property
    def rate_of_wales(self) -> float:
        return PER * sum(self.shares.values()) / residents(facts())

    @cached_property
    def gini(self) -> float:
        """How unequally entries are spread over authorities: twice Lorenz's area."""
        rates = sorted((self.count([x]) / residents([x]), x) for x in facts())
        ordered = [code for _, code in rates]
        count, people = self.count(ordered), residents(ordered)
        below = held = 0.0
        for code in ordered:
            part = self.count([code]) / count
            below += residents([code]) / people * (2 * held + part)
            held += part
        return 1 - below

    def groups(self, code: str) -> dict[str, int]:
        """How many entries of an area are of each group of sectors."""
        found = dict.fromkeys(("citizens", "providers", "government", "others"), 0)
        of = groups_of_sectors()
        for (sector,) in self.all(f"SELECT sector FROM ({MINE})", area=code):  # noqa: S608
            found[of.get(sector, "others")] += 1
        return found

    def compared(self, code: str) -> list[tuple[int, float, float, float]]:
        """An area, Wales, authorities of its class: entries, rate, its 95% limits."""
        parts = self.within(code)
        sizes: dict[str, int] = {}
        for one in parts:
            kind = facts()[one]["rural_urban"]
            sizes[kind] = sizes.get(kind, 0) + int(facts()[one]["population"])
        own = max(sizes, key=lambda kind: sizes[kind])
        alike = [x for x, row in facts().items() if row["rural_urban"] == own]
        return [self._rates(x) for x in (parts, list(facts()), alike)]

    def _rates(self, parts: list[str]) -> tuple[int, float, float, float]:
        ids = self.all(
            "SELECT id, authority FROM base UNION SELECT id, authority FROM serving"
        )
        entries = len({one for one, authority in ids if authority in parts})
        count, per = self.count(parts), PER / residents(parts)
        lower = chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
        upper = chi2.ppf(0.975, 2 * count + 2) / 2
        return entries, count * per, lower * per, upper * per


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


@cache
def facts() -> dict[str, dict[str, str]]:
    """The row of each authority in the file of areas."""
    return {row["area_code"]: row for row in _rows(ROOT / "data" / "areas.csv")}


def residents(parts: Iterable[str]) -> int:
    """How many people live in some authorities."""
    return sum(int(facts()[code]["population"]) for code in parts)


@cache
def names(language: str) -> dict[str, str]:
    """The code of each area, by its name."""
    files = [ROOT / "data" / "areas.csv", *(ROOT / "boundaries").glob("*.csv")]
    return {
        row[f"name_{language}"] or row["name_en"]: row["area_code"]
        for path in files
        for row in _rows(path)
    }


@cache
def places(name: str) -> list[tuple[float, float]]:
    """Where places of a name are: longitude and latitude."""
    return [
        (float(row["longitude"]), float(row["latitude"]))
        for row in _rows(ROOT / "data" / "places.csv")
        if name in (row["name_en"], row["name_cy"])
    ]


def kinds_in(language: str) -> dict[str, str]:
    """What several entries of each kind are called."""
    known = tomllib.loads((ROOT / "data" / "asset_kinds.toml").read_text("utf-8"))
    return {one: words["plural"][language] for one, words in known.items()}


@cache
def groups_of_sectors() -> dict[str, str]:
    """The group of each sector that is in one."""
    known = tomllib.loads((ROOT / "data" / "sectors.toml").read_text("utf-8"))
    groups = ("citizens", "providers", "government")
    return {k: x["group"] for k, x in known.items() if x.get("group") in groups}


@cache
def homes_of_wales() -> pd.DataFrame:
    """Residential postcodes: each has an equal part of its authority's residents."""
    homes = pd.read_parquet(ROOT / "data" / "postcodes.parquet")
    homes = homes[homes["residential"]].astype({"authority": str})
    homes = homes[homes["authority"].isin(facts())]
    sizes = homes.groupby("authority")["postcode"].transform("size")
    people = homes["authority"].map(lambda code: int(facts()[code]["population"]))
    return homes.assign(people=people / sizes)
