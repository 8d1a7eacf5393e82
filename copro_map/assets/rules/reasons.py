"""Why an entry answers the place and the areas that were asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    each entry that has the words to its score (higher is better) and the words it has;
    None if no words were asked.
    """

    areas: Mapping[str, frozenset[str]] = field(default_factory=dict)
    place_areas: Mapping[str, frozenset[str]] = field(default_factory=dict)
    near: Near | None = None
    text: Mapping[str, tuple[float, tuple[str, ...]]] | None = None

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
    vague = (assets["precision"] == "area").to_numpy()[places]
    return np.where(vague, np.nan, metres / 1000)


def _place_reason(
    near: Near, no_point: bool, authority: str, served: frozenset[str]
) -> Why | None:
    """Return why an entry that is not within the radius answers the place all the same.

    Known only by an authority that the radius touches, or serving the place's own.
    """
    if no_point and authority in near.within_reach:
        return Why("somewhere", authority)
    return Why("serves", near.authority) if near.authority in served else None


def _area_reason(
    areas: Mapping[str, frozenset[str]], authority: str, served: frozenset[str]
) -> Why | None:
    for code, members in areas.items():
        if authority in members:
            return Why("based", code)
    for code, members in areas.items():
        if not members.isdisjoint(served):
            return Why("serves", code)
    return None


Known = tuple[str, frozenset[str], bool, bool]


def _reasons(asked: Asked, known: Known, *, within: bool) -> Why | None:
    """Return why an entry answers the place and areas; None if it does not."""
    authority, served, everywhere, no_point = known
    answers = [
        _area_reason(group, authority, served)
        for group in (asked.place_areas, asked.areas)
        if group
    ]
    if asked.near:
        by_place = Why("near") if within else None
        answers.insert(
            0, by_place or _place_reason(asked.near, no_point, authority, served)
        )
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
    names = ("authority", "served_authorities", "serves_all_wales")
    columns = [assets[name].to_numpy()[places].tolist() for name in names]
    judged: dict[tuple[Known, bool], Why | None] = {}
    reasons: Reasons = []
    rows = zip(*columns, np.isnan(distances).tolist(), strict=True)
    for known, near in zip(rows, within.tolist(), strict=True):
        if (known, near) not in judged:
            judged[known, near] = _reasons(asked, known, within=near)
        reasons.append(judged[known, near])
    for row in np.flatnonzero(within):
        one = reasons[row]
        if one and one.reason == "near":
            reasons[row] = Why("near", distance_km=round(float(distances[row]), 1))
    return reasons
