"""The filters: all of them behind one button, and how to take them back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from copro_map.base.i18n import Label, sort_key, t
from copro_map.frame import cache, state
from copro_map.geography.gazetteer import label_of
from copro_map.search.page.look import MAP, Look
from copro_map.search.page.understood import plain, put
from copro_map.search.rules import query as queries
from copro_map.search.rules.query import PARAMS, Query
from copro_map.search.search import Answer, facet_labels, query_choices
from copro_map.search.wording import FIELD_NAMES, filters_in_words

RADII_KM = (5, 10, 20, 50, 100)
CLOSE = ":material/close:"


def read_query(look: Look = MAP) -> Query:
    """Return what the address asks; say so if part of it makes no sense."""
    known = query_choices(cache.definitions(), cache.layers())
    known["kinds"] = [*(look.kinds or known["kinds"])]
    query, ignored = queries.read_query(st.query_params.to_dict(), known)
    if ignored:
        st.warning(
            t(
                "The link asks for something this map does not know: {what}. It was "
                "left out.",
                what=", ".join(ignored),
            )
        )
    return query


def choices(field: str) -> Mapping[str, Label]:
    """Return the values of a facet and their names."""
    return facet_labels(cache.definitions())[field]


def _named(
    names: Mapping[str, Label], counts: Mapping[str, int] | None
) -> Callable[[str], str]:
    """Return how a value is written: with its count, if anything could be counted."""
    if counts is None:
        return lambda value: names[value].text()
    return lambda value: f"{names[value].text()} ({counts.get(value, 0)})"


def _facet(
    where: DeltaGenerator, query: Query, answer: Answer | None, field: str
) -> None:
    """Draw one facet; each value says how many entries it would leave."""
    names, chosen = choices(field), list(getattr(query, field))
    counts = answer.facets.get(field, {}) if answer else None
    shown = [x for x in names if counts is None or x in counts or x in chosen]
    where.multiselect(
        t(FIELD_NAMES[field]),
        sorted(shown, key=lambda value: sort_key(names[value].text())),
        format_func=_named(names, counts),
        placeholder=t("Any"),
        **state.bind(PARAMS[field], chosen),
    )


def switches(
    query: Query, answer: Answer | None, field: str = "kinds", twin: str = ""
) -> None:
    """Draw the values of a facet as a row of switches, with their counts."""
    names, chosen = choices(field), list(getattr(query, field))
    counts = answer.counts(field) if answer else None
    st.pills(
        t(FIELD_NAMES[field]),
        [x for x in names if counts is None or counts.get(x) or x in chosen],
        selection_mode="multi",
        wrap=True,
        format_func=_named(names, counts),
        **state.bind(PARAMS[field], chosen, twin=twin),
    )


def one_kind(query: Query, answer: Answer | None, look: Look) -> None:
    """Draw the kinds that a page has as a switch: one of them, or all."""
    names, counts = choices("kinds"), answer.kinds if answer else None

    def named(kind: str) -> str:
        words = names[kind].text() if kind else t("All")
        if counts is None:
            return words
        return f"{words} ({counts.get(kind, 0) if kind else sum(counts.values())})"

    st.segmented_control(
        t(FIELD_NAMES["kinds"]),
        ["", *look.kinds],
        format_func=named,
        label_visibility="collapsed",
        **state.bind("kind", query.kinds[0] if len(query.kinds) == 1 else ""),
    )


def radius(query: Query, answer: Answer | None, twin: str = "") -> None:
    """Draw the choice of how far from the place, if a point was asked for."""
    if query.near or (answer and any(one.point for one in answer.asked.places)):
        st.selectbox(
            t("Within"),
            sorted({*RADII_KM, query.km}),
            format_func=lambda km: f"{km} km",
            filter_mode=None,
            **state.bind("km", query.km, twin=twin),
        )


def filters_set(query: Query, look: Look = MAP) -> dict[str, str]:
    """Return the filters that are set, each in words; what has a box of its own not."""
    active = active_filters(query)
    apart = ("text", "near") if look is MAP else ("text", "near", *look.shown)
    return {name: x for name, x in active.items() if name not in apart}


def filter_button(query: Query, answer: Answer | None, look: Look = MAP) -> None:
    """Draw the button that opens all filters, and says how many are set.

    While they are folded nothing is counted or sent for them.
    """
    count = len(filters_set(query, look))
    tie = state.bind("more", state.get("more") == "1", closes=False)
    # Its name has changed with the last choice in it: it stays open all the same.
    st.session_state[tie["key"]] = state.get("more") == "1"
    unfolded = st.popover(
        t("Filters ({n})", n=count) if count else t("Filters"),
        icon=":material/tune:",
        width="stretch",
        **tie,
    )
    if unfolded.open:
        with unfolded, st.container(key="filters"):
            _all_filters(query, answer, look)


def _all_filters(query: Query, answer: Answer | None, look: Look) -> None:
    """Draw every filter, and the order; first what a phone has no room for above."""
    with st.container(key="filters_of_a_phone"):
        if look is MAP:
            switches(query, answer, twin="folded")
        radius(query, answer, twin="folded")
    for row in look.folded:
        for where, field in zip(st.columns(2), row, strict=False):
            _facet(where, query, answer, field)
    first, second = st.columns(2)
    layers = cache.layers()
    first.selectbox(
        t("Kind of area"),
        list(layers),
        format_func=lambda x: layers[x].plural.text(),
        filter_mode=None,
        **state.bind("layer", query.layer, clears=("area",)),
    )
    _areas(second, query)
    order, toggles = st.columns(2, vertical_alignment="center")
    with order:
        _sorting(query)
    for field in ("open_only", "ended") if look is MAP else ():
        is_on = getattr(query, field)
        toggles.toggle(t(FIELD_NAMES[field]), **state.bind(PARAMS[field], is_on))
    with st.container(horizontal=True, key="filters_done"):
        st.button(t("Show the entries"), type="primary", on_click=_fold, key="fold")
        if answer and (active := filters_set(answer.in_full, look)):
            back = take_back(answer, *active)
            st.button(t("Clear all"), key="clear_filters", type="tertiary", **back)


def _fold() -> None:
    """Close the filters."""
    state.put(more="")


def _areas(where: DeltaGenerator, query: Query) -> None:
    """Draw the areas of the layer; those of other layers stay as they are."""
    layer = cache.layers()[query.layer]
    names = {area.code: area.label.text() for area in layer.areas.values()}
    names |= {code: area_name(code) for code in query.areas if code not in names}
    where.multiselect(
        layer.plural.text(),
        sorted(names, key=lambda code: sort_key(names[code])),
        format_func=names.__getitem__,
        placeholder=t("All Wales"),
        **state.bind(PARAMS["areas"], list(query.areas)),
    )


def area_name(code: str) -> str:
    """Return the name of an area of any layer, in the current language."""
    return label_of(cache.layers(), code).text()


def _sorting(query: Query) -> None:
    """Draw the choice of order."""
    names: Mapping[str, str] = {
        "best": t("Best match"),
        "nearest": t("Nearest first"),
        "newest": t("Newest first"),
        "name": t("By name"),
    }
    st.selectbox(
        t("Order"),
        list(names),
        format_func=names.__getitem__,
        filter_mode=None,
        **state.bind("sort", query.sort),
    )


def active_filters(query: Query) -> dict[str, str]:
    """Return the filters that are set, each in words."""
    return filters_in_words(query, cache.definitions(), cache.layers())


def take_back(answer: Answer, *fields: str) -> dict[str, Any]:
    """Return the arguments that let a button take filters back.

    The words and the place are apart afterwards, as they were understood.
    """
    gone = dict.fromkeys((PARAMS[one] for one in fields), "")
    left = answer.in_full.without(*fields)
    return put(**gone | {"q": left.text, "near": left.near})


def _shown_as_chips(answer: Answer, look: Look) -> dict[str, str]:
    """Return the filters that nothing else on the page shows, each in words.

    What stands in a box of its own is shown there, and so are the switches.
    """
    apart = answer.understood.place and not answer.query.near
    hidden = look.shown if apart else (*look.shown, "text", "near")
    active = active_filters(answer.in_full)
    return {name: words for name, words in active.items() if name not in hidden}


def chips(answer: Answer, look: Look = MAP) -> None:
    """Draw a button for each filter that nothing else shows; it takes it back."""
    active = _shown_as_chips(answer, look)
    if not active:
        return
    with st.container(horizontal=True, key="filter_chips"):
        for field, words in active.items():
            key = f"chip_{field}"
            st.button(plain(words), key=key, icon=CLOSE, **take_back(answer, field))
        if len(active) > 1:
            back = take_back(answer, *active)
            st.button(t("Clear all"), key="chip_all", type="tertiary", **back)
