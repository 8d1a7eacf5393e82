"""How many entries were found: where they are, and how many more have ended."""

from __future__ import annotations

import streamlit as st

from copro_map.assets.search import Answer
from copro_map.base.i18n import t
from copro_map.frame import components, state


def tally_line(answer: Answer) -> None:
    """Say how many entries were found, and how many of them have no pin.

    Those that have ended are counted apart, with a way to see them.
    """
    names = (t("In a local authority"), t("All Wales"), t("No location"))
    counts = [(t("Entries"), len(answer.found)), *zip(names, answer.tally, strict=True)]
    components.show("drawing/chips.html", id="tally", counts=counts, live=True)
    with st.container():
        _ended(answer)


def _ended(answer: Answer) -> None:
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
