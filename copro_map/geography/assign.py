"""Points to authorities: one spatial join for any number of points."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.geography.areas import DEGREES, METRES, require_crs

# A box round Wales, in degrees: longitude west and east, latitude south and north.
WEST, EAST, SOUTH, NORTH = -6.0, -2.5, 51.2, 53.6
# The farthest of the 141,198 Welsh postcodes lies 157 m off the generalised coast.
SNAP_M = 500


class PointError(CoproMapError):
    """A pair of numbers that cannot be a longitude and a latitude in that order."""


def in_box(longitude: float, latitude: float) -> bool:
    """Say whether a point lies in the box round Wales.

    Examples
    --------
    >>> in_box(-4.08, 52.41), in_box(-0.1, 51.5)
    (True, False)
    """
    return WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH


def check_point(longitude: float, latitude: float) -> None:
    """Raise unless the numbers can be a longitude and a latitude, in that order.

    Raises
    ------
    PointError
        If they are swapped (the swapped pair lies in Wales and this one does not) or
        out of range; the message says which.

    Examples
    --------
    >>> check_point(-4.08, 52.41)
    """
    if not in_box(longitude, latitude) and in_box(latitude, longitude):
        raise PointError(
            N_(
                "Longitude {longitude} and latitude {latitude} look swapped: in Wales "
                "longitude is about -4 and latitude about 52. Exchange the two."
            ),
            longitude=longitude,
            latitude=latitude,
        )
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise PointError(
            N_(
                "Longitude {longitude}, latitude {latitude}: out of range. Give "
                "degrees, such as -4.08 and 52.41 for Aberystwyth."
            ),
            longitude=longitude,
            latitude=latitude,
        )


def to_points(
    longitudes: Sequence[float] | pd.Series, latitudes: Sequence[float] | pd.Series
) -> gpd.GeoSeries:
    """Return points in EPSG:27700 (metres) for degrees; the index of ``longitudes``."""
    index = longitudes.index if isinstance(longitudes, pd.Series) else None
    return gpd.GeoSeries.from_xy(
        np.asarray(longitudes, dtype=float),
        np.asarray(latitudes, dtype=float),
        index=index,
        crs=DEGREES,
    ).to_crs(METRES)


def _first_match(pairs: pd.DataFrame) -> pd.Series[str]:
    """Return one code a point: on a shared edge the code that sorts first wins."""
    ordered = pairs["area_code"].dropna().sort_values()
    return ordered[~ordered.index.duplicated()]


def assign_authorities(
    points: gpd.GeoSeries, polygons: gpd.GeoDataFrame, england: gpd.GeoDataFrame
) -> pd.Series[str]:
    """Return the local authority in which each point lies.

    Parameters
    ----------
    points
        EPSG:27700; unique index; an empty point gets no authority.
    polygons
        Authorities, index ``area_code``, EPSG:27700.
    england
        Outline of England, EPSG:27700: a point inside it is never snapped.

    Returns
    -------
    pandas.Series
        Index of ``points``; code, missing outside Wales. A point on a shared edge goes
        to the code that sorts first. A point up to 500 m off the generalised coast goes
        to the nearest authority.

    Raises
    ------
    CrsError
        If a frame is not in EPSG:27700.
    """
    for frame, name in (
        (points, "points"),
        (polygons, "polygons"),
        (england, "england"),
    ):
        require_crs(frame, METRES, name)
    left = gpd.GeoDataFrame(geometry=points.reset_index(drop=True))
    right = polygons[["geometry"]].rename_axis("area_code").reset_index()
    result = pd.Series(pd.NA, index=left.index, dtype="str")
    # Polygons ask a tree of points: five times faster than points a tree of polygons.
    pairs = right.sjoin(left, predicate="intersects").set_index("index_right")
    result.update(_first_match(pairs))
    rest = left[result.isna() & ~left.geometry.is_empty]
    english = england[["geometry"]].sjoin(rest, predicate="intersects")["index_right"]
    offshore = rest[~rest.index.isin(english)]
    if len(offshore):
        nearest = offshore.sjoin_nearest(right, max_distance=SNAP_M)
        result.update(_first_match(nearest))
    return result.set_axis(points.index)
