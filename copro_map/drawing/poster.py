"""A map of areas that stands alone: title, map, key and source in one picture."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd

from copro_map.drawing.choropleth import Extras, Tint, draw_choropleth
from copro_map.drawing.legend import Legend, legend_svg
from copro_map.drawing.lettering import (
    FONT_FAMILY,
    INK,
    MUTED,
    PAPER,
    lines_of,
    plain,
    wrap,
)
from copro_map.drawing.outlines import frame_of

MAP, KEY = 640, 300  # pixels across
EDGE = 32
TITLE, CREDIT = 27, 13  # pixels
WIDTH = EDGE + MAP + EDGE + KEY + EDGE
NOTE, BAND = 17, "#FFE2A6"  # pixels; the colour of the band on a page
SIZE = re.compile(r'<svg [^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"')


def _block(
    text: str, y: float, size: int, weight: int, ink: str, width: float = WIDTH
) -> tuple[str, float]:
    """Return a text as lines from ``y`` down, and where they end."""
    lines = wrap(text, width - 2 * EDGE, size, weight)
    style = f'font-size="{size}" font-weight="{weight}" fill="{ink}"'
    height = size * 1.3
    return lines_of(lines, EDGE, y + size, style, height), y + len(lines) * height


def draw_poster(
    polygons: gpd.GeoDataFrame,
    england: gpd.GeoDataFrame,
    tints: Mapping[str, Tint],
    title: str,
    legend: Legend,
    extras: Extras | None = None,
) -> str:
    """Return a map with all that is needed to read it, as SVG to keep or to print.

    Polygons, England, tints and extras as for ``draw_choropleth``. ``title`` says the
    message. 1,036 pixels wide; the height follows.
    """
    heading, top = _block(title, EDGE, TITLE, 700, INK)
    top = round(top + EDGE / 2)
    spilling = replace(extras or Extras(), inside=0.5)
    picture = draw_choropleth(polygons, england, tints, title, spilling, MAP)
    picture = picture.replace("<svg ", f'<svg x="{EDGE}" y="{top}" ', 1)
    key, key_height = legend_svg(legend, KEY)
    bottom = top + max(frame_of(polygons, MAP).height, key_height) + EDGE / 2
    credit, end = _block(legend.credit, bottom, CREDIT, 400, MUTED)
    height = round(end + EDGE)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" role="group" '
        f'aria-label="{plain(title)}" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" font-family="{FONT_FAMILY}">'
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>{heading}{picture}'
        f'<g transform="translate({EDGE + MAP + EDGE} {top})">{key}</g>{credit}</svg>'
    )


def with_note(svg: str, note: str) -> str:
    """Return a picture with a sentence in a band above it.

    ``svg`` is whole, its size in pixels; it becomes as much taller as the band needs.

    Examples
    --------
    >>> with_note('<svg width="200" height="50"></svg>', "Invented.").count("<svg ")
    2
    """
    found = SIZE.search(svg)
    assert found  # every drawing of ours says its size
    width, height = (float(size) for size in found.groups())
    said, end = _block(note, EDGE / 2, NOTE, 700, INK, width)
    band = round(end + EDGE / 2)
    size = f"{width:g} {height + band:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" '
        f'height="{height + band:g}" viewBox="0 0 {size}" font-family="{FONT_FAMILY}">'
        f'<rect width="{width:g}" height="{band}" fill="{BAND}"/>{said}'
        f'<g transform="translate(0 {band})">{svg}</g></svg>'
    )
