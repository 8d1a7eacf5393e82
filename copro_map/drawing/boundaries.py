"""Boundaries as a file the browser keeps, and points as Leaflet has them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

SIMPLIFY_M = 120  # finer than one pixel until zoom level 10
COARSE_M = 300
DIGITS = 4  # of a degree: about 10 metres
Degrees = npt.NDArray[np.float64]
Box = tuple[tuple[float, float], tuple[float, float]]


def to_folium(longitude_latitude: Degrees) -> Degrees:
    """Return coordinates in Leaflet's order, (latitude, longitude), rounded.

    The only place where the order is swapped. Takes and returns an array of shape
    (n, 2), in degrees (EPSG:4326).

    Examples
    --------
    >>> to_folium(np.array([[-4.08, 52.41]])).tolist()
    [[52.41, -4.08]]
    """
    return longitude_latitude[:, ::-1].round(DIGITS)


def latitude_longitude(points: pd.DataFrame) -> list[list[float]]:
    """Return the points of a frame with ``longitude`` and ``latitude`` for Leaflet."""
    found: list[list[float]] = to_folium(
        points[["longitude", "latitude"]].to_numpy(dtype=float)
    ).tolist()
    return found


def _rings(outline: shapely.Geometry) -> Any:
    """Return an outline as nested lists for Leaflet."""
    swapped: Any = shapely.transform(outline, to_folium)
    return shapely.geometry.mapping(swapped)["coordinates"]


def _outlines(polygons: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return simplified outlines in EPSG:4326; neighbours still share their edges."""
    simple = shapely.coverage_simplify(polygons.geometry.to_numpy(), SIMPLIFY_M)
    return gpd.GeoSeries(simple, polygons.index, crs=polygons.crs).to_crs(4326)


def bounds_of(polygons: gpd.GeoDataFrame) -> Box:
    """Return the box round polygons as ((south, west), (north, east)) in degrees."""
    west, south, east, north = (
        round(x, DIGITS) for x in polygons.to_crs(4326).total_bounds
    )
    return (south, west), (north, east)


def base_payload(
    polygons: gpd.GeoDataFrame,
    names: Mapping[str, str],
    authority_lines: gpd.GeoDataFrame,
    england: gpd.GeoDataFrame,
    towns: pd.DataFrame,
    credit: str,
) -> bytes:
    """Return the drawing of a layer as JSON: areas with names, lines, towns, credit.

    Parameters
    ----------
    polygons, authority_lines
        Index ``area_code``; EPSG:27700.
    england
        The outline of England near Wales, so that it is not taken for the sea;
        EPSG:27700.
    names
        The area's name in the language of the page, by code.
    towns
        ``name``, ``longitude``, ``latitude`` (EPSG:4326), ``population``.
    credit
        The attribution that the licences ask for.
    """
    inside = polygons.representative_point().to_crs(4326)
    middles = to_folium(np.column_stack([inside.x, inside.y])).tolist()
    areas = [
        [code, names[str(code)], _rings(outline), middle]
        for (code, outline), middle in zip(
            _outlines(polygons).items(), middles, strict=True
        )
    ]
    lines = [_rings(outline) for outline in _outlines(authority_lines)]
    drawing = {
        "areas": areas,
        "lines": lines if len(lines) != len(areas) else [],
        "towns": list(
            zip(
                towns["name"],
                latitude_longitude(towns),
                towns["population"],
                strict=True,
            )
        ),
        "england": [_rings(x) for x in england.simplify(COARSE_M).to_crs(4326)],
        "credit": credit,
        "bounds": bounds_of(authority_lines),
    }
    return json.dumps(drawing, separators=(",", ":"), allow_nan=False).encode("ascii")
