"""The page of the indicators: charts, a table, the records behind each, files."""

from __future__ import annotations

from datetime import date
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from copro_map.config import Settings
from copro_map.i18n import current_language, language_in_force, long_date, t
from copro_map.indicators import Indicator
from copro_map.services import progress as services
from copro_map.services.progress import Standing
from copro_map.services.progress_files import file_of
from copro_map.services.report import report_file
from copro_map.services.search import all_assets, data_revision
from copro_map.store.programme import programme_of
from copro_map.ui import cache, components, entries, state
from copro_map.views.bullets import Bullet, bullet_chart, bullets_html

KEYED: dict[Any, Any] = {Settings: repr}
MOST_LISTED = 20
TITLE = 70  # pixels: a bullet graph has no axis below


def day_asked() -> date:
    """Draw the choice of a day; return it. Nonsense in the address means today."""
    asked = state.get("as_at")
    try:
        day = date.fromisoformat(asked) if asked else date.today()
    except ValueError:
        st.warning(t("The link names no day that there is. Today is shown."))
        day = date.today()
    with st.columns(4)[0]:
        st.date_input(t("As at"), format="DD/MM/YYYY", **state.bind("as_at", day))
    return day


def programme_note() -> None:
    """Say when the programme begins, and whether that is sure."""
    programme = programme_of(cache.settings())
    words = t(
        "Programme from {start} to {end}.",
        start=long_date(programme.start),
        end=long_date(programme.end),
    )
    unsure = "" if programme.confirmed else f" {programme.note.text()}"
    st.html(f'<p class="note">{escape(words + unsure)}</p>')


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=KEYED)
def _standings(where: Settings, day: date, *key: object) -> list[Standing]:  # noqa: ARG001
    return services.progress(where, day)


def standings(day: date) -> list[Standing]:
    """Return where every indicator stands."""
    where = cache.settings()
    return _standings(where, day, data_revision(where))


def _evidence(standing: Standing) -> None:
    """Draw the records behind a figure, those not confirmed apart."""
    counted = standing.records
    if counted is None:
        return
    assets = cache.assets()
    for title, ids, key in (
        (t("Records that count"), counted.ids, "counts"),
        (t("Not confirmed, so not counted"), counted.unverified_ids, "unverified"),
    ):
        st.html(f"<h4>{escape(title)} ({len(ids)})</h4>")
        found = assets[assets.index.isin(ids)].head(MOST_LISTED)
        if len(found):
            entries.short_list(found, f"{key}_{standing.indicator.code}")
        if len(ids) > MOST_LISTED:
            more = t("More: {n}. All are in the files below.", n=len(ids) - MOST_LISTED)
            st.html(f'<p class="muted">{escape(more)}</p>')


def _about(indicator: Indicator) -> str:
    facts = (
        (t("What was promised"), indicator.label),
        (t("What is counted"), indicator.definition),
        (t("How it is collected"), indicator.collection),
        (t("Limits"), indicator.limitations),
        (t("Source"), indicator.source),
    )
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(label.text())}</dd>"
        for name, label in facts
    )
    return f'<dl class="facts">{rows}</dl>'


def _one(bullet: Bullet, standing: Standing) -> None:
    """Draw one indicator, with what it rests on folded away below."""
    components.chart(bullet_chart(bullet), TITLE)
    with st.expander(t("Records and limits: {code}", code=bullet.code)):
        st.html(_about(standing.indicator))
        _evidence(standing)


def charts(shown: list[Standing], day: date) -> None:
    """Draw a chart for each indicator, two beside each other, by outcome."""
    drawn = services.bullets(cache.settings(), shown, day)
    for outcome in dict.fromkeys(one.outcome for one in drawn):
        st.header(outcome)
        pairs = zip(drawn, shown, strict=True)
        own = [pair for pair in pairs if pair[0].outcome == outcome]
        for first in range(0, len(own), 2):  # in rows, so that a phone keeps the order
            columns = st.columns(2, gap="large")
            for column, pair in zip(columns, own[first : first + 2], strict=False):
                with column:
                    _one(*pair)


def as_table(shown: list[Standing], day: date) -> None:
    """Draw the same as one table."""
    st.header(t("All indicators"))
    st.html(bullets_html(services.bullets(cache.settings(), shown, day)))


def _file(day: date, file_format: str, language: str) -> bytes:
    with language_in_force(language):
        return file_of(cache.settings(), day, file_format)


def _report(day: date, file_format: str, language: str) -> bytes:
    settings = cache.settings()
    with language_in_force(language):
        return report_file(settings, all_assets(settings), day, file_format)


def downloads(day: date) -> None:
    """Offer every figure with what it rests on, and the board's report, as files."""
    figures = t("Every figure with its target, its base and its records.")
    report = t("The report for the board: summary, indicators, coverage map, methods.")
    files = (
        (_report, "report", "pdf", "PDF", report),
        (_report, "report", "html", "HTML", report),
        (_file, "indicators", "csv", "CSV", figures),
        (_file, "indicators", "xlsx", "Excel", figures),
        (_file, "indicators", "json", "JSON", figures),
    )
    with st.container(horizontal=True, key="take_away"):
        for make, name, file_format, label, about in files:
            st.download_button(
                label,
                data=partial(make, day, file_format, current_language()),
                file_name=f"{name}-{day.isoformat()}.{file_format}",
                icon=":material/download:",
                on_click="ignore",
                key=f"download_{file_format}",
                help=about,
            )
