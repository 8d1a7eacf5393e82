"""Where an indicator stands: a small graph each, and all of them as one table.

A bullet graph (Few 2013): the bar is the figure, the tick the target that is due next,
the thin line how far chance may carry the figure, the grey track the way to the end.
It is drawn as wide as its place, and its numbers and words are text beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from copro_map.drawing.chart_style import PHONE, with_room
from copro_map.drawing.document import Number
from copro_map.drawing.lettering import INK
from copro_map.drawing.templates import Html, render
from copro_map.indicators.charts import bullet_words
from copro_map.indicators.charts.bullet_words import Bullet, Kind, figure_text
from copro_map.indicators.charts.statuses import STATUS_WORDS, Status, status_mark

__all__ = [
    "STATUS_WORDS",
    "Bullet",
    "Kind",
    "Status",
    "bullet_html",
    "bullet_svg",
    "bullets_html",
    "figure_text",
]
TRACK, EDGE, BAR, WHITE = "#E6E0D2", "#8A8478", "#3C757F", "#FFFFFF"
# The drawing's units: about pixels where it has the width of half a page.
WIDE, HIGH = 500, 36
TRACK_HIGH, BAR_HIGH, LINE_HIGH, CAP_HIGH = 26, 16, 2, 10
TICK_WIDE = 5
# Dark with a light edge, so that it shows on bar and track.
EDGED = f'fill="{INK}" stroke="{WHITE}" stroke-width="2" paint-order="stroke"'


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
    known = (bullet.final, bullet.target, bullet.value, bullet.upper)
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


def bullet_svg(bullet: Bullet) -> str:
    """Return the bar of an indicator with its target, on its scale, as SVG.

    Empty without a value, and for a count without a target. There are no words in it:
    they are beside it. It may be stretched.

    Examples
    --------
    >>> half = Bullet("4.3", "Citizens", "percent", 40, None, None, None, 60,
    ...               "31 March 2028", 60, "on_pace", "")
    >>> '<rect class="value" x="0" y="10" width="200" height="16"' in bullet_svg(half)
    True
    """
    if bullet.value is None or not _has_scale(bullet):
        return ""
    scale = WIDE / scale_top(bullet)
    base = (HIGH + TRACK_HIGH) / 2
    drawn = [f'<path class="scale" d="M0 {base:g}H{WIDE}" stroke="{EDGE}"/>']
    if bullet.final is not None:
        paint = f'fill="{TRACK}" stroke="{EDGE}"'
        drawn.append(_bar("final", 0, bullet.final * scale, TRACK_HIGH, paint))
    value = bullet.value * scale
    drawn.append(_bar("value", 0, value, BAR_HIGH, f'fill="{BAR}"'))
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
    ...                 "31 March 2028", 60, "not_reported", "")
    >>> bullet_html(silent).startswith('<div class="bullet"><h3>4.3 Citizens</h3>')
    True
    """
    return render(
        "indicators/bullet.html",
        bullet=bullet,
        svg=bullet_svg(bullet),
        numbers=numbers_below(bullet),
        mark=status_mark,
        words=bullet_words,
    )


def bullets_html(bullets: Sequence[Bullet]) -> Html:
    """Return the indicators as one table, to read out and for those without charts.

    A group for each outcome, in the order of the first of its indicators; each row has
    the figure, what it is of, its target and date, its status and what matters.

    Examples
    --------
    >>> "<table" in bullets_html([])
    True
    """
    outcomes = dict.fromkeys(x.outcome for x in bullets)
    groups = [(name, [x for x in bullets if x.outcome == name]) for name in outcomes]
    return render(
        "indicators/bullets.html", groups=groups, mark=status_mark, words=bullet_words
    )
