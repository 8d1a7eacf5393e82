"""Around a place: the neighbours of its authority, and whose residents live there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd

from copro_map.base.config import Settings, once
from copro_map.geography.areas import METRES, require_crs
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.rules.around import bordering, mostly_within

PLACES_KEPT = 256
# Borders by land are seen on the outlines; these two are joined over the Menai.
BRIDGED = frozenset({"W06000001", "W06000002"})


@once
def neighbours(settings: Settings) -> Mapping[str, frozenset[str]]:
    """Return the authorities that border on each authority, by its code.

    Borders by land, inside Wales; the Isle of Anglesey has none. Made once a process.
    """
    polygons = load_gazetteer(settings).polygons
    require_crs(polygons, METRES, "polygons")
    return bordering(polygons)


@once
def beside(settings: Settings) -> Mapping[str, frozenset[str]]:
    """Return the authorities beside each: as ``neighbours``, or over a bridge.

    So the Isle of Anglesey has one: Gwynedd.
    """
    return {
        code: near | (BRIDGED - {code} if code in BRIDGED else frozenset())
        for code, near in neighbours(settings).items()
    }


@once
def _homes(settings: Settings) -> pd.DataFrame:
    """Return every residential postcode of Wales, its authority as a category."""
    postcodes = load_gazetteer(settings).postcodes
    authority = postcodes["authority"].astype("category")
    welsh = authority.cat.categories.astype(str).str.startswith("W")
    ours = authority.cat.codes.isin(welsh.nonzero()[0]) & postcodes["residential"]
    columns = postcodes.loc[ours, ["easting_m", "northing_m"]]
    return columns.assign(authority=authority[ours].cat.remove_unused_categories())


@lru_cache(PLACES_KEPT)
def _within(
    settings: Settings, easting_m: float, northing_m: float, km: float
) -> frozenset[str]:
    return mostly_within(_homes(settings), easting_m, northing_m, km)


def authorities_within(
    settings: Settings, easting_m: float, northing_m: float, km: float
) -> frozenset[str]:
    """Return the authorities of which half the residents or more live within ``km``.

    Metres (EPSG:27700). What is kept is worked out once a place and radius.
    """
    return _within(settings.reference, easting_m, northing_m, km)
