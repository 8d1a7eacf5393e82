"""The page of the indicators: charts, a table, the records behind each, files."""

from __future__ import annotations

from datetime import date

import streamlit as st

from copro_map.base.i18n import long_date, t
from copro_map.base.store.network import contact_on
from copro_map.base.today import FIRST_DAY, current_day
from copro_map.drawing.figures import figures_html
from copro_map.frame import cache, components, state
from copro_map.frame.who import actor
from copro_map.geography.areas import first_layer
from copro_map.indicators.areas import area_table
from copro_map.indicators.charts.bullets import Bullet, bullet_html, bullets_html
from copro_map.indicators.charts.statuses import status_counts, status_mark
from copro_map.indicators.progress import Progress
from copro_map.indicators.since import SHORT
from copro_map.indicators.since_in_words import since_in_words
from copro_map.indicators.snapshots import snapshot_table
from copro_map.people.rules.permissions import may
from copro_map.search import cached


def day_asked() -> date:
    """Draw the choice of a day; return it. A day that has not come means today."""
    asked, today = state.get("as_at"), current_day()
    try:
        day = date.fromisoformat(asked) if asked else today
    except ValueError:
        day = date.max
    if not FIRST_DAY <= day <= today:
        st.warning(t("The link names no day that has come. Today is shown."))
        day = today
    with st.columns(4)[0]:
        st.date_input(
            t("As at"),
            format="DD/MM/YYYY",
            min_value=FIRST_DAY,
            max_value=today,
            **state.bind("as_at", day),
        )
    return day


def programme_note(progress: Progress) -> None:
    """Say when the programme begins, and whether that is sure."""
    programme = progress.programme
    words = t(
        "Programme from {start} to {end}.",
        start=long_date(programme.start),
        end=long_date(programme.end),
    )
    remark = f" {programme.remark.text()}" if programme.remark else ""
    components.paragraph(words + remark, "note")


def tally(progress: Progress) -> None:
    """Draw how many indicators have each status."""
    counts = [
        (status_mark(status), n)
        for status, n in status_counts(one.status for one in progress.standings)
    ]
    components.show("indicators/tally.html", counts=counts)


def bullet_drawn(bullet: Bullet) -> None:
    """Draw the graph of one indicator, with all of it in words."""
    st.html(bullet_html(bullet))


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
            t("Kind of area"),
            list(layers),
            format_func=lambda x: layers[x].plural.text(),
            filter_mode=None,
            **state.bind("layer", chosen, closes=False),
        )
    heads, rows = area_table(counted, cached.assets(), layers[chosen])
    st.html(figures_html(t("Records that count, by area"), heads, rows))


def since_last(progress: Progress) -> None:
    """Draw what changed since the last snapshot; say so if there is none."""
    st.header(t("What changed since the last snapshot"))
    since = since_in_words(progress.since)
    if progress.since:
        short = progress.since.checksum[:SHORT]
        components.show("indicators/snapshot.html", since=progress.since, short=short)
    else:
        components.show(
            "indicators/no_snapshot.html",
            words=" ".join(since.words),
            is_steward=may(actor(), "enter_figure"),
            contact=contact_on(progress.settings, current_day()),
        )
    if not since.rows:
        return
    heads = (t("Indicator"), t("Then"), t("Now"), t("Status then"), t("Status now"))
    then_and_now = [row[:5] for row in since.rows]
    st.html(figures_html(t("Figures then and now"), heads, then_and_now))
    if since.corrections:
        told = since.corrections
        components.show("indicators/corrections.html", corrections=told)
    listed = snapshot_table(progress.settings)
    with st.expander(t("All snapshots")):
        st.html(figures_html(t("All snapshots"), *listed))
