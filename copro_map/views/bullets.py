"""Where an indicator stands: a small chart each, and all of them as one table.

A bullet graph (Few 2013): the bar is the figure, the tick the target that is due next,
the thin line how far chance may carry the figure, the grey track the way to the end.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import altair as alt
import pandas as pd

from copro_map.i18n import t
from copro_map.views.bands import number
from copro_map.views.chart_style import LABEL, PHONE, Heading, count_text, finished
from copro_map.views.lettering import (
    ACCENT,
    INK,
    MUTED,
    PAPER,
    plain,
    text_width,
    wrap,
)
from copro_map.views.statuses import (
    STATUS_WORDS,
    Status,
    status_colour,
    status_mark,
    status_points,
)

__all__ = [
    "STATUS_WORDS",
    "Bullet",
    "Kind",
    "Status",
    "bullet_chart",
    "bullets_html",
    "figure_text",
    "status_mark",
]
Kind = Literal["count", "percent"]
TRACK, EDGE = "#E6E0D2", "#8A8478"
STATUS_SIZE = 16  # pixels: the letters of the status
SYMBOL = 20  # pixels wide
# Pixels down from the top of the view: the status, the bar's middle, what is below.
STATUS_AT, BAR_AT, NUMBERS_AT, CAPTION_AT = 11, 49, 72, 92
LINE = 18  # pixels from one line of letters to the next
THICK, THIN, TALL = 26, 14, 36  # pixels high: track, bar, tick
CAP = 10  # pixels high: the ends of the thin line
APART = 8  # pixels between two numbers, at least
# Without a figure there may be no word of how far it is.
WITHOUT = ("not_reported", "no_target", "reported")


@dataclass(frozen=True)
class Bullet:
    """An indicator as it stands; all texts come translated.

    ``value``, its 95% interval ``lower`` to ``upper``, the ``target`` due next and the
    ``final`` one have one unit: a count, or percent from 0 to 100; None where unknown
    or not set, never 0. ``n`` is what a percentage is of, ``base`` its name in the
    plural ("Members"). Without a value, the status "reported" means that too few
    replied to show it. ``words`` is the sentence that matters.
    """

    code: str
    name: str
    kind: Kind
    value: float | None
    lower: float | None
    upper: float | None
    n: int | None
    target: float | None
    target_due: str
    final: float | None
    status: Status
    words: str
    outcome: str = ""
    base: str = ""

    def __post_init__(self) -> None:
        """Refuse figures that no chart can show truly; they are a programmer's slip."""
        figures = (self.value, self.lower, self.upper, self.target, self.final)
        top = 100 if self.kind == "percent" else math.inf
        for x in figures:
            if x is not None and not (math.isfinite(x) and 0 <= x <= top):
                message = f"{self.code}: {x} is not a {self.kind}"
                raise ValueError(message)
        silent = self.value is None
        if (silent and self.status not in WITHOUT) or (
            not silent and self.status == "not_reported"
        ):
            message = f"{self.code}: value {self.value} with status {self.status}"
            raise ValueError(message)


class _Number(NamedTuple):
    """A number under the bar, where it stands, and to which side of it."""

    at: float
    text: str
    align: Literal["left", "center", "right"]
    strong: bool = False


def figure_text(value: float, kind: Kind) -> str:
    """Return a figure as people read it.

    Examples
    --------
    >>> figure_text(1168, "count"), figure_text(40, "percent")
    ('1,168', '40%')
    >>> figure_text(28.57, "percent")
    '28.6%'
    """
    if kind == "count":
        return count_text(value)
    return f"{number(value, 0 if float(value).is_integer() else 1)}%"


def _value(bullet: Bullet) -> str:
    if bullet.value is not None:
        return figure_text(bullet.value, bullet.kind)
    if bullet.status == "reported":
        return t("too few to show")
    return t("not reported")


def _target(bullet: Bullet) -> str:
    """Return the targets in words: the next one with its date, and the last one."""
    if bullet.target is None and bullet.final is None:
        return t("No target set.")
    parts = []
    if bullet.target is not None:
        says = figure_text(bullet.target, bullet.kind)
        parts.append(t("Target, {date}: {target}.", date=bullet.target_due, target=says))
    if bullet.final is not None and bullet.final != bullet.target:
        says = figure_text(bullet.final, bullet.kind)
        parts.append(t("At the end: {target}.", target=says))
    return " ".join(parts)


def _base(bullet: Bullet) -> str:
    """Return what a percentage is of; empty if that is not told."""
    if bullet.n is None:
        return ""
    return f"{bullet.base or t('Based on')}: {number(bullet.n, 0)}"


def _interval(bullet: Bullet) -> str:
    """Return how far chance may carry the figure; empty without a figure."""
    if bullet.value is None or bullet.lower is None or bullet.upper is None:
        return ""
    ends = (figure_text(x, bullet.kind) for x in (bullet.lower, bullet.upper))
    return t("Likely between: {lower} and {upper}", lower=next(ends), upper=next(ends))


def _top(bullet: Bullet) -> float:
    """Return the right end of the scale, in the indicator's unit."""
    if bullet.kind == "percent":
        return 100
    known = (bullet.final, bullet.target, bullet.value, bullet.upper)
    return max([1.0, *(float(x) for x in known if x is not None)])


def _numbers(bullet: Bullet) -> list[_Number]:
    """Return the numbers under the bar; of two that would touch, the first stays.

    They are laid out for a phone: on a wider page they only stand further apart.
    """
    top, wanted = _top(bullet), []
    for x in (bullet.target, bullet.final):
        if x is not None:
            wanted.append((x, figure_text(x, bullet.kind), x == bullet.target))
    wanted += [(0.0, "0", False), (top, figure_text(top, bullet.kind), False)]
    placed: list[tuple[float, float]] = []
    numbers = []
    for x, text, strong in wanted:
        wide = text_width(text, LABEL, 700)
        left = min(max(x / top * PHONE - wide / 2, 0), PHONE - wide)
        if all(left > b + APART or left + wide < a - APART for a, b in placed):
            placed.append((left, left + wide))
            side: Literal["left", "center", "right"] = "center"
            side = "left" if left == 0 else side
            side = "right" if left == PHONE - wide else side
            numbers.append(_Number(x, text, side, strong))
    return numbers


def _written(text: str, x: alt.X, y: float, **look: object) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(pd.DataFrame({"text": [text]}))
        .mark_text(baseline="middle", **look)
        .encode(x=x, y=alt.value(y), text="text:N")
    )
    return chart


def _box(frame: alt.Chart, end: str, high: int, **paint: object) -> alt.Chart:
    """Return a bar from 0 to the field ``end``, ``high`` pixels high."""
    scale = _scale_of(frame)
    chart: alt.Chart = frame.mark_rect(**paint).encode(
        x=alt.X("start:Q", scale=scale, axis=None),
        x2=f"{end}:Q",
        y=alt.value(BAR_AT - high / 2),
        y2=alt.value(BAR_AT + high / 2),
    )
    return chart
