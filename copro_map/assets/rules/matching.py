"""Which entries answer a query, in which order, and why; which go with an entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from copro_map.assets.rules.query import FACETS, Query
from copro_map.assets.rules.reasons import (
    CLOSEST_FIRST,
    Asked,
    Column,
    Mask,
    Places,
    Reasons,
    Why,
    distances_km,
    geographic_reasons,
)
from copro_map.assets.rules.records import is_open

NEAR_KM = 20
MOST = 5


@dataclass(frozen=True, eq=False)
class Common:
    """The entries that answer all of a query but its facets, in the order given.

    ``places`` are their rows in the frame, ``distances`` km (nan where there is no
    point or no place was asked), ``reasons`` why they answer the place and areas; None
    if neither was asked.
    """

    places: Places
    distances: Column
    reasons: Reasons


@dataclass(frozen=True, eq=False)
class Found:
    """The entries that answer a query, best first, as rows of the frame ``assets``.

    Rows are made real only where they are wanted: of 20,000 entries found a page lists
    20, and the map needs four columns.
    """

    assets: pd.DataFrame
    places: Places
    distances: Column
    why: list[tuple[Why, ...]]

    def __len__(self) -> int:
        """How many were found."""
        return len(self.places)

    def rows(self, part: slice = slice(None)) -> pd.DataFrame:
        """Return the entries, or a part of them, with ``why`` and ``distance_km``."""
        rows = self.assets.iloc[self.places[part]]
        why = pd.Series(self.why[part], index=rows.index, dtype=object)
        return rows.assign(why=why, distance_km=self.distances[part])

    @cached_property
    def points(self) -> pd.DataFrame:
        """What a map draws of them: ``longitude``, ``latitude``, kind, precision."""
        columns = ["longitude", "latitude", "kind", "precision"]
        return self.assets[columns].iloc[self.places]


FACET_COLUMNS = {
    "kinds": "kind",
    "types": "practitioner_type",
    "sectors": "sector",
    "themes": "themes",
    "stages": "stages",
    "checked": "verification",
    "languages": "languages",
}
MANY_VALUED = ("themes", "stages", "languages")


def _facet_mask(
    assets: pd.DataFrame, places: Places, name: str, wanted: tuple[str, ...]
) -> Mask:
    """Return which of some rows have one of the wanted values of a facet.

    The columns are those of ``FACET_COLUMNS``: tuples where an entry may have several
    values, else categories.
    """
    column = assets[FACET_COLUMNS[name]]
    if name in MANY_VALUED:
        values, rows = set(wanted), column.to_numpy()[places]
        return np.fromiter((not values.isdisjoint(c) for c in rows), bool, len(rows))
    codes = column.cat.codes.to_numpy()[places]
    return np.isin(codes, column.cat.categories.get_indexer(pd.Index(wanted)))


def facet_masks(assets: pd.DataFrame, query: Query, places: Places) -> dict[str, Mask]:
    """Return, for each facet that is asked, which of some rows have what is wanted."""
    asked = [name for name in FACETS if getattr(query, name)]
    return {
        name: _facet_mask(assets, places, name, getattr(query, name)) for name in asked
    }


def all_of(masks: Iterable[Mask], n: int) -> Mask:
    """Return which of ``n`` rows all masks keep.

    Examples
    --------
    >>> all_of([np.array([True, False])], 2).tolist(), all_of([], 2).tolist()
    ([True, False], [True, True])
    """
    return np.asarray(np.logical_and.reduce([np.ones(n, dtype=bool), *masks]), bool)


def _in_box(assets: pd.DataFrame, places: Places, query: Query) -> Places:
    if query.box is None:
        return places
    west, south, east, north = query.box
    x = assets["longitude"].to_numpy()[places]
    y = assets["latitude"].to_numpy()[places]
    return places[(x >= west) & (x <= east) & (y >= south) & (y <= north)]


def _open(assets: pd.DataFrame, places: Places, today: date) -> Mask:
    rows = assets[["kind", "verification", "closes_on"]].iloc[places]
    is_now = [
        is_open(kind, checked, closes, today)
        for kind, checked, closes in rows.itertuples(index=False, name=None)
    ]
    return np.asarray(is_now, dtype=bool)


def answering(
    assets: pd.DataFrame, query: Query, asked: Asked, *, today: date
) -> Common:
    """Return the entries that answer all of a query but its facets.

    Parameters as in ``match``, which narrows them; facets are counted from them too.
    """
    places = np.arange(len(assets))
    if asked.text is not None:  # few, so the other conditions look at those alone
        known = assets.index.get_indexer(pd.Index(list(asked.text)))
        places = np.sort(known[known >= 0])
    places = _in_box(assets, places, query)
    if query.open_only:
        places = places[_open(assets, places, today)]
    distances = distances_km(assets, places, asked.near)
    if not asked.is_geographic:
        return Common(places, distances, [None] * len(places))
    reasons = geographic_reasons(assets, places, asked, distances)
    kept = np.fromiter((one is not None for one in reasons), bool, len(reasons))
    return Common(places[kept], distances[kept], [one for one in reasons if one])


def _order(
    assets: pd.DataFrame,
    found: Common,
    scores: Column,
    sort: str,
) -> npt.NDArray[np.intp]:
    """Return the order: words first, then closeness, then freshness, then as given."""
    rank = {name: number for number, name in enumerate(CLOSEST_FIRST)}
    keys = {
        "score": -np.round(scores, 1),
        "closeness": np.array(
            [rank[one.reason] if one else 0 for one in found.reasons]
        ),
        "distance": np.nan_to_num(found.distances, nan=np.inf),
        "newest": assets["newest"].to_numpy()[found.places],
        "given": found.places,
    }
    by = {
        "best": ["score", "closeness", "distance", "newest", "given"],
        "nearest": ["distance", "closeness", "given"],
        "newest": ["newest", "given"],
        "name": ["given"],
    }[sort]
    return np.lexsort([keys[name] for name in reversed(by)])


def match(
    assets: pd.DataFrame,
    query: Query,
    asked: Asked,
    *,
    today: date,
    common: Common | None = None,
) -> Found:
    """Return the entries that answer a query, best first.

    Parameters
    ----------
    assets
        Entries as ``assets.search.all_assets`` prepares them; index ``id``, unique,
        in the order of their names.
    query, asked
        The question, and what its words mean.
    today
        The day on which "open" is judged.
    common
        What ``answering`` returned for them, if that is known.
    """
    common = common or answering(assets, query, asked, today=today)
    masks = facet_masks(assets, query, common.places).values()
    rows = np.flatnonzero(all_of(masks, len(common.places)))
    found = Common(
        common.places[rows],
        common.distances[rows],
        [common.reasons[row] for row in rows],
    )
    scores = np.zeros(len(rows))
    if asked.text:
        scores = np.array([asked.text[one] for one in assets.index[found.places]])
    by_words = (Why("text", words=asked.words),) if asked.words else ()
    # Entries that are alike share their reasons.
    why = {one: ((one,) if one else ()) + by_words for one in set(found.reasons)}
    order = _order(assets, found, scores, query.sort)
    return Found(
        assets,
        found.places[order],
        found.distances[order],
        [why[found.reasons[row]] for row in order],
    )


def same_organisation(assets: pd.DataFrame, entry_id: str) -> pd.DataFrame:
    """Return the other entries of the body that runs an entry, or that it runs itself.

    ``assets``: index ``id``; ``organisation_id`` (empty if none). The organisation's
    own entry comes first.
    """
    body = assets.at[entry_id, "organisation_id"] or entry_id
    runs = (assets["organisation_id"] == body) | (assets.index == body)
    found = assets[runs & (assets.index != entry_id)]
    return found.iloc[np.argsort(found.index != body, kind="stable")]


def near_on_theme(
    assets: pd.DataFrame, entry_id: str, km: float = NEAR_KM, most: int = MOST
) -> pd.DataFrame:
    """Return entries within ``km`` that share a theme, nearest first, ``most`` of them.

    Straight line in EPSG:27700 (``easting_m``, ``northing_m``). None if the entry or
    they have no point of their own (precision "area"). Adds ``distance_km``.
    """
    entry = assets.loc[entry_id]
    themes = set(entry["themes"])
    metres = np.hypot(
        assets["easting_m"] - entry["easting_m"],
        assets["northing_m"] - entry["northing_m"],
    )
    exact = (assets["precision"] != "area") & (entry["precision"] != "area")
    shares = np.array([not themes.isdisjoint(x) for x in assets["themes"]], dtype=bool)
    kept = exact & shares & (metres <= km * 1000) & (assets.index != entry_id)
    found = assets[kept].assign(distance_km=(metres[kept] / 1000).round(1))
    return found.sort_values("distance_km", kind="stable").head(most)
