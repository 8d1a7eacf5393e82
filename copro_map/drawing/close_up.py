"""A part of Wales from near by, as SVG: land, sea, borders, what is chosen, names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import shapely

from copro_map.drawing.beside import AWAY, SIZE, Beside, Sheet, beside
from copro_map.drawing.lettering import INK, MUTED, line_of, lines_of, text_width
from copro_map.drawing.outlines import ABROAD, LAND, LINE, SEA, Frame
from copro_map.drawing.placing import LINE_HEIGHT, Place, places

CHOSEN, EDGE = "#CFE3E0", "#0B5563"
COAST = "#B9B2A3"
ROOM = 0.05  # of the larger side, round what is to be seen
FINEST = 0.35  # pixels: how far a line may lie from the true one
SMALLEST = 2.5  # pixels: the side of the smallest island that is drawn
SMALLEST_M = 1_000.0  # metres across: boundaries are drawn coarsely
BEYOND = 0.02  # of its width: how much is drawn beyond the edge
INSIDE = 0.02  # of its width: how far from the edge names end
AREA_SHIFTS = ((0, 0), (0, -16), (0, 16), (0, -26), (0, 26), (-20, 0), (20, 0))
TOWN_AWAY = 9  # pixels
MOST_TOWNS = 30
# Towns appear from these scales on (pixels a kilometre), by residents.
TOWNS = ((0, 40_000), (3, 15_000), (5, 6_000), (9, 2_000), (18, 500))
Box = tuple[float, float, float, float]  # west, south, east, north; metres, EPSG:27700


@dataclass(frozen=True)
class Close(Frame):
    """A frame without a margin, as fine as its scale allows."""

    @property
    def tolerance_m(self) -> float:
        """How far a simplified line may lie from the true one."""
        return FINEST / self.scale

    def place(self, easting: float, northing: float) -> tuple[float, float]:
        """Return x and y in pixels, from the upper left corner."""
        return (
            round((easting - self.west) * self.scale, 1),
            round((self.north - northing) * self.scale, 1),
        )

    @property
    def box(self) -> Box:
        """What the frame holds, in metres."""
        east = self.west + self.width / self.scale
        return self.west, self.north - self.height / self.scale, east, self.north

    def times(self, factor: float) -> Close:
        """Return the frame of the same in so many times the pixels."""
        width, height = round(self.width * factor), round(self.height * factor)
        return Close(self.west, self.north, self.scale * factor, width, height)


def close_frame(seen: Box, width: int, least: float, most: float) -> Close:
    """Return the frame that holds a box with some room, ``width`` pixels across.

    Its height is between ``least`` and ``most`` times its width.

    Examples
    --------
    >>> close_frame((0, 0, 10_000, 10_000), 110, 1, 1).place(0, 10_000)
    (5.0, 5.0)
    >>> close_frame((0, 0, 10_000, 1_000), 110, 0.5, 1).height
    55
    """
    west, south, east, north = seen
    room = ROOM * max(east - west, north - south)
    across = max(east - west + 2 * room, SMALLEST_M)
    down = max(north - south + 2 * room, 1.0)
    ratio = min(max(down / across, least), most)
    across = max(across, down / ratio)
    scale = width / across
    middle, centre = (west + east) / 2, (south + north) / 2
    return Close(
        round(middle - across / 2, 1),
        round(centre + across * ratio / 2, 1),
        scale,
        width,
        round(width * ratio),
    )


def _steps(ring: shapely.LinearRing, frame: Frame) -> str:
    """Return a ring as short steps from point to point."""
    (x, y), *rest = (frame.place(*point) for point in ring.coords)
    steps = [f"M{x:g} {y:g}l"]
    for right, below in rest[:-1]:
        if (right, below) != (x, y):
            steps.append(f"{right - x:.4g} {below - y:.4g} ")
            x, y = right, below
    return "".join(steps).replace(" -", "-").rstrip() + "z"


def _path(area: shapely.Geometry, frame: Close) -> str:
    smallest = (SMALLEST / frame.scale) ** 2
    return "".join(
        _steps(ring, frame)
        for part in shapely.get_parts(area)
        if isinstance(part, shapely.Polygon) and part.area >= smallest
        for ring in (part.exterior, *part.interiors)
    )


def within(
    areas: gpd.GeoDataFrame, frame: Close, beyond: float = BEYOND
) -> gpd.GeoDataFrame:
    """Return what a frame shows of areas (EPSG:27700), and a little beyond its edge."""
    west, south, east, north = frame.box
    more = beyond * (east - west)
    box = (west - more, south - more, east + more, north + more)
    cut = shapely.clip_by_rect(areas.geometry.to_numpy(), *box)
    seen = gpd.GeoDataFrame(geometry=list(cut), index=areas.index, crs=areas.crs)
    return seen[~seen.geometry.is_empty]


def _lines(
    areas: gpd.GeoDataFrame, frame: Close, fill: str, line: str, width: float
) -> str:
    """Return areas as one path, whose lines stay as thin however near one goes."""
    simple = shapely.coverage_simplify(areas.geometry.to_numpy(), frame.tolerance_m)
    return (
        f'<path d="{"".join(_path(one, frame) for one in simple)}" fill="{fill}" '
        f'fill-rule="evenodd" stroke="{line}" stroke-width="{width:g}" '
        'stroke-linejoin="round" vector-effect="non-scaling-stroke"/>'
    )


def draw_land(
    authorities: gpd.GeoDataFrame,
    england: gpd.GeoDataFrame,
    chosen: gpd.GeoDataFrame,
    frame: Close,
    factor: float = 1,
    fill: str = CHOSEN,
) -> str:
    """Return sea, land, the borders of authorities, and areas picked out.

    All in EPSG:27700; ``factor`` is how many times as wide the lines are as on a page,
    ``fill`` the colour of what is picked out.
    """
    abroad, wales = within(england, frame), within(authorities, frame)
    picked = within(chosen, frame)
    drawn = [
        f'<rect x="-5%" y="-5%" width="110%" height="110%" fill="{SEA}"/>',
        _lines(abroad, frame, ABROAD, COAST, 0.6 * factor),
        _lines(wales, frame, LAND, LINE, 0.8 * factor),
    ]
    if len(picked):
        whole = picked.dissolve()
        drawn += [
            _lines(whole, frame, "none", "#fff", 5 * factor),
            _lines(picked, frame, fill, LINE, 0.8 * factor),
            _lines(whole, frame, "none", EDGE, 2.2 * factor),
        ]
    return "".join(drawn)


def draw_circle(frame: Close, easting: float, northing: float, radius: float) -> str:
    """Return a circle round a place, all in metres."""
    x, y = frame.place(easting, northing)
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius * frame.scale:.1f}" fill="{CHOSEN}" '
        f'fill-opacity=".45" stroke="{EDGE}" stroke-width="1.6" '
        'stroke-dasharray="5 4" vector-effect="non-scaling-stroke"/>'
    )


@dataclass(frozen=True)
class Named:
    """A name on a map: where, what it covers round that, and where else it may stand.

    ``x`` and ``y`` are in pixels of the drawing; ``box`` (left, top, right, bottom) and
    ``shifts`` in those of the screen. ``mark`` stays where it is, if there is one.
    """

    x: float
    y: float
    box: tuple[float, float, float, float]
    text: str
    mark: str = ""
    shifts: tuple[tuple[float, float], ...] = ((0, 0),)

    def at(self, right: float, down: float) -> str:
        """Return it shifted, in a group that keeps its size however near one goes."""
        moved = f' transform="translate({right:g} {down:g})"' if right or down else ""
        return (
            f'<g transform="translate({self.x:g} {self.y:g})"><g class="m">{self.mark}'
            f"<g{moved}>{self.text}</g></g></g>"
        )


def _halo(ink: str, size: float) -> str:
    return (
        f'font-size="{size:g}" fill="{ink}" stroke="#fff" stroke-width="3" '
        'stroke-opacity=".85" paint-order="stroke" stroke-linejoin="round"'
    )


def _name(place: Place, factor: float) -> Named:
    """Return an area's name in the middle of where it stands."""
    height = place.size * LINE_HEIGHT
    half = len(place.lines) * height / 2
    side = max(text_width(line, place.size) for line in place.lines) / 2
    style = f'{_halo(MUTED, place.size)} text-anchor="middle"'
    top = round(0.8 * place.size - half, 1)
    return Named(
        round(place.x / factor, 1),
        round(place.y / factor, 1),
        (-side, -half, side, half),
        lines_of(place.lines, 0, top, style, height),
        shifts=AREA_SHIFTS,
    )


def _covers(one: Named, factor: float) -> shapely.Polygon:
    x, y = one.x * factor, one.y * factor
    left, top, right, bottom = one.box
    return shapely.box(x + left, y + top, x + right, y + bottom)


def _town(name: str, spot: tuple[float, float], where: Beside, factor: float) -> Named:
    """Return the name of a town beside its dot."""
    start = where.start(spot, name, AWAY) - spot[0]
    base = where.down + 0.35 * SIZE
    away = TOWN_AWAY if where.right else -TOWN_AWAY
    return Named(
        round(spot[0] / factor, 1),
        round(spot[1] / factor, 1),
        (start, base - 0.8 * SIZE, start + text_width(name, SIZE), base + 0.2 * SIZE),
        line_of(name, round(start, 1), round(base, 1), _halo(INK, SIZE)),
        f'<circle r="2.2" fill="{INK}"/>',
        ((0, 0), (away, 0), (0, -TOWN_AWAY), (0, TOWN_AWAY), (2 * away, 0)),
    )


def _towns(
    towns: pd.DataFrame, frame: Close, factor: float, taken: list[Named]
) -> list[Named]:
    """Return the names of the towns that there is room for, the largest first."""
    least = min(people for scale, people in TOWNS if frame.scale * 1000 >= scale)
    west, south, east, north = frame.box
    seen = towns[
        (towns["population"] >= least)
        & towns["easting_m"].between(west, east)
        & towns["northing_m"].between(south, north)
    ].nlargest(MOST_TOWNS, "population")
    spots = [
        frame.place(x, y)
        for x, y in zip(seen["easting_m"], seen["northing_m"], strict=True)
    ]
    names = [str(name) for name in seen["name"]]
    sheet = Sheet(frame.width, frame.height, tuple(spots))
    places_taken = shapely.union_all([_covers(one, factor) for one in taken])
    found = [
        _town(names[n], spots[n], where, factor)
        for n, where in beside([sheet], names, (0, 0.8, -0.8)).items()
    ]
    return [one for one in found if not _covers(one, factor).intersects(places_taken)]


def names_on(
    authorities: gpd.GeoDataFrame,
    names: Mapping[str, str],
    towns: pd.DataFrame,
    frame: Close,
    factor: float,
) -> tuple[Named, ...]:
    """Return the names that fit when a frame is shown in ``factor`` times its pixels.

    Parameters
    ----------
    authorities
        Index ``area_code``; EPSG:27700.
    names
        Of the authorities that are to be named, by code.
    towns
        ``name``, ``easting_m``, ``northing_m`` (EPSG:27700), ``population``.
    frame
        In its usual size, in whose pixels the places are given.
    """
    larger = frame.times(factor)
    seen = within(authorities, larger, -INSIDE)
    stand = places(seen, names, frozenset(), larger).values()
    areas = [_name(one, factor) for one in stand if one.lines]
    return (*areas, *_towns(towns, larger, factor, areas))
