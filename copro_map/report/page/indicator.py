"""On the page of the indicators: each as a graph, and what it rests on unfolded."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.drawing.figures import figures_html
from copro_map.frame import components, state, vega
from copro_map.frame.plain import plain_page
from copro_map.indicators import cached as progress_cached
from copro_map.indicators.face import Bullet, Progress
from copro_map.indicators.page.progress import bullet_drawn
from copro_map.report import cached as report_cached
from copro_map.report.indicator import IndicatorShown, Listed
from copro_map.search import cached
from copro_map.search.page.entry_list import short_list

MOST_LISTED = 10


def charts(progress: Progress) -> None:
    """Draw a graph for each indicator, two beside each other, by outcome."""
    drawn = progress.bullets()
    for outcome in dict.fromkeys(one.outcome for one in drawn):
        st.header(outcome)
        own = [one for one in drawn if one.outcome == outcome]
        for first in range(0, len(own), 2):  # in rows, so that a phone keeps the order
            columns = st.columns(2, gap="large")
            for column, bullet in zip(columns, own[first : first + 2], strict=False):
                with column:
                    bullet_drawn(bullet)
                    _details(progress, bullet)


def _details(progress: Progress, bullet: Bullet) -> None:
    """Draw what an indicator rests on, where the address says that it is unfolded."""
    name = f"open{bullet.code}"
    is_open = state.bind(name, state.get(name) == "1", closes=False)
    label = t("How it goes, and which records say so: {code}", code=bullet.code)
    box = st.expander(label, **is_open)
    if not box.open:
        return
    with box:
        shown = report_cached.indicator(progress.day, bullet.code)
        vega.chart(progress_cached.course(progress.day, bullet.code))
        _replies(shown)
        _records(shown)
        components.facts(shown.about, "facts stacked")
        plain_page("indicator", bullet.code)


def _replies(shown: IndicatorShown) -> None:
    """Draw who was asked and what they said, by role; small bases hidden."""
    told = shown.replied
    if told is None:
        return
    components.paragraph(f"{told.period} {told.change}")
    if told.rows:
        st.html(figures_html(t("By role"), told.heads, told.rows))


def _listed(one: Listed) -> None:
    assets = cached.assets()
    components.heading(f"{one.title} ({len(one.ids)})", 4)
    found = assets[assets.index.isin(one.ids)].head(MOST_LISTED)
    if len(found):
        short_list(found, one.key)
    if len(one.ids) > len(found):
        more = t("More: {n}. All are in the files above.", n=len(one.ids) - len(found))
        components.paragraph(more, "muted")


def _records(shown: IndicatorShown) -> None:
    """Draw the records behind a figure, those not confirmed apart."""
    for one in shown.listed[:-1]:
        _listed(one)
    if shown.unaudited is not None:
        n = shown.unaudited
        components.paragraph(t("Projects without a complete audit: {n}.", n=n))
    for one in shown.listed[-1:]:
        _listed(one)
