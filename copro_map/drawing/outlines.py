"""Outlines of areas as SVG paths, simplified to the picture's size and kept.

And the simplest picture made of them: a still map of Wales, read out as one picture.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import geopandas as gpd
import shapely

from copro_map.drawing.shapes import PATHS
from copro_map.drawing.templates import Html, render

TINT = "#BFD9D7"
DOT = 9  # pixels across
LONE_DOT = 18

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


def _wkb(areas: gpd.GeoDataFrame | gpd.GeoSeries) -> tuple[bytes, ...]:
    return tuple(shapely.to_wkb(areas.geometry.to_numpy()))


@lru_cache(maxsize=64)
def _paths(
    wkb: tuple[bytes, ...], frame: Frame, simplify: Callable[..., Any]
) -> tuple[str, ...]:
    """Return the path of each area (EPSG:27700); islands too small to see left out.

    A hole, such as one council's area inside another's, stays open: fill by "evenodd".
    """
    return tuple(
        "".join(
            _ring(ring, frame)
            for part in shapely.get_parts(geometry)
            if part.area >= SMALLEST_ISLAND_M2
            for ring in (part.exterior, *part.interiors)
        )
        for geometry in simplify(shapely.from_wkb(wkb), frame.tolerance_m)
    )


def outlines(polygons: gpd.GeoDataFrame, frame: Frame) -> tuple[str, ...]:
    """Return the path of each area (EPSG:27700), in order, without gaps between them.

    Kept for the next picture of the same areas.
    """
    return _paths(_wkb(polygons), frame, shapely.coverage_simplify)


def backdrop(england: gpd.GeoDataFrame | gpd.GeoSeries, frame: Frame) -> str:
    """Return the land beyond the border (EPSG:27700) as a filled path."""
    path = "".join(_paths(_wkb(england), frame, shapely.simplify))
    return f'<path d="{path}" fill="{ABROAD}"/>'


@dataclass(frozen=True)
class Dot:
    """A point in degrees (EPSG:4326) with the shape and colour of its kind."""

    longitude: float
    latitude: float
    shape: str
    colour: str


def _dots(dots: Collection[Dot], frame: Frame) -> Iterator[str]:
    where = gpd.GeoSeries.from_xy(
        [dot.longitude for dot in dots], [dot.latitude for dot in dots], crs=4326
    ).to_crs(27700)
    size = LONE_DOT if len(dots) == 1 else DOT
    for dot, easting, northing in zip(dots, where.x, where.y, strict=True):
        x, y = frame.place(easting, northing)
        yield (
            f'<path d="{PATHS[dot.shape]}" fill="{dot.colour}" stroke="#fff" '
            f'stroke-width="2" transform="translate({x - size / 2:.1f} '
            f'{y - size / 2:.1f}) scale({size / 20:g})"/>'
        )


def draw_picture(
    polygons: gpd.GeoDataFrame,
    england: gpd.GeoDataFrame,
    tinted: Collection[str],
    dots: Collection[Dot],
    title: str,
) -> Html:
    """Return a picture of Wales in HTML.

    ``polygons``: authorities, index ``area_code``, EPSG:27700. ``england``: its outline
    near Wales, EPSG:27700. ``tinted``: the codes to
    pick out. ``title`` is what a screen reader says.
    """
    frame = frame_of(polygons)
    areas = [
        f'<path d="{path}" fill="{TINT if code in tinted else LAND}" stroke="{LINE}" '
        f'stroke-width="0.8" stroke-linejoin="round"/>'
        for code, path in zip(polygons.index, outlines(polygons, frame), strict=True)
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{frame.width}" '
        f'height="{frame.height}" viewBox="0 0 {frame.width} {frame.height}">'
        f"{''.join([backdrop(england, frame), *areas, *_dots(dots, frame)])}</svg>"
    )
    return render("drawing/picture.html", svg=svg, alt=title)
