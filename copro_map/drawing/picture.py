"""A still map of Wales as SVG: no script, prints well, read out as one picture."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import geopandas as gpd

from copro_map.drawing.outlines import LAND, LINE, Frame, backdrop, frame_of, outlines
from copro_map.drawing.shapes import PATHS
from copro_map.drawing.templates import Html, render

TINT = "#BFD9D7"
DOT = 9  # pixels across
LONE_DOT = 18


@dataclass(frozen=True)
class Dot:
    """A point in degrees (EPSG:4326) with the shape and colour of its kind."""

    longitude: float
    latitude: float
    shape: str
    colour: str


def _dots(dots: Iterable[Dot], frame: Frame) -> list[str]:
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
) -> Html:
    """Return a picture of Wales in HTML.

    ``polygons``: authorities, index ``area_code``, EPSG:27700. ``england``: its outline
    near Wales, EPSG:27700. ``tinted``: the codes to
    pick out. ``title`` is what a screen reader says.
    """
    frame = frame_of(polygons)
    paths = outlines(polygons, frame)
    areas = [backdrop(england, frame)]
    areas += [
        f'<path d="{path}" fill="{TINT if code in tinted else LAND}" stroke="{LINE}" '
        f'stroke-width="0.8" stroke-linejoin="round"/>'
        for code, path in zip(polygons.index, paths, strict=True)
    ]
    drawn = "".join([*areas, *_dots(dots, frame)])
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{frame.width}" '
        f'height="{frame.height}" viewBox="0 0 {frame.width} {frame.height}">'
        f"{drawn}</svg>"
    )
    return render("drawing/picture.html", svg=svg, alt=title)
