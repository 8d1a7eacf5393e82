"""Requests that nothing on the map meets, offers of neighbours, and whom one more
would reach: counted anew, pair by pair."""

from __future__ import annotations

import json
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
    id IN (SELECT id FROM national),
    name_en <> '' AND name_cy <> ''
FROM live WHERE kind IN ('offer', 'request') AND {FRESH}
    AND opens_on <= '{DAY}' AND paused_until < '{DAY}'
"""  # noqa: S608 - no values
OFFERS = "SELECT id, longitude, latitude FROM live WHERE kind = 'offer' " \
    "AND longitude IS NOT NULL AND precision <> 'area'"  # fmt: skip


class _One:
    """An offer or a request that is open."""

    def __init__(self, row: Sequence[Any]) -> None:
        self.id, self.kind, *at, self.category, self.body, self.based = row[:8]
        served, themes, self.everywhere, _ = row[8:]
        self.served, self.themes = set(json.loads(served)), set(json.loads(themes))
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
    reaches = near or offer.everywhere or wanted & offer.served
    kinds = {request.category, offer.category}
    same = request.body and request.body == offer.body
    alike = len(kinds) == 1 or "" in kinds
    return bool(reaches and alike and not same and request.themes & offer.themes)


def isolated(recount: Recount, area: str) -> int:
    """How many open requests of an area no open offer suits."""
    found = [_One(row) for row in recount.all(OPEN)]
    offers = [one for one in found if one.kind == "offer"]
    parts = set(recount.within(area))
    return sum(
        one.kind == "request"
        and not one.everywhere
        and bool((one.served or {one.based}) & parts)
        and not any(_suits(one, offer) for offer in offers)
        for one in found
    )


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
