"""Where each part of the theory of change stands in its picture, and its words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from copro_map.base.brief import shortened
from copro_map.base.i18n import t
from copro_map.drawing.lettering import INK, text_width, wrap
from copro_map.plan.rules.theory import Arrow, Part, key_of

INSIDE = 8  # pixels from the edge of a box to its words
MARKED = 20  # pixels that the shape of a state takes, with what is between
MORE = 4  # lines of what is said of a part
HEAD_ROOM = 30  # pixels for the name of a column
Way = tuple[str, tuple[float, float, float, float]]


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


@dataclass(frozen=True)
class Placed:
    """A picture's size, its boxes by key, its headings, and how arrows run in it.

    ``trunk`` are lines that lead from the outcomes to the vision, to ``trunk_end``.
    """

    wide: float
    high: float
    boxes: Mapping[str, Box]
    heads: tuple[Letters, ...]
    way: Callable[[Arrow], Way]
    vision: Box | None = None
    trunk: tuple[str, ...] = ()
    trunk_end: tuple[float, float, float, float] | None = None


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


def named(part: Part) -> str:
    """Return what a part is called, with its code if people know it."""
    return f"{part.mark} {part.name}".strip()


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


def said_below(
    part: Part,
    wide: float,
    size: Size,
    has_activity: bool,  # noqa: FBT001 - a fact
) -> list[str]:
    """Return what a box of an indicator, so wide, says below its name."""
    words = [f"{part.words} · {part.figure}" if part.figure else part.words]
    if text_width(words[0], size.letters) > wide - 2 * INSIDE - MARKED and part.figure:
        words = [part.words, part.figure]
    return words if has_activity else [*words, t("No activity yet")]


def by_group(parts: Iterable[Part]) -> list[tuple[str, list[Part]]]:
    """Return activities by the name of their year, in order."""
    return [(x, list(own)) for x, own in groupby(parts, key=lambda one: one.group)]


def by_outcome(
    parts: Sequence[Part], arrows: Sequence[Arrow]
) -> list[tuple[Part, list[Part]]]:
    """Return each outcome with its indicators, in order."""
    ends = {(one.start, one.end) for one in arrows}
    return [
        (
            outcome,
            [
                x
                for x in parts
                if x.sort == "indicator" and (x.key, outcome.key) in ends
            ],
        )
        for outcome in parts
        if outcome.sort == "outcome"
    ]


def alone(arrows: Iterable[Arrow], outcome: Part) -> bool:
    """Say whether an activity leads to an outcome by itself, without an indicator."""
    letter = key_of("activity", "")
    return any(x.end == outcome.key and x.start.startswith(letter) for x in arrows)


def visioned(words: str, top: float, width: float, size: Size) -> Box:
    """Return the box of the vision over the whole width of a picture."""
    box = block(0.5, width - 1, size, t("Vision"), [words], most=1)
    return box.moved(top)
