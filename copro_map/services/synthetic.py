"""Made-up entries at real places, to test and measure with; the same for one seed.

They are labelled in every name, and never stand beside real ones in a database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from copro_map.config import Settings
from copro_map.definitions import Definitions, load_definitions
from copro_map.errors import CoproMapError
from copro_map.geography.areas import (
    ALL_WALES,
    BASE_LAYER,
    DEGREES,
    areas_of,
)
from copro_map.geography.gazetteer import Gazetteer, load_gazetteer
from copro_map.geography.locate import postcode_points
from copro_map.geography.topics import search_topics
from copro_map.i18n import N_, Label
from copro_map.model import EXCHANGE_KINDS, Asset, Location
from copro_map.store.assets import origins, save_assets
from copro_map.store.connection import writing
from copro_map.store.history import ALWAYS

Columns = dict[str, list[Any]]

MOST = 999_999  # ids have six digits
LARGEST_SEED = 2**32 - 1
# Shares near those of data/network.csv, but for more postcodes. A kind that is not
# named has the usual share; "way" is how an entry says where it is.
USUAL_SHARE, KIND_SHARES = 0.42, {"offer": 0.08, "request": 0.06}
WAYS = ("place", "postcode", "area", "all_wales", "nowhere")
WAY_SHARES = (0.45, 0.25, 0.15, 0.10, 0.05)
SERVES_OWN = 6  # times as likely as a larger area, or as none
SERVES_ANOTHER = 0.1
SMALL_PLACE = 250  # residents: GeoNames gives none for small places
MOST_BODIES = 40  # how many practitioners run the other entries
RUN_BY_A_BODY, WITH_START, WITH_END = 0.8, 0.5, 0.2
FIRST_YEAR, LAST_YEAR = 1990, 2026
MADE_UP = Label("Made up to test and measure with", "Lluniwyd er mwyn profi a mesur")


class MixedOriginsError(CoproMapError):
    """Synthetic entries were asked for in a database that holds others."""


class OutOfRangeError(CoproMapError):
    """A number that is too small or too large."""


def _one(
    random: np.random.Generator,
    words: Iterable[str],
    n: int,
    shares: Iterable[float] | None = None,
) -> list[str]:
    """Return ``n`` words, each drawn by its share; all as likely if none is given."""
    known = list(words)
    weights = np.array([1.0] * len(known) if shares is None else list(shares))
    drawn = random.choice(len(known), n, p=weights / weights.sum())
    return [known[number] for number in drawn]


def _some(
    random: np.random.Generator, words: Iterable[str], n: int, least: int, most: int
) -> list[tuple[str, ...]]:
    """Return ``n`` sorted tuples of ``least`` to ``most`` different words."""
    known = np.array(sorted(words))
    order = random.random((n, len(known))).argsort(axis=1)[:, :most]
    counts = random.integers(least, most + 1, n)
    return [
        tuple(sorted(row[:count].tolist()))
        for row, count in zip(known[order], counts, strict=True)
    ]


def _kept(
    random: np.random.Generator, share: float, values: Sequence[Any], empty: Any
) -> list[Any]:
    """Return a share of the values, the others replaced by ``empty``."""
    kept = random.random(len(values)) < share
    return [v if keep else empty for v, keep in zip(values, kept, strict=True)]


def _what(random: np.random.Generator, definitions: Definitions, n: int) -> Columns:
    """Draw what the entries are and do, and since when."""
    terms = definitions.terms
    shares = [KIND_SHARES.get(kind, USUAL_SHARE) for kind in definitions.kinds]
    kinds = _one(random, definitions.kinds, n, shares)
    categories = zip(kinds, _one(random, terms["exchange_categories"], n), strict=True)
    starts = random.integers(FIRST_YEAR, LAST_YEAR + 1, n)
    ends = random.integers(starts, LAST_YEAR + 1).tolist()
    months = random.integers(1, 13, n).tolist()
    return {
        "kind": kinds,
        "practitioner_type": ["organisation" * (k == "practitioner") for k in kinds],
        "exchange_category": [c if k in EXCHANGE_KINDS else "" for k, c in categories],
        "sector": _one(random, terms["sectors"], n),
        "themes": _some(random, terms["themes"], n, 1, 3),
        "stages": _some(random, terms["stages"], n, 0, 3),
        "start_year": _kept(random, WITH_START, starts.tolist(), None),
        "end_year": _kept(random, WITH_END, ends, None),
        "source_date": [f"{LAST_YEAR - 1}-{month:02}" for month in months],
    }


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


def _bases(random: np.random.Generator, gazetteer: Gazetteer, n: int) -> pd.DataFrame:
    """Draw where the entries are based: an authority by its population, a site in it.

    Index 0 to n - 1; ``way`` (one of ``WAYS``), ``authority``, and the columns of
    ``_sites``. Without a base the authority is empty and the rest means nothing.
    """
    areas = gazetteer.layers[BASE_LAYER].areas
    ways = pd.Series(_one(random, WAYS, n, WAY_SHARES))
    residents = [area.population for area in areas.values()]
    authorities = pd.Series(_one(random, areas, n, residents))
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


def _where(random: np.random.Generator, gazetteer: Gazetteer, n: int) -> Columns:
    """Draw where the entries are based and what they serve."""
    bases = _bases(random, gazetteer, n)
    codes, ways, layers = bases["authority"], bases["way"], gazetteer.layers
    authorities = layers[BASE_LAYER].areas
    known: dict[str, dict[str, str]] = {"": {}}
    for code in authorities:
        known[code] = {k: v for k, v in areas_of(layers, code).items() if v}
    wide = _one(random, [*[BASE_LAYER] * SERVES_OWN, *layers, ""], n)
    others = _kept(random, SERVES_ANOTHER, _one(random, authorities, n), "")
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


def _words(
    random: np.random.Generator, definitions: Definitions, what: Columns
) -> Columns:
    """Return the texts: labelled names, descriptions that name the themes."""
    kinds, numbers = what["kind"], range(1, len(what["kind"]) + 1)
    names = [f"Synthetic entry {number}" for number in numbers]
    own = [n for n, k in zip(names, kinds, strict=True) if k == "practitioner"]
    drawn = random.choice(own[:MOST_BODIES] or [""], len(names)).tolist()
    run_by = zip(kinds, _kept(random, RUN_BY_A_BODY, drawn, ""), strict=True)
    labels = {theme: term.label for theme, term in definitions.terms["themes"].items()}
    about = [labels[themes[0]] for themes in what["themes"]]
    return {
        "id": [f"synth-{number:06}" for number in numbers],
        "name_en": names,
        "name_cy": [f"Cofnod synthetig {number}" for number in numbers],
        "description_en": [f"{MADE_UP.en}: {x.en}." for x in about],
        "description_cy": [f"{MADE_UP.cy}: {x.cy}." for x in about],
        "organisation": ["" if k == "practitioner" else body for k, body in run_by],
    }


def synthetic_assets(
    gazetteer: Gazetteer, definitions: Definitions, n: int, seed: int
) -> list[Asset]:
    """Return ``n`` made-up entries; the same for the same numbers and reference data.

    Ids ``synth-000001`` and on, origin "synthetic". Most have a base at a real
    town, postcode or authority, spread by population, with an area in every layer; the
    rest serve all Wales or say nothing.
    """
    random = np.random.default_rng(seed)
    what = _what(random, definitions, n)
    columns = what | _where(random, gazetteer, n) | _words(random, definitions, what)
    made_by = f"python -m copro_map synth --n {n} --seed {seed}"
    rows = (
        dict(zip(columns, r, strict=True)) for r in zip(*columns.values(), strict=True)
    )
    return [Asset(origin="synthetic", source_url=made_by, **cells) for cells in rows]


def _check_range(option: str, number: int, least: int, most: int) -> None:
    if not least <= number <= most:
        raise OutOfRangeError(
            N_("{option} {number}: out of range. Least: {least}. Most: {most}."),
            **{"option": option, "number": number, "least": least, "most": most},
        )


def make_synthetic(settings: Settings, n: int, seed: int) -> int:
    """Write ``n`` synthetic entries into the database; return how many are new.

    One transaction. The same call twice changes nothing; another seed replaces the
    entries of the same numbers.

    Raises
    ------
    OutOfRangeError
        If ``n`` is not 1 to 999,999, or the seed negative or over 32 bits.
    MixedOriginsError
        If the database holds an entry of any other origin, published or not: synthetic
        and real ones are never mixed. Nothing is written.
    DatabaseError
        If the database cannot be written.
    """
    _check_range("--n", n, 1, MOST)
    _check_range("--seed", seed, 0, LARGEST_SEED)
    definitions = load_definitions(settings.data_dir)
    gazetteer = load_gazetteer(settings)
    with writing(settings.database) as database:
        if origins(database) - {"synthetic"}:
            raise MixedOriginsError(
                N_(
                    "{file}: the database holds entries that are not synthetic, and "
                    "the two are never mixed. Name a new file in COPRO_MAP_DB and try "
                    "again."
                ),
                file=settings.database,
            )
        assets = synthetic_assets(gazetteer, definitions, n, seed)
        topics = search_topics(assets, definitions, gazetteer)
        return save_assets(database, assets, topics, ALWAYS).added
