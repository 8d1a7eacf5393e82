"""Where in its area a symbol or a name stands, and whether it fits there at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import ArrayLike

from copro_map.drawing.lettering import text_width, wrap
from copro_map.drawing.outlines import Frame

SIZES = (14.0, 13.0, 12.0, 11.0, 10.0)  # of names, in pixels; the largest that fits
LINE_HEIGHT = 1.12
MOST_LINES = 4
MARK_ROOM = 17  # pixels above a name, for a mark
TRIED = 15  # places along each side of an area
COARSE = 1.5  # pixels: how far the line that is reckoned with lies from the true one
SPILLED = (12.0, 11.0, 10.0)  # sizes of a name that hangs out of its area
APART = 2  # pixels beside a name that stay free


Shape: TypeAlias = shapely.Polygon | shapely.MultiPolygon


@dataclass(frozen=True)
class Place:
    """Where the middle of a mark or of a name's block is, in pixels.

    ``lines`` are the lines of the name, none if it does not fit; ``size`` is theirs.
    """

    x: float
    y: float
    lines: tuple[str, ...] = ()
    size: float = 0


def _splits(name: str, size: float) -> list[tuple[str, ...]]:
    """Return a name on one line, on two, and so on, each as narrow as it can be."""
    words = name.split()
    pieces = [
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    ]
    # Wider and wider: the first that takes so many lines is the narrowest that does.
    ways: dict[int, tuple[str, ...]] = {}
    for width in sorted({text_width(piece, size) for piece in pieces}):
        lines = tuple(wrap(name, width, size))
        if max(text_width(line, size) for line in lines) <= width:
            ways.setdefault(len(lines), lines)
    return [ways[count] for count in sorted(ways) if count <= MOST_LINES]


def _largest(area: shapely.Geometry, frame: Frame) -> Shape:
    """Return the largest part of an area (EPSG:27700) in pixels of the picture."""
    part = max(shapely.get_parts(area), key=lambda one: float(one.area))
    rings = [
        [frame.place(x, y) for x, y in ring.coords]
        for ring in (part.exterior, *part.interiors)
    ]
    shape: Shape = shapely.Polygon(rings[0], rings[1:]).buffer(0)
    return shape


def _spot(
    shape: Shape, middle: shapely.Point, width: float, height: float
) -> tuple[float, float] | None:
    """Return where a box fits inside a shape, as near to its middle as can be."""
    left, top, right, bottom = shape.bounds
    grid = np.meshgrid(np.linspace(left, right, TRIED), np.linspace(top, bottom, TRIED))
    xs, ys = np.append(grid[0].ravel(), middle.x), np.append(grid[1].ravel(), middle.y)
    boxes = shapely.box(
        xs - width / 2, ys - height / 2, xs + width / 2, ys + height / 2
    )
    fits = shapely.contains(shape, boxes)
    if not fits.any():
        return None
    away = np.where(fits, np.hypot(xs - middle.x, ys - middle.y), np.inf)
    best = int(away.argmin())
    return float(xs[best]), float(ys[best])


def _middle(shape: Shape) -> shapely.Point:
    return shapely.Point(shapely.maximum_inscribed_circle(shape).coords[0])


def _place(area: shapely.Geometry, name: str, room_above: float, frame: Frame) -> Place:
    shape = _largest(area, frame)
    middle = _middle(shape)
    shapely.prepare(shape)
    tries = ((size, lines) for size in SIZES for lines in _splits(name, size))
    for size, lines in tries:
        width = max(text_width(line, size) for line in lines)
        height = len(lines) * size * LINE_HEIGHT + room_above
        if spot := _spot(shape, middle, width, height):
            return Place(*spot, lines, size)
    return Place(middle.x, middle.y)


def _extent(
    lines: Sequence[str], size: float, room_above: float
) -> tuple[float, float]:
    """Return half the width and half the height of a name with the mark above it."""
    wide = max([*(text_width(line, size) for line in lines), room_above]) / 2
    return wide + APART, (len(lines) * size * LINE_HEIGHT + room_above) / 2


def _blocks(x: ArrayLike, y: ArrayLike, extent: tuple[float, float]) -> Any:
    """Return the box that such a name covers round each point."""
    (wide, high), across, down = extent, np.asarray(x), np.asarray(y)
    return shapely.box(across - wide, down - high, across + wide, down + high)


def _spilled(  # noqa: PLR0913 - what stands where, among what
    shape: Shape,
    name: str,
    room_above: float,
    frame: Frame,
    taken: shapely.Geometry,
    inside: float,
) -> Place | None:
    """Return where a name stands that hangs out of its area, over nothing else."""
    middle, page = _middle(shape), shapely.box(0, 0, frame.width, frame.height)
    rough = shape.simplify(COARSE)
    left, top, right, bottom = rough.bounds
    grid = np.meshgrid(np.linspace(left, right, TRIED), np.linspace(top, bottom, TRIED))
    xs, ys = np.append(grid[0].ravel(), middle.x), np.append(grid[1].ravel(), middle.y)
    away = np.hypot(xs - middle.x, ys - middle.y)
    for size in SPILLED:
        tries = []
        for lines in _splits(name, size):
            boxes = _blocks(xs, ys, _extent(lines, size, room_above))
            free = shapely.contains(page, boxes) & ~shapely.intersects(boxes, taken)
            for n in sorted(np.flatnonzero(free), key=away.__getitem__):
                share = boxes[n].intersection(rough).area / boxes[n].area
                if share >= inside:
                    tries.append((share, float(xs[n]), float(ys[n]), lines))
                    break
        if tries:
            _, x, y, lines = max(tries, key=lambda one: one[0])
            return Place(x, y, lines, size)
    return None


def _hung_out(  # noqa: PLR0913 - what stands where, and what is to be placed
    found: tuple[Place, ...],
    names: tuple[str, ...],
    room: list[int],
    frame: Frame,
    inside: float,
    shapes: Mapping[int, Shape],
) -> tuple[Place, ...]:
    """Return the places of names when those of some shapes are placed in turn."""
    placed = list(found)
    for n, shape in shapes.items():
        covered = [
            _blocks(one.x, one.y, _extent(one.lines, one.size, above))
            for m, (one, above) in enumerate(zip(placed, room, strict=True))
            if m != n and (one.lines or above)
        ]
        taken = shapely.union_all(covered)
        place = _spilled(shape, names[n], room[n], frame, taken, inside)
        placed[n] = place or placed[n]
    return tuple(placed)


@lru_cache(maxsize=32)
def _places(
    wkb: tuple[bytes, ...],
    names: tuple[str, ...],
    marked: tuple[bool, ...],
    frame: Frame,
    inside: float,
) -> tuple[Place, ...]:
    simple = shapely.coverage_simplify(shapely.from_wkb(wkb), frame.tolerance_m)
    room = [MARK_ROOM if has_mark else 0 for has_mark in marked]
    found = tuple(
        _place(area, name, above, frame)
        for area, name, above in zip(simple, names, room, strict=True)
    )
    if inside == 1:
        return found
    by_size = np.argsort(-shapely.area(simple)).tolist()
    without = [n for n in by_size if names[n] and not found[n].lines]
    shapes = {n: _largest(simple[n], frame) for n in without}
    # The largest first, or the smallest: whichever leaves fewer without their name.
    tries = (
        _hung_out(found, names, room, frame, inside, {n: shapes[n] for n in order})
        for order in (without, without[::-1])
    )
    return max(tries, key=lambda one: sum(bool(x.lines) for x in one))


def places(
    polygons: gpd.GeoDataFrame,
    names: Mapping[str, str],
    marked: frozenset[str],
    frame: Frame,
    *,
    inside: float = 1.0,
) -> dict[str, Place]:
    """Return where each area's mark and name stand.

    Parameters
    ----------
    polygons
        Index ``area_code``; EPSG:27700.
    names
        What to write into an area, if it fits; areas left out get no name.
    marked
        The areas whose name needs room for a mark above it.
    inside
        How much of a name's block must lie in its area. Below 1, one that does not fit
        hangs out of it, over no other.
    """
    codes = [str(code) for code in polygons.index]
    found = _places(
        tuple(shapely.to_wkb(polygons.geometry.to_numpy())),
        tuple(names.get(code, "") for code in codes),
        tuple(code in marked for code in codes),
        frame,
        inside,
    )
    return dict(zip(codes, found, strict=True))
