"""Pins that would cover each other, gathered: which marks a map shows how near by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

APART = 30.0  # pixels between the middles of two marks
# How many pixels of the screen a pixel of the drawing has, at least, at each level: the
# first is that of the narrowest frame.
NEARER = (0.45, 1.0, 2.0, 4.0, 8.0)
MOST = 800  # places that are told apart; more are put on a grid before
GRID = 24.0  # pixels
Spot = tuple[float, float]


@dataclass(frozen=True)
class Mark:
    """A pin, or several in one: where, of which points, at which numbers of NEARER."""

    x: float
    y: float
    members: tuple[int, ...]
    levels: tuple[int, ...]

    @property
    def is_pin(self) -> bool:
        """Whether it stands for one point alone."""
        return len(self.members) == 1


def _places(spots: Sequence[Spot]) -> tuple[np.ndarray, np.ndarray]:
    """Return the places there are, and the number of the place of each spot."""
    given = np.array(spots, dtype=float)
    found, which = np.unique(given, axis=0, return_inverse=True)
    if len(found) > MOST:
        rough = (given / GRID).round() * GRID
        found, which = np.unique(rough, axis=0, return_inverse=True)
    return found, which.ravel()


def gather(spots: Sequence[Spot]) -> tuple[Mark, ...]:
    """Return the marks of points in pixels, such that at no level two lie too close.

    What is one mark at a level is one, or a part of one, at each level before: going
    nearer only ever takes marks apart.

    Examples
    --------
    >>> [(one.members, one.levels) for one in gather([(0, 0), (100, 0), (100, 20)])]
    [((0,), (0, 1, 2, 3, 4)), ((1, 2), (0, 1)), ((1,), (2, 3, 4)), ((2,), (2, 3, 4))]
    """
    if not spots:
        return ()
    found, which = _places(spots)
    tree = linkage(found, "average") if len(found) > 1 else None
    seen: dict[tuple[int, ...], list[int]] = {}
    for level, nearer in enumerate(NEARER):
        apart = APART / nearer
        part = np.ones(1, int) if tree is None else fcluster(tree, apart, "distance")
        mine = part[which]
        order = np.argsort(mine, kind="stable")
        ends = np.flatnonzero(np.diff(mine[order])) + 1
        for some in np.split(order, ends):
            seen.setdefault(tuple(sorted(some.tolist())), []).append(level)
    given = np.array(spots, dtype=float)
    marks = []
    for members, levels in sorted(seen.items(), key=lambda x: (x[0][0], -len(x[0]))):
        x, y = given[list(members)].mean(axis=0).round(1).tolist()
        marks.append(Mark(x, y, members, tuple(levels)))
    return tuple(marks)
