"""What was found, as one sentence; and how many more have ended."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import cache, state
from copro_map.search.search import Answer
from copro_map.search.told import found_in_words


def result(answer: Answer) -> None:
    """Say how many entries were found, and how many of them in each part."""
    st.html(found_in_words(cache.settings(), answer))


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
