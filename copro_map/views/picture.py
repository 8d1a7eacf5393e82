"""A still map of Wales as SVG: no script, prints well, read out as one picture."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import shapely

from copro_map.views.shapes import PATHS, as_image

WIDTH = 420
MARGIN = 8
SIMPLIFY_M = 400
SMALLEST_ISLAND_M2 = 2_000_000
LAND, TINT, LINE, ABROAD = "#F3EFE6", "#BFD9D7", "#8A8478", "#DDD9CE"
DOT = 9  # pixels across
LONE_DOT = 18


@dataclass(frozen=True)
class Dot:
    """A point in degrees (EPSG:4326) with the shape and colour of its kind."""

    longitude: float
    latitude: float
    shape: str
    colour: str


@dataclass(frozen=True)
class _Frame:
    """From metres (EPSG:27700) to pixels."""

    west: float
    north: float
    scale: float
    height: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        return (
            round(MARGIN + (x - self.west) * self.scale, 1),
            round(MARGIN + (self.north - y) * self.scale, 1),
        )


def _frame(polygons: gpd.GeoDataFrame) -> _Frame:
    west, south, east, north = polygons.total_bounds
    scale = (WIDTH - 2 * MARGIN) / (east - west)
    return _Frame(west, north, scale, round((north - south) * scale) + 2 * MARGIN)


def _path(geometry: shapely.Geometry, frame: _Frame) -> str:
    rings = []
    for part in shapely.get_parts(geometry):
        if part.area >= SMALLEST_ISLAND_M2:
            points = (frame.place(x, y) for x, y in part.exterior.coords)
            rings.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "z")
    return "".join(rings)


@lru_cache(maxsize=4)
def _paths(wkb: tuple[bytes, ...], frame: _Frame) -> list[str]:
    simple = shapely.coverage_simplify(shapely.from_wkb(wkb), SIMPLIFY_M)
    return [_path(geometry, frame) for geometry in simple]


def _dots(dots: Iterable[Dot], frame: _Frame) -> list[str]:
    points = list(dots)
    where = gpd.GeoSeries.from_xy(
        [dot.longitude for dot in points], [dot.latitude for dot in points], crs=4326
    ).to_crs(27700)
    drawn = []
    size = LONE_DOT if len(points) == 1 else DOT
    for dot, easting, northing in zip(points, where.x, where.y, strict=True):
        x, y = frame.place(easting, northing)
        drawn.append(
            f'<path d="{PATHS[dot.shape]}" fill="{dot.colour}" stroke="#fff" '
            f'stroke-width="2" transform="translate({x - size / 2:.1f} '
            f'{y - size / 2:.1f}) scale({size / 20:g})"/>'
        )
    return drawn


def draw_picture(
    polygons: gpd.GeoDataFrame,
    england: gpd.GeoDataFrame,
    tinted: Collection[str],
    dots: Iterable[Dot],
    title: str,
) -> str:
    """Return a picture of Wales in HTML.

    ``polygons``: authorities, index ``area_code``, EPSG:27700. ``england``: its outline
    near Wales, EPSG:27700. ``tinted``: the codes to
    pick out. ``title`` is what a screen reader says.
    """
    frame = _frame(polygons)
    paths = _paths(tuple(shapely.to_wkb(polygons.geometry.to_numpy())), frame)
    beyond = "".join(_path(x, frame) for x in england.simplify(SIMPLIFY_M))
    areas = [f'<path d="{beyond}" fill="{ABROAD}"/>']
    areas += [
        f'<path d="{path}" fill="{TINT if code in tinted else LAND}" stroke="{LINE}" '
        f'stroke-width="0.8" stroke-linejoin="round"/>'
        for code, path in zip(polygons.index, paths, strict=True)
    ]
    drawn = "".join([*areas, *_dots(dots, frame)])
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" '
        f'height="{frame.height}" viewBox="0 0 {WIDTH} {frame.height}">{drawn}</svg>'
    )
    return as_image(svg, title, "picture")
