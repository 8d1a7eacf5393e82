"""An indicator through time, beside the targets that were promised.

Nothing is drawn between reports that are missing, and nothing is projected from fewer
than three.
"""

from __future__ import annotations

from dataclasses import replace

import altair as alt
import pandas as pd

from copro_map.base.i18n import t
from copro_map.drawing.chart_style import (
    PHONE,
    Heading,
    Lettering,
    Side,
    below_view,
    finished,
    lettered,
)
from copro_map.drawing.lettering import ACCENT, INK, MUTED
from copro_map.indicators.charts.bullets import figure_text
from copro_map.report.charts.trend_data import (
    BESIDE,
    Drawn,
    TrendWords,
    day_labels,
    days_of,
    from_start,
    known_points,
    shown_words,
    spoken,
    top_of,
)

__all__ = ["TrendWords", "trend_chart"]
HEIGHT = 260  # pixels
ROOM = PHONE - BESIDE  # pixels: its title stands above the marks alone
SHADE = "#CFE2E0"  # the interval
AHEAD = "#6B3F87"  # the projection
SIDES: tuple[Side, ...] = ("left", "center", "right")
DATES_AT = 14  # pixels below
NEAR = 0.85  # of the chart's width: from there a text has no room on the right


def _x(drawn: Drawn) -> alt.X:
    scale = alt.Scale(domain=list(days_of(drawn)), nice=False)
    return alt.X("day:Q", scale=scale, axis=None)


def _y(drawn: Drawn, field: str = "value") -> alt.Y:
    percent = drawn.kind == "percent"
    axis = alt.Axis(
        tickCount=5,
        title=None,
        labelExpr="datum.label + '%'" if percent else "datum.label",
        format=",.0f",
        tickMinStep=1,
        domain=False,
        ticks=False,
        labelPadding=8,
    )
    scale = alt.Scale(domain=[0, top_of(drawn)], nice=False)
    return alt.Y(f"{field}:Q", scale=scale, axis=axis)


def _is_late(drawn: Drawn) -> bool:
    """Say whether the last report has no room for a text on its right."""
    first, final = days_of(drawn)
    near = NEAR / 2 if drawn.points["bound"].iloc[-1] else NEAR  # words are longer
    return int(drawn.points["day"].iloc[-1]) > first + near * (final - first)


def _is_beaten(drawn: Drawn) -> list[bool]:
    """Say of each target whether the last report is beside it, and not below it."""
    beaten = [False] * len(drawn.targets)
    if len(drawn.points) and _is_late(drawn):
        newest, last = (x["value"].iloc[-1] for x in (drawn.points, drawn.targets))
        beaten[-1] = bool(newest >= last)
    return beaten


def _targets(drawn: Drawn) -> list[alt.Chart]:
    """Return the targets as steps, each with its number; of a count, the way to it."""
    if drawn.targets.empty:
        return []
    layers = []
    if drawn.kind == "count" and drawn.start is not None:
        path = alt.Chart(from_start(drawn, 0.0)).encode(x=_x(drawn), y=_y(drawn))
        layers.append(path.mark_line(color=MUTED, strokeWidth=1.6, strokeDash=[6, 5]))
    first = float(drawn.targets["value"].iloc[0])
    steps = alt.Chart(from_start(drawn, first)).encode(x=_x(drawn), y=_y(drawn))
    layers.append(steps.mark_line(color=INK, strokeWidth=2, interpolate="step-before"))
    texts = [figure_text(float(x), drawn.kind) for x in drawn.targets["value"]]
    due = drawn.targets.assign(target=texts)
    due["under"] = _is_beaten(drawn)
    for under, own in due.groupby("under"):
        marks = alt.Chart(own).encode(x=_x(drawn), y=_y(drawn))
        dy = 14 if under else -10
        layers += lettered(marks, "target:N", Lettering("right", -3, dy, weight="bold"))
    return layers


def _reported(drawn: Drawn) -> list[alt.Chart]:
    """Return the points with their intervals; a line and a shade if they are enough."""
    frame = alt.Chart(drawn.points).encode(x=_x(drawn), detail="run:N")
    sure = drawn.points[drawn.points[["lower", "upper"]].notna().all(axis=1)]
    bounds = alt.Chart(sure).encode(
        x=_x(drawn), y=_y(drawn, "lower"), y2=alt.Y2("upper:Q"), detail="run:N"
    )
    layers = []
    if drawn.enough and len(sure):
        layers.append(bounds.mark_area(color=SHADE))
    if len(sure):
        layers.append(bounds.mark_rule(color=ACCENT, strokeWidth=1, opacity=0.6))
    if drawn.enough:
        layers.append(frame.mark_line(color=ACCENT, strokeWidth=2.5).encode(_y(drawn)))
    if len(drawn.points):
        dots = frame.mark_point(
            filled=True, opacity=1, size=90, color=ACCENT, stroke="#fff"
        )
        layers.append(dots.encode(_y(drawn), tooltip=_tooltip(drawn)))
    return layers


def _newest(drawn: Drawn) -> list[alt.Chart]:
    """Return the figure of the last report, written beside its point."""
    last = drawn.points.tail(1)
    if last.empty:
        return []
    look = Lettering("left", 9, 15, ACCENT, "bold")
    if _is_late(drawn):
        below = len(drawn.targets) and not _is_beaten(drawn)[-1]
        look = Lettering("right", 4, 20 if below else -16, ACCENT, "bold")
    value, bound = (last[name].iloc[0] for name in ("value", "bound"))
    text = figure_text(float(value), drawn.kind, bound)
    frame = alt.Chart(last.assign(newest=text)).encode(x=_x(drawn), y=_y(drawn))
    return lettered(frame, "newest:N", look)


def _tooltip(drawn: Drawn) -> list[alt.Tooltip]:
    form = ",.1~f"
    fields = [
        alt.Tooltip("date:N", title=t("Date")),
        alt.Tooltip("value:Q", title=t("Now"), format=form),
        alt.Tooltip("lower:Q", title=t("Lower limit"), format=form),
        alt.Tooltip("upper:Q", title=t("Upper limit"), format=form),
    ]
    return fields if drawn.points["lower"].notna().any() else fields[:2]


def _projected(drawn: Drawn) -> list[alt.Chart]:
    """Return where the trend leads; nothing from too few points."""
    if drawn.ahead.empty:
        return []
    line = alt.Chart(drawn.ahead).mark_line(
        color=AHEAD, strokeWidth=2.2, strokeDash=[2, 3], clip=True
    )
    return [line.encode(x=_x(drawn), y=_y(drawn))]


def _dates(drawn: Drawn) -> list[alt.Chart]:
    ends = days_of(drawn)
    due = [int(x) for x in drawn.targets["day"]]
    labels = day_labels([ends[1], ends[0], *reversed(due)], ends)
    layers = []
    for side in SIDES:
        own = labels[labels["side"] == side]
        if own.empty:
            continue
        text = alt.Chart(own).mark_text(align=side, color=MUTED)
        layers.append(
            text.encode(x=_x(drawn), y=below_view(DATES_AT), text=alt.Text("label:N"))
        )
    floor = alt.Chart(pd.DataFrame({"value": [0.0]})).mark_rule(color=MUTED)
    return [floor.encode(y=_y(drawn)), *layers]


def trend_chart(
    points: pd.DataFrame,
    targets: pd.DataFrame,
    words: TrendWords,
    projection: pd.DataFrame | None = None,
) -> alt.LayerChart:
    """Return an indicator through time, as wide as its container.

    Parameters
    ----------
    points
        ``date``, ``value``, ``lower``, ``upper``; a missing value is "not reported":
        the line breaks there. The limits may be missing.
    targets
        ``due`` and ``value``; may be empty.
    words
        Its title and unit.
    projection
        ``date`` and ``value``; left out of fewer than three points.

    Returns
    -------
    altair.LayerChart
        Points and a line with its interval; the targets as steps; for a count the
        steady way to them, dashed. Fewer than three points have no line.
    """
    drawn = Drawn(
        known_points(points),
        known_points(targets, "due"),
        known_points(points[:0] if projection is None else projection),
        words.kind,
        words.start,
    )
    if not drawn.enough:
        drawn = replace(drawn, ahead=drawn.ahead.iloc[:0])
    reported = _reported(drawn)
    layers = [
        *_projected(drawn),
        *reported[:1],  # the shade, below the targets
        *_targets(drawn),
        *reported[1:],
        *_newest(drawn),
        *_dates(drawn),
    ]
    # Its name is a heading of the page, not words in a picture.
    heading = Heading("", shown_words(drawn), spoken(drawn, words))
    return finished(layers, heading, HEIGHT, ROOM)
