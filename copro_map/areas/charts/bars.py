"""Small charts of one area: who takes part, and its rate beside that of others."""

from __future__ import annotations

import altair as alt
import pandas as pd

from copro_map.base.i18n import t
from copro_map.drawing.bands import number
from copro_map.drawing.chart_style import (
    LABEL,
    Heading,
    Lettering,
    finished,
    lettered,
)
from copro_map.drawing.lettering import ACCENT, INK, MUTED

ROW = 58  # pixels from one row to the next
TALL_ROW = 76  # with two lines above
BAR = 16  # pixels high
ROOM = 1.12  # of the longest bar, for the number behind it
NO_AXIS = alt.Axis(labels=False, ticks=False, domain=False, title=None)


def _row_scale(rows: pd.DataFrame) -> alt.Y:
    places = [int(x) for x in rows["row"]]
    return alt.Y("row:O", scale=alt.Scale(domain=places), axis=NO_AXIS)


def bars_chart(groups: pd.DataFrame) -> alt.LayerChart:
    """Return how many entries each group has, as plain bars with their numbers.

    Parameters
    ----------
    groups
        ``group`` (its name, in the order shown) and ``entries`` (whole numbers);
        ``wanted``, if given, says of which it is said that there are none.

    Returns
    -------
    altair.LayerChart
        Its title names the groups that have none.

    Examples
    --------
    >>> frame = pd.DataFrame({"group": ["Citizen groups"], "entries": [0]})
    >>> bars_chart(frame).to_dict()["title"]["text"]
    ['None recorded: Citizen groups']
    """
    rows = pd.DataFrame(
        {
            "row": range(len(groups)),
            "name": groups["group"].to_numpy(),
            "entries": groups["entries"].to_numpy(),
            "start": 0.0,
        }
    )
    wanted = groups.get("wanted", pd.Series(True, groups.index)).to_numpy(bool)
    none = list(rows.loc[(rows["entries"] == 0) & wanted, "name"])
    message = t("All of them are recorded")
    if none:
        message = t("None recorded: {groups}", groups=", ".join(none))
    most = max(1.0, float(rows["entries"].max())) * ROOM
    axis = alt.Axis(labels=False, ticks=False, domain=False, grid=False, title=None)
    scale = alt.Scale(domain=[0, most], nice=False)
    frame = alt.Chart(rows).encode(y=_row_scale(rows))
    start = frame.encode(x=alt.X("start:Q", scale=scale, axis=axis))
    length = alt.X("entries:Q", scale=scale, axis=axis)
    bars = frame.mark_bar(color=ACCENT, height=BAR).encode(x=length)
    # A row without a bar still begins somewhere.
    baseline = alt.Chart(rows[:1]).mark_rule(color=MUTED).encode(x=alt.datum(0))
    numbers = frame.mark_text(
        align="left", dx=6, fontWeight="bold", fontSize=LABEL + 2
    ).encode(x=length, text="entries:Q")
    # Each row's name is above it: beside it, a phone has no room.
    names = lettered(start, "name:N", Lettering("left", 5, -BAR - 2))
    said = [
        f"{name}: {n}." for name, n in zip(rows["name"], rows["entries"], strict=True)
    ]
    heading = Heading(message, t("Number of entries"), " ".join([f"{message}.", *said]))
    return finished([bars, baseline, numbers, *names], heading, ROW * len(rows))


def compared_with_wales(table: pd.DataFrame) -> str:
    """Return whether an area's rate clearly differs from that of Wales.

    It does where the whole interval lies on one side.

    Examples
    --------
    >>> frame = pd.DataFrame({"rate_per_100k": [2.0, 9], "lower": [1.0, 8],
    ...                       "upper": [4.0, 10]}, index=["area", "wales"])
    >>> compared_with_wales(frame)
    'Fewer for its size than Wales as a whole'
    """
    wales = float(table["rate_per_100k"]["wales"])
    if float(table["upper"]["area"]) < wales:
        return t("Fewer for its size than Wales as a whole")
    if float(table["lower"]["area"]) > wales:
        return t("More for its size than Wales as a whole")
    return t("No clear difference from Wales as a whole")


def _figures(row: pd.Series) -> str:
    return t(
        "{rate} ({lower} to {upper}); entries: {n}",
        rate=number(row["rate_per_100k"], 1),
        lower=number(row["lower"], 1),
        upper=number(row["upper"], 1),
        n=f"{row['entries']:,.0f}",
    )


def compare_chart(table: pd.DataFrame) -> alt.LayerChart:
    """Return an area's rate and its interval beside that of Wales and of like areas.

    Parameters
    ----------
    table
        Index "area" (first), "wales" and any others; ``area_name``, ``entries``,
        ``rate_per_100k``, ``lower`` and ``upper`` (95%, per 100,000).

    Returns
    -------
    altair.LayerChart
        A row each, the area's own heavier; a line down from the rate of Wales. Its
        title says whether the area clearly differs.
    """
    rows = table[["rate_per_100k", "lower", "upper"]].assign(
        row=range(len(table)),
        name=table["area_name"],
        figures=[_figures(row) for _, row in table.iterrows()],
        own=table.index == "area",
        start=0.0,
    )
    most = max(0.1, float(rows["upper"].max())) * 1.04
    scale = alt.Scale(domain=[0, most], nice=False)
    axis = alt.Axis(title=t("Per 100,000 residents"), tickCount=5)
    colour = alt.condition("datum.own", alt.value(ACCENT), alt.value(MUTED))
    frame = alt.Chart(rows).encode(y=_row_scale(rows), color=colour)
    rule = alt.Chart(rows[rows.index == "wales"]).mark_rule(
        color=INK, strokeDash=[4, 3], opacity=0.6
    )
    x = alt.X("rate_per_100k:Q", scale=scale, axis=axis)
    start = alt.X("start:Q", scale=scale, axis=axis)
    text = alt.Chart(rows).encode(x=start, y=_row_scale(rows))
    layers = [
        rule.encode(x=x),
        frame.mark_rule(strokeWidth=2.5).encode(
            x=alt.X("lower:Q", scale=scale, axis=axis), x2="upper:Q"
        ),
        frame.mark_point(filled=True, opacity=1, stroke="#fff", strokeWidth=1.5).encode(
            x=x, size=alt.condition("datum.own", alt.value(230), alt.value(130))
        ),
        *lettered(text, "name:N", Lettering("left", 5, -34, weight="bold")),
        *lettered(text, "figures:N", Lettering("left", 5, -17, MUTED)),
    ]
    message = compared_with_wales(table)
    shown = t("Dot: the rate. Line: where it may lie, allowing for chance.")
    said = [
        f"{name}: {x}." for name, x in zip(rows["name"], rows["figures"], strict=True)
    ]
    heading = Heading(message, shown, " ".join([f"{message}.", *said]))
    return finished(layers, heading, TALL_ROW * len(rows))
