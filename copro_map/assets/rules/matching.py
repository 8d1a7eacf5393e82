"""Which entries answer a query, in which order, and why each one does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from copro_map.assets.rules.opening import is_open
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


def facet_mask(
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


def _in_box(assets: pd.DataFrame, places: Places, query: Query) -> Places:
    if query.box is None:
        return places
    west, south, east, north = query.box
    x = assets["longitude"].to_numpy()[places]
    y = assets["latitude"].to_numpy()[places]
    return places[(x >= west) & (x <= east) & (y >= south) & (y <= north)]


def _open(assets: pd.DataFrame, places: Places, today: date) -> Places:
    names = ("kind", "verification", "closes_on")
    columns = (assets[name].iloc[places].tolist() for name in names)
    rows = zip(*columns, strict=True)
    is_now = [is_open(kind, checked, closes, today) for kind, checked, closes in rows]
    kept: Places = places[np.array(is_now, dtype=bool)]
    return kept


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
        places = _open(assets, places, today)
    distances = distances_km(assets, places, asked.near)
    if not asked.is_geographic:
        return Common(places, distances, [None] * len(places))
    reasons = geographic_reasons(assets, places, asked, distances)
    kept = np.fromiter((one is not None for one in reasons), bool, len(reasons))
    return Common(places[kept], distances[kept], [one for one in reasons if one])


def _why(reasons: Reasons, words: Sequence[tuple[str, ...]]) -> list[tuple[Why, ...]]:
    """Return the reasons of each entry; entries that are alike share them."""
    shared: dict[tuple[Why | None, tuple[str, ...]], tuple[Why, ...]] = {}
    for one in zip(reasons, words, strict=True):
        if one not in shared:
            reason, found = one
            by_words = (Why("text", words=found),) if found else ()
            shared[one] = ((reason,) if reason else ()) + by_words
    return [shared[one] for one in zip(reasons, words, strict=True)]


def _order(
    found: Found, scores: Column, reasons: Reasons, query: Query
) -> npt.NDArray[np.intp]:
    """Return the order: words first, then closeness, then freshness, then as given."""
    rank = {name: number for number, name in enumerate(CLOSEST_FIRST)}
    keys = {
        "score": -np.round(scores, 1),
        "closeness": np.array([rank[one.reason] if one else 0 for one in reasons]),
        "distance": np.nan_to_num(found.distances, nan=np.inf),
        "newest": found.assets["newest"].to_numpy()[found.places],
        "given": found.places,
    }
    by = {
        "best": ["score", "closeness", "distance", "newest", "given"],
        "nearest": ["distance", "closeness", "given"],
        "newest": ["newest", "given"],
        "name": ["given"],
    }[query.sort]
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
    kept = np.ones(len(common.places), dtype=bool)
    for name in FACETS:
        if wanted := getattr(query, name):
            kept &= facet_mask(assets, common.places, name, wanted)
    rows = np.flatnonzero(kept)
    reasons = [common.reasons[row] for row in rows]
    texts: list[tuple[float, tuple[str, ...]]] = [(0.0, ())] * len(rows)
    if asked.text:
        texts = [asked.text[i] for i in assets.index[common.places[rows]]]
    why = _why(reasons, [words for _, words in texts])
    found = Found(assets, common.places[rows], common.distances[rows], why)
    scores = np.array([score for score, _ in texts], dtype=float)
    order = _order(found, scores, reasons, query)
    return Found(
        assets,
        found.places[order],
        found.distances[order],
        [why[row] for row in order],
    )
