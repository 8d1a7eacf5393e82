"""A table of the desk: which pages were said to be useful, in the last months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from copro_map.base.i18n import current_language, language_in_force, long_date, t
from copro_map.base.store.useful import Useful
from copro_map.base.today import current_day
from copro_map.desk import useful
from copro_map.frame import cache, components
from copro_map.frame.useful import title_of
from copro_map.people.rules.permissions import Actor


def _file(who: Actor, language: str) -> bytes:
    with language_in_force(language):
        return useful.useful_file(cache.settings(), who, current_day())


def _by_month(counts: Sequence[Useful]) -> None:
    """Draw what was said in each month, the latest first."""
    with st.expander(t("By month")):
        rows = [
            (
                title_of(one.page),
                long_date(date.fromisoformat(f"{one.month}-01"), "MMMM y"),
                one.yes,
                one.no,
            )
            for one in reversed(counts)
        ]
        components.show("desk/useful.html", rows=rows, by_month=True)


def draw(who: Actor) -> None:
    """Draw how often each page was said to be useful, or not, and the way to a file."""
    components.heading(t("Was this page useful?"), 3)
    counts = useful.useful_counts(cache.settings(), who, current_day())
    if not counts:
        components.paragraph(
            t("Nobody has answered yet. The question stands below each page."), "note"
        )
        return
    components.paragraph(
        t(
            "What visitors answered below each page in the last twelve months. Counted "
            "are the answers alone, and nothing about who gave them."
        )
    )
    rows = [
        (title_of(page), "", yes, no)
        for page, (yes, no) in useful.totals(counts).items()
    ]
    components.show("desk/useful.html", rows=rows, by_month=False)
    _by_month(counts)
    components.download(
        "CSV",
        partial(_file, who, current_language()),
        "useful.csv",
        key="download_useful",
        about=t("Each page by month: how often useful, how often not."),
    )
