"""The question that the map answers, drawn as it is asked."""

from __future__ import annotations

import streamlit as st

from copro_map.search.page import counted, filters
from copro_map.search.page.understood import about
from copro_map.search.rules.query import Query
from copro_map.search.search import Answer


def question(query: Query, answer: Answer | None) -> None:
    """Draw what is asked, and what came of it, if that is known."""
    filters.words_and_place(query, answer)
    with st.container():
        if answer:
            about(answer)
    filters.kinds(query, answer)
    filters.more_filters(query, answer)
    if answer:
        with st.container():
            filters.chips(answer)
        counted.tally_line(answer)
