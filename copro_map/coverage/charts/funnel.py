"""The funnel: each area's rate, and how far chance alone may carry it.

One message, said in the title; the areas it is about are named on the chart, by symbol
and by name and not by colour alone.
"""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from copro_map.base.i18n import sort_key, t
from copro_map.drawing.bands import number
from copro_map.drawing.chart_style import (
    TRIANGLE,
    TWO_TRIANGLES,
    Heading,
    Lettering,
    count_text,
    finished,
    lettered,
)
from copro_map.drawing.lettering import ACCENT, AMBER, MUTED, RED
from copro_map.drawing.placing import AWAY, Beside, Sheet, beside

HEIGHT = 360  # pixels
NAMED_MOST = 4  # areas that a title can hold
SYMBOLS = {"red": TWO_TRIANGLES, "amber": TRIANGLE, "none": "circle"}
COLOURS = {"red": RED, "amber": AMBER, "none": MUTED}
SIZES = {"red": 220, "amber": 220, "none": 42}  # square pixels
PER = 100_000
PLOTS = (300, 450, 680, 1000)  # pixels across, from a phone to a wide page
SHADE = "#DDE9E8"
HEADROOM = 1.04
# How far above or below its point a name may stand, in its lines.
SHIFTS = (0, 0.6, -0.6, 1.2, -1.2, 1.9, -1.9, 2.6, -2.6, -3.3, -4, -5, -6)
MOVED = 0.03  # of the axis: a name further off has a line to its point


def unusual(table: pd.DataFrame) -> list[str]:
    """Return the names of the areas with a low record, sorted.

    Examples
    --------
    >>> unusual(pd.DataFrame({"area_name": ["Powys", "Môn"], "flag": ["red", "none"]}))
    ['Powys']
    """
    return sorted(table.loc[table["flag"] != "none", "area_name"], key=sort_key)


def message(table: pd.DataFrame) -> str:
    """Return what the chart says, for its title.

    Examples
    --------
    >>> message(pd.DataFrame({"area_name": ["Powys"], "flag": ["amber"]}))
    'Few entries, and hardly by chance: Powys'
    >>> message(pd.DataFrame({"area_name": ["Powys"], "flag": ["none"]}))
    'Chance can explain the number of entries in every area'
    """
    names = unusual(table)
    if not names:
        return t("Chance can explain the number of entries in every area")
    if len(names) > NAMED_MOST:
        return t("Areas with few entries, and hardly by chance: {n}", n=len(names))
    return t("Few entries, and hardly by chance: {areas}", areas=", ".join(names))


def describe(table: pd.DataFrame) -> str:
    """Return the chart in words: the areas with a low record, and how many others.

    Parameters
    ----------
    table
        ``area_name``, ``entries``, ``count``, ``expected``, ``flag``.

    Examples
    --------
    >>> describe(pd.DataFrame({"area_name": ["Powys", "Conwy"], "entries": [2, 5],
    ...                        "count": [1.5, 5], "expected": [6.0, 5.0],
    ...                        "flag": ["amber", "none"]}))[35:]
    'Powys: 2 entries, shared out 1.5; usual: 6.0. Other areas: 1.'
    """
    low = table[table["flag"] != "none"].sort_values(
        "area_name", key=lambda names: names.map(sort_key)
    )
    if low.empty:
        return f"{message(table)}."
    parts = [t("Few entries, and hardly by chance.")]
    parts += [
        t(
            "{area}: {n} entries, shared out {count}; usual: {expected}.",
            area=row["area_name"],
            n=row["entries"],
            count=count_text(float(row["count"])),
            expected=number(float(row["expected"]), 1),
        )
        for row in low.to_dict("records")
    ]
    parts.append(t("Other areas: {n}.", n=len(table) - len(low)))
    return " ".join(parts)


def _top(table: pd.DataFrame, limits: pd.DataFrame) -> float:
    """Return the upper end of the axis: the highest area or limit among the areas.

    Limits of areas smaller than any there is would run off to the sky.
    """
    among = limits[limits["population"] >= table["population"].min()]
    highest = [table["rate_per_100k"].max(), among["upper_998"].max()]
    return max(1.0, *(float(x) for x in highest if pd.notna(x))) * HEADROOM


def _people(ends: tuple[float, float]) -> alt.X:
    return alt.X(
        "population:Q",
        title=t("Residents"),
        scale=alt.Scale(domain=list(ends), nice=False),
        axis=alt.Axis(format=",.0f", tickCount=5, grid=False, labelOverlap=True),
    )


def _rate(field: str, top: float) -> alt.Y:
    return alt.Y(
        f"{field}:Q",
        title=t("Per 100,000 residents"),
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(
            tickCount=5, titleAngle=0, titleAlign="left", titleAnchor="end", titleY=-10
        ),
    )


def _funnel(limits: pd.DataFrame, people: alt.X, top: float) -> list[alt.Chart]:
    """Return the limits: a shade where chance alone leaves areas, lines at its edge."""
    frame = alt.Chart(limits).encode(x=people)
    inside = frame.mark_area(color=SHADE, clip=True).encode(
        y=_rate("lower_95", top), y2="upper_95:Q"
    )
    parts = [inside]
    for name, dash in (("95", [1, 0]), ("998", [5, 4])):
        for side in ("lower", "upper"):
            line = frame.mark_line(
                color=ACCENT, strokeWidth=1.2, strokeDash=dash, clip=True
            )
            parts.append(line.encode(y=_rate(f"{side}_{name}", top)))
    return parts


def _line_names(limits: pd.DataFrame, average: float, top: float) -> list[alt.Chart]:
    """Return what each line is, written at its right end."""
    last = limits.sort_values("population").tail(1)
    says = {
        t("95% limit"): float(last["upper_95"].iloc[0]),
        t("99.8% limit"): float(last["upper_998"].iloc[0]),
        f"{t('Wales')}: {number(average, 1)}": average,
    }
    ends = pd.DataFrame({"says": list(says), "rate": list(says.values())})
    ends["population"] = float(last["population"].iloc[0])
    frame = alt.Chart(ends).encode(x="population:Q", y=_rate("rate", top))
    return lettered(frame, "says:N", Lettering("right", -3, -9, ACCENT))


def _points(table: pd.DataFrame, people: alt.X, top: float) -> alt.Chart:
    flags = list(SYMBOLS)
    tooltip = [
        alt.Tooltip("area_name:N", title=t("Area")),
        alt.Tooltip("entries:Q", title=t("Entries")),
        alt.Tooltip("count_text:N", title=t("Shared out")),
        alt.Tooltip("expected:Q", title=t("Usual"), format=",.1f"),
        alt.Tooltip("rate_per_100k:Q", title=t("Per 100,000 residents"), format=",.1f"),
        alt.Tooltip("population:Q", title=t("Residents"), format=","),
    ]
    rows = table.assign(count_text=table["count"].map(count_text))
    # The unusual ones last, so that none lies under another.
    rows = rows.sort_values("flag", key=lambda flag: flag.map(flags[::-1].index))
    looks = (
        (alt.Shape, SYMBOLS.values()),
        (alt.Color, COLOURS.values()),
        (alt.Size, SIZES.values()),
    )
    scales = [
        channel("flag:N", legend=None, scale=alt.Scale(domain=flags, range=[*values]))
        for channel, values in looks
    ]
    marks = alt.Chart(rows).mark_point(
        filled=True, opacity=1, stroke="#fff", strokeWidth=1
    )
    points: alt.Chart = marks.encode(
        people, _rate("rate_per_100k", top), *scales, tooltip=tooltip
    )
    return points


def _named(
    table: pd.DataFrame, people: tuple[float, float], top: float
) -> pd.DataFrame:
    """Return the unusual areas, and where their names stand on any width of page.

    ``name_at`` (per 100,000) and ``right`` (of the point).
    """
    table = table.sort_values("rate_per_100k")  # near the axis there is least room
    low = (table["flag"] != "none").to_numpy()
    across = (table["population"] - people[0]) / (people[1] - people[0])
    down = (1 - table["rate_per_100k"] / top) * HEIGHT
    sheets = [
        Sheet(width, HEIGHT, tuple(zip(across * width, down, strict=True)))
        for width in PLOTS
    ]
    texts = [x if own else "" for x, own in zip(table["area_name"], low, strict=True)]
    found = beside(sheets, texts, SHIFTS)
    # A name that has room on neither side stands on the one with more.
    side = [Beside(right=bool(x < 0.5), down=0) for x in across]
    where = [found.get(n, other) for n, other in enumerate(side)]
    lower = np.array([one.down for one in where]) / HEIGHT * top
    return table.assign(
        name_at=table["rate_per_100k"] - lower, right=[one.right for one in where]
    )[low]


def _names(named: pd.DataFrame, top: float) -> list[alt.Chart]:
    """Return the names of the unusual areas, and lines to those that had to move."""
    charts = []
    moved = named[(named["name_at"] - named["rate_per_100k"]).abs() > top * MOVED]
    if len(moved):
        frame = alt.Chart(moved).mark_rule(color=MUTED, strokeWidth=0.8)
        y = _rate("name_at", top)
        charts.append(frame.encode(x="population:Q", y=y, y2="rate_per_100k:Q"))
    away = AWAY + 4
    for some, look in (
        (named[named["right"]], Lettering("left", away, weight="bold")),
        (named[~named["right"]], Lettering("right", -away, weight="bold")),
    ):
        if len(some):
            frame = alt.Chart(some).encode(x="population:Q", y=_rate("name_at", top))
            charts += lettered(frame, "area_name:N", look)
    return charts


def funnel_chart(
    table: pd.DataFrame, limits: pd.DataFrame, what: str
) -> alt.LayerChart:
    """Return the rates of all areas against their population, with control limits.

    Parameters
    ----------
    table
        A row for each area: ``area_name``, ``population`` (residents, above 0),
        ``entries`` (whole), ``count`` (of shares), ``expected``, ``rate_per_100k`` and
        ``flag`` ("red", "amber", "none").
    limits
        The funnel from the smallest to the largest population: ``population``,
        ``lower_95``, ``upper_95``, ``lower_998``, ``upper_998`` (per 100,000).
    what
        What is counted ("Practitioners").

    Returns
    -------
    altair.LayerChart
        As wide as its container; the average is of all areas of the table together.
    """
    ends = float(limits["population"].min()), float(limits["population"].max())
    people, top = _people(ends), _top(table, limits)
    average = float(table["count"].sum() / table["population"].sum() * PER)
    rule = alt.Chart(pd.DataFrame({"rate": [average]})).mark_rule(color=ACCENT)
    more = t("{what}. Inside the shade: no more than chance explains.", what=what)
    layers = [
        *_funnel(limits, people, top),
        rule.encode(y=_rate("rate", top)),
        *_line_names(limits, average, top),
        _points(table, people, top),
        *_names(_named(table, ends, top), top),
    ]
    return finished(layers, Heading(message(table), more, describe(table)), HEIGHT)
