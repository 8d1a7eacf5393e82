"""A ring as a picture: its members, and an arrow from whoever gives to whoever asks."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from math import hypot

from copro_map.base.i18n import t
from copro_map.drawing.lettering import ACCENT, FONT_FAMILY, INK, PAPER
from copro_map.drawing.templates import Html, render

WIDE, BOX, HIGH = 320, 140, 54  # pixels: the picture, a member's box
LETTERS, LINES, LINE = 19, 3, 15  # of a name in its box
# Where the middles of the boxes are, by how many members there are; clockwise.
PLACES = {
    2: ((72, 30), (248, 30)),
    3: ((160, 30), (248, 150), (72, 150)),
    4: ((72, 30), (248, 30), (248, 150), (72, 150)),
}
APART = 12  # the two arrows of a swap, each from the middle
HEAD = 7
Point = tuple[float, float]


def _edge(middle: Point, towards: Point) -> Point:
    """Return where a line from the middle of a box leaves it, with a little room."""
    across, down = towards[0] - middle[0], towards[1] - middle[1]
    wide, high = BOX / 2 + 3, HIGH / 2 + 3
    part = min(wide / abs(across) if across else 1.0, high / abs(down) if down else 1.0)
    return middle[0] + part * across, middle[1] + part * down


def _arrow(start: Point, end: Point, move: float) -> dict[str, str]:
    """Return the line of an arrow and its head, as a template draws them."""
    long = hypot(end[0] - start[0], end[1] - start[1])
    x, y = (end[0] - start[0]) / long * HEAD, (end[1] - start[1]) / long * HEAD
    foot, half = (end[0] - x, end[1] - y), 0.6
    sides = (
        (foot[0] - half * y, foot[1] + half * x),
        (foot[0] + half * y, foot[1] - half * x),
    )
    points = (start, foot), (end, *sides)
    line, head = (
        " ".join(f"{px:.1f},{py + move:.1f}" for px, py in each) for each in points
    )
    return {"line": line, "head": head}


def _box(name: str, middle: Point) -> dict[str, object]:
    """Return where a member's box stands, and the lines of the name in it."""
    lines = textwrap.wrap(name, LETTERS, max_lines=LINES, placeholder="…")
    top = middle[1] - LINE * (len(lines) - 1) / 2 + 5
    return {
        "x": middle[0],
        "left": middle[0] - BOX / 2,
        "top": middle[1] - HIGH / 2,
        "lines": [(top + LINE * at, line) for at, line in enumerate(lines)],
    }


def ring_svg(names: Sequence[str], gives: Sequence[str]) -> Html:
    """Return a ring of two to four as a picture, with the same in words for readers.

    ``names``: of the members, as ``Ring.members``; ``gives``: what each of them would
    be given, by the next one.
    """
    places: Sequence[Point] = PLACES[len(names)]
    arrows, told = [], []
    for asker, what in enumerate(gives):
        giver = (asker + 1) % len(names)
        start = _edge(places[giver], places[asker])
        end = _edge(places[asker], places[giver])
        # The two arrows of a swap, one above the other.
        move = 0 if len(names) > 2 else APART if giver else -APART
        arrows.append(_arrow(start, end, move))
        who = {"giver": names[giver], "asker": names[asker]}
        told.append(t("{giver} gives, {asker} receives: {what}.", what=what, **who))
    return render(
        "exchange/ring.html",
        told=" ".join(told),
        arrows=arrows,
        boxes=[_box(*each) for each in zip(names, places, strict=True)],
        size=(WIDE, max(y for _, y in places) + HIGH // 2 + 3, BOX, HIGH),
        accent=ACCENT,
        paper=PAPER,
        ink=INK,
        family=FONT_FAMILY,
    )
