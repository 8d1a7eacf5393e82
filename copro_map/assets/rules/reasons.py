"""Why an entry answers the place and the areas that were asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from copro_map.base.names import ALL_WALES

Reason = Literal["near", "based", "somewhere", "serves", "all_wales", "text"]
CLOSEST_FIRST: tuple[Reason, ...] = (
    "near",
    "based",
    "somewhere",
    "serves",
    "all_wales",
)
Mask = npt.NDArray[np.bool_]
Column = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
Reasons = list["Why | None"]


@dataclass(frozen=True)
class Why:
    """One reason why an entry answers the query."""

    reason: Reason
    area_code: str = ""
    distance_km: float | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Near:
    """A place to be near to, in metres (EPSG:27700).

    ``authority`` holds the place; ``within_reach`` are the authorities of which some
    part lies inside the radius.
    """

    easting_m: float
    northing_m: float
    km: float
    authority: str
    within_reach: frozenset[str]


@dataclass(frozen=True)
class Asked:
    """What a query means once its words are looked up.

    ``areas`` maps each area code asked for to its authorities; ``place_areas`` does so
    for a place that is an area (Powys). ``text`` maps the id of
    each entry that has the ``words`` to its score (higher is better); None if no words
    were asked.
    """

    areas: Mapping[str, frozenset[str]] = field(default_factory=dict)
    place_areas: Mapping[str, frozenset[str]] = field(default_factory=dict)
    near: Near | None = None
    text: Mapping[str, float] | None = None
    words: tuple[str, ...] = ()

    @property
    def is_geographic(self) -> bool:
        """Whether a place or an area is asked for."""
        return bool(self.near or self.areas or self.place_areas)


def distances_km(assets: pd.DataFrame, places: Places, near: Near | None) -> Column:
    """Return how far each of some rows is, in km in a straight line; nan without point.

    An entry known by its authority alone has no point to measure from.
    """
    if near is None:
        return np.full(len(places), np.nan)
    metres = np.hypot(
        assets["easting_m"].to_numpy()[places] - near.easting_m,
        assets["northing_m"].to_numpy()[places] - near.northing_m,
    )
    is_vague = (assets["precision"] == "area").to_numpy()[places]
    return np.where(is_vague, np.nan, metres / 1000)


Known = tuple[str, frozenset[str], bool, bool]


def _place_reason(near: Near, known: Known, within: bool) -> Why | None:
    """Return why an entry answers the place: it is within the radius, or all the same.

    Known only by an authority that the radius touches, or serving the place's own.
    """
    authority, served, _, no_point = known
    if within:
        return Why("near")
    if no_point and authority in near.within_reach:
        return Why("somewhere", authority)
    return Why("serves", near.authority) if near.authority in served else None


def _area_reason(
    areas: Mapping[str, frozenset[str]], authority: str, served: frozenset[str]
) -> Why | None:
    based = [Why("based", code) for code in areas if authority in areas[code]]
    serves = [Why("serves", code) for code in areas if areas[code] & served]
    return next(iter(based + serves), None)


def _reasons(asked: Asked, known: Known, within: bool) -> Why | None:
    """Return why an entry answers the place and areas; None if it does not."""
    authority, served, everywhere, _ = known
    answers = [
        _area_reason(group, authority, served)
        for group in (asked.place_areas, asked.areas)
        if group
    ]
    if asked.near:
        answers.insert(0, _place_reason(asked.near, known, within))
    if everywhere:
        answers = [found or Why("all_wales", ALL_WALES) for found in answers]
    return None if None in answers else answers[0]


def geographic_reasons(
    assets: pd.DataFrame, places: Places, asked: Asked, distances: Column
) -> Reasons:
    """Return why each row answers the place and areas asked for; None if it doesn't.

    A place: within the radius, or known only by an authority that the radius touches,
    or serving the place's authority. Areas: based in one, or serving a part of one.
    Either: serving all Wales. With a place and areas, an entry must answer both.

    Many entries are alike in all that matters here, so each sort is judged once.
    """
    within = distances <= (asked.near.km if asked.near else -1.0)
    columns = [
        assets[name].to_numpy()[places].tolist()
        for name in ("authority", "served_authorities", "serves_all_wales")
    ]
    judge = cache(partial(_reasons, asked))
    rows = zip(*columns, np.isnan(distances).tolist(), strict=True)
    reasons = [judge(*one) for one in zip(rows, within.tolist(), strict=True)]
    return [
        Why("near", distance_km=round(km, 1)) if one and one.reason == "near" else one
        for one, km in zip(reasons, distances.tolist(), strict=True)
    ]
