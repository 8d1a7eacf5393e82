"""Where an indicator stands: a small chart each, and all of them as one table.

A bullet graph (Few 2013): the bar is the figure, the tick the target that is due next,
the thin line how far chance may carry the figure, the grey track the way to the end.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from copro_map.base.i18n import t
from copro_map.drawing.axis_labels import APART, Side, with_room, x_at, y2_at, y_at
from copro_map.drawing.chart_style import LABEL, PHONE, Heading, finished
from copro_map.drawing.lettering import INK, MUTED, PAPER, text_width, wrap
from copro_map.indicators.charts.bullet_table import bullets_html
from copro_map.indicators.charts.bullet_words import (
    Bullet,
    Kind,
    base_words,
    figure_text,
    interval_words,
    spoken,
    target_words,
    titled,
)
from copro_map.indicators.charts.statuses import (
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
TRACK, EDGE, BAR = "#E6E0D2", "#8A8478", "#3C757F"
STATUS_SIZE = 16  # pixels: the letters of the status
SYMBOL = 20  # pixels wide
INDENT = SYMBOL + 8  # pixels: where the words of the status begin
# Pixels down from the top of the view: the status, the bar's middle, what is below.
STATUS_AT, BAR_AT, NUMBERS_AT, CAPTION_AT = 11, 50, 79, 101
LINE = 18  # pixels from one line of letters to the next
TRACK_HIGH, BAR_HIGH, TICK_HIGH, CAP_HIGH = 26, 16, 36, 10  # pixels


class Number(NamedTuple):
    """A number under the bar: where on the scale, and to which side of that."""

    at: float
    text: str
    side: Side
    strong: bool = False


def scale_top(bullet: Bullet) -> float:
    """Return the right end of the scale, in the indicator's unit.

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


def numbers_below(bullet: Bullet) -> list[Number]:
    """Return the numbers under the bar; of two that would touch, the first stays.

    They are laid out for a phone: on a wider page they only stand further apart.
    """
    top = scale_top(bullet)
    targets = [x for x in (bullet.target, bullet.final) if x is not None]
    wanted = [*targets, 0.0, top]
    texts = [figure_text(x, bullet.kind) for x in wanted]
    ats = [x / top for x in wanted]
    placed = with_room(list(zip(ats, texts, strict=True)), PHONE)
    return [
        Number(wanted[n], texts[n], side, wanted[n] == bullet.target)
        for n, side in placed.items()
    ]


def _x(field: str, bullet: Bullet) -> alt.X:
    scale = alt.Scale(domain=[0, scale_top(bullet)], nice=False)
    return alt.X(f"{field}:Q", scale=scale, axis=None)


def _ends(high: float) -> dict[str, Any]:
    """Return where something that is ``high`` pixels high begins and ends."""
    return {"y": y_at(BAR_AT - high / 2), "y2": y2_at(BAR_AT + high / 2)}


def _bar(bullet: Bullet, field: str, end: float | None, high: int) -> list[alt.Chart]:
    """Return a bar from 0 to ``end``; nothing, and not a bar of 0, if it is unknown."""
    if end is None:
        return []
    paint: dict[str, Any] = {"color": BAR}
    if field == "final":
        paint = {"color": TRACK, "stroke": EDGE}
    frame = alt.Chart(pd.DataFrame({"start": [0.0], field: [float(end)]}))
    x = _x("start", bullet)
    return [
        frame.mark_rect(**paint).encode(x=x, x2=alt.X2(f"{field}:Q"), **_ends(high))
    ]


def _ruled(frame: alt.Chart, width: float, **where: Any) -> list[alt.Chart]:
    """Return a dark line with a light edge, so that it shows on bar and track."""
    looks = ((PAPER, width + 2), (INK, width))
    return [frame.mark_rule(color=c, strokeWidth=w).encode(**where) for c, w in looks]


def _thin_line(bullet: Bullet) -> list[alt.Chart]:
    if bullet.value is None or bullet.lower is None or bullet.upper is None:
        return []
    rows = pd.DataFrame({"lower": [bullet.lower], "upper": [bullet.upper]})
    caps = pd.DataFrame({"end": [bullet.lower, bullet.upper]})
    line = _ruled(
        alt.Chart(rows),
        2,
        x=_x("lower", bullet),
        x2=alt.X2("upper:Q"),
        y=y_at(BAR_AT),
    )
    high = _ends(CAP_HIGH)
    return line + _ruled(alt.Chart(caps), 2, x=_x("end", bullet), **high)[1:]


def _tick(bullet: Bullet) -> list[alt.Chart]:
    if bullet.target is None:
        return []
    frame = alt.Chart(pd.DataFrame({"target": [float(bullet.target)]}))
    return _ruled(frame, 4, x=_x("target", bullet), **_ends(TICK_HIGH))


def _ground(bullet: Bullet) -> alt.Chart:
    """Return a line along the whole scale, so that its end is seen to belong to it."""
    frame = alt.Chart(pd.DataFrame({"start": [0.0], "top": [scale_top(bullet)]}))
    line: alt.Chart = frame.mark_rule(color=EDGE).encode(
        x=_x("start", bullet), x2=alt.X2("top:Q"), y=y_at(BAR_AT + TRACK_HIGH / 2)
    )
    return line


def _numbers(bullet: Bullet) -> list[alt.Chart]:
    layers = []
    for one in numbers_below(bullet):
        frame = alt.Chart(pd.DataFrame({"at": [one.at], "number": [one.text]}))
        text = frame.mark_text(
            align=one.side,
            baseline="middle",
            color=INK if one.strong else MUTED,
            fontWeight="bold" if one.strong else "normal",
        )
        x, y = _x("at", bullet), y_at(NUMBERS_AT)
        layers.append(text.encode(x=x, y=y, text=alt.Text("number:N")))
    return layers


def _written(text: str, x: float | str, y: float, **look: Any) -> alt.Chart:
    frame = alt.Chart(pd.DataFrame({"text": [text]}))
    chart: alt.Chart = frame.mark_text(baseline="middle", **look).encode(
        x=x_at(x), y=y_at(y), text=alt.Text("text:N")
    )
    return chart


def _status(bullet: Bullet) -> list[alt.Chart]:
    """Return the status: its shape and its word, in its colour."""
    word, colour = t(STATUS_WORDS[bullet.status]), status_colour(bullet.status)
    look = {"fontSize": STATUS_SIZE, "fontWeight": "bold", "color": colour}
    return [
        *status_points(bullet.status, SYMBOL / 2 + 1, STATUS_AT, SYMBOL),
        _written(word, INDENT, STATUS_AT, align="left", **look),
    ]


def _base_beside(bullet: Bullet) -> bool:
    """Return whether the base has room beside the status, on a phone too."""
    word = text_width(t(STATUS_WORDS[bullet.status]), STATUS_SIZE, 700)
    return INDENT + word + 2 * APART + text_width(base_words(bullet), LABEL) < PHONE


def _caption(bullet: Bullet, top: float) -> tuple[list[alt.Chart], int]:
    """Return what is written below, and how many pixels down it ends."""
    base = base_words(bullet)
    layers, texts = [], [interval_words(bullet)]
    if bullet.status != "no_target":  # else the status has said so
        texts.append(target_words(bullet))
    if base and _base_beside(bullet):
        look = {"align": "right", "color": MUTED}
        layers.append(_written(base, "width", STATUS_AT, **look))
    elif base:
        texts.insert(0, f"{base}.")
    lines = [line for text in texts for line in wrap(text, PHONE, LABEL)]
    for n, line in enumerate(lines):
        layers.append(_written(line, 0, top + n * LINE, align="left", color=MUTED))
    return layers, round(top + len(lines) * LINE - LINE / 2)


def _has_scale(bullet: Bullet) -> bool:
    """Return whether there is something to compare: a count alone fills its own bar."""
    promised = bullet.target is not None or bullet.final is not None
    return bullet.value is not None and (promised or bullet.kind == "percent")


def bullet_chart(bullet: Bullet) -> alt.LayerChart:
    """Return one indicator as a bullet graph, as wide as its container.

    Returns
    -------
    altair.LayerChart
        Its title has the figure; under it the sentence that matters, the status as a
        shape and a word, the bar, and the targets in words. Percentages stand on 0 to
        100, counts on 0 to the largest of their figures. Without a value, and for a
        count without a target, there is no axis, only words.

    Examples
    --------
    >>> silent = Bullet("4.3", "Citizens", "percent", None, None, None, None, 60,
    ...                 "31 March 2028", 60, "not_reported", "")
    >>> bullet_chart(silent).to_dict()["title"]["text"]
    ['4.3 Citizens: not reported']
    """
    layers, below = _status(bullet), STATUS_AT + 26
    if _has_scale(bullet):
        layers += [_ground(bullet), *_bar(bullet, "final", bullet.final, TRACK_HIGH)]
        layers += _bar(bullet, "value", bullet.value, BAR_HIGH)
        layers += [*_thin_line(bullet), *_tick(bullet), *_numbers(bullet)]
        below = CAPTION_AT
    caption, height = _caption(bullet, below)
    heading = Heading(titled(bullet), bullet.words, spoken(bullet))
    chart = finished([*layers, *caption], heading, height)
    chart.title.subtitleColor = INK  # it is the sentence that matters
    return chart
