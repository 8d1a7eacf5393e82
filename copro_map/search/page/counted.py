"""What was found, as one sentence; and how many more have ended."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import cache, components, state
from copro_map.search.headings import in_parts
from copro_map.search.search import Answer


def result(answer: Answer) -> None:
    """Say how many entries were found, and how many of them in each part."""
    count = len(answer.found)
    components.show(
        "search/result.html",
        count=count,
        named=t("entry") if count == 1 else t("entries"),
        parts=in_parts(answer, cache.layers()),
        near=bool(answer.asked.places),
    )


def ended(answer: Answer) -> None:
    """Say how many more have ended, apart from what was found, and how to see them."""
    if answer.found.ended:
        st.button(
            t("Ended, not counted: {n}. Show them too", n=answer.found.ended),
            key="show_ended",
            icon=":material/history:",
            type="tertiary",
            on_click=state.put,
            kwargs={"ended": "1", "entry": "", "page": ""},
        )
