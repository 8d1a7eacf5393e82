"""What lies around a place: which areas border on each other, and which live there."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from copro_map.geography.rules.reach import POINT

# The shortest border by land is 1.7 km (Caerphilly and Powys). Areas that meet in one
# point are no neighbours.
LEAST_BORDER_M = 100
HALF = 0.5


def bordering(polygons: gpd.GeoDataFrame) -> dict[str, frozenset[str]]:
    """Return the areas that share a border by land with each area.

    Parameters
    ----------
    polygons
        Index ``area_code``, unique; EPSG:27700 (metres). They fit without gaps, and end
        at the coast: water parts what lies on either side of it.

    Returns
    -------
    dict
        For every code a set of codes; empty where it touches no other.

    Examples
    --------
    >>> import shapely
    >>> squares = [shapely.box(x, 0, x + 500, 500) for x in (0, 500, 2_000)]
    >>> frame = gpd.GeoDataFrame(geometry=squares, index=list("abc"), crs=27700)
    >>> sorted(bordering(frame)["a"]), sorted(bordering(frame)["c"])
    (['b'], [])
    """
    shapes = polygons.geometry
    one, other = shapes.sindex.query(shapes, predicate="intersects")
    shared = shapes.iloc[one].intersection(shapes.iloc[other], align=False).length
    is_border = (one != other) & (shared.to_numpy() >= LEAST_BORDER_M)
    found: dict[str, set[str]] = {str(code): set() for code in polygons.index}
    for here, there in zip(one[is_border], other[is_border], strict=True):
        found[str(polygons.index[here])].add(str(polygons.index[there]))
    return {code: frozenset(others) for code, others in found.items()}


def mostly_within(
    homes: pd.DataFrame, easting_m: float, northing_m: float, km: float
) -> frozenset[str]:
    """Return the authorities of which at least half the residents live within ``km``.

    A straight line in EPSG:27700.

    Parameters
    ----------
    homes
        Residential postcodes: ``easting_m``, ``northing_m`` and ``authority``
        (category). Each stands for as many residents as any other of its authority, as
        in ``reach.weigh_residents``.

    Examples
    --------
    >>> homes = pd.DataFrame({"easting_m": [0, 3_000, 9_000, 8_000], "northing_m": 0,
    ...                       "authority": pd.Categorical(["a", "a", "b", "a"])})
    >>> sorted(mostly_within(homes, 0, 0, 5)), sorted(mostly_within(homes, 0, 0, 9))
    (['a'], ['a', 'b'])
    """
    x, y = (homes[name].to_numpy() for name in POINT)
    inside = np.hypot(x - easting_m, y - northing_m) <= km * 1000
    authority = homes["authority"].cat
    codes, size = authority.codes.to_numpy(), len(authority.categories)
    within = np.bincount(codes[inside], minlength=size)
    whole = np.bincount(codes, minlength=size)
    mostly = (within > 0) & (within >= HALF * whole)
    return frozenset(map(str, authority.categories[mostly]))
