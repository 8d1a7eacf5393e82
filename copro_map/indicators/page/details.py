"""What one indicator rests on: its course, its records or replies, and its limits."""

from __future__ import annotations

import streamlit as st

from copro_map.assets.page import entries, kept
from copro_map.base.i18n import t
from copro_map.drawing.figures import figures_html
from copro_map.frame import components, state, vega
from copro_map.indicators.by_role import replied
from copro_map.indicators.charts.bullets import Bullet
from copro_map.indicators.page import kept as progress_kept
from copro_map.indicators.progress import Progress
from copro_map.indicators.rules.indicator import Indicator
from copro_map.indicators.standings import Standing
from copro_map.indicators.targets import last_changes

MOST_LISTED = 10


def _about(progress: Progress, indicator: Indicator) -> None:
    facts = [
        (t("What was promised"), indicator.label.text()),
        (t("What is counted"), indicator.definition.text()),
        (t("How it is collected"), indicator.collection.text()),
        (t("Limits"), indicator.limitations.text()),
        (t("Source"), indicator.source.text()),
    ]
    changed = last_changes(progress.known.target_changes)  # also after the day
    if indicator.code in changed:
        facts.append((t("Target last changed"), changed[indicator.code]))
    components.facts(facts, "facts stacked")


def _replies(progress: Progress, standing: Standing) -> None:
    """Draw who was asked and what they said, by role; small bases hidden."""
    told = replied(progress, standing)
    if told is None:
        return
    components.paragraph(f"{told.period} {told.change}")
    if told.rows:
        st.html(figures_html(t("By role"), told.heads, told.rows))


def _listed(title: str, ids: tuple[str, ...], key: str) -> None:
    assets = kept.assets()
    components.heading(f"{title} ({len(ids)})", 4)
    found = assets[assets.index.isin(ids)].head(MOST_LISTED)
    if len(found):
        entries.short_list(found, key)
    if len(ids) > len(found):
        more = t("More: {n}. All are in the files above.", n=len(ids) - len(found))
        components.paragraph(more, "muted")


def _records(standing: Standing) -> None:
    """Draw the records behind a figure, those not confirmed apart."""
    counted, code = standing.records, standing.indicator.code
    if counted is None:
        return
    _listed(t("Records that count"), counted.ids, f"counts_{code}")
    if counted.of_ids is not None:
        rest = tuple(sorted(set(counted.of_ids) - set(counted.ids)))
        _listed(t("Audited, but at a lower level"), rest, f"lower_{code}")
        unaudited = len(counted.apart.get("unaudited", ()))
        components.paragraph(t("Projects without a complete audit: {n}.", n=unaudited))
    _listed(
        t("Not confirmed, so not counted"), counted.unverified_ids, f"unverified_{code}"
    )


def details(progress: Progress, bullet: Bullet, standing: Standing) -> None:
    """Draw what an indicator rests on, where the address says that it is unfolded."""
    name = f"open{bullet.code}"
    is_open = state.bind(name, state.get(name) == "1", closes=False)
    label = t("Course, records and limits: {code}", code=bullet.code)
    box = st.expander(label, **is_open)
    if not box.open:
        return
    with box:
        vega.chart(progress_kept.course(progress.day, bullet.code))
        _replies(progress, standing)
        _records(standing)
        _about(progress, standing.indicator)
