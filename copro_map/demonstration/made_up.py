"""What made-up records are drawn from: days, words by their shares, real places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from copro_map.assets.face import Asset, Location
from copro_map.base.definitions import add_months
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.demonstration.thinned import thinned
from copro_map.geography.areas import ALL_WALES, BASE_LAYER, DEGREES, areas_of
from copro_map.geography.gazetteer import Gazetteer, postcode_points

Columns = dict[str, list[Any]]

BY = "demonstration"
LARGEST_SEED = 2**32 - 1
MONTHS = 36  # of the programme
NEW_YEARS = (13, 25)  # the months that begin a year; targets are due on their first day
MONTHS_KEPT = 5  # the last ones that are over
IMPORT_DAY = 5  # of each month: when the entries of that month come in
NOT_THINNED: Mapping[str, float] = MappingProxyType({})
# How an entry says where it is based, in shares near those of data/network.csv, but
# with more postcodes.
WAYS = ("place", "postcode", "area", "all_wales", "nowhere")
WAY_SHARES = (0.45, 0.25, 0.15, 0.10, 0.05)
SERVES_OWN = 6  # times as likely as a larger area, or as none
SERVES_ANOTHER = 0.1
SMALL_PLACE = 250  # residents: GeoNames gives none for small places


class MixedOriginsError(CoproMapError):
    """Made-up records were asked for in a database that holds others."""


class OutOfRangeError(CoproMapError):
    """A number that is too small or too large."""


@dataclass(frozen=True)
class Days:
    """The days of a demonstration that is made ``today``.

    Examples
    --------
    >>> days = Days(date(2026, 11, 22))
    >>> str(days.start), str(days.in_month(35, 25)), len(days.imports)
    ('2023-12-01', '2026-10-25', 36)
    """

    today: date

    @cached_property
    def start(self) -> date:
        """The first day of the programme: 36 months before the next month."""
        return add_months(self.today.replace(day=1), 1 - MONTHS)

    def in_month(self, month: int, day: int) -> date:
        """Return a day (1 to 28) of a month of the programme, the first being 1."""
        return add_months(self.start, month - 1).replace(day=day)

    @cached_property
    def imports(self) -> tuple[date, ...]:
        """The days on which entries come in, in order, none after today."""
        return tuple(
            day
            for month in range(1, MONTHS + 1)
            if (day := self.in_month(month, IMPORT_DAY)) <= self.today
        )

    @cached_property
    def kept(self) -> tuple[date, ...]:
        """The imports of the months of which it is kept how each area stood."""
        this = self.today.replace(day=1)
        return tuple(day for day in self.imports if day < this)[-MONTHS_KEPT:]

    @cached_property
    def by_year(self) -> tuple[date, ...]:
        """When each year's first confirmations begin, and when the last one's end."""
        ends = (self.in_month(month, 1) - timedelta(2) for month in NEW_YEARS)
        return self.start + timedelta(18), *ends, self.today - timedelta(1)


def check_range(option: str, number: int, least: int, most: int) -> None:
    """Refuse a number given for an option that is not from ``least`` to ``most``.

    Raises
    ------
    OutOfRangeError
        The message names the option and both limits.

    Examples
    --------
    >>> check_range("--n", 1, 1, 999_999)
    """
    if not least <= number <= most:
        raise OutOfRangeError(
            N_("{option} {number}: out of range. Least: {least}. Most: {most}."),
            **{"option": option, "number": number, "least": least, "most": most},
        )


def one_of(
    random: np.random.Generator,
    words: Iterable[str],
    n: int,
    shares: Iterable[float] | None = None,
) -> list[str]:
    """Return ``n`` words, each drawn by its share; all as likely if none is given.

    Examples
    --------
    >>> one_of(np.random.default_rng(1), ["tea", "cake"], 3, [1, 0])
    ['tea', 'tea', 'tea']
    """
    known = list(words)
    weights = np.array([1.0] * len(known) if shares is None else list(shares))
    drawn = random.choice(len(known), n, p=weights / weights.sum())
    return [known[number] for number in drawn]


def some_of(
    random: np.random.Generator, words: Iterable[str], n: int, least: int, most: int
) -> list[tuple[str, ...]]:
    """Return ``n`` sorted tuples of ``least`` to ``most`` different words.

    Examples
    --------
    >>> some_of(np.random.default_rng(1), ["tea", "cake"], 1, 2, 2)
    [('cake', 'tea')]
    """
    known = np.array(sorted(words))
    order = random.random((n, len(known))).argsort(axis=1)[:, :most]
    counts = random.integers(least, most + 1, n)
    return [
        tuple(sorted(row[:count].tolist()))
        for row, count in zip(known[order], counts, strict=True)
    ]


def kept(
    random: np.random.Generator, share: float, values: Sequence[Any], empty: Any
) -> list[Any]:
    """Return about a share of the values, the others replaced by ``empty``.

    Examples
    --------
    >>> kept(np.random.default_rng(1), 0, ["tea", "cake"], "")
    ['', '']
    """
    keeps = random.random(len(values)) < share
    return [v if keep else empty for v, keep in zip(values, keeps, strict=True)]


def _sites(gazetteer: Gazetteer) -> pd.DataFrame:
    """Return every town, live postcode and authority where an entry may be based.

    Sorted by ``key`` (a way of ``WAYS`` and the authority's code); ``weight``,
    ``place``, ``longitude`` and ``latitude`` (EPSG:4326).
    """
    towns, codes = gazetteer.places, gazetteer.postcodes
    live = codes[codes["residential"] & codes["authority"].astype(str).str[0].eq("W")]
    points = postcode_points(live).to_crs(DEGREES)
    middles = gazetteer.middles
    residents = towns["population"].clip(lower=SMALL_PLACE)
    kinds = [
        ("place", towns["authority"], towns.longitude, towns.latitude, residents),
        ("postcode", live["authority"], points.x.round(6), points.y.round(6), 1),
        ("area", middles.index, middles.x.round(5), middles.y.round(5), 1),
    ]
    frames = [
        pd.DataFrame(
            {
                "key": [f"{way} {code}" for code in authorities],
                "longitude": np.asarray(x),
                "latitude": np.asarray(y),
                "weight": np.asarray(weight, dtype=float),
                "place": towns["name_en"].to_numpy() if way == "place" else "",
            }
        )
        for way, authorities, x, y, weight in kinds
    ]
    return pd.concat(frames).sort_values("key", kind="stable", ignore_index=True)


def _bases(
    random: np.random.Generator, gazetteer: Gazetteer, n: int, keep: Mapping[str, float]
) -> pd.DataFrame:
    """Draw where the entries are based: an authority by its population, a site in it.

    Index 0 to n - 1; ``way`` (one of ``WAYS``), ``authority``, and the columns of
    ``_sites``. Without a base the authority is empty and the rest means nothing.
    """
    areas = gazetteer.layers[BASE_LAYER].areas
    ways = pd.Series(one_of(random, WAYS, n, WAY_SHARES))
    residents = {code: area.population for code, area in areas.items()}
    drawn = one_of(random, areas, n, residents.values())
    authorities = pd.Series(thinned(drawn, residents, keep))
    sites = _sites(gazetteer)
    keys = sites["key"].to_numpy(dtype=str)
    wanted = (ways + " " + authorities).to_numpy(dtype=str)
    total = sites["weight"].cumsum().to_numpy()
    first = np.searchsorted(keys, wanted, side="left")
    last = np.searchsorted(keys, wanted, side="right") - 1
    below = np.where(first > 0, total[first - 1], 0.0)
    target = below + random.random(n) * (total[last] - below)
    rows = np.searchsorted(total, target, side="right").clip(first, last)
    based = first <= last
    rest: pd.DataFrame = sites.iloc[rows.clip(0)].reset_index(drop=True)
    return rest.assign(way=ways, authority=authorities.where(based, ""))


def where(
    random: np.random.Generator,
    gazetteer: Gazetteer,
    n: int,
    keep: Mapping[str, float] = NOT_THINNED,
) -> Columns:
    """Draw where ``n`` entries are based and what they serve: real places only.

    Parameters
    ----------
    keep
        The share of its entries that an authority keeps, of those that are to have
        few; as :func:`thinned`.

    Returns
    -------
    dict
        By field of an entry: ``place``, ``areas``, ``location`` and ``served``,
        each a list of ``n`` values. Most have a base at a real town, postcode or
        authority, spread by population, with an area in every layer; the rest serve all
        Wales or say nothing.
    """
    bases = _bases(random, gazetteer, n, keep)
    codes, ways, layers = bases["authority"], bases["way"], gazetteer.layers
    authorities = layers[BASE_LAYER].areas
    known: dict[str, dict[str, str]] = {"": {}} | {
        code: {k: v for k, v in areas_of(layers, code).items() if v}
        for code in authorities
    }
    wide = one_of(random, [*[BASE_LAYER] * SERVES_OWN, *layers, ""], n)
    others = kept(random, SERVES_ANOTHER, one_of(random, authorities, n), "")
    served = [
        {known[code].get(layer, ""), other} - {""} if code else set[str]()
        for code, layer, other in zip(codes, wide, others, strict=True)
    ]
    points = zip(codes, bases["longitude"], bases["latitude"], ways, strict=True)
    return {
        "place": [
            p if code else "" for p, code in zip(bases["place"], codes, strict=True)
        ],
        "areas": [known[code] for code in codes],
        "location": [
            Location(x, y, way) if code else None for code, x, y, way in points
        ],
        "served": [
            (ALL_WALES,) if way == "all_wales" else tuple(sorted(some))
            for way, some in zip(ways, served, strict=True)
        ],
    }


def as_entries(columns: Columns, **same: str) -> list[Asset]:
    """Return an entry for each row of its columns; each says what is the ``same``."""
    rows = zip(*columns.values(), strict=True)
    entries = [dict(zip(columns, row, strict=True)) | same for row in rows]
    return [
        Asset(one.pop("id"), one, one.pop("areas"), one.pop("location"))
        for one in entries
    ]
