"""The still map of one entry: the part of Wales where it is, and what it serves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import geopandas as gpd
import shapely
from shapely.affinity import translate

from copro_map.base.config import Settings
from copro_map.base.definitions import Kind, load_definitions
from copro_map.drawing.close_up import (
    Box,
    Close,
    Named,
    close_frame,
    draw_land,
    names_on,
)
from copro_map.drawing.lettering import FONT_FAMILY, INK, line_of, text_width
from copro_map.drawing.shapes import PATHS
from copro_map.drawing.templates import Html, render
from copro_map.geography.areas import (
    ALL_WALES,
    BASE_LAYER,
    load_authority_polygons,
    load_layers,
)
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.towns import named_towns
from copro_map.search.drawing import authorities_of, picture_of_wales

WIDTH = 420  # pixels; a phone shows them nearly as they are
LEAST, MOST = 0.7, 0.95  # how high, in its width
ROUND_M = 18_000.0  # round a place, if that is all there is to see
WIDEST_M = 140_000.0  # what is served is shown whole, if it is no larger
COARSEST = 1.0  # pixels: how far a line may lie from the true one
PIN = 26  # pixels across
SIZE, AWAY = 14, 18  # pixels: of its place's name, and how far from its middle
Spot = tuple[float, float]  # easting and northing, EPSG:27700


class Still(Close):
    """A frame of a picture that nobody can go nearer to, so its lines are coarse."""

    @property
    def tolerance_m(self) -> float:
        """How far a simplified line may lie from the true one."""
        return COARSEST / self.scale


def seen(spot: Spot | None, served: Box | None) -> Box | None:
    """Return the part of Wales to show, in metres (EPSG:27700); None if nothing is.

    What is served, with the place; the place alone, if what is served is far larger.

    Examples
    --------
    >>> seen((5_000, 5_000), (0, 0, 30_000, 30_000))
    (0, 0, 30000, 30000)
    >>> seen((50_000, 50_000), (0, 0, 200_000, 200_000))
    (32000.0, 32000.0, 68000.0, 68000.0)
    """
    if spot is None:
        return served
    x, y = spot
    near = (x - ROUND_M, y - ROUND_M, x + ROUND_M, y + ROUND_M)
    if served is None:
        return near
    west, south, east, north = served
    both = (min(west, x), min(south, y), max(east, x), max(north, y))
    large = max(both[2] - both[0], both[3] - both[1]) > WIDEST_M
    return near if large else both


@dataclass(frozen=True)
class Pin:
    """Where an entry is: in pixels, with the shape of its kind and its place's name."""

    x: float
    y: float
    kind: Kind
    place: str

    @property
    def _is_left(self) -> bool:
        return self.x > WIDTH / 2  # there is more room for its name

    @property
    def covers(self) -> shapely.Geometry:
        """What no other name may cover."""
        long = text_width(self.place, SIZE, 700) + AWAY
        left = -long if self._is_left else 0
        name = shapely.box(left, -0.6 * SIZE, left + long, 0.6 * SIZE)
        mark = shapely.Point(0, 0).buffer(PIN / 2)
        return translate(name.union(mark) if self.place else mark, self.x, self.y)

    def drawn(self) -> str:
        """Return the pin and its name."""
        away, end = (-AWAY, "end") if self._is_left else (AWAY, "start")
        style = (
            f'font-size="{SIZE}" font-weight="700" fill="{INK}" stroke="#fff" '
            'stroke-width="3" paint-order="stroke" stroke-linejoin="round" '
            f'text-anchor="{end}"'
        )
        half = PIN / 2
        name = line_of(self.place, self.x + away, self.y + 0.35 * SIZE, style)
        return (
            f'<path d="{PATHS[self.kind.shape]}" fill="{self.kind.colour}" '
            f'stroke="#fff" stroke-width="2" transform="translate({self.x - half:.1f} '
            f'{self.y - half:.1f}) scale({PIN / 20:g})"/>{name if self.place else ""}'
        )


def _names(settings: Settings, frame: Close, pin: Pin | None) -> Iterable[str]:
    """Yield the names that there is room for and that do not cover the pin's."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    labels = {one.code: one.label.text() for one in layers[BASE_LAYER].areas.values()}
    wales = load_authority_polygons(settings.boundaries_dir)
    taken = pin.covers if pin else None
    for one in names_on(wales, labels, named_towns(settings), frame, 1):
        if taken is None or not shapely.intersects(taken, _box(one)):
            yield one.at(0, 0)


def _box(one: Named) -> shapely.Polygon:
    left, top, right, bottom = one.box
    return shapely.box(one.x + left, one.y + top, one.x + right, one.y + bottom)


def _bounds(areas: gpd.GeoDataFrame) -> Box | None:
    if not len(areas):
        return None
    west, south, east, north = (round(float(x)) for x in areas.total_bounds)
    return west, south, east, north


def close_picture(  # noqa: PLR0913 - what is seen, and how it is called
    settings: Settings,
    codes: tuple[str, ...],
    spot: Spot | None,
    kind: str,
    place: str,
    title: str,
) -> Html | str:
    """Return a still map in HTML, from near by; "" if there is nothing to show.

    ``codes`` are the areas to pick out, of any layer; ``spot`` is where the pin stands,
    in metres (EPSG:27700), ``kind`` that of the entry and ``place`` the name of its
    town. ``title`` is what a screen reader says.
    """
    if spot is None and ALL_WALES in codes:
        return picture_of_wales(settings, codes, (), title)
    wales = load_authority_polygons(settings.boundaries_dir)
    served = wales.loc[sorted(authorities_of(settings, codes))]
    box = seen(spot, _bounds(served))
    if box is None:
        return ""
    frame = Still(**vars(close_frame(box, WIDTH, LEAST, MOST)))
    kinds = load_definitions(settings.data_dir).kinds
    pin = Pin(*frame.place(*spot), kinds[kind], place) if spot else None
    picked = served.iloc[:0] if ALL_WALES in codes else served
    land = draw_land(wales, load_gazetteer(settings).england, picked, frame)
    names = "".join(_names(settings, frame, pin))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{frame.width}" '
        f'height="{frame.height}" viewBox="0 0 {frame.width} {frame.height}" '
        f'font-family="{FONT_FAMILY}">{land}{names}{pin.drawn() if pin else ""}</svg>'
    )
    return render("drawing/picture.html", svg=svg, alt=title)
