"""A map on which every area has its name: where they are small, from near by beside it.

On a page the two stand side by side, or one above the other on a phone; in a file the
one from near by lies in the sea of the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import geopandas as gpd

from copro_map.base.i18n import t
from copro_map.drawing.choropleth import ABOVE, Extras, Tint, draw_in
from copro_map.drawing.close_up import Close, close_frame, within
from copro_map.drawing.lettering import FONT_FAMILY, INK, plain
from copro_map.drawing.outlines import SEA, Frame, frame_of
from copro_map.drawing.placing import places

WALES, NEAR = 380, 310  # pixels across: all Wales, and the part from near by
LEFT = 220  # pixels of sea, left of Wales, that the part from near by lies in
EDGE = 6
HIGH = 0.8  # of its width
ACROSS_M = 60_000.0  # metres that the part from near by holds at least
HALF, SOME = 0.5, 0.15  # of a name that hangs out of its area: how much lies in it
WELL_INSIDE = 0.6  # of an area: it is told on the map that holds so much of it


@dataclass(frozen=True)
class TwoMaps:
    """All of Wales, and a part of it from near by; "" if every name has room."""

    whole: str
    near: str
    title: str

    @property
    def one(self) -> str:
        """Both in one picture."""
        if not self.near:
            return self.whole
        width, height = LEFT + WALES, _size(self.whole)[1]
        across, down = _size(self.near)
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" class="choropleth" role="group" '
            f'aria-label="{plain(self.title)}" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" font-family="{FONT_FAMILY}">'
            f'<rect width="{width}" height="{height}" fill="{SEA}"/>'
            f"{_at(self.whole, LEFT, 0)}{_at(self.near, EDGE, EDGE)}"
            f'<rect x="{EDGE}" y="{EDGE}" width="{across}" height="{down}" '
            f'fill="none" stroke="{INK}" stroke-width="1.2"/></svg>'
        )


def _size(svg: str) -> tuple[int, int]:
    parts = svg.partition('viewBox="0 0 ')[2].partition('"')[0].split()
    return int(parts[0]), int(parts[1])


def _at(svg: str, x: int, y: int) -> str:
    return svg.replace("<svg ", f'<svg x="{x}" y="{y}" ', 1)


def _unnamed(polygons: gpd.GeoDataFrame, extras: Extras, frame: Frame) -> list[str]:
    marked = frozenset(map(str, polygons.index))
    where = places(polygons, extras.names, marked, frame, inside=HALF)
    return [code for code in extras.names if not where[code].lines]


def _near(polygons: gpd.GeoDataFrame, unnamed: list[str]) -> Close:
    """Return the frame from near by, with enough round small areas to know them by."""
    west, south, east, north = map(float, polygons.loc[unnamed].total_bounds)
    more = max(0.0, ACROSS_M - (east - west)) / 2
    return close_frame((west - more, south, east + more, north), NEAR, HIGH, HIGH)


def two_maps(
    polygons: gpd.GeoDataFrame,
    england: gpd.GeoDataFrame,
    tints: Mapping[str, Tint],
    title: str,
    extras: Extras,
) -> TwoMaps:
    """Return a map of areas with every name of ``extras``, as ``draw_choropleth``.

    An area that lies in the part from near by is told there; on the map of Wales it can
    still be pointed at and pressed.
    """
    frame = frame_of(polygons, WALES)
    extras = replace(extras, inside=HALF)
    unnamed = _unnamed(polygons, extras, frame)
    if not unnamed:
        whole = draw_in(frame, polygons, england, tints, title, extras)
        return TwoMaps(whole, "", title)
    close = _near(polygons, unnamed)
    seen = within(polygons, close)
    share = seen.area / polygons.area.reindex(seen.index)
    told = {str(code) for code in share.index[share >= WELL_INSIDE]} | set(unnamed)
    others = {str(code) for code in polygons.index} - told
    whole = draw_in(frame, polygons, england, tints, title, replace(extras, twins=told))
    near = draw_in(
        close,
        seen,
        within(england, close),
        {c: replace(x, mark="") if c in others else x for c, x in tints.items()},
        t("From near by: {title}", title=title),
        replace(extras, twins=others, inside=SOME),
    )
    return TwoMaps(_framed(whole, frame, close), near, title)


def _framed(whole: str, frame: Frame, close: Close) -> str:
    """Return the map of Wales with a line round the part that is shown from near by.

    Below the names, so that it crosses none.
    """
    west, south, east, north = close.box
    (x, y), (right, bottom) = frame.place(west, north), frame.place(east, south)
    line = (
        f'<rect x="{x:g}" y="{y:g}" width="{right - x:g}" height="{bottom - y:g}" '
        f'fill="none" stroke="{INK}" stroke-width="1.2" pointer-events="none"/>'
    )
    below, above, letters = whole.rpartition(ABOVE)
    return below + line + above + letters
