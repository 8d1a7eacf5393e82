"""Outlines of areas as SVG paths: simplified to the picture's size, and kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import shapely

WIDTH = 420  # pixels: the usual picture
MARGIN = 8
SIMPLIFY_M = 400  # at the usual width; finer in a larger picture
SMALLEST_ISLAND_M2 = 2_000_000
LAND, LINE, ABROAD, SEA = "#F3EFE6", "#8A8478", "#DDD9CE", "#DCE6EA"


@dataclass(frozen=True)
class Frame:
    """From metres (EPSG:27700) to pixels of a picture ``width`` pixels across."""

    west: float
    north: float
    scale: float
    width: int
    height: int

    def place(self, easting: float, northing: float) -> tuple[float, float]:
        """Return x and y in pixels, from the upper left corner.

        Examples
        --------
        >>> Frame(west=0, north=1000, scale=0.1, width=420, height=300).place(50, 900)
        (13.0, 18.0)
        """
        return (
            round(MARGIN + (easting - self.west) * self.scale, 1),
            round(MARGIN + (self.north - northing) * self.scale, 1),
        )

    @property
    def tolerance_m(self) -> float:
        """How far a simplified line may lie from the true one: about a pixel."""
        return SIMPLIFY_M * WIDTH / self.width


def frame_of(polygons: gpd.GeoDataFrame, width: int = WIDTH) -> Frame:
    """Return the frame that just holds the polygons (EPSG:27700) and a margin."""
    west, south, east, north = polygons.total_bounds
    scale = (width - 2 * MARGIN) / (east - west)
    return Frame(west, north, scale, width, round((north - south) * scale) + 2 * MARGIN)


def _ring(ring: shapely.LinearRing, frame: Frame) -> str:
    points = (frame.place(x, y) for x, y in ring.coords)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "z"


def path_of(geometry: shapely.Geometry, frame: Frame) -> str:
    """Return the path of one area (EPSG:27700); islands too small to see left out.

    A hole, such as one council's area inside another's, stays open: fill by "evenodd".
    """
    return "".join(
        _ring(ring, frame)
        for part in shapely.get_parts(geometry)
        if part.area >= SMALLEST_ISLAND_M2
        for ring in (part.exterior, *part.interiors)
    )


def _wkb(areas: gpd.GeoDataFrame | gpd.GeoSeries) -> tuple[bytes, ...]:
    return tuple(shapely.to_wkb(areas.geometry.to_numpy()))


@lru_cache(maxsize=32)
def _paths(wkb: tuple[bytes, ...], frame: Frame) -> tuple[str, ...]:
    simple = shapely.coverage_simplify(shapely.from_wkb(wkb), frame.tolerance_m)
    return tuple(path_of(geometry, frame) for geometry in simple)


@lru_cache(maxsize=32)
def _backdrop(wkb: tuple[bytes, ...], frame: Frame) -> str:
    simple = shapely.simplify(shapely.from_wkb(wkb), frame.tolerance_m)
    return "".join(path_of(geometry, frame) for geometry in simple)


def outlines(polygons: gpd.GeoDataFrame, frame: Frame) -> tuple[str, ...]:
    """Return the path of each area (EPSG:27700), in order, without gaps between them.

    Kept for the next picture of the same areas.
    """
    return _paths(_wkb(polygons), frame)


def backdrop(england: gpd.GeoDataFrame | gpd.GeoSeries, frame: Frame) -> str:
    """Return the land beyond the border (EPSG:27700) as a filled path."""
    return f'<path d="{_backdrop(_wkb(england), frame)}" fill="{ABROAD}"/>'
