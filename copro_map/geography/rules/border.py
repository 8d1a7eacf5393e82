"""The English border: where people may be served by what no Welsh record shows."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from copro_map.geography.rules.reach import POINT, percent_by_area

KM = 20  # METHODS.md, section 2: and no statement of a gap looks farther than this
# Flintshire, Wrexham, Monmouthshire and Powys have 68% or more of their residents near
# England; the next authority has 23%. Any threshold between gives the same four.
LEAST_PERCENT = 50
# The two outlines are generalised apart: a shared border differs by some metres. From
# 50 m to 2 km the share of residents near the border changes by 0.01 points.
GAP_M = 200


def land_border(
    wales: BaseGeometry, england: BaseGeometry, gap_m: float = GAP_M
) -> BaseGeometry:
    """Return the part of England's outline that lies along Wales.

    Parameters
    ----------
    wales, england
        Polygons in EPSG:27700 (metres). England's coast is left out, so that nobody is
        near England across the Severn or the Dee.
    gap_m
        How far apart the two outlines may be and still be one border.

    Returns
    -------
    shapely.geometry.base.BaseGeometry
        Lines, EPSG:27700; empty if the two do not touch.

    Examples
    --------
    >>> wales, england = shapely.box(0, 0, 9_000, 9_000), shapely.box(9_000, 0, 10_000,
    ...                                                               9_000)
    >>> round(land_border(wales, england).length)
    9400
    """
    return england.boundary.intersection(wales.buffer(gap_m))


def is_near(
    residents: pd.DataFrame, border: BaseGeometry, km: float = KM
) -> pd.Series[bool]:
    """Return whether each resident point lies within ``km`` of the border.

    A straight line in EPSG:27700; index of ``residents``, which has ``easting_m`` and
    ``northing_m``.

    Examples
    --------
    >>> points = pd.DataFrame({"easting_m": [20_000, 20_001], "northing_m": [0, 0]})
    >>> is_near(points, shapely.LineString([(0, -9), (0, 9)])).to_list()
    [True, False]
    """
    own = shapely.force_2d(border)  # a copy: to prepare a geometry changes it
    shapely.prepare(own)
    near = shapely.dwithin(own, shapely.points(residents[POINT]), km * 1000)
    return pd.Series(near, index=residents.index)


def near_england(
    residents: pd.DataFrame,
    border: BaseGeometry,
    of_authority: Mapping[str, str],
    km: float = KM,
    least_percent: float = LEAST_PERCENT,
) -> pd.DataFrame:
    """Return which areas may be served from England, and how many people live near it.

    Parameters
    ----------
    residents
        As ``reach.weigh_residents`` gives them.
    border
        The land border, EPSG:27700 (see ``land_border``).
    of_authority
        The area of a layer that holds each authority (``Layer.of_authority``).
    km, least_percent
        An area is flagged if at least this share of its residents live within ``km`` of
        the border: 50%, most of them.

    Returns
    -------
    pandas.DataFrame
        Index ``area_code``, Wales (W92000004) first; ``people``,
        ``near_england_percent`` and ``may_be_served_from_england`` (bool).

    Raises
    ------
    UnknownAreaError
        If the layer does not hold an authority of the residents.

    Notes
    -----
    METHODS.md, section 2, "English border": there are no English records.

    Examples
    --------
    >>> residents = pd.DataFrame({"easting_m": [0, 30_000], "northing_m": [0, 0],
    ...                           "people": [3.0, 1.0], "authority": ["a", "b"]})
    >>> table = near_england(residents, shapely.Point(0, 0), {"a": "A", "b": "B"})
    >>> table["near_england_percent"].to_list()
    [75.0, 100.0, 0.0]
    """
    claims = {"near_england_percent": is_near(residents, border, km)}
    table = percent_by_area(residents, pd.DataFrame(claims), of_authority)
    return table.assign(
        may_be_served_from_england=table["near_england_percent"] >= least_percent
    )
