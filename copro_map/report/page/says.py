"""On the page of progress: what the Network says, and what was approved of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from copro_map.base.i18n import current_language, long_date, t
from copro_map.drawing.templates import styles
from copro_map.frame import cache, components
from copro_map.indicators.face import Progress
from copro_map.report.signed import (
    all_versions,
    approved_file,
    as_it_stands,
    signed_words,
)

STYLE = Path(__file__).parent.parent / "says.css"


def network_says(progress: Progress) -> None:
    """Draw what the Network says as at a day, and who approved the report of it.

    Nothing, if nothing was written or approved yet. Below the rows.
    """
    version = as_it_stands(progress)
    said, approved = version.narrative, version.last or version.before
    if said is None and approved is None:
        return
    st.html(styles(STYLE))
    st.header(t("What the Network says") if said else t("Board report"))
    language, says, written = current_language(), [], ""
    if said:
        says = said.words.shown(language)
        day = long_date(said.as_at)
        written = t("Written for the figures as at {date}.", date=day)
    of_day = t("Board report as at {date}.", date=long_date(progress.day))
    components.show(
        "report/network_says.html",
        says=says,
        written=written,
        signed=f"{of_day} {signed_words(version)}",
    )
    if approved and approved.number in all_versions(cache.settings())[1]:
        components.download(
            t("Report as it was approved: PDF"),
            partial(approved_file, cache.settings(), approved.number, language),
            f"report-{approved.as_at.isoformat()}-v{approved.version}.pdf",
            key="download_approved",
            about=t("The very file that was approved."),
        )
