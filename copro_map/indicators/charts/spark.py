"""An indicator through time, as small as a word; what is unfolded says it in words."""

from __future__ import annotations

from datetime import date

import pandas as pd

from copro_map.drawing.lettering import ACCENT, MUTED
from copro_map.indicators.charts.bullets import Bullet, scale_top
from copro_map.indicators.rules.counts import FEWEST_POINTS as FEWEST_POINTS

WIDE, HIGH, EDGE = 112, 34, 4  # pixels; the edge has room for half a dot


def spark_svg(bullet: Bullet, points: pd.DataFrame, start: date, day: date) -> str:
    """Return an indicator from the start to a day as SVG, on the scale of its bar.

    ``points`` as ``course.trend``. Two points have no line: that would be a trend. ""
    of fewer than two.
    """
    rows = points.dropna(subset=["value"])
    known = list(zip(rows["date"], rows["value"], strict=True))
    if len(known) < 2:
        return ""
    first, top = min(start, known[0][0]), scale_top(bullet)
    days = max((max(day, known[-1][0]) - first).days, 1)
    top = max(top, *(value for _, value in known))
    spots = [
        (
            round(EDGE + (WIDE - 2 * EDGE) * (when - first).days / days, 1),
            round(HIGH - EDGE - (HIGH - 2 * EDGE) * value / top, 1),
        )
        for when, value in known
    ]
    line = ""
    if len(spots) >= FEWEST_POINTS:
        path = "L".join(f"{x:g} {y:g}" for x, y in spots)
        line = f'<path d="M{path}" fill="none" stroke="{ACCENT}" stroke-width="2"/>'
    shown = spots[-1:] if line else spots
    dots = "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="3" fill="{ACCENT}"/>' for x, y in shown
    )
    floor = HIGH - EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}" '
        f'viewBox="0 0 {WIDE} {HIGH}"><path d="M0 {floor}H{WIDE}" stroke="{MUTED}" '
        f'stroke-width=".7"/>{line}{dots}</svg>'
    )
