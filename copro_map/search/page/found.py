"""What was found beside the map; if nothing, what to take back and what is nearest."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import cache, components
from copro_map.search.page import counted
from copro_map.search.page.adding import missing_of
from copro_map.search.page.entry_list import entry_list, short_list
from copro_map.search.page.filters import CLOSE, active_filters, take_back
from copro_map.search.page.look import MAP, Look
from copro_map.search.page.understood import about_radius, plain
from copro_map.search.search import Answer
from copro_map.search.ways_on import nearest_answers, ways_out

MOST_SHOWN = 5


def found(answer: Answer, entry_id: str, look: Look = MAP) -> None:
    """Draw the entries found, in their order; the one that is open in its place."""
    components.show("search/found.html")
    with st.container(key="further"):
        about_radius(answer)
    with st.container(key="nothing_found"):
        if not len(answer.found):
            _nothing_found(answer)
    entry_list(answer, entry_id, look)
    if not len(answer.found) and not len(answer.also):
        _nearest(answer)
    counted.ended(answer)


def _nothing_found(answer: Answer) -> None:
    """Say that nothing was found, and what to take back."""
    query, where, assets = answer.in_full, cache.settings(), answer.found.assets
    active = active_filters(query)
    helpful = ways_out(where, query, assets)
    st.info(t("Nothing found with all of these. Take one back:"))
    with st.container(horizontal=True):
        for field, count in helpful.items():
            words, key = plain(f"{active[field]} ({count})"), f"without_{field}"
            st.button(words, key=key, icon=CLOSE, **take_back(answer, field))
        if not helpful:
            st.button(t("Clear all"), key="without_all", **take_back(answer, *active))
    missing_of(answer)


def _nearest(answer: Answer) -> None:
    """Draw what is found with as few filters less as can be."""
    query = answer.in_full
    active = active_filters(query)
    nearest = nearest_answers(cache.settings(), query, answer.found.assets)
    filters = " · ".join(active[one] for one in nearest.without)
    count = len(nearest.found)
    heading = t("Nearest, without {filters} ({n})", filters=filters, n=count)
    short_list(nearest.found.rows(slice(MOST_SHOWN)), "nearest", heading)
