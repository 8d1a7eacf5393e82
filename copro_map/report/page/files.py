"""The files of the page about progress: the figures, and the report for the board."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from copro_map.base.i18n import current_language, language_in_force, t
from copro_map.frame import components
from copro_map.indicators import cached
from copro_map.indicators.face import file_of
from copro_map.report.report import report_file


def _file(day: date, file_format: str, language: str) -> bytes:
    with language_in_force(language):
        return file_of(cached.progress(day), file_format)


def _report(day: date, file_format: str, language: str) -> bytes:
    with language_in_force(language):
        return report_file(cached.progress(day), file_format)


def report(day: date) -> None:
    """Offer the board's report; it is what whoever comes here takes away most."""
    components.download(
        t("Board report: PDF"),
        partial(_report, day, "pdf", current_language()),
        f"report-{day.isoformat()}.pdf",
        key="download_pdf",
        about=_about_report(),
        is_first=True,
    )


def _about_report() -> str:
    return t("The report for the board: summary, indicators, coverage map, methods.")


def others(day: date) -> None:
    """Offer the same report as HTML, and every figure with what it rests on, folded."""
    figures = t("Every figure with its target, its base and its records.")
    files = (
        (_report, "report", "html", t("Board report: HTML"), _about_report()),
        (_file, "indicators", "xlsx", t("All figures: Excel"), figures),
        (_file, "indicators", "csv", "CSV", figures),
        (_file, "indicators", "json", "JSON", figures),
    )
    with st.popover(t("Other files"), icon=":material/download:", key="take_away"):
        for make, name, file_format, label, about in files:
            components.download(
                label,
                partial(make, day, file_format, current_language()),
                f"{name}-{day.isoformat()}.{file_format}",
                key=f"download_{file_format}",
                about=about,
            )
