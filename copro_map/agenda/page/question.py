"""The question about events: words, a place, and the rest behind one button."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from urllib.parse import parse_qsl, urlsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from copro_map.agenda.page.looks import put
from copro_map.agenda.rules.asked import SPOKEN, Asked
from copro_map.agenda.wording import in_words, spoken_in_words
from copro_map.base.dates import parse_date
from copro_map.base.i18n import t
from copro_map.base.names import BASE_LAYER
from copro_map.events.face import event_types
from copro_map.frame import cache, components, state
from copro_map.search.page.near_me import near_me
from copro_map.search.page.search_box import search_box

RADII_KM = (5, 10, 20, 50, 100)
CLOSE = ":material/close:"
BOXED = ("text", "near")  # what stands in a box of its own
# What the look of a month says itself, or does not ask.
OF_MONTH = {False: (), True: ("month", "since", "until", "past")}


def question(asked: Asked) -> None:
    """Draw what is asked in one row, and below it what narrows it, to take back."""
    with st.container(key="events_question"):
        with st.container(key="asked"):
            _boxes(asked)
        _types(asked)
        _chips(asked)


def _boxes(asked: Asked) -> None:
    with st.container(key="what"):
        st.text_input(
            t("Search"),
            placeholder=t("A word, a name, a place"),
            label_visibility="collapsed",
            icon=":material/search:",
            **state.bind("q", asked.text),
        )
    with st.container(key="where"):
        search_box(
            "near",
            label=t("Near"),
            placeholder=t("A town, a postcode, an area"),
            value=asked.near,
            on_asked=lambda text: put(replace(asked, near=text)),
            on_taken=partial(_take, asked),
            places_only=True,
            bare=True,
        )
    with st.container(key="within"):
        if asked.near:
            _radius(asked)
        else:
            near_me("near_me", lambda at: put(replace(asked, near=at)), compact=True)
    with st.container(key="filter_button"):
        _filter_button(asked)


def _take(asked: Asked, address: str) -> None:
    """Ask for a place that was suggested, or for an area by its code."""
    params = dict(parse_qsl(urlsplit(address).query))
    if area := params.get("code") or params.get("area"):
        put(replace(asked, near="", areas=(area,)))
    elif near := params.get("near"):
        put(replace(asked, near=near))


def _radius(asked: Asked) -> None:
    st.selectbox(
        t("Within"),
        sorted({*RADII_KM, asked.km}),
        format_func=lambda km: f"{km} km",
        filter_mode=None,
        label_visibility="collapsed",
        **state.bind("km", asked.km),
    )


def _types(asked: Asked) -> None:
    """Draw the sorts of event as a row of switches."""
    kinds = event_types(cache.settings())
    st.pills(
        t("Sort of event"),
        list(kinds),
        selection_mode="multi",
        wrap=True,
        format_func=lambda one: kinds[one].plural.text(),
        label_visibility="collapsed",
        **state.bind("type", list(asked.types)),
    )


def _filter_button(asked: Asked) -> None:
    """Draw the button that opens the other filters; it says how many are set."""
    count = len(_narrowing(asked))
    tie = state.bind("more", state.get("more") == "1", closes=False)
    st.session_state[tie["key"]] = state.get("more") == "1"
    unfolded = st.popover(
        t("Filters ({n})", n=count) if count else t("Filters"),
        icon=":material/tune:",
        width="stretch",
        **tie,
    )
    if unfolded.open:
        with unfolded, st.container(key="filters"):
            _filters(asked)


def _filters(asked: Asked) -> None:
    first, second = st.columns(2)
    _day(first, t("From"), "from", asked.since)
    _day(second, t("Until"), "until", asked.until)
    _areas(asked)
    names = {"": t("Any"), **{one: spoken_in_words(one) for one in SPOKEN}}
    st.selectbox(
        t("Language"),
        list(names),
        format_func=names.__getitem__,
        filter_mode=None,
        **state.bind("spoken", asked.spoken),
    )
    first, second = st.columns(2)
    first.toggle(t("Online"), **state.bind("online", asked.online))
    second.toggle(t("Over"), **state.bind("past", asked.past))
    with st.container(horizontal=True, key="filters_done"):
        st.button(
            t("Show the events"),
            type="primary",
            on_click=state.put,
            kwargs={"more": ""},
            key="fold",
        )


def _day(where: DeltaGenerator, name: str, param: str, given: str) -> None:
    """Draw a box for a day; what is in it goes to the address as an ISO date."""
    key = f"events_{param}"
    state.put_in(key, parse_date(given))

    def write() -> None:
        day = st.session_state[key]
        written = day.isoformat() if isinstance(day, date) else ""
        state.put(**{param: written, "month": "", "page": ""})

    where.date_input(name, key=key, on_change=write, format="DD/MM/YYYY")


def _areas(asked: Asked) -> None:
    """Draw the areas of every layer: authorities first, then boards and others."""
    layers = cache.layers()
    order = sorted(layers.values(), key=lambda one: one.id != BASE_LAYER)
    names = {
        code: area.label.text() for layer in order for code, area in layer.areas.items()
    }
    st.multiselect(
        t("Areas"),
        list(names),
        format_func=names.__getitem__,
        placeholder=t("All Wales"),
        **state.bind("area", list(asked.areas)),
    )


def _narrowing(asked: Asked) -> dict[str, str]:
    """Return what narrows the question and has no box or switch of its own."""
    words = in_words(cache.settings(), asked)
    apart = (*BOXED, "types", *OF_MONTH[state.get("show") == "month"])
    return {x: y for x, y in words.items() if x not in apart}


def _chips(asked: Asked) -> None:
    """Draw a button for each filter that nothing else shows; it takes it back."""
    found = _narrowing(asked)
    if not found:
        return
    with st.container(horizontal=True, key="filter_chips"):
        for field, words in found.items():
            st.button(
                components.no_markdown(words),
                key=f"chip_{field}",
                icon=CLOSE,
                on_click=put,
                args=(asked.without(field),),
            )
        if len(found) > 1:
            st.button(
                t("Clear all"),
                key="chip_all",
                type="tertiary",
                on_click=put,
                args=(asked.without(*found),),
            )
