"""An indicator as it stands, and what is said of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from copro_map.base.i18n import t
from copro_map.drawing.bands import number
from copro_map.drawing.chart_style import count_text
from copro_map.indicators.charts.statuses import Status

Kind = Literal["count", "percent"]
# These may have no figure; every other status judges one.
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
        """Refuse what no chart can show truly: that is a slip of the caller."""
        top = 100 if self.kind == "percent" else math.inf
        for x in (self.value, self.lower, self.upper, self.target, self.final):
            if x is not None and not (math.isfinite(x) and 0 <= x <= top):
                message = f"{self.code}: {x} is not a {self.kind}"
                raise ValueError(message)
        silent = self.value is None
        if not (self.status in WITHOUT if silent else self.status != "not_reported"):
            message = f"{self.code}: value {self.value} with status {self.status}"
            raise ValueError(message)


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


def value_words(bullet: Bullet) -> str:
    """Return the figure, or plainly that there is none."""
    if bullet.value is not None:
        return figure_text(bullet.value, bullet.kind)
    if bullet.status == "reported":
        return t("too few replies to show")
    return t("not reported")


def target_words(bullet: Bullet) -> str:
    """Return the targets: the next one with its date, and the last one.

    Examples
    --------
    >>> target_words(Bullet("1.1", "", "count", 168, None, None, None, 250,
    ...                     "31 March 2027", 350, "behind", ""))
    'Target, 31 March 2027: 250. At the end: 350.'
    """
    parts = []
    if bullet.target is not None:
        says = figure_text(bullet.target, bullet.kind)
        parts.append(
            t("Target, {date}: {target}.", date=bullet.target_due, target=says)
        )
    if bullet.final is not None and bullet.final != bullet.target:
        says = figure_text(bullet.final, bullet.kind)
        parts.append(t("At the end: {target}.", target=says))
    return " ".join(parts) or t("No target set.")


def base_words(bullet: Bullet) -> str:
    """Return how many a percentage is of; empty if that is not told."""
    if bullet.n is None:
        return ""
    base = bullet.base or t("Based on")
    return f"{base[:1].upper()}{base[1:]}: {number(bullet.n, 0)}"


def interval_words(bullet: Bullet) -> str:
    """Return how far chance may carry the figure; empty without a figure."""
    if bullet.value is None or bullet.lower is None or bullet.upper is None:
        return ""
    return t(
        "Allowing for chance: {lower} to {upper}.",
        lower=figure_text(bullet.lower, bullet.kind),
        upper=figure_text(bullet.upper, bullet.kind),
    )


def sure_words(bullet: Bullet) -> str:
    """Return how sure a figure is: what it is of, and how far chance may carry it."""
    base = base_words(bullet)
    between = interval_words(bullet)
    return " ".join(x for x in (f"{base}." if base else "", between) if x)
