"""The theory of change over the width of a page: three columns and the vision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copro_map.base.i18n import t
from copro_map.drawing.boxes import (
    INSIDE,
    MARKED,
    Box,
    Letters,
    Size,
    block,
    curve,
    end_of,
    fitted,
)
from copro_map.drawing.lettering import MUTED, text_width
from copro_map.plan.charts.placed import (
    HEAD_ROOM,
    Placed,
    Way,
    alone,
    by_group,
    by_outcome,
    named,
    said_below,
    visioned,
)
from copro_map.plan.rules.theory import Arrow, Part

WIDE = 1180  # pixels
DONE, MOVED, AIMED = (0.5, 480), (600, 290), (970, 188)  # left edge and width
TRUNK = 1170
SIZE = Size(14, 18)
ROW, GAP, YEAR = 30, 5, 27  # pixels: an activity, between two, the name of a year
LANE = 30  # pixels: where activities pass the indicators by
LEAST, MOST = 8, 34  # pixels between two indicators


def _row(part: Part, top: float) -> Box:
    """Return an activity in one line: its state as a shape, its name, its state."""
    x, width = DONE
    base, room = top + 20, float(width - 2 * INSIDE - MARKED)
    room -= text_width(part.words, SIZE.letters) + 12
    name = fitted(named(part), room, SIZE.letters, 1)[0]
    letters = (
        Letters(name, x + INSIDE + MARKED, base, SIZE.letters),
        Letters(
            part.words, x + width - INSIDE, base, SIZE.letters, ink=MUTED, ends=True
        ),
    )
    return Box(x, top, width, ROW, letters, (x + INSIDE, top + 8))


def _activities(parts: Sequence[Part]) -> tuple[dict[str, Box], list[Letters]]:
    boxes, heads, at = {}, [], float(HEAD_ROOM)
    for group, own in by_group(x for x in parts if x.sort == "activity"):
        heads.append(Letters(group, DONE[0], at + 17, SIZE.letters, 700, MUTED))
        at += YEAR
        for one in own:
            boxes[one.key] = _row(one, at)
            at += ROW + GAP
    return boxes, heads


@dataclass(frozen=True)
class _Group:
    """An outcome with the boxes of its indicators, still at the top of the picture.

    ``has_lane``: activities lead to it past its indicators.
    """

    outcome: str
    box: Box
    own: tuple[tuple[str, Box], ...]
    has_lane: bool

    @property
    def high(self) -> float:
        """What its parts take, without what is between them."""
        return sum(box.high for _, box in self.own) + LANE * self.has_lane

    @property
    def gaps(self) -> int:
        """How often there is something between two of its parts."""
        return max(len(self.own) + self.has_lane - 1, 0)


def _groups(parts: Sequence[Part], arrows: Sequence[Arrow]) -> list[_Group]:
    led = {one.end for one in arrows if one.is_kept}
    found = []
    for outcome, own in by_outcome(parts, arrows):
        boxes = (
            (
                x.key,
                block(
                    *MOVED,
                    SIZE,
                    named(x),
                    said_below(x, MOVED[1], SIZE, x.key in led),
                    most=2,
                    has_shape=True,
                ),
            )
            for x in own
        )
        box = block(*AIMED, SIZE, named(outcome), [outcome.words])
        found.append(_Group(outcome.key, box, tuple(boxes), alone(arrows, outcome)))
    return found


def _spread(
    groups: Sequence[_Group], high: float
) -> tuple[dict[str, Box], dict[str, float], list[Letters]]:
    """Return the boxes of indicators and outcomes, and the lane of each outcome.

    They are spread over the height that the activities take, if there is room.
    """
    whole = sum(max(x.high, x.box.high) for x in groups)
    units = sum(x.gaps for x in groups) + 2 * max(len(groups) - 1, 1)
    gap = min(max((high - whole) / units, LEAST), MOST)
    boxes, lanes, heads = {}, {}, []
    at = HEAD_ROOM + max((high - whole - gap * units) / 2, YEAR)
    for group in groups:
        top = at
        for key, box in group.own:
            boxes[key] = box.moved(at)
            at += box.high + gap
        if group.has_lane:
            words = t("Not measured by an indicator")
            heads.append(Letters(words, MOVED[0] + 4, at + 14, SIZE.letters, ink=MUTED))
            lanes[group.outcome] = at + 22
            at += LANE + gap
        at = max(at - gap, top + group.box.high)
        middle = (top + at - group.box.high) / 2
        boxes[group.outcome] = group.box.moved(middle)
        at += 2 * gap
    return boxes, lanes, heads


def wide(parts: Sequence[Part], arrows: Sequence[Arrow], vision: str) -> Placed:
    """Return where everything stands in the wide picture."""
    boxes, heads = _activities(parts)
    high = end_of(boxes.values(), HEAD_ROOM) - HEAD_ROOM
    others, lanes, named_lanes = _spread(_groups(parts, arrows), high)
    boxes |= others
    for (x, _), words in (
        (DONE, t("Activities")),
        (MOVED, t("Indicators")),
        (AIMED, t("Outcomes")),
    ):
        heads.append(Letters(words, x, 18, 17, 700))
    bottom = max(end_of(boxes.values()), *lanes.values(), 0) + 22
    box = visioned(vision, bottom, WIDE, SIZE)
    ends = [boxes[x.key] for x in parts if x.sort == "outcome"]

    def way(one: Arrow) -> Way:
        start, end = boxes[one.start], boxes[one.end]
        x, y = end.x - 1, end.middle
        if one.end in lanes and start.x < MOVED[0]:
            lane, far = lanes[one.end], MOVED[0] + MOVED[1]
            first = curve(start.right, start.middle, MOVED[0] - 8, lane)
            last = curve(far, lane, x - 5, y).replace("M", "L", 1)
            return f"{first}{last}", (x, y, 1, 0)
        return curve(start.right, start.middle, x - 5, y), (x, y, 1, 0)

    trunk = tuple(f"M{x.right:.1f} {x.middle:.1f}H{TRUNK}" for x in ends)
    if ends:
        trunk += (f"M{TRUNK} {ends[0].middle:.1f}V{bottom - 5:.1f}",)
    return Placed(
        WIDE,
        round(end_of([box])) + 1,
        boxes,
        (*heads, *named_lanes),
        way,
        box,
        trunk,
        (TRUNK, bottom - 1, 0, 1) if ends else None,
    )
