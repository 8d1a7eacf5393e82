"""Why an entry answers the place and the areas that were asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from copro_map.base.names import ALL_WALES

Reason = Literal[
    "near", "based", "based_in", "somewhere", "serves", "all_wales", "anywhere", "text"
]
CLOSEST_FIRST: tuple[Reason, ...] = (
    "near",
    "based",
    "based_in",
    "somewhere",
    "serves",
    "all_wales",
    "anywhere",
)
# How an entry stands to a place that was asked for, the closest first.
GROUPS = ("near", "yours", "neighbours", "all_wales", "anywhere")
Mask = npt.NDArray[np.bool_]
Column = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
Reasons = list["Why | None"]


@dataclass(frozen=True)
class Why:
    """One reason why an entry answers the query.

    ``group`` is that of ``GROUPS`` in which the entry stands, if a place was asked for,
    and ``place`` the number of the place, where several have the name.
    """

    reason: Reason
    area_code: str = ""
    distance_km: float | None = None
    words: tuple[str, ...] = ()
    group: str = ""
    place: int = 0


@dataclass(frozen=True)
class Near:
    """A place to be near to: a point with a radius round it, or an area.

    ``code`` is the area, or the authority that holds the point; ``yours`` are the
    authorities of it and ``neighbours`` those that border on them. ``point`` is in
    metres (EPSG:27700). ``within`` are the authorities of which half the residents or
    more live inside the radius.
    """

    code: str
    yours: frozenset[str]
    neighbours: frozenset[str] = frozenset()
    point: tuple[float, float] | None = None
    km: float = 0
    within: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Group:
    """A part of the entries found that stand alike to the place asked for.

    ``name`` is one of ``GROUPS``, ``place`` the number of the place, where
    several have its name, and ``part`` says which of the entries found they are.
    """

    name: str
    place: int
    part: slice

    @property
    def count(self) -> int:
        """How many entries there are in it."""
        return int(self.part.stop - self.part.start)


@dataclass(frozen=True)
class Asked:
    """What a query means once its words are looked up.

    ``areas`` maps each area code asked for to its authorities. ``places`` are those
    that the place asked for may be, more than one if they share its name; ``lost`` if
    a place was asked for and is none. ``text`` maps the id of each entry that has the
    ``words`` to its score (higher is better); None if no words were asked.
    """

    areas: Mapping[str, frozenset[str]] = field(default_factory=dict)
    places: tuple[Near, ...] = ()
    lost: bool = False
    text: Mapping[str, float] | None = None
    words: tuple[str, ...] = ()

    @cached_property
    def around(self) -> frozenset[str]:
        """The authorities that border on one of the places."""
        return frozenset[str]().union(*(place.neighbours for place in self.places))

    @property
    def is_grouped(self) -> bool:
        """Whether a place is asked for, by which the entries stand in groups."""
        return bool(self.places or self.lost)

    @property
    def is_geographic(self) -> bool:
        """Whether a place or an area is asked for."""
        return bool(self.is_grouped or self.areas)


def distances_km(
    assets: pd.DataFrame, rows: Places, places: Sequence[Near]
) -> tuple[Column, Places]:
    """Return how far each of some rows is from the nearest place, and which that is.

    In km, in a straight line; nan without a point to measure from. An entry known by
    its authority alone has none, nor has a place that is an area.
    """
    numbered = [(n, one.point) for n, one in enumerate(places) if one.point]
    if not numbered:
        return np.full(len(rows), np.nan), np.zeros(len(rows), np.intp)
    x = assets["easting_m"].to_numpy()[rows]
    y = assets["northing_m"].to_numpy()[rows]
    metres = np.array([np.hypot(x - px, y - py) for _, (px, py) in numbered])
    which = np.array([n for n, _ in numbered])[metres.argmin(axis=0)]
    is_vague = (assets["precision"] == "area").to_numpy()[rows]
    return np.where(is_vague, np.nan, metres.min(axis=0) / 1000), which


Known = tuple[str, frozenset[str], bool, bool]


def _here(place: Near, n: int, authority: str, *, no_point: bool) -> Why:
    """Return why what is based in a place's own area answers it."""
    if place.point is None:
        return Why("based", place.code, group="yours", place=n)
    reason: Reason = "somewhere" if no_point else "based_in"
    return Why(reason, authority, group="yours", place=n)


def _in_reach(places: Sequence[Near], known: Known) -> Why | None:
    """Return how an entry that is not pinned near answers a place as one of its own.

    Known only by an authority, it counts as near if most of the residents are.
    """
    authority, served, _, no_point = known
    if no_point:
        for n, place in enumerate(places):
            if authority in place.within:
                return Why("somewhere", authority, group="near", place=n)
    for n, place in enumerate(places):
        if authority in place.yours:
            return _here(place, n, authority, no_point=no_point)
    for n, place in enumerate(places):
        if not place.yours.isdisjoint(served):
            code = place.code or min(place.yours & served)  # a region has no code
            return Why("serves", code, group="yours", place=n)
    return None


def _beyond(around: frozenset[str], known: Known) -> Why | None:
    """Return how an entry answers as one of the neighbours, or of all Wales."""
    authority, served, everywhere, _ = known
    if authority in around:
        return Why("based_in", authority, group="neighbours")
    if not around.isdisjoint(served):
        return Why("serves", min(around & served), group="neighbours")
    return Why("all_wales", ALL_WALES, group="all_wales") if everywhere else None


def _area_reasons(areas: Mapping[str, frozenset[str]], known: Known) -> Iterator[Why]:
    """Yield how an entry answers one of some areas, the closest first."""
    authority, served, everywhere, _ = known
    yield from (Why("based", code) for code in areas if authority in areas[code])
    yield from (Why("serves", code) for code in areas if areas[code] & served)
    if everywhere:
        yield Why("all_wales", ALL_WALES)


def _reasons(asked: Asked, known: Known, near: int | None) -> Why | None:
    """Return why an entry answers the place and areas; None if it does not.

    ``near`` is the number of the place near which it is pinned.
    """
    in_areas = next(_area_reasons(asked.areas, known), None) if asked.areas else None
    if asked.areas and in_areas is None:
        return None
    if near is not None:
        return Why("near", group="near", place=near)
    if asked.is_grouped:
        found = _in_reach(asked.places, known) or _beyond(asked.around, known)
        return found or (Why("anywhere", group="anywhere") if asked.lost else None)
    return in_areas


def geographic_reasons(
    assets: pd.DataFrame, rows: Places, asked: Asked, distances: Column, nearest: Places
) -> Reasons:
    """Return why each row answers the place and areas asked for; None if it doesn't.

    A place: pinned within the radius, or known only by an authority most of whose
    residents live there; else based in the place's own authority or serving it; else
    either of a neighbour; else serving all Wales. If the place is not known, everything
    answers. Areas: based in one, or serving a part of one or all Wales. With a place
    and areas, an entry must answer both. ``distances`` and ``nearest`` are those of
    ``distances_km``.

    Many entries are alike in all that matters here, so each sort is judged once.
    """
    km = max((one.km for one in asked.places), default=-1.0)
    near = np.where(distances <= km, nearest, -1)
    sort = assets["alike"].to_numpy()[rows] * 2 + np.isnan(distances)
    sort = sort * (len(asked.places) + 1) + near + 1
    _, first, which = np.unique(sort, return_index=True, return_inverse=True)
    columns = [
        assets[name].take(rows[first]).tolist()
        for name in ("authority", "served_authorities", "serves_all_wales")
    ]
    known = zip(*columns, np.isnan(distances[first]).tolist(), strict=True)
    judged = [
        _reasons(asked, one, None if place < 0 else place)
        for one, place in zip(known, near[first].tolist(), strict=True)
    ]
    reasons = [judged[one] for one in which.tolist()]
    pinned = np.flatnonzero(near >= 0)
    for row, far in zip(pinned.tolist(), distances[pinned].tolist(), strict=True):
        if one := reasons[row]:
            reasons[row] = Why("near", "", round(far, 1), (), "near", one.place)
    return reasons
