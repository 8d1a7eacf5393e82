"""The bar of an indicator as a row has it: places on its scale, and its two labels.

The bar is the figure, the upright line the target that it is judged by, the thin line
how far chance may carry the figure; what is hatched waits to be confirmed and does not
count, the diamond is where the present speed leads. The labels are text, on the bar.
"""

from __future__ import annotations

from dataclasses import dataclass

from copro_map.base.i18n import t
from copro_map.drawing.chart_style import Side
from copro_map.indicators.charts.bullets import Bullet, figure_text, scale_top

INSIDE = 24.0  # percent of the scale: a shorter bar has no room for its figure
EDGE = 22.0  # percent: a target so near an end has its label beside the line
Place = float | None


@dataclass(frozen=True)
class Bar:
    """Where each part of a bar stands, in percent of its scale; None: it has none.

    ``now`` and ``aim`` are its labels; ``side`` is that of the target's. The figure
    ``is_inside`` the bar where that has room; without one ``now`` says so.
    """

    value: float
    waits_to: Place
    lower: Place
    upper: Place
    target: Place
    leads_to: Place
    now: str
    aim: str
    side: Side
    is_inside: bool
    has_figure: bool


def _side(at: float) -> Side:
    """Return on which side of its line a label has room."""
    if at < EDGE:
        return "left"
    return "right" if at > 100 - EDGE else "center"


def bar_of(bullet: Bullet) -> Bar:
    """Return the bar of an indicator; without a figure it has its target alone.

    Examples
    --------
    >>> half = Bullet("4.3", "Citizens", "percent", 40, None, None, None, 60,
    ...               "31 March 2028", 60, "on_course", "")
    >>> bar = bar_of(half)
    >>> bar.value, bar.target, bar.now, bar.aim
    (40.0, 60.0, '40%', 'Target 60%')
    """
    top = scale_top(bullet)

    def at(value: float | None) -> Place:
        return None if value is None else round(min(100 * value / top, 100.0), 2)

    value, target = bullet.value or 0.0, at(bullet.target)
    waits = bullet.waiting if bullet.kind == "count" else None
    aim = ""
    if bullet.target is not None:
        aim = t("Target {figure}", figure=figure_text(bullet.target, bullet.kind))
    return Bar(
        value=at(value) or 0.0,
        waits_to=at(value + waits) if waits else None,
        lower=at(bullet.lower),
        upper=at(bullet.upper),
        target=target,
        leads_to=at(bullet.projected) if bullet.ahead else None,
        now=bullet.value_words,
        aim=aim,
        side=_side(target or 0.0),
        is_inside=(at(value) or 0.0) >= INSIDE,
        has_figure=bullet.value is not None,
    )
