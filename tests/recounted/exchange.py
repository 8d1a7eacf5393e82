"""Requests that nothing on the map meets, offers of neighbours, and whom one more
would reach: counted anew, pair by pair, and matched by augmenting paths."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer
from shapely import Point, transform
from shapely.geometry import shape
from shapely.ops import unary_union

from tests.catalogue import ROOT
from tests.recounted.entries import DAY, FRESH, Recount, places

NEAR = 10  # km
GRID = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True).transform
# What is open today, with all that decides whether an offer suits a request.
OPEN = f"""
SELECT id, kind, longitude, latitude, precision, exchange_category, organisation_id,
    (SELECT authority FROM base WHERE base.id = live.id) AS based,
    (SELECT json_group_array(authority) FROM serving WHERE serving.id = live.id),
    (SELECT json_group_array(theme) FROM asset_theme WHERE asset_id = live.id),
    id IN (SELECT id FROM national), way IN ('remote', 'either'), spoken,
    name_en || description_en <> '', name_cy || description_cy <> '',
    COALESCE(capacity, 1) - taken
FROM live WHERE kind IN ('offer', 'request') AND {FRESH}
    AND opens_on <= '{DAY}' AND paused_until < '{DAY}'
    AND (kind = 'offer' OR agreement NOT IN ('agreed', 'done'))
    AND (kind = 'request' OR COALESCE(capacity, 1) > taken)
"""  # noqa: S608 - no values
OFFERS = "SELECT id, longitude, latitude FROM live WHERE kind = 'offer' " \
    "AND longitude IS NOT NULL AND precision <> 'area'"  # fmt: skip


class _One:
    """An offer or a request that is open."""

    def __init__(self, row: Sequence[Any]) -> None:
        self.id, self.kind, *at, self.category, self.body, self.based = row[:8]
        served, themes, self.everywhere, self.remote, spoken, *told, self.free = row[8:]
        self.served, self.themes = set(json.loads(served)), set(json.loads(themes))
        written = {x for x, is_told in zip(("en", "cy"), told, strict=True) if is_told}
        self.languages = {"both": {"en", "cy"}, "": written}.get(spoken, {spoken})
        longitude, latitude, precision = at
        known = longitude is not None and precision != "area"
        self.point = GRID(longitude, latitude) if known else None


def _suits(request: _One, offer: _One) -> bool:
    wanted = {request.based} if request.based else request.served
    near = (
        request.point
        and offer.point
        and np.hypot(*np.subtract(request.point, offer.point)) <= NEAR * 1000
    )
    reaches = near or offer.everywhere or offer.remote or wanted & offer.served
    speaks = (
        not request.languages
        or not offer.languages
        or (request.languages & offer.languages)
    )
    kinds = {request.category, offer.category}
    same = request.body and request.body == offer.body
    alike = len(kinds) == 1 or "" in kinds
    fits = reaches and speaks and alike and not same
    return bool(fits and request.themes & offer.themes)


def _open(recount: Recount) -> tuple[list[_One], list[_One]]:
    """The requests and the offers that are open."""
    found = [_One(row) for row in recount.all(OPEN)]
    kinds = ("request", "offer")
    requests, offers = ([x for x in found if x.kind == kind] for kind in kinds)
    return requests, offers


def _asked_in(one: _One, parts: set[str]) -> bool:
    return not one.everywhere and bool((one.served or {one.based}) & parts)


def _without(requests: list[_One], offers: list[_One]) -> list[_One]:
    """Those that get no offer of their own, when as many do as can.

    One after the other, by augmenting paths: so those that come first lose none.
    """
    suits = {x.id: [o.id for o in offers if _suits(x, o)] for x in requests}
    free = {one.id: one.free for one in offers}
    has: dict[str, list[str]] = {one.id: [] for one in offers}

    def gets(request: str, seen: set[str]) -> bool:
        for offer in suits[request]:
            if offer in seen:
                continue
            seen.add(offer)
            for other in [None] if len(has[offer]) < free[offer] else list(has[offer]):
                if other is None or gets(other, seen):
                    has[offer] = [x for x in has[offer] if x != other] + [request]
                    return True
        return False

    return [x for x in requests if suits[x.id] and not gets(x.id, set())]


def unmet(recount: Recount, area: str = "") -> dict[str, int]:
    """How many open requests of an area no offer suits, or others need all that do.

    Who of equal rivals is crowded out is not certain: the least, and the most.
    """
    requests, offers = _open(recount)
    parts = set(recount.within(area)) if area else set()
    own = [x for x in requests if not area or _asked_in(x, parts)]
    others = [x for x in requests if x not in own]
    least, most = (
        sum(x in own for x in _without(order, offers))
        for order in ([*own, *others], [*others, *own])
    )
    alone = sum(not any(_suits(x, offer) for offer in offers) for x in own)
    return {
        "requests": len(own),
        "isolated": alone,
        "least_crowded": least,
        "most_crowded": most,
    }


def open_in(recount: Recount, area: str = "") -> dict[str, int]:
    """How many requests and offers are open: all, or in an area or for all Wales."""
    parts = set(recount.within(area)) if area else set()
    both = zip(("requests", "offers"), _open(recount), strict=True)
    return {
        f"open_{name}": sum(
            not area or bool(x.everywhere or {x.based, *x.served} & parts)
            for x in found
        )
        for name, found in both
    }


def _metres(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack(GRID(*degrees.T))


@cache
def _polygons() -> dict[str, Any]:
    text = (ROOT / "boundaries" / "local_authority.geojson").read_text("utf-8")
    return {
        one["properties"]["area_code"]: transform(shape(one["geometry"]), _metres)
        for one in json.loads(text)["features"]
    }


def across(recount: Recount, area: str) -> int:
    """How many offers based elsewhere are within reach of an area's boundary."""
    parts = set(recount.within(area))
    polygon = unary_union([_polygons()[code] for code in parts])
    bases = dict(recount.all("SELECT id, authority FROM base"))
    return sum(
        bases.get(one) not in parts
        and polygon.distance(Point(GRID(*at))) / 1000 <= NEAR + 0.05  # one decimal
        for one, *at in recount.all(OFFERS)
    )


def newly(recount: Recount, place: str) -> int:
    """How many more people one entry at a place would reach, as roughly as is said."""
    homes = recount.distances
    homes = homes[homes["metres"] > NEAR * 1000]
    where = homes[["easting_m", "northing_m"]].to_numpy(float)
    found = 0.0
    for at in places(place):
        away = np.hypot(*(where - np.array(GRID(*at))).T)
        found = max(found, float(homes["people"][away <= NEAR * 1000].sum()))
    return int(round(found, -2 if found >= 1000 else -1))


def open_by_category(recount: Recount, language: str) -> dict[str, int]:
    """How many offers and requests are open, by the name of their category."""
    file = ROOT / "data" / "exchange_categories.toml"
    terms = tomllib.loads(file.read_text("utf-8"))
    found = Counter(one.category for group in _open(recount) for one in group)
    return {term["label"][language]: found[code] for code, term in terms.items()}
