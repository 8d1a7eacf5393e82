"""What narrows the search now: a chip for each filter, and how to take it back."""

from __future__ import annotations

import streamlit as st

from copro_map.assets.page import kept
from copro_map.assets.page.filters import FIELD_NAMES, area_name, choices, plain
from copro_map.assets.rules.query import FILTERS, PARAMS, Query
from copro_map.base.i18n import t
from copro_map.frame import state


def _value_in_words(query: Query, field: str) -> str:
    if field in ("text", "near"):
        return str(getattr(query, field))
    if field == "areas":
        return ", ".join(area_name(code) for code in query.areas)
    if field in ("open_only", "box"):
        return ""
    names = choices(field)
    return ", ".join(names[value].text() for value in getattr(query, field))


def active_filters(query: Query) -> dict[str, str]:
    """Return the filters that are set, each in words."""
    active = {}
    for field in FILTERS:
        if query.without(field) != query:
            value = _value_in_words(query, field)
            name = t(FIELD_NAMES[field])
            active[field] = f"{name}: {value}" if value else name
    return active


def chips(query: Query) -> None:
    """Draw a button for each filter that is set; it takes the filter back."""
    active = active_filters(query)
    if not active:
        return
    with st.container(horizontal=True, key="filter_chips"):
        for field, words in active.items():
            st.button(
                plain(words),
                key=f"chip_{field}",
                icon=":material/close:",
                on_click=state.take_out,
                args=(PARAMS[field],),
            )
        if len(active) > 1:
            st.button(
                t("Clear all"),
                key="chip_all",
                type="tertiary",
                on_click=state.take_out,
                args=tuple(PARAMS[field] for field in active),
            )


def nothing_found(query: Query) -> None:
    """Say that nothing was found, and which filter to take back to find something."""
    st.info(t("Nothing found with all of these. Take one back:"))
    helpful, active = kept.ways_out(query), active_filters(query)
    with st.container(horizontal=True):
        for field, count in helpful.items():
            st.button(
                plain(f"{active[field]} ({count})"),
                key=f"without_{field}",
                icon=":material/close:",
                on_click=state.take_out,
                args=(PARAMS[field],),
            )
        if not helpful:
            st.button(
                t("Clear all"),
                on_click=state.take_out,
                args=tuple(PARAMS[field] for field in active),
            )
