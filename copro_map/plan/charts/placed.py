"""Where each part of the theory of change stands in its picture, and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from copro_map.base.i18n import t
from copro_map.drawing.boxes import INSIDE, MARKED, Box, Letters, Size, block
from copro_map.drawing.lettering import text_width
from copro_map.plan.rules.theory import Arrow, Part, key_of

HEAD_ROOM = 30  # pixels for the name of a column
Way = tuple[str, tuple[float, float, float, float]]


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


def named(part: Part) -> str:
    """Return what a part is called, with its code if people know it."""
    return f"{part.mark} {part.name}".strip()


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
