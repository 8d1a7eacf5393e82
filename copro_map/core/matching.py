"""Which entries answer a query, in which order, and why each one does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from copro_map.model import EXCHANGE_KINDS
from copro_map.query import FACETS, Query

ALL_WALES = "W92000004"
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


def _has_any(column: pd.Series, wanted: tuple[str, ...]) -> Mask:
    """Return where a column of tuples shares a value with ``wanted``."""
    values = set(wanted)
    return np.fromiter((not values.isdisjoint(c) for c in column), bool, len(column))


def facet_mask(assets: pd.DataFrame, name: str, wanted: tuple[str, ...]) -> Mask:
    """Return where entries have one of the wanted values of a facet.

    The columns are those of ``FACET_COLUMNS``; a column of tuples holds several.
    """
    column = assets[FACET_COLUMNS[name]]
    if name in ("themes", "stages", "languages"):
        return _has_any(column, wanted)
    return column.isin(wanted).to_numpy()


FACET_COLUMNS = {
    "kinds": "kind",
    "types": "practitioner_type",
    "sectors": "sector",
    "themes": "themes",
    "stages": "stages",
    "checked": "verification",
    "languages": "languages",
}


def distances_km(assets: pd.DataFrame, near: Near | None) -> Column:
    """Return how far each entry is, in km in a straight line; nan without a point.

    An entry known by its authority alone has no point to measure from.
    """
    if near is None:
        return np.full(len(assets), np.nan)
    metres = np.hypot(
        assets["easting_m"].to_numpy() - near.easting_m,
        assets["northing_m"].to_numpy() - near.northing_m,
    )
    vague = (assets["precision"] == "area").to_numpy()
    return np.where(vague, np.nan, metres / 1000)


def _place_reason(
    near: Near, distance: float, authority: str, served: frozenset[str]
) -> Why | None:
    if distance <= near.km:
        return Why("near", distance_km=round(float(distance), 1))
    if np.isnan(distance) and authority in near.within_reach:
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


def geographic_reasons(
    assets: pd.DataFrame, asked: Asked, distances: Column
) -> list[Why | None]:
    """Return why each entry answers the place and areas asked for; None if it doesn't.

    A place: within the radius, or known only by an authority that the radius touches,
    or serving the place's authority. Areas: based in one, or serving a part of one.
    Either: serving all Wales. With a place and areas, an entry must answer both.
    """
    reasons: list[Why | None] = []
    columns = zip(
        distances,
        assets["authority"],
        assets["served_authorities"],
        assets["serves_all_wales"],
        strict=True,
    )
    for distance, authority, served, everywhere in columns:
        answers = [
            _area_reason(group, authority, served)
            for group in (asked.place_areas, asked.areas)
            if group
        ]
        if asked.near:
            answers.insert(0, _place_reason(asked.near, distance, authority, served))
        if everywhere:
            answers = [f or Why("all_wales", ALL_WALES) for f in answers]
        reasons.append(None if None in answers else answers[0])
    return reasons


def _box_mask(assets: pd.DataFrame, query: Query) -> Mask:
    if query.box is None:
        return np.ones(len(assets), dtype=bool)
    west, south, east, north = query.box
    x, y = assets["longitude"].to_numpy(), assets["latitude"].to_numpy()
    return (x >= west) & (x <= east) & (y >= south) & (y <= north)


def other_mask(assets: pd.DataFrame, query: Query, asked: Asked, today: date) -> Mask:
    """Return where entries answer the words, the box and "open only"."""
    mask = _box_mask(assets, query)
    if asked.text is not None:
        mask &= assets.index.isin(list(asked.text))
    if query.open_only:
        columns = zip(
            assets["kind"], assets["verification"], assets["closes_on"], strict=True
        )
        is_now = (is_open(*row, today) for row in columns)
        mask &= np.fromiter(is_now, bool, len(assets))
    return mask


def _order(found: pd.DataFrame, query: Query, scores: Column) -> pd.DataFrame:
    """Return sort keys: words first, then closeness, then freshness, then as given."""
    reasons = [w[0].reason if w else "near" for w in found["why"]]
    closeness = [CLOSEST_FIRST.index(r) if r in CLOSEST_FIRST else 0 for r in reasons]
    newest = pd.Series(found["freshness"]).rank(method="dense", ascending=False)
    keys = {
        "score": -np.round(scores, 1),
        "closeness": np.array(closeness),
        "distance": np.nan_to_num(found["distance_km"].to_numpy(), nan=np.inf),
        "newest": newest.to_numpy(),
        "given": np.arange(len(found)),
    }
    by = {
        "best": ["score", "closeness", "distance", "newest", "given"],
        "nearest": ["distance", "closeness", "given"],
        "newest": ["newest", "given"],
        "name": ["given"],
    }[query.sort]
    return pd.DataFrame({name: keys[name] for name in by}, index=found.index)


def _with_words(assets: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Return the entries that have the words asked for, in the order given.

    They are few: the other conditions then need to look at those alone.
    """
    if asked.text is None:
        return assets
    places = assets.index.get_indexer(pd.Index(list(asked.text)))
    return assets.iloc[np.sort(places[places >= 0])]


def match(
    assets: pd.DataFrame, query: Query, asked: Asked, *, today: date
) -> pd.DataFrame:
    """Return the entries that answer a query, best first.

    Parameters
    ----------
    assets
        Entries as ``services.search.all_assets`` prepares them; index ``id``, unique,
        in the order of their names.
    query, asked
        The question, and what its words mean.
    today
        The day on which "open" is judged.

    Returns
    -------
    pandas.DataFrame
        A new frame: rows of ``assets`` with ``why`` (a tuple of ``Why``) and
        ``distance_km`` (nan where there is no point or no place was asked).
    """
    assets = _with_words(assets, asked)
    mask = other_mask(assets, query, replace(asked, text=None), today)
    for name in FACETS:
        if wanted := getattr(query, name):
            mask &= facet_mask(assets, name, wanted)
    found = assets.loc[mask]
    distances = distances_km(found, asked.near)
    why: list[tuple[Why, ...]] = [()] * len(found)
    if asked.is_geographic:
        reasons = geographic_reasons(found, asked, distances)
        kept = np.array([reason is not None for reason in reasons], dtype=bool)
        found, distances = found.loc[kept], distances[kept]
        why = [(reason,) for reason in reasons if reason]
    text = asked.text or {}
    if text:
        why = [
            (*one, Why("text", words=text[i][1]))
            for one, i in zip(why, found.index, strict=True)
        ]
    found = found.assign(
        why=pd.Series(why, index=found.index, dtype=object), distance_km=distances
    )
    scores = np.array([text[i][0] if text else 0.0 for i in found.index])
    keys = _order(found, query, scores)
    return found.loc[keys.sort_values(list(keys.columns), kind="stable").index]


def is_open(kind: str, verification: str, closes_on: str, today: date) -> bool:
    """Say whether an offer or a request may be shown as open today.

    Only one that its owner has confirmed and that has not closed: a call found on a
    page, however recent, is never shown as open.

    Examples
    --------
    >>> is_open("offer", "unverified", "", date(2026, 11, 21))
    False
    >>> is_open("offer", "confirmed", "2026-12-01", date(2026, 11, 21))
    True
    """
    if kind not in EXCHANGE_KINDS or verification != "confirmed":
        return False
    return not closes_on or date.fromisoformat(closes_on) >= today
