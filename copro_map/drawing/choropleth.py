"""A map of areas in shades, as SVG: on the page, in a file, on paper.

Nothing is told by colour alone: an area may be hatched or carry a mark, and says its
figures when it is pointed at or read out.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

import geopandas as gpd
import pandas as pd

from copro_map.drawing.lettering import (
    FONT_FAMILY,
    INK,
    PAPER,
    draw_mark,
    ink_on,
    lines_of,
    plain,
)
from copro_map.drawing.on_areas import points_in, said_of, squares_in
from copro_map.drawing.outlines import (
    LAND,
    LINE,
    SEA,
    WIDTH,
    Frame,
    backdrop,
    frame_of,
    outlines,
)
from copro_map.drawing.placing import LINE_HEIGHT, MARK_ROOM, Place, places
from copro_map.drawing.templates import is_inner

MARK = 12  # pixels across
BORDER = "#FFFFFF"
ABOVE = '<g pointer-events="none" aria-hidden="true" stroke-linejoin="round">'


@dataclass(frozen=True)
class Tint:
    """How one area looks, and what it says.

    ``fill``: its colour. ``hatched``: lines instead of a colour, for "too few to
    judge". ``mark``: a short symbol in its middle (see ``marks``). ``text``: what is
    shown when it is pointed at, and read out.
    """

    fill: str = LAND
    hatched: bool = False
    mark: str = ""
    text: str = ""


@dataclass(frozen=True)
class Extras:
    """What else a map shows.

    ``chosen``: the code of the area with a heavy border. ``names``: a name for each
    code, written where it fits. ``squares``: ``easting_m``, ``northing_m`` (their lower
    left corner), ``size_m``, ``fill``; drawn instead of the areas' colours, cut off at
    the coast. ``points``: ``easting_m``, ``northing_m``, ``shape`` (of
    ``shapes.PATHS``), ``colour`` and, if they are to be named, ``text``. All in
    EPSG:27700. ``link``: the address for an area's code, inside this site. ``inside``:
    how much of a name's block must lie in its area, over no other name. ``twins``:
    areas that are named, read out and reached by keyboard on another map beside.
    """

    chosen: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    squares: pd.DataFrame | None = None
    points: pd.DataFrame | None = None
    link: Callable[[str], str] | None = None
    inside: float = 1.0
    twins: Collection[str] = ()


def hatching(name: str) -> str:
    """Return a pattern of slanting lines: fill with ``url(#name)``.

    Examples
    --------
    >>> 'id="few"' in hatching("few")
    True
    """
    return (
        f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{PAPER}"/>'
        f'<path d="M0 0v6" stroke="{LINE}" stroke-width="2.4"/></pattern>'
    )


def _area(code: str, tint: Tint, shape: str, link: str) -> str:
    """Return one area, as a link or as a picture of its own that is read out."""
    said = said_of(tint.text)
    named = f'class="area" data-area="{plain(code)}" aria-label="{plain(tint.text)}"'
    if is_inner(link):
        return f'<a href="{plain(link)}" target="_self" {named}>{said}{shape}</a>'
    role = 'role="img"' if tint.text else 'aria-hidden="true"'
    return f"<g {role} {named}>{said}{shape}</g>"


def _twin(code: str, tint: Tint, shape: str, link: str) -> str:
    """Return an area that is told on another map: it can be pointed at and pressed."""
    named = f'class="area" data-twin="{plain(code)}" aria-hidden="true"'
    inside = f"{said_of(tint.text)}{shape}"
    if is_inner(link):
        to = f'href="{plain(link)}" target="_self" tabindex="-1"'
        return f"<a {to} {named}>{inside}</a>"
    return f"<g {named}>{inside}</g>"


def _areas(
    paths: Mapping[str, str], tints: Mapping[str, Tint], extras: Extras, hatch: str
) -> str:
    drawn = []
    for code, path in paths.items():
        tint = tints.get(code, Tint())
        fill = f"url(#{hatch})" if tint.hatched else plain(tint.fill)
        # With squares below, an area is clear glass: still pointed at, still read out.
        clear = ' fill-opacity="0"' if extras.squares is not None else ""
        line = LINE if tint.hatched or tint.fill == LAND or clear else BORDER
        shape = (
            f'<path d="{path}" fill="{fill}"{clear} fill-rule="evenodd" '
            f'stroke="{line}" stroke-width="1.1" stroke-linejoin="round"/>'
        )
        link = extras.link(code) if extras.link else ""
        one = _twin if code in extras.twins else _area
        drawn.append(one(code, tint, shape, link))
    return "".join(drawn)


def _lettered(place: Place, tint: Tint) -> str:
    """Return an area's mark with its name below, the two together in the middle."""
    mark, (ink, edge) = tint.mark, ink_on("" if tint.hatched else tint.fill)
    if not place.lines:
        return draw_mark(mark, place.x, place.y, MARK)
    height = place.size * LINE_HEIGHT
    block = len(place.lines) * height + (MARK_ROOM if mark else 0)
    top = place.y - block / 2
    drawn = draw_mark(mark, place.x, top + MARK_ROOM / 2 - 1, MARK)
    top += (MARK_ROOM if mark else 0) + 0.8 * place.size
    style = (
        f'font-size="{place.size:g}" text-anchor="middle" fill="{ink}" '
        f'stroke="{edge}" stroke-width="3.4" stroke-opacity=".9" paint-order="stroke"'
    )
    return drawn + lines_of(place.lines, round(place.x, 1), top, style, height)


def _above(
    polygons: gpd.GeoDataFrame,
    tints: Mapping[str, Tint],
    extras: Extras,
    frame: Frame,
    paths: Mapping[str, str],
) -> str:
    """Return what stands above the areas and lets the pointer through to them."""
    edges = (("#fff", 4.6), (INK, 2.2)) if extras.chosen in paths else ()
    chosen = "".join(
        f'<path d="{paths[extras.chosen]}" fill="none" stroke="{ink}" '
        f'stroke-width="{width}"/>'
        for ink, width in edges
    )
    # Names that hang out stand where a mark would have room: they move for no figure.
    spills = extras.inside < 1
    marked = frozenset(c for c in paths if spills or tints.get(c, Tint()).mark)
    where = places(polygons, extras.names, marked, frame, inside=extras.inside)
    letters = "".join(
        _lettered(
            replace(place, lines=()) if code in extras.twins else place,
            tints.get(code, Tint()),
        )
        for code, place in where.items()
    )
    return f"{ABOVE}{chosen}{letters}</g>"


def _under(paths: Mapping[str, str], extras: Extras, frame: Frame, clip: str) -> str:
    """Return the squares, cut off at the coast, on plain land."""
    if extras.squares is None:
        return ""
    land = f'<path d="{"".join(paths.values())}"'
    return (
        f'<clipPath id="{clip}">{land}/></clipPath>{land} fill="{LAND}"/>'
        f'<g clip-path="url(#{clip})">{squares_in(extras.squares, frame)}</g>'
    )


def draw_choropleth(
    polygons: gpd.GeoDataFrame,
    england: gpd.GeoDataFrame,
    tints: Mapping[str, Tint],
    title: str,
    extras: Extras | None = None,
    width: int = WIDTH,
) -> str:
    """Return a map of areas as an SVG that needs nothing from elsewhere.

    Parameters
    ----------
    polygons
        Index ``area_code``, unique; EPSG:27700.
    england
        Its outline near Wales; EPSG:27700.
    tints
        By code. An area left out is plain land and is not read out.
    title
        What a screen reader says of the whole.
    width
        Pixels; the height follows.

    Returns
    -------
    str
        Each area is a group (or a link) of class ``area`` with its code in
        ``data-area``. All text is escaped.
    """
    frame = frame_of(polygons, width)
    return draw_in(frame, polygons, england, tints, title, extras or Extras())


def draw_in(  # noqa: PLR0913 - what is drawn, and into which frame
    frame: Frame,
    polygons: gpd.GeoDataFrame,
    england: gpd.GeoDataFrame,
    tints: Mapping[str, Tint],
    title: str,
    extras: Extras,
) -> str:
    """Return what a frame shows of such a map, as ``draw_choropleth``."""
    width, height = frame.width, frame.height
    codes = (str(code) for code in polygons.index)
    paths = dict(zip(codes, outlines(polygons, frame), strict=True))
    # Two maps on a page must not share the names of their patterns.
    mine = f"{zlib.crc32(f'{title}{frame}{tints}'.encode()):08x}"
    points = "" if extras.points is None else points_in(extras.points, frame)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="choropleth" role="group" '
        f'aria-label="{plain(title)}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{FONT_FAMILY}">'
        f"<defs>{hatching(f'hatch-{mine}')}</defs>"
        f'<rect width="{width}" height="{height}" fill="{SEA}"/>'
        f"{backdrop(england, frame)}{_under(paths, extras, frame, f'land-{mine}')}"
        f"{_areas(paths, tints, extras, f'hatch-{mine}')}{points}"
        f"{_above(polygons, tints, extras, frame, paths)}</svg>"
    )
