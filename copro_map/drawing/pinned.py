"""Pins and labels on a small map that nobody can go nearer to: none hides another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.affinity import translate

Spot = tuple[float, float]
Shape = shapely.Polygon | shapely.MultiPolygon
AWAY = 1.02  # from the middle of one pin to that of the next, in pins
RINGS = 14  # round a place, at which a pin may stand in place of it
TRIED = 13  # places along each side of an area


def _round(spot: Spot, step: float) -> Iterator[Spot]:
    """Yield places nearer and farther round one, as honeycombs have them."""
    yield spot
    for ring in range(1, RINGS):
        for n in range(6 * ring):
            turn = 2 * np.pi * n / (6 * ring)
            right, down = ring * step * np.sin(turn), -ring * step * np.cos(turn)
            yield spot[0] + float(right), spot[1] + float(down)


def side_by_side(spots: Sequence[Spot], size: float) -> tuple[Spot, ...]:
    """Return where pins ``size`` across stand, so that none hides another.

    Each where it is, or as near to that as there is room. Those of one place come to
    stand round it.

    Examples
    --------
    >>> side_by_side([(50.0, 50.0), (90.0, 50.0)], 10)
    ((50.0, 50.0), (90.0, 50.0))
    >>> one, other = side_by_side([(50.0, 50.0), (50.0, 50.0)], 10)
    >>> one, round(other[1], 1)
    ((50.0, 50.0), 39.8)
    """
    found: list[Spot] = []
    for spot in spots:
        stood = np.array(found).reshape(-1, 2)
        for x, y in _round(spot, size * AWAY):
            if not len(stood) or np.hypot(*(stood - (x, y)).T).min() >= size:
                break
        found.append((round(x, 1), round(y, 1)))
    return tuple(found)


@dataclass(eq=False)
class Taken:
    """What stands on a map already: a name covers none of it, and ends inside."""

    width: float
    height: float
    shapes: list[shapely.Geometry] = field(default_factory=list)

    def discs(self, spots: Iterable[Spot], size: float) -> None:
        """Take the places of pins ``size`` across."""
        self.shapes += [shapely.Point(spot).buffer(size / 2) for spot in spots]

    def first(
        self,
        box: shapely.Polygon,
        spots: Iterable[Spot],
        without: shapely.Geometry | None = None,
    ) -> Spot | None:
        """Take the first of some places at which a box round (0, 0) has room.

        It stands off what is ``without``, too.
        """
        inside = shapely.box(1, 1, self.width - 1, self.height - 1)
        shapes = [*self.shapes, without] if without else self.shapes
        for x, y in spots:
            moved = translate(box, x, y)
            if inside.contains(moved) and not shapely.intersects(shapes, moved).any():
                self.shapes.append(moved)
                return x, y
        return None


def within(shape: Shape) -> list[Spot]:
    """Return places of a shape, that with most room round it first, then those near."""
    middle = shapely.Point(shapely.maximum_inscribed_circle(shape).coords[0])
    left, top, right, bottom = shape.bounds
    grid = np.meshgrid(np.linspace(left, right, TRIED), np.linspace(top, bottom, TRIED))
    places = zip(grid[0].ravel().tolist(), grid[1].ravel().tolist(), strict=True)
    shapely.prepare(shape)
    inner = [one for one in places if shapely.contains_xy(shape, *one)]
    first = (middle.x, middle.y)
    return [first, *sorted(inner, key=lambda one: (math.dist(one, first), one))]
