"""Where an indicator stands: a small graph each, and all of them as one table.

A bullet graph (Few 2013): the bar is the figure, the tick the target that is due next,
the thin line how far chance may carry the figure, the grey track the way to the end,
what is hatched behind the bar waits to be confirmed and does not count.
It is drawn as wide as its place, and its numbers and words are text beside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from copro_map.base.i18n import t
from copro_map.base.statistics.hiding import BOUND_WORDS, Bound
from copro_map.drawing.bands import number
from copro_map.drawing.chart_style import PHONE, count_text, with_room
from copro_map.drawing.document import Number
from copro_map.drawing.lettering import INK
from copro_map.drawing.templates import Html, render
from copro_map.indicators.charts.statuses import (
    due_words,
    status_mark,
    status_words,
)
from copro_map.indicators.rules.verdicts import Detail, Status

Kind = Literal["count", "percent"]
TRACK, EDGE, BAR, WHITE = "#E6E0D2", "#8A8478", "#3C757F", "#FFFFFF"
# The drawing's units: about pixels where it has the width of half a page.
WIDE, HIGH = 500, 36
TRACK_HIGH, BAR_HIGH, LINE_HIGH, CAP_HIGH = 26, 16, 2, 10
TICK_WIDE = 5
STRIPE = 9  # from one stroke of the hatching to the next
# Dark with a light edge, so that it shows on bar and track.
EDGED = f'fill="{INK}" stroke="{WHITE}" stroke-width="2" paint-order="stroke"'


def figure_text(value: float, kind: Kind, bound: Bound = "") -> str:
    """Return a figure as people read it; a ``bound`` in words.

    Examples
    --------
    >>> figure_text(1168, "count"), figure_text(40, "percent")
    ('1,168', '40%')
    >>> figure_text(28.57, "percent")
    '28.6%'
    >>> figure_text(90, "percent", "at_least")
    'at least 9 in 10'
    """
    if bound:
        return t(BOUND_WORDS[bound])
    if kind == "count":
        return count_text(value)
    return f"{number(value, 0 if float(value).is_integer() else 1)}%"


@dataclass(frozen=True)
class Bullet:
    """An indicator as it stands; all texts come translated.

    ``value``, its 95% interval ``lower`` to ``upper``, the ``target`` due next and the
    ``final`` one have one unit: a count, or percent from 0 to 100; None where unknown
    or not set, never 0. ``n`` is what a percentage is of, ``base`` its name in the
    plural ("Members"). With a ``bound`` the value is no more than that. ``detail`` is
    the second word of the status. ``waiting`` (records that wait to be confirmed) is
    never part of the value; None of people. ``due_in`` are the days to the target, if
    it is near. ``words`` is the sentence that matters; ``pace`` what of it says how
    fast it goes, ``ahead`` shortly where that leads, to ``projected``.
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
    bound: Bound = ""
    detail: Detail = ""
    waiting: int | None = None
    due_in: int | None = None
    projected: int | None = None
    ahead: str = ""
    pace: str = ""

    def __post_init__(self) -> None:
        """Refuse what no chart can show truly: that is a slip of the caller."""
        top = 100 if self.kind == "percent" else math.inf
        for x in (self.value, self.lower, self.upper, self.target, self.final):
            if x is not None and not (math.isfinite(x) and 0 <= x <= top):
                message = f"{self.code}: {x} is not a {self.kind}"
                raise ValueError(message)
        if (self.value is None) != (self.status == "no_figure_yet"):
            message = f"{self.code}: value {self.value} with status {self.status}"
            raise ValueError(message)

    @property
    def value_words(self) -> str:
        """The figure, or plainly that there is none."""
        if self.value is not None:
            return figure_text(self.value, self.kind, self.bound)
        if self.detail == "too_few_replies":
            return t("too few replies to show")
        return t("not reported")

    @property
    def status_words(self) -> str:
        """The status, with its second word."""
        return status_words(self.status, self.detail)

    @property
    def waiting_words(self) -> str:
        """How many records wait to be confirmed; empty for none, and of people."""
        return t("{n} waiting", n=f"{self.waiting:,}") if self.waiting else ""

    @property
    def target_words(self) -> str:
        """The targets: the next one with its date, and the last one.

        Examples
        --------
        >>> Bullet("1.1", "", "count", 168, None, None, None, 250, "31 March 2027",
        ...        350, "at_risk", "", due_in=3).target_words
        'Target, 31 March 2027: 250. Due in 3 days. At the end: 350.'
        """
        parts = []
        if self.target is not None:
            says = figure_text(self.target, self.kind)
            parts = [t("Target, {date}: {target}.", date=self.target_due, target=says)]
            parts += due_words(self.due_in)
        if self.final is not None and self.final != self.target:
            says = figure_text(self.final, self.kind)
            parts.append(t("At the end: {target}.", target=says))
        return " ".join(parts) or t("No target set.")

    @property
    def base_words(self) -> str:
        """What a percentage is of, with its name; "" of a count, and where hidden."""
        if self.n is None:
            return ""
        base = self.base or t("Based on")
        return f"{base[:1].upper()}{base[1:]}: {number(self.n, 0)}."

    @property
    def sure_words(self) -> str:
        """How sure a figure is: what it is of, and how far chance may carry it."""
        parts = [self.base_words] if self.base_words else []
        if self.value is None or self.lower is None or self.upper is None:
            return "".join(parts)
        between = t(
            "Allowing for chance: {lower} to {upper}.",
            lower=figure_text(self.lower, self.kind),
            upper=figure_text(self.upper, self.kind),
        )
        return " ".join([*parts, between])


def scale_top(bullet: Bullet) -> float:
    """Return the right end of the scale, in the indicator's unit.

    Percentages stand on 0 to 100, counts on 0 to the largest of their figures.

    Examples
    --------
    >>> scale_top(Bullet("1.1", "", "count", 400, None, None, None, 250, "", 350,
    ...                  "met", ""))
    400.0
    """
    if bullet.kind == "percent":
        return 100.0
    all_of_it = (bullet.value or 0) + (bullet.waiting or 0)
    known = (bullet.final, bullet.target, all_of_it, bullet.upper)
    return max([1.0, *(float(x) for x in known if x is not None)])


def numbers_below(bullet: Bullet) -> tuple[Number, ...]:
    """Return the numbers under the bar; of two that would touch, the first stays.

    They are laid out for a phone: on a wider page they only stand further apart.
    """
    if not _has_scale(bullet):
        return ()
    top = scale_top(bullet)
    targets = [x for x in (bullet.target, bullet.final) if x is not None]
    wanted = [*targets, 0.0, top]
    texts = [figure_text(x, bullet.kind) for x in wanted]
    placed = with_room(
        [(x / top, y) for x, y in zip(wanted, texts, strict=True)], PHONE
    )
    return tuple(
        Number(round(100 * wanted[n] / top), texts[n], side, wanted[n] == bullet.target)
        for n, side in placed.items()
    )


def _has_scale(bullet: Bullet) -> bool:
    """Return whether there is something to compare: a count alone fills its own bar."""
    promised = bullet.target is not None or bullet.final is not None
    return bullet.value is not None and (promised or bullet.kind == "percent")


def _bar(name: str, left: float, right: float, high: float, paint: str) -> str:
    """Return a bar from one place to another, in the middle of the drawing's height."""
    return (
        f'<rect class="{name}" x="{left:g}" y="{(HIGH - high) / 2:g}" '
        f'width="{right - left:g}" height="{high:g}" {paint}/>'
    )


def _hatched(left: float, right: float) -> str:
    """Return strokes from one place to another, in a frame as high as a bar."""
    low, high = (HIGH + BAR_HIGH) / 2, (HIGH - BAR_HIGH) / 2
    strokes = [
        f"M{x:g} {low:g}L{min(x + STRIPE, right):g} "
        f"{max(high, low - BAR_HIGH * (right - x) / STRIPE):g}"
        for x in np.arange(left, right, STRIPE)
    ]
    frame = _bar("waiting", left, right, BAR_HIGH, f'fill="{WHITE}" stroke="{BAR}"')
    return frame + f'<path d="{"".join(strokes)}" stroke="{BAR}" stroke-width="2"/>'


def bullet_svg(bullet: Bullet) -> str:
    """Return the bar of an indicator with its target, on its scale, as SVG.

    Empty without a value, and for a count without a target. There are no words in it:
    they are beside it. It may be stretched.

    Examples
    --------
    >>> half = Bullet("4.3", "Citizens", "percent", 40, None, None, None, 60,
    ...               "31 March 2028", 60, "on_course", "")
    >>> '<rect class="value" x="0" y="10" width="200" height="16"' in bullet_svg(half)
    True
    """
    if bullet.value is None or not _has_scale(bullet):
        return ""
    scale, base = WIDE / scale_top(bullet), (HIGH + TRACK_HIGH) / 2
    drawn = [f'<path class="scale" d="M0 {base:g}H{WIDE}" stroke="{EDGE}"/>']
    if bullet.final is not None:
        paint = f'fill="{TRACK}" stroke="{EDGE}"'
        drawn.append(_bar("final", 0, bullet.final * scale, TRACK_HIGH, paint))
    value = bullet.value * scale
    drawn.append(_bar("value", 0, value, BAR_HIGH, f'fill="{BAR}"'))
    if bullet.waiting and bullet.kind == "count":
        drawn.append(_hatched(value, value + bullet.waiting * scale))
    if bullet.lower is not None and bullet.upper is not None:
        lower, upper = bullet.lower * scale, bullet.upper * scale
        drawn.append(_bar("interval", lower, upper, LINE_HIGH, EDGED))
        for end in (lower, upper):
            drawn.append(_bar("cap", end - 1, end + 1, CAP_HIGH, f'fill="{INK}"'))
    if bullet.target is not None:
        at = min(max(bullet.target * scale - TICK_WIDE / 2, 0), WIDE - TICK_WIDE)
        drawn.append(_bar("target", at, at + TICK_WIDE, HIGH, EDGED))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" '
        f'preserveAspectRatio="none">{"".join(drawn)}</svg>'
    )


def bullet_html(bullet: Bullet) -> Html:
    """Return one indicator: its figure and status, its graph, and all of it in words.

    Examples
    --------
    >>> silent = Bullet("4.3", "Citizens", "percent", None, None, None, None, 60,
    ...                 "31 March 2028", 60, "no_figure_yet", "")
    >>> bullet_html(silent).startswith('<div class="bullet"><h3>4.3 Citizens</h3>')
    True
    """
    return render("indicators/bullet.html", **_drawn(bullet))


def bullet_body(bullet: Bullet) -> Html:
    """Return the same without its name."""
    return render("indicators/bullet_alone.html", **_drawn(bullet))


def _drawn(bullet: Bullet) -> dict[str, object]:
    svg, numbers = bullet_svg(bullet), numbers_below(bullet)
    return {"bullet": bullet, "svg": svg, "numbers": numbers, "mark": status_mark}


def bullets_html(bullets: Sequence[Bullet]) -> Html:
    """Return the indicators as one table, to read out and for those without charts.

    A group for each outcome, in the order of the first of its indicators; each row has
    the figure, what it is of, its target and date, its status and what matters.

    >>> "<table" in bullets_html([])
    True
    """
    outcomes = dict.fromkeys(x.outcome for x in bullets)
    groups = [(name, [x for x in bullets if x.outcome == name]) for name in outcomes]
    return render("indicators/bullets.html", groups=groups, mark=status_mark)
