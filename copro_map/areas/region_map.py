"""The map of an area from near by: its authorities, towns, and pins by kind of entry.

An entry of which no more than its authority is known stands at no place: it is counted
below the name of the authority. Pins and numbers add up to the entries.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from copro_map.areas.here import Here, here_of
from copro_map.base.config import Settings
from copro_map.base.definitions import Kind, load_definitions
from copro_map.base.i18n import t
from copro_map.drawing.close_up import (
    EDGE,
    Box,
    Close,
    close_frame,
    draw_land,
    names_on,
)
from copro_map.drawing.lettering import (
    FONT_FAMILY,
    INK,
    line_of,
    lines_of,
    text_width,
    wrap,
)
from copro_map.drawing.map_signs import NUMBER, counted, halo, leader, number, pin
from copro_map.drawing.pinned import Shape, Spot, Taken, side_by_side, within
from copro_map.geography.areas import (
    BASE_LAYER,
    load_authority_polygons,
    load_layers,
)
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.towns import named_towns

LEAST, MOST = 0.75, 1.22  # how high, in its width
ISLAND = 0.005  # of an area: what is smaller is shown if there is room
PIN, SMALL_PIN = 15, 11  # pixels across
FEW, MOST_PINS = 45, 150  # up to so many pins are large, are pins at all
CELL = 34  # pixels: of the squares in which more are counted
NAME, TOWN, KEY = 14, 12.5, 13  # pixels: of letters
LINE = 15  # pixels high: of a name
NARROW = 92  # pixels: a longer name takes two lines
# Towns appear from these scales on (pixels a kilometre), by residents.
TOWNS = ((0, 4_500), (3, 3_000), (6, 2_500), (12, 1_000))
MOST_TOWNS = 16
DOT = 2.2  # pixels: half of a town's
ROW, SIGN = 22, 18  # pixels of the key: from row to row, for a shape


def _seen(own: gpd.GeoDataFrame, here: Here) -> Box:
    """Return the box round areas and what is based there, without far small islands."""
    parts = shapely.get_parts(own.geometry.to_numpy())
    areas = shapely.area(parts)
    land = shapely.MultiPolygon(list(parts[areas >= ISLAND * areas.sum()]))
    points = shapely.MultiPoint(
        here.placed[["easting_m", "northing_m"]].to_numpy(float)
    )
    west, south, east, north = shapely.union(land, points).bounds
    return round(west), round(south), round(east), round(north)


@dataclass(eq=False)
class _Drawing:
    """A map that is being drawn, in the language in force."""

    settings: Settings
    frame: Close
    here: Here
    taken: Taken

    @property
    def kinds(self) -> dict[str, Kind]:
        """The kinds that occur, in their order."""
        known = load_definitions(self.settings.data_dir).kinds
        shown = set(self.here.placed["kind"].astype(str))
        return {name: kind for name, kind in known.items() if name in shown}

    @property
    def _spots(self) -> pd.DataFrame:
        """The entries with a place, in the order of their kinds, with x and y."""
        placed = self.here.placed
        order = placed["kind"].astype(str).map(list(self.kinds).index)
        placed = placed.assign(order=order.to_numpy()).sort_index()
        placed = placed.sort_values("order", kind="stable")
        spots = [
            self.frame.place(x, y)
            for x, y in zip(placed["easting_m"], placed["northing_m"], strict=True)
        ]
        return placed.assign(
            x=[x for x, _ in spots],
            y=[y for _, y in spots],
        )

    @property
    def is_crowded(self) -> bool:
        """Whether there are too many for a pin each."""
        return len(self.here.placed) > MOST_PINS

    def pins(self) -> str:
        """Return a pin for each entry with a place, or how many there are near by."""
        spots = self._spots
        if self.is_crowded:
            cells = spots.groupby([spots["x"] // CELL, spots["y"] // CELL])
            near = cells.agg(x=("x", "mean"), y=("y", "mean"), n=("kind", "size"))
            self.taken.discs(zip(near["x"], near["y"], strict=True), 26)
            return "".join(counted(*one) for one in near.itertuples(index=False))
        size = PIN if len(spots) <= FEW else SMALL_PIN
        true = list(zip(spots["x"], spots["y"], strict=True))
        stand = side_by_side(true, size)
        self.taken.discs(stand, size)
        kinds = self.kinds
        drawn = zip(spots["kind"].astype(str), stand, strict=True)
        return "".join(pin(kinds[kind], spot, size) for kind, spot in drawn)

    def authorities(self, areas: gpd.GeoDataFrame, names: Mapping[str, str]) -> str:
        """Return the name of each authority, and how many of it have no place."""
        drawn: list[str] = []
        shapes = {code: self._in_pixels(areas.geometry[code]) for code in areas.index}
        own = shapely.union_all(list(shapes.values()))
        for code in sorted(shapes, key=lambda x: shapes[x].area):
            lines = wrap(names[code], NARROW, NAME, 700)
            n = self.here.without[code]
            half = max(text_width(line, NAME, 700) for line in lines) / 2 + 2
            high = LINE * len(lines) + (NUMBER + 2 if n else 0)
            box = shapely.box(-half, -high / 2, half, high / 2)
            inside = within(shapes[code])
            spot = self.taken.first(box, inside)
            if spot is None and (spot := self._beside(box, inside[0], own)):
                drawn.insert(0, leader(spot, inside[0]))
                self.taken.shapes.append(shapely.LineString([spot, inside[0]]))
            x, y = spot or inside[0]
            style = f'{halo(NAME, INK, 700)} text-anchor="middle"'
            top = round(y - high / 2 + 0.8 * NAME, 1)
            drawn.append(lines_of(lines, round(x, 1), top, style, LINE))
            if n:
                drawn.append(number(n, x, y + high / 2 - NUMBER / 2))
        return "".join(drawn)

    def _beside(
        self, box: shapely.Polygon, middle: Spot, own: shapely.Geometry
    ) -> Spot | None:
        """Take the place off the areas that is nearest to the middle of one of them."""
        across, down = np.meshgrid(
            np.arange(0, self.frame.width, 12), np.arange(0, self.frame.height, 8)
        )
        places = zip(across.ravel().tolist(), down.ravel().tolist(), strict=True)
        near = sorted(places, key=lambda one: (math.dist(one, middle), one))
        return self.taken.first(box, near, own)

    def _in_pixels(self, area: shapely.Geometry) -> Shape:
        largest = max(shapely.get_parts(area), key=lambda one: float(one.area))
        ring = shapely.simplify(largest, self.frame.tolerance_m).exterior.coords
        shape: Shape = shapely.Polygon(
            [self.frame.place(*point) for point in ring]
        ).buffer(0)
        return shape

    def towns(self, areas: gpd.GeoDataFrame) -> str:
        """Return the towns that there is room for, the largest first."""
        scale = self.frame.scale * 1000
        least = min(people for far, people in TOWNS if scale >= far)
        towns = named_towns(self.settings)
        west, south, east, north = self.frame.box
        seen = towns[
            (towns["population"] >= least)
            & towns["authority"].isin(areas.index)
            & towns["easting_m"].between(west, east)
            & towns["northing_m"].between(south, north)
        ].nlargest(MOST_TOWNS, "population")
        spots = [
            self.frame.place(x, y)
            for x, y in zip(seen["easting_m"], seen["northing_m"], strict=True)
        ]
        self.taken.discs(spots, 2 * DOT)
        return "".join(map(self._town, seen["name"].astype(str), spots))

    def _town(self, name: str, at: Spot) -> str:
        x, y = at
        half = text_width(name, TOWN) / 2
        away = half + 6
        tries = [
            (x + side * (away + more), y + down)
            for more in (0, 5, 10, 16)
            for down in (0, -8, 8)
            for side in (1, -1)
        ] + [(x, y - 13), (x, y + 13)]
        box = shapely.box(-half, -0.45 * TOWN, half, 0.5 * TOWN)
        if (spot := self.taken.first(box, tries)) is None:
            return ""
        style = f'{halo(TOWN)} text-anchor="middle"'
        return f'<circle cx="{x:g}" cy="{y:g}" r="{DOT}" fill="{INK}"/>' + line_of(
            name, round(spot[0], 1), round(spot[1] + 0.35 * TOWN, 1), style
        )

    def beyond(self, wales: gpd.GeoDataFrame, names: Mapping[str, str]) -> str:
        """Return the names of the authorities round it that there is room for."""
        none = named_towns(self.settings).iloc[:0]
        drawn = []
        for one in names_on(wales, names, none, self.frame, 1):
            box = shapely.box(*one.box)
            tries = [(one.x + right, one.y + down) for right, down in one.shifts]
            if spot := self.taken.first(box, tries):
                right, down = spot[0] - one.x, spot[1] - one.y
                drawn.append(one.at(round(right, 1), round(down, 1)))
        return "".join(drawn)

    def _signs(self) -> list[tuple[str, str]]:
        """Return what each sign looks like, and what it means."""
        middle = (SIGN / 2, ROW / 2)
        signs = [
            (pin(kind, middle, PIN), kind.plural.text()) for kind in self.kinds.values()
        ]
        if self.is_crowded:
            ring = f'<circle cx="{SIGN / 2}" cy="{ROW / 2}" r="7" fill="{EDGE}"/>'
            signs = [(ring, t("Entries near there"))]
        if any(self.here.without.values()):
            style = f'font-size="12" fill="{INK}" text-anchor="middle"'
            edge = (
                f'<rect x="1" y="{ROW / 2 - 7}" width="15" height="14" rx="4" '
                f'fill="#fff" stroke="{EDGE}" stroke-width="1.5"/>'
            ) + line_of("n", 8.5, ROW / 2 + 4.2, style)
            signs.append((edge, t("Somewhere in the authority")))
        return signs or [("", t("Nobody on the map yet."))]

    def key(self) -> tuple[str, int]:
        """Return what the signs mean, below the map, and how high that is."""
        x, y, drawn = 0.0, float(self.frame.height + 6), []
        for sign, words in self._signs():
            start = SIGN + 4 if sign else 0
            wide = start + text_width(words, KEY)
            if x and x + wide > self.frame.width:
                x, y = 0.0, y + ROW
            name = line_of(
                words, start, ROW / 2 + 4.6, f'font-size="{KEY}" fill="{INK}"'
            )
            drawn.append(f'<g transform="translate({x:.1f} {y:g})">{sign}{name}</g>')
            x += wide + 16
        return "".join(drawn), round(y + ROW - self.frame.height)


def region_map(
    settings: Settings, area_code: str, entries: pd.DataFrame, width: int
) -> str:
    """Return the map of an area as SVG, ``width`` pixels across, with its key.

    Its authorities, their towns, and a pin by kind for each entry that is based in it;
    pins that would hide each other stand side by side. In the language in force.

    Parameters
    ----------
    settings
        Where boundaries and names are.
    area_code
        Of any layer; a ``KeyError`` if there is none.
    entries
        As ``here_of`` takes them; those based elsewhere are left out.
    width
        Letters have the same size at any width: about 340 on paper, 480 on a page.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    members = {c: a.members for x in layers.values() for c, a in x.areas.items()}
    wales = load_authority_polygons(settings.boundaries_dir)
    own = wales.loc[list(members[area_code])]
    here = here_of(members[area_code], entries)
    frame = close_frame(_seen(own, here), width, LEAST, MOST)
    names = {c: a.label.text() for c, a in layers[BASE_LAYER].areas.items()}
    one = _Drawing(settings, frame, here, Taken(frame.width, frame.height))
    pins, labels = one.pins(), one.authorities(own, names)
    towns = one.towns(own)
    others = one.beyond(wales, {c: n for c, n in names.items() if c not in own.index})
    key, more = one.key()
    land = draw_land(wales, load_gazetteer(settings).england, own, frame)
    high = frame.height + more
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{high}" '
        f'viewBox="0 0 {width} {high}" font-family="{FONT_FAMILY}">'
        f'<svg width="{width}" height="{frame.height}">{land}{others}{towns}'
        f'{labels}<g class="pins">{pins}</g></svg>{key}</svg>'
    )
