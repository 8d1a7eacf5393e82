"""The first screen of progress: the verdict, what to decide, what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from copro_map.base.i18n import current_language, long_date, t
from copro_map.drawing.templates import styles
from copro_map.frame import components
from copro_map.frame.heads import without_folds
from copro_map.indicators.charts.statuses import status_mark
from copro_map.indicators.first_page import Said
from copro_map.indicators.progress import Progress

STYLE = Path(__file__).parent.parent / "rows.css"
MOST = 5  # changes on the first screen; all of them are one press away


def address(**params: str) -> str:
    """Return the address of this page as it is asked for, with other parameters.

    What is unfolded is left out; an empty parameter too.
    """
    asked = without_folds(st.query_params.to_dict()) | {"lang": current_language()}
    given = {name: value for name, value in (asked | params).items() if value}
    return f"indicators?{urlencode(given, safe=',')}"


def _led(said: Sequence[Said]) -> list[tuple[Said, str]]:
    def href(code: str) -> str:
        row = code.replace(".", "-")  # as rows are named: it has the focus then
        return f"{address(show='rows', open=code)}#row-{row}"

    return [(one, href(one.code)) for one in said]


def style() -> None:
    """Draw how this page looks."""
    st.html(styles(STYLE))


def verdict(progress: Progress) -> None:
    """Say in one sentence how it goes, and of which programme."""
    programme = progress.programme
    words = t(
        "Programme from {start} to {end}.",
        start=long_date(programme.start),
        end=long_date(programme.end),
    )
    components.show(
        "indicators/verdict.html",
        verdict=progress.first_page().verdict,
        programme=f"{progress.first_page().own} {words}",
        remark=programme.remark.text() if programme.remark else "",
    )


def said(progress: Progress) -> None:
    """Draw what needs a decision, and what has changed since the board saw it."""
    page = progress.first_page()
    components.show(
        "indicators/first.html",
        page=page,
        decide=_led(page.decide),
        changed=_led(page.changed[:MOST]),
        more=len(page.changed[MOST:]),
        all_changes=address(show="changes"),
        mark=status_mark,
    )
