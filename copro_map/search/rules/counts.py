"""Counts of entries: in parts that add up, by choice, by cell of a crowded map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from copro_map.search.rules.matching import (
    FACET_COLUMNS,
    MANY_VALUED,
    Common,
    all_of,
    facet_masks,
)
from copro_map.search.rules.query import FACETS, Query
from copro_map.search.rules.reasons import Places

# Above this many pins the browser is slower than the server: they are gathered.
MOST_PINS = 2_000
CELLS = 9  # along each side of the map
NO_CELLS = pd.DataFrame(
    columns=["longitude", "latitude", "kinds", "west", "south", "east", "north"]
)
MARGIN = 1e-4  # degrees, so that an entry on the edge stays inside its own cell


def _counts(assets: pd.DataFrame, places: Places, name: str) -> dict[str, int]:
    """Return how many of some rows have each value of a facet; empty ones left out."""
    column = assets[FACET_COLUMNS[name]]
    if name in MANY_VALUED:
        return dict(Counter(chain.from_iterable(column.to_numpy()[places])))
    codes = column.cat.codes.to_numpy()[places]
    numbers = np.bincount(codes, minlength=len(column.cat.categories)).tolist()
    counted = zip(column.cat.categories, numbers, strict=True)
    return {str(value): n for value, n in counted if value and n}


def count_facets(
    assets: pd.DataFrame, query: Query, common: Common, names: Iterable[str] = FACETS
) -> dict[str, dict[str, int]]:
    """Return, for each facet, how many entries each of its values would leave.

    A value's count is the number of entries that answer the query when that value alone
    is chosen in its facet and everything else stays; values that would leave none are
    absent. ``common`` are the entries that answer all else (``matching.answering``).
    """
    masks = facet_masks(assets, query, common.places)
    counts = {}
    for name in names:
        others = [mask for other, mask in masks.items() if other != name]
        kept = common.places[all_of(others, len(common.places))]
        counts[name] = _counts(assets, kept, name)
    return counts


class Tally(NamedTuple):
    """A count of entries that adds up: every one is in exactly one of the three."""

    located: int
    all_wales: int
    no_location: int


def tally(assets: pd.DataFrame) -> Tally:
    """Return how many entries have an authority, serve all Wales, or neither.

    An entry based in an authority is counted there, whatever it serves; "all Wales"
    are those without a base that serve all Wales; the rest have no location.

    Examples
    --------
    >>> frame = pd.DataFrame({"authority": ["W06000008", "", ""],
    ...                       "serves_all_wales": [False, True, False]})
    >>> tally(frame)
    Tally(located=1, all_wales=1, no_location=1)
    """
    located = assets["authority"] != ""
    national = ~located & assets["serves_all_wales"]
    return Tally(
        int(located.sum()), int(national.sum()), int((~located & ~national).sum())
    )


class Somewhere(NamedTuple):
    """The entries of an area that are known by their authority alone.

    ``kinds`` is how many there are of each kind. ``ids`` is empty on a crowded map,
    where they would weigh more than all that is drawn.
    """

    area: str
    kinds: Mapping[str, int]
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Gathered:
    """What a map shows: cells with counts, entries alone, entries without a place.

    ``cells`` has ``longitude``, ``latitude`` (the middle of the cell's entries),
    ``kinds`` (how many there are of each kind) and ``west``, ``south``, ``east``,
    ``north``, all in degrees (EPSG:4326). ``alone`` are rows of the given frame. The
    entries of ``somewhere`` are in neither; all numbers add up. ``here`` is how many
    entries of any sort each area has.
    """

    cells: pd.DataFrame
    alone: pd.DataFrame
    somewhere: tuple[Somewhere, ...] = ()
    here: Mapping[str, int] = field(default_factory=dict)


def _cell_of(values: pd.Series, cells: int) -> pd.Series:
    low, high = values.min(), values.max()
    step = (high - low) / cells or 1.0
    numbers: pd.Series[int] = ((values - low) / step).astype(int)
    return numbers.clip(upper=cells - 1)


def _kinds(kinds: pd.Series) -> dict[str, int]:
    """Return how many there are of each kind, as plain numbers."""
    return {str(kind): n for kind, n in kinds.value_counts().items() if n}


def gather(located: pd.DataFrame, cells: int = CELLS) -> Gathered:
    """Return entries gathered into a grid of ``cells`` by ``cells`` over their extent.

    Parameters
    ----------
    located
        Entries with ``kind``, ``longitude`` and ``latitude`` (degrees, none missing).

    Examples
    --------
    >>> frame = pd.DataFrame({"longitude": [-4.0, -4.0, -3.0], "kind": ["a", "b", "b"],
    ...                       "latitude": [52.0, 52.0, 53.0]}, index=list("xyz"))
    >>> found = gather(frame)
    >>> found.cells["kinds"].tolist(), list(found.alone.index)
    ([{'a': 1, 'b': 1}], ['z'])
    """
    column = _cell_of(located["longitude"], cells)
    row = _cell_of(located["latitude"], cells)
    keys = [column.to_numpy(), row.to_numpy()]
    is_alone = located.groupby(keys)["longitude"].transform("size") == 1
    crowded = located[~is_alone]
    if crowded.empty:
        return Gathered(NO_CELLS, located)
    by_cell = crowded.groupby([key[~is_alone] for key in keys], sort=True)
    found = by_cell.agg(
        longitude=("longitude", "mean"),
        latitude=("latitude", "mean"),
        west=("longitude", "min"),
        south=("latitude", "min"),
        east=("longitude", "max"),
        north=("latitude", "max"),
    )
    counted: list[Any] = [_kinds(kinds) for _, kinds in by_cell["kind"]]
    found["kinds"] = counted
    found[["west", "south"]] -= MARGIN
    found[["east", "north"]] += MARGIN
    return Gathered(found.reset_index(drop=True), located[is_alone])


def gathered(
    points: pd.DataFrame, of_authority: Mapping[str, str] | None = None
) -> Gathered:
    """Return what a map draws of the entries found.

    Entries known by their authority alone stand with their area and at no place;
    ``of_authority`` names the area of each authority. The others are gathered into
    cells if there are many.
    """
    located = points.dropna(subset=["longitude", "latitude"])
    area = located["authority"].astype(object).map(of_authority or {})
    is_vague = (located["precision"] == "area") & area.notna()
    is_crowded = len(located) > MOST_PINS
    somewhere = tuple(
        Somewhere(
            str(code),
            _kinds(rows["kind"]),
            () if is_crowded else tuple(map(str, rows.index)),
        )
        for code, rows in located[is_vague].groupby(area[is_vague])
    )
    exact = located[~is_vague]
    drawn = gather(exact) if len(exact) > MOST_PINS else Gathered(NO_CELLS, exact)
    return replace(drawn, somewhere=somewhere, here=_kinds(area))
