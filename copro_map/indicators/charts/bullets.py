"""Where an indicator stands, as charts and tables take it, and all as one table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from copro_map.base.i18n import t
from copro_map.base.statistics.hiding import BOUND_WORDS, Bound
from copro_map.drawing.bands import number
from copro_map.drawing.chart_style import count_text
from copro_map.drawing.templates import Html, render
from copro_map.indicators.charts.statuses import (
    due_words,
    status_mark,
    status_words,
)
from copro_map.indicators.rules.verdicts import Detail, Status

Kind = Literal["count", "percent"]


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
    fast it goes, ``ahead`` shortly where that leads, to ``projected``, and ``whose``
    whose projects count.
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
    whose: str = ""

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
        if self.detail == "too_few":
            return t("too few to show")
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
