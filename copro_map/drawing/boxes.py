"""Boxes with words in them: as high as their lines, placed, and joined by curves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from copro_map.base.brief import shortened
from copro_map.drawing.lettering import INK, text_width, wrap

INSIDE = 8  # pixels from the edge of a box to its words
MARKED = 20  # pixels that the shape of a state takes, with what is between
MORE = 4  # lines of what is said below a title


@dataclass(frozen=True)
class Letters:
    """A line of words at (x, y), its baseline; if it ``ends`` there, on the right."""

    text: str
    x: float
    y: float
    size: float
    weight: int = 400
    ink: str = INK
    ends: bool = False


@dataclass(frozen=True)
class Box:
    """A box, the words in it, and where the shape of a state stands, if it has one."""

    x: float
    y: float
    wide: float
    high: float
    letters: tuple[Letters, ...] = ()
    shape: tuple[float, float] | None = None

    @property
    def middle(self) -> float:
        """How far down its middle is."""
        return self.y + self.high / 2

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.wide

    def moved(self, down: float) -> Box:
        """Return it further down, with all that is in it."""
        letters = tuple(replace(x, y=x.y + down) for x in self.letters)
        shape = self.shape and (self.shape[0], self.shape[1] + down)
        return replace(self, y=self.y + down, letters=letters, shape=shape)


@lru_cache(2048)
def fitted(
    text: str, wide: float, size: float, most: int, weight: int = 400
) -> tuple[str, ...]:
    """Return a text in no more than ``most`` lines so wide, shortened if it must be.

    Examples
    --------
    >>> fitted("Create the Network in Wales", 90, 13, 1)
    ('Create the…',)
    """

    def fits(letters: int) -> bool:
        lines = wrap(shortened(text, letters), wide, size, weight)
        return len(lines) <= most and all(
            text_width(line, size, weight) <= wide for line in lines
        )

    if fits(len(text)):
        return tuple(wrap(text, wide, size, weight))
    letters = bisect_left(range(1, len(text)), True, key=lambda n: not fits(n))
    return tuple(wrap(shortened(text, max(letters, 2)), wide, size, weight))


@dataclass(frozen=True)
class Size:
    """How large letters are, and how far from line to line (pixels)."""

    letters: float
    line: float


def block(  # noqa: PLR0913 - a box and what is in it
    x: float,
    wide: float,
    size: Size,
    title: str,
    more: Iterable[str],
    *,
    most: int = 3,
    weight: int = 700,
    has_shape: bool = False,
) -> Box:
    """Return a box at the top: its title, then what else is said, each from a new line.

    The first of ``more`` has the shape of a state before it, if it ``has_shape``.
    """
    room, down = wide - 2 * INSIDE, INSIDE - 2 + size.letters
    letters: list[Letters] = []
    for line in fitted(title, room, size.letters, most, weight):
        letters.append(Letters(line, x + INSIDE, down, size.letters, weight))
        down += size.line
    shape = None
    for number, words in enumerate(more):
        left = MARKED if has_shape else 0
        if has_shape and number == 0:
            shape = (x + INSIDE, down - size.letters + 1)
        for line in fitted(words, room - left, size.letters, MORE):
            letters.append(Letters(line, x + INSIDE + left, down, size.letters))
            down += size.line
    high = down - size.line + INSIDE - 2 + 4
    return Box(x, 0, wide, high, tuple(letters), shape)


def stacked(boxes: Iterable[tuple[str, Box]], top: float, gap: float) -> dict[str, Box]:
    """Return boxes one below the other, by key."""
    found, at = {}, top
    for key, box in boxes:
        found[key] = box.moved(at - box.y)
        at += box.high + gap
    return found


def curve(x: float, y: float, to_x: float, to_y: float, steep: float = 0.5) -> str:
    """Return the path of a line from left to right, level at both ends."""
    bend = (to_x - x) * steep
    return (
        f"M{x:.1f} {y:.1f}C{x + bend:.1f} {y:.1f} {to_x - bend:.1f} {to_y:.1f} "
        f"{to_x:.1f} {to_y:.1f}"
    )


def end_of(boxes: Iterable[Box], least: float = 0) -> float:
    """Return how far down the lowest of some boxes reaches."""
    return max((one.y + one.high for one in boxes), default=least)
