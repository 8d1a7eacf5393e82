"""The graph of an indicator on paper and on a plain page: it may be stretched.

A bullet graph (Few 2013): the bar is the figure, the tick the target that is due next,
the thin line how far chance may carry the figure, the grey track the way to the end,
what is hatched behind the bar waits to be confirmed and does not count.
It is drawn as wide as its place, and its numbers and words are text beside it.
"""

from __future__ import annotations

import numpy as np

from copro_map.drawing.chart_style import PHONE, with_room
from copro_map.drawing.document import Number
from copro_map.drawing.lettering import INK
from copro_map.drawing.templates import Html, render
from copro_map.indicators.charts.bullets import Bullet, figure_text, scale_top
from copro_map.indicators.charts.statuses import status_mark

TRACK, EDGE, BAR, WHITE = "#E6E0D2", "#8A8478", "#3C757F", "#FFFFFF"
# The drawing's units: about pixels where it has the width of half a page.
WIDE, HIGH = 500, 36
TRACK_HIGH, BAR_HIGH, LINE_HIGH, CAP_HIGH = 26, 16, 2, 10
TICK_WIDE = 5
STRIPE = 9  # from one stroke of the hatching to the next
# Dark with a light edge, so that it shows on bar and track.
EDGED = f'fill="{INK}" stroke="{WHITE}" stroke-width="2" paint-order="stroke"'


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

    Its name is not in it.

    Examples
    --------
    >>> silent = Bullet("4.3", "Citizens", "percent", None, None, None, None, 60,
    ...                 "31 March 2028", 60, "no_figure_yet", "")
    >>> bullet_html(silent).startswith('<div class="bullet">')
    True
    """
    return render(
        "report/bullet.html",
        bullet=bullet,
        svg=bullet_svg(bullet),
        numbers=numbers_below(bullet),
        mark=status_mark,
    )
