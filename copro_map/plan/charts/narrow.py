"""The theory of change for a phone: activities, and outcomes with their indicators."""

from __future__ import annotations

from collections.abc import Sequence

from copro_map.base.i18n import t
from copro_map.drawing.boxes import Box, Letters, Size, block, curve, end_of
from copro_map.drawing.lettering import MUTED
from copro_map.plan.charts.placed import (
    HEAD_ROOM,
    Placed,
    Way,
    by_group,
    by_outcome,
    named,
    said_below,
    visioned,
)
from copro_map.plan.rules.theory import Arrow, Part

WIDE = 343  # pixels: a phone's 375 without its edges
DONE, AIMED = (0.5, 152), (188, 154.5)  # left edge and width
MOVED = (188, 142)  # an indicator leaves room on its right, for the way to its outcome
TRUNK = 337
SIZE = Size(13, 16)
GAP, YEAR = 6, 24
LEAST, MOST = 8, 40


def _activities(parts: Sequence[Part]) -> tuple[dict[str, Box], list[Letters]]:
    boxes, heads, at = {}, [], float(HEAD_ROOM)
    for group, own in by_group(x for x in parts if x.sort == "activity"):
        heads.append(Letters(group, DONE[0], at + 16, SIZE.letters, 700, MUTED))
        at += YEAR
        for one in own:
            box = block(
                *DONE,
                SIZE,
                named(one),
                [one.words],
                most=2,
                weight=400,
                has_shape=True,
            )
            boxes[one.key] = box.moved(at)
            at += box.high + GAP
    return boxes, heads


def _aims(
    parts: Sequence[Part], arrows: Sequence[Arrow], high: float
) -> dict[str, Box]:
    """Return each outcome above its indicators, spread over the height there is."""
    led = {one.end for one in arrows if one.is_kept}
    groups = []
    for outcome, own in by_outcome(parts, arrows):
        groups.append(
            [(outcome.key, block(*AIMED, SIZE, named(outcome), [outcome.words]))]
            + [
                (
                    x.key,
                    block(
                        *MOVED,
                        SIZE,
                        named(x),
                        said_below(x, MOVED[1], SIZE, x.key in led),
                        has_shape=True,
                    ),
                )
                for x in own
            ]
        )
    whole = sum(box.high for own in groups for _, box in own)
    units = sum(len(own) + 1 for own in groups) or 1
    gap = min(max((high - whole) / units, LEAST), MOST)
    boxes: dict[str, Box] = {}
    at = float(HEAD_ROOM + YEAR)
    for group in groups:
        for key, box in group:
            boxes[key] = box.moved(at)
            at += box.high + gap
        at += gap
    return boxes


def narrow(parts: Sequence[Part], arrows: Sequence[Arrow], vision: str) -> Placed:
    """Return where everything stands in the narrow picture."""
    boxes, heads = _activities(parts)
    high = end_of(boxes.values(), HEAD_ROOM) - HEAD_ROOM - YEAR
    boxes |= _aims(parts, arrows, high)
    for x, words in ((DONE[0], t("Activities")), (AIMED[0], t("What is to change"))):
        heads.append(Letters(words, x, 18, 15, 700))
    bottom = end_of(boxes.values()) + 18

    def way(one: Arrow) -> Way:
        start, end = boxes[one.start], boxes[one.end]
        if start.x < AIMED[0]:
            x, y = end.x - 1, end.middle
            return curve(start.right, start.middle, x - 5, y), (x, y, 1, 0)
        foot = end.y + end.high + 1
        line = f"M{start.right:.1f} {start.middle:.1f}H{TRUNK}V{foot + 5:.1f}"
        return line, (TRUNK, foot, 0, -1)

    box = visioned(vision, bottom, WIDE, SIZE)
    return Placed(WIDE, round(end_of([box])) + 1, boxes, tuple(heads), way, box)
