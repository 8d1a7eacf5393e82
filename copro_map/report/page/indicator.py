"""On the page of progress: each indicator as a row, and what it rests on unfolded."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.drawing.figures import figures_html
from copro_map.frame import components, vega
from copro_map.frame.heads import unfolded
from copro_map.frame.plain import plain_page
from copro_map.indicators.face import Bullet, Progress
from copro_map.indicators.page.rows import row
from copro_map.report import cached as report_cached
from copro_map.report.indicator import IndicatorShown, Listed
from copro_map.search import cached
from copro_map.search.page.entry_list import short_list

MOST_LISTED = 5


def rows(progress: Progress) -> None:
    """Draw a row for each indicator, by outcome, unfolded where the address says so."""
    opened, before = unfolded(st.query_params.to_dict()), ""
    components.show("report/rows_key.html")
    with st.container(key="standings", gap=None):
        for bullet in progress.bullets():
            outcome = bullet.outcome if bullet.outcome != before else ""
            before = bullet.outcome
            is_open = row(progress, bullet, opened, outcome)
            with st.container(key=f"unfolded_{bullet.code}"):  # always: none moves up
                if is_open:
                    _details(progress, bullet)


def _details(progress: Progress, bullet: Bullet) -> None:
    """Draw how an indicator goes, and what it rests on."""
    shown = report_cached.indicator(progress.day, bullet.code)
    said = (bullet.target_words, bullet.sure_words, bullet.words)
    components.paragraph(" ".join(filter(None, said)), "prose")
    vega.chart(report_cached.course(progress.day, bullet.code))
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
