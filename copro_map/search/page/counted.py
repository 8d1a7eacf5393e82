"""How many entries were found: where they are, and how many more have ended."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import cache, components, state
from copro_map.search.headings import counts as group_counts
from copro_map.search.search import Answer


def tally_line(answer: Answer) -> None:
    """Say how many entries were found, and how many in each part.

    The parts add up: groups by how near they are, where a place was asked for; else
    those in an authority, those of all Wales, and those of no known place. Those that
    have ended are counted apart, with a way to see them.
    """
    names = (t("In a local authority"), t("All Wales"), t("No location"))
    parts = list(zip(names, answer.tally, strict=True))
    if answer.groups:
        parts = group_counts(answer, cache.layers())
    counts = [(t("Entries"), len(answer.found)), *parts]
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
