"""Which entries answer a query, in which order, in which groups, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import compress, pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from copro_map.assets.rules.ending import ended
from copro_map.assets.rules.opening import open_now
from copro_map.search.rules.query import FACETS, Query
from copro_map.search.rules.reasons import (
    CLOSEST_FIRST,
    GROUPS,
    Asked,
    Column,
    Group,
    Mask,
    Places,
    Reason,
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
    if neither was asked. ``ended`` are the rows left out because they have ended.
    """

    places: Places
    distances: Column
    reasons: Reasons
    ended: Places


@dataclass(frozen=True, eq=False)
class Found:
    """The entries that answer a query, best first, as rows of the frame ``assets``.

    ``groups`` are the groups they stand in, in order, none of them empty; there are
    none if no place was asked for.

    Rows are made real only where they are wanted: of 20,000 entries found a page lists
    20, and the map needs four columns. ``ended`` is how many have ended, and were left
    out.
    """

    assets: pd.DataFrame
    places: Places
    distances: Column
    why: list[tuple[Why, ...]]
    groups: tuple[Group, ...] = ()
    ended: int = 0

    def __len__(self) -> int:
        """How many were found."""
        return len(self.places)

    def rows(self, part: slice = slice(None)) -> pd.DataFrame:
        """Return the entries, or a part of them, with ``why`` and ``distance_km``.

        If a place was asked for, also the ``group`` in which each stands.
        """
        rows = self.assets.iloc[self.places[part]]
        why = pd.Series(self.why[part], index=rows.index, dtype=object)
        rows = rows.assign(why=why, distance_km=self.distances[part])
        if not self.groups:
            return rows
        return rows.assign(group=[reasons[0].group for reasons in self.why[part]])

    @cached_property
    def points(self) -> pd.DataFrame:
        """What a map draws of them: where, what, how exactly, how well known."""
        return self.assets[list(DRAWN)].iloc[self.places]


NEAR = 1 + GROUPS.index("near")
# What a map needs of an entry; ``called`` is its name in the reader's language.
DRAWN = (
    *("longitude", "latitude", "kind", "precision", "verification"),
    *("authority", "called"),
)


FACET_COLUMNS = {
    "kinds": "kind",
    "types": "practitioner_type",
    "sectors": "sector",
    "themes": "themes",
    "stages": "stages",
    "checked": "verification",
    "categories": "exchange_category",
    "ways": "ways",
    "spoken": "spoken_in",
    "languages": "languages",
}
MANY_VALUED = ("themes", "stages", "ways", "spoken", "languages")


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
        places = places[open_now(assets.iloc[places], today)]
    distances, nearest = distances_km(assets, places, asked.places)
    reasons: Reasons = [None] * len(places)
    answers = np.ones(len(places), dtype=bool)
    if asked.is_geographic:
        reasons = geographic_reasons(assets, places, asked, distances, nearest)
        answers = np.array([one is not None for one in reasons], dtype=bool)
    over = ended(assets, today)[places] & (not query.ended)
    kept = answers & ~over
    left = list(compress(reasons, kept))
    return Common(places[kept], distances[kept], left, places[answers & over])


def _numbered(reasons: Reasons) -> npt.NDArray[np.intp]:
    """Return the group, the place and the closeness of each reason, as numbers.

    Three rows. Many entries share a reason, so each is looked up once.
    """
    if not any(reasons):
        return np.zeros((3, len(reasons)), np.intp)
    rank = {name: number for number, name in enumerate(CLOSEST_FIRST)}
    group = {name: number for number, name in enumerate(("", *GROUPS))}

    @cache
    def numbers(reason: Reason, name: str, place: int) -> tuple[int, int, int]:
        return group[name], place, rank[reason]

    of_each = [
        numbers(one.reason, one.group, one.place) if one else (0, 0, 0)
        for one in reasons
    ]
    return np.array(of_each, np.intp).reshape(-1, 3).T


def _groups(group: Places, place: Places) -> tuple[Group, ...]:
    """Return the groups of entries in order, from the numbers of each entry."""
    changes = (np.diff(group) != 0) | (np.diff(place) != 0)
    starts = [0, *(np.flatnonzero(changes) + 1).tolist()][: len(group)]
    return tuple(
        Group(GROUPS[group[start] - 1], int(place[start]), slice(start, end))
        for start, end in pairwise([*starts, len(group)])
        if group[start]
    )


def _order(
    assets: pd.DataFrame, found: Common, scores: Column, sort: str
) -> tuple[Places, tuple[Group, ...]]:
    """Return the order of entries, and their groups in it.

    The groups of a place come first, whatever the order; the order holds within each.
    The best: what was confirmed too long ago last; then words first, then closeness,
    then the newest, then as given; but what is near a place by distance, however well
    it has the words.
    """
    group, place, closeness = _numbered(found.reasons)
    keys = {
        "group": group,
        "place": place,
        "stale": (assets["verification"] == "stale").to_numpy()[found.places],
        "score": np.where(group == NEAR, 0, -np.round(scores, 1)),
        "closeness": closeness,
        "distance": np.nan_to_num(found.distances, nan=np.inf),
        "newest": assets["newest"].to_numpy()[found.places],
        "given": found.places,
    }
    by = {
        "best": ["stale", "score", "closeness", "distance", "newest", "given"],
        "nearest": ["distance", "closeness", "given"],
        "newest": ["newest", "given"],
        "name": ["given"],
    }[sort]
    order = np.lexsort([keys[name] for name in reversed(["group", "place", *by])])
    return order, _groups(group[order], place[order])


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
        Entries as ``search.search.all_assets`` prepares them; index ``id``, unique,
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
        common.ended,
    )
    over = facet_masks(assets, query, common.ended).values()
    scores = np.zeros(len(rows))
    if asked.text:
        scores = np.array([asked.text[one] for one in assets.index[found.places]])
    by_words = (Why("text", words=asked.words),) if asked.words else ()
    # Entries that are alike share their reasons; to compare those would take longer.
    why = {id(x): ((x,) if x else ()) + by_words for x in found.reasons}
    order, groups = _order(assets, found, scores, query.sort)
    return Found(
        assets,
        found.places[order],
        found.distances[order],
        [why[id(found.reasons[row])] for row in order],
        groups,
        int(all_of(over, len(common.ended)).sum()),
    )
