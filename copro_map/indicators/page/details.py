"""What one indicator rests on: its course, its records or replies, and its limits."""

from __future__ import annotations

from datetime import date

import streamlit as st

from copro_map.assets.page import entries, kept
from copro_map.base.i18n import long_date, t
from copro_map.drawing.figures import figures_html
from copro_map.frame import cache, components, state
from copro_map.indicators.by_role import (
    baseline_words,
    role_heads,
    role_rows,
    wave_words,
)
from copro_map.indicators.charts.bullets import Bullet
from copro_map.indicators.page import kept as progress_kept
from copro_map.indicators.rules.indicator import Indicator
from copro_map.indicators.standings import Standing

MOST_LISTED = 10


def _about(indicator: Indicator) -> None:
    facts = [
        (t("What was promised"), indicator.label.text()),
        (t("What is counted"), indicator.definition.text()),
        (t("How it is collected"), indicator.collection.text()),
        (t("Limits"), indicator.limitations.text()),
        (t("Source"), indicator.source.text()),
    ]
    if changed := progress_kept.last_change(indicator.code):
        when = long_date(date.fromisoformat(changed["changed_on"]))
        words = f"{when}, {changed['changed_by']}: {changed['reason']}"
        facts.append((t("Target last changed"), words))
    components.facts(facts, "facts stacked")


def _replies(standing: Standing, day: date) -> None:
    """Draw who was asked and what they said, by role; small bases hidden."""
    asked, where = standing.asked, cache.settings()
    if asked is None:
        return
    levels = progress_kept.people(day).levels.get(standing.indicator.code, [])
    components.paragraph(f"{wave_words(where, asked)} {baseline_words(levels)}")
    if rows := role_rows(where, asked):
        st.html(figures_html(t("By role"), role_heads(), rows))


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


def details(bullet: Bullet, standing: Standing, day: date) -> None:
    """Draw what an indicator rests on, where the address says that it is unfolded."""
    name = f"open{bullet.code}"
    is_open = state.bind(name, state.get(name) == "1", closes=False)
    label = t("Course, records and limits: {code}", code=bullet.code)
    box = st.expander(label, **is_open)
    if not box.open:
        return
    with box:
        components.chart(progress_kept.course(day, bullet.code))
        _replies(standing, day)
        _records(standing)
        _about(standing.indicator)
