"""What a trend is drawn from: its points, its targets, and its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd
from babel.dates import format_date

from copro_map.base.i18n import current_language, long_date, t
from copro_map.drawing.chart_style import PHONE, with_room
from copro_map.indicators.charts.bullets import Kind, figure_text
from copro_map.indicators.charts.spark import FEWEST_POINTS

HEADROOM = 1.12
BESIDE = 40  # pixels: the numbers of the other axis and the edges of a box
FIGURES = ["value", "lower", "upper"]


@dataclass(frozen=True)
class TrendWords:
    """What a trend is of ("1.1 Organisations"), its message, and its unit.

    ``start`` is when the programme began: the targets and the expected path of a count
    begin there; without it, at the first date there is.
    """

    name: str
    message: str
    kind: Kind
    start: date | None = None


@dataclass(frozen=True)
class Drawn:
    """Everything a trend draws: dates as text and as days, figures as given."""

    points: pd.DataFrame
    targets: pd.DataFrame
    ahead: pd.DataFrame
    kind: Kind
    start: date | None

    @property
    def enough(self) -> bool:
        """Whether there are points enough for a trend."""
        return len(self.points) >= FEWEST_POINTS


def known_points(points: pd.DataFrame, day: str = "date") -> pd.DataFrame:
    """Return the points that have a value, sorted by date, never a 0 for a missing one.

    Parameters
    ----------
    points
        ``value`` and the dates in the column ``day``; ``lower``, ``upper`` and
        ``bound`` may be left out. Missing values are "not reported".

    Returns
    -------
    pandas.DataFrame
        ``date`` (text), ``day`` (a count of days), ``run`` (a new one after each
        missing value, across which no line may go), the figures as given, and the
        ``bound`` that a value is in place of a percentage ("" for none).

    Examples
    --------
    >>> frame = pd.DataFrame({"date": ["2026-03-31", "2026-06-30", "2026-09-30"],
    ...                       "value": [1.0, None, 3.0]})
    >>> known_points(frame)[["date", "run", "value"]].to_dict("list")
    {'date': ['2026-03-31', '2026-09-30'], 'run': [0, 1], 'value': [1.0, 3.0]}
    """
    when = pd.to_datetime(points[day])
    frame = pd.DataFrame({"date": when.dt.strftime("%Y-%m-%d")}, index=points.index)
    frame["day"] = [x.toordinal() for x in when]
    for name in FIGURES:
        given = points[name] if name in points else pd.Series(float("nan"), frame.index)
        frame[name] = given.astype(float)
    frame["bound"] = points.get("bound", "")
    frame = frame.sort_values("day", kind="stable")
    frame["run"] = frame["value"].isna().cumsum()
    return frame[frame["value"].notna()].reset_index(drop=True)


def days_of(drawn: Drawn) -> tuple[int, int]:
    """Return the first and the last day of the chart."""
    frames = (drawn.points, drawn.targets, drawn.ahead)
    days = [int(x) for frame in frames for x in frame["day"]]
    if drawn.start is not None:
        days.append(drawn.start.toordinal())
    days = days or [date(2000, 1, 1).toordinal()]
    return min(days), max(max(days), min(days) + 1)


def top_of(drawn: Drawn) -> float:
    """Return the upper end of the scale: above every figure; 100 for percentages."""
    if drawn.kind == "percent":
        return 100.0
    frames = (drawn.points, drawn.targets, drawn.ahead)
    known = [
        float(x) for frame in frames for name in FIGURES for x in frame[name].dropna()
    ]
    return max([1.0, *known]) * HEADROOM


def from_start(drawn: Drawn, value: float) -> pd.DataFrame:
    """Return the targets, before them the start with a value of its own."""
    first = days_of(drawn)[0]
    start = pd.DataFrame({"day": [first], "value": [value]})
    rows = drawn.targets[["day", "value"]]
    return pd.concat([start, rows], ignore_index=True)


def day_labels(days: Iterable[int], ends: tuple[int, int]) -> pd.DataFrame:
    """Return the days that have room for their names under a phone's chart.

    Parameters
    ----------
    days
        Counts of days; of two whose names would touch, the earlier in this list stays.
    ends
        The first and the last day of the axis.

    Returns
    -------
    pandas.DataFrame
        ``day``, ``label`` ("Mar 2027" in the current language), ``side``.
    """
    room = PHONE - BESIDE
    shown = list(dict.fromkeys(days))
    texts = [
        format_date(date.fromordinal(x), "MMM y", locale=current_language())
        for x in shown
    ]
    ats = [(x - ends[0]) / (ends[1] - ends[0]) for x in shown]
    placed = with_room(list(zip(ats, texts, strict=True)), room)
    rows = [(shown[n], texts[n], side) for n, side in placed.items()]
    return pd.DataFrame(rows, columns=["day", "label", "side"])


def shown_words(drawn: Drawn) -> str:
    """Return what the chart's marks mean, only of those it has."""
    parts = []
    if len(drawn.points):
        parts.append(t("Dots: reported."))
    if drawn.points[["lower", "upper"]].notna().all(axis=1).any():
        parts.append(t("Thin lines: allowing for chance."))
    if len(drawn.targets):
        parts.append(t("Steps: targets."))
        if drawn.kind == "count" and drawn.start is not None:
            parts.append(t("Dashes: the steady way to them."))
    else:
        parts.append(t("No target set."))
    if not len(drawn.points):
        parts.append(t("Not reported yet."))
    elif not drawn.enough:
        parts.append(t("Too few figures yet to look ahead."))
    elif len(drawn.ahead):
        parts.append(t("Dotted: where this leads if nothing changes."))
    return " ".join(parts)


def _said(label: str, frame: pd.DataFrame, kind: Kind) -> list[str]:
    """Return each row of a frame in words, its limits where it has them."""
    parts = []
    for row in frame.to_dict("records"):
        when = long_date(date.fromordinal(int(row["day"])))
        figure, *ends = (
            figure_text(float(row[name]), kind, row.get("bound", ""))
            for name in FIGURES
            if row[name] >= 0
        )
        between = ""
        if len(ends) > 1:
            limits = t("{lower} to {upper}", lower=ends[0], upper=ends[1])
            between = f" ({limits})"
        parts.append(f"{label}, {when}: {figure}{between}.")
    return parts


def spoken(drawn: Drawn, words: TrendWords) -> str:
    """Return the whole chart in words, for those who do not see it."""
    parts = [
        f"{words.name}: {words.message}.",
        shown_words(drawn),
        *_said(t("Reported"), drawn.points, drawn.kind),
        *_said(t("Target"), drawn.targets, drawn.kind),
        *_said(t("If nothing changes"), drawn.ahead, drawn.kind),
    ]
    return " ".join(parts)
