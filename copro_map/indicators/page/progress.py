"""The page of the indicators: charts, a table, the records behind each, files."""

from __future__ import annotations

from datetime import date

import streamlit as st

from copro_map.assets.page import kept
from copro_map.base.i18n import long_date, t
from copro_map.base.today import FIRST_DAY, LAST_DAY, current_day
from copro_map.drawing.figures import figures_html
from copro_map.frame import cache, components, state
from copro_map.geography.areas import first_layer
from copro_map.indicators.areas import area_table
from copro_map.indicators.charts.bullets import bullet_html, bullets_html
from copro_map.indicators.charts.statuses import status_counts, status_mark
from copro_map.indicators.page import details
from copro_map.indicators.progress import Progress


def day_asked() -> date:
    """Draw the choice of a day; return it. Nonsense in the address means today."""
    asked = state.get("as_at")
    try:
        day = date.fromisoformat(asked) if asked else current_day()
    except ValueError:
        day = date.max
    if not FIRST_DAY <= day <= LAST_DAY:
        st.warning(t("The link names no day that there is. Today is shown."))
        day = current_day()
    with st.columns(4)[0]:
        st.date_input(t("As at"), format="DD/MM/YYYY", **state.bind("as_at", day))
    return day


def programme_note(progress: Progress) -> None:
    """Say when the programme begins, and whether that is sure."""
    programme = progress.programme
    words = t(
        "Programme from {start} to {end}.",
        start=long_date(programme.start),
        end=long_date(programme.end),
    )
    unsure = "" if programme.confirmed else f" {programme.note.text()}"
    components.paragraph(words + unsure, "note")


def tally(progress: Progress) -> None:
    """Draw how many indicators have each status."""
    counts = [
        (status_mark(status), n)
        for status, n in status_counts(one.status for one in progress.standings)
    ]
    components.show("indicators/tally.html", counts=counts)


def charts(progress: Progress) -> None:
    """Draw a graph for each indicator, two beside each other, by outcome."""
    drawn = progress.bullets()
    for outcome in dict.fromkeys(one.outcome for one in drawn):
        st.header(outcome)
        pairs = zip(drawn, progress.standings, strict=True)
        own = [pair for pair in pairs if pair[0].outcome == outcome]
        for first in range(0, len(own), 2):  # in rows, so that a phone keeps the order
            columns = st.columns(2, gap="large")
            for column, pair in zip(columns, own[first : first + 2], strict=False):
                with column:
                    st.html(bullet_html(pair[0]))
                    details.details(progress, *pair)


def as_table(progress: Progress) -> None:
    """Draw the same as one table."""
    st.header(t("All indicators"))
    st.html(bullets_html(progress.bullets()))


def by_area(progress: Progress) -> None:
    """Draw where the records behind the figures are based."""
    st.header(t("By area"))
    counted = [one for one in progress.standings if one.records is not None]
    if not any(one.numerator for one in counted):
        components.paragraph(t("No record counts yet, so no area has any."))
        return
    layers = cache.layers()
    asked = state.get("layer")
    chosen = asked if asked in layers else first_layer(layers).id
    with st.columns(4)[0]:
        st.selectbox(
            t("Boundaries"),
            list(layers),
            format_func=lambda x: layers[x].plural.text(),
            **state.bind("layer", chosen, closes=False),
        )
    heads, rows = area_table(counted, kept.assets(), layers[chosen])
    st.html(figures_html(t("Records that count, by area"), heads, rows))
