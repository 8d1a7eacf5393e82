"""The question that the map answers, drawn as it is asked."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import state
from copro_map.search.page import filters
from copro_map.search.page.look import MAP, Look
from copro_map.search.page.near_me import near_me
from copro_map.search.page.search_box import led_to, search_box
from copro_map.search.page.understood import about
from copro_map.search.rules.query import PARAMS, Query
from copro_map.search.search import Answer


def question(query: Query, answer: Answer | None, look: Look = MAP) -> None:
    """Draw what is asked, in one row, and how it was understood, if that is known."""
    with st.container(key="question"):
        with st.container(key="asked"):
            _boxes(query, answer, look)
        with st.container(key="narrowed"):
            for field in look.shown:
                with st.container(key=field):
                    if field == "kinds" and look.kinds:
                        filters.one_kind(query, answer, look)
                    else:
                        filters.switches(query, answer, field)
            with st.container(key="chips"):
                if answer:
                    filters.chips(answer, look)
        with st.container(key="understood"):
            if answer:
                about(answer)


def _boxes(query: Query, answer: Answer | None, look: Look) -> None:
    """Draw the boxes that most visitors need: what, where, how far; and the filters."""
    with st.container(key="what"):
        search_box(
            "q",
            label=t("Search"),
            placeholder=t("A word, a name, a theme"),
            value=query.text,
            on_asked=lambda text: _ask(q=text, typed=""),
            on_taken=_take,
            bare=True,
        )
    with st.container(key="where"):
        search_box(
            "near",
            label=t("Near"),
            placeholder=t("A town, a postcode, an area"),
            value=query.near,
            on_asked=lambda text: _ask(near=text),
            on_taken=lambda address: _ask(**_meant(address, "near")),
            places_only=True,
            bare=True,
        )
    with st.container(key="within"):
        filters.radius(query, answer)
        if not query.near and not (answer and answer.understood.place):
            near_me("near_me", lambda near: _ask(near=near), compact=True)
    with st.container(key="filter_button"):
        filters.filter_button(query, answer, look)


def _ask(**params: str) -> None:
    """Ask for something else: what was open is closed."""
    state.put(**{"entry": "", "page": "", **params})


def _meant(address: str, *names: str) -> dict[str, str]:
    """Return what a suggestion asks of the map: of the parameters that are named."""
    _, params = led_to(address) or ("", {})
    return {name: params[name] for name in names if name in params}


def _take(address: str) -> None:
    """Ask for what was suggested, here; an entry is opened, an area is chosen.

    What was typed to find it is no word to look for.
    """
    page, params = led_to(address) or ("", {})
    meant = {
        "asset_map": _meant(address, *PARAMS.values()),
        "area": {"area": params.get("code", ""), "layer": params.get("layer", "")},
        "entry": {"entry": params.get("id", "")},
    }
    if page in meant:
        _ask(**{"q": "", "typed": "", **meant[page]})
