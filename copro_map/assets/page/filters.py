"""What is asked: the search box, the place, the filters, and how to take them back."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from copro_map.assets.rules import query as queries
from copro_map.assets.rules.query import PARAMS, Query
from copro_map.assets.search import (
    Answer,
    facet_labels,
    query_choices,
    split_known_place,
)
from copro_map.base.i18n import N_, Label, sort_key, t
from copro_map.drawing.templates import render
from copro_map.frame import cache, components, state
from copro_map.geography.gazetteer import label_of
from copro_map.geography.locate import Located

FACET_ROWS = (("themes", "sectors"), ("types", "stages"), ("checked", "languages"))
RADII_KM = (5, 10, 20, 50, 100)
# Sentences about the parameters, in the order in which the page shows them.
FIELD_NAMES = {
    "text": N_("Search words"),
    "near": N_("Near"),
    "areas": N_("Area"),
    "kinds": N_("Kind"),
    "themes": N_("Theme"),
    "sectors": N_("Sector"),
    "types": N_("Type of practitioner"),
    "stages": N_("Shared with citizens"),
    "checked": N_("Checked"),
    "languages": N_("Written in"),
    "open_only": N_("Open now"),
    "box": N_("Part of the map"),
}


def read_query() -> Query:
    """Return what the address asks; say so if part of it makes no sense."""
    known = query_choices(cache.definitions(), cache.layers())
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


def words_and_place(query: Query) -> None:
    """Draw the two boxes that most visitors need: what, and where."""
    words, place, radius = st.columns([4, 3, 1.4], vertical_alignment="bottom")
    text_box = state.bind(PARAMS["text"], query.text)
    words.text_input(
        t("Search"),
        placeholder=t("A word, a name, a theme"),
        icon=":material/search:",
        max_chars=200,
        key=text_box["key"],
        on_change=_read_words,
    )
    place.selectbox(
        t("Near"),
        cache.place_names(),
        accept_new_options=True,
        placeholder=t("A town, a postcode, an area"),
        **state.bind("near", query.near or None),
    )
    if query.near:
        radius.selectbox(
            t("Within"),
            sorted({*RADII_KM, query.km}),
            format_func=lambda km: f"{km} km",
            **state.bind("km", query.km),
        )


def _read_words() -> None:
    """Write the words to the address, and the place that they name."""
    typed = st.session_state["widget_q"]
    words, place = split_known_place(cache.settings(), typed)
    state.put(q=words, entry="", page="", **({"near": place} if place else {}))


def _facet(
    where: st.delta_generator.DeltaGenerator, answer: Answer, field: str
) -> None:
    """Draw one facet; each value says how many entries it would leave."""
    names, counts = choices(field), answer.facets.get(field, {})
    chosen = list(getattr(answer.query, field))
    shown = [value for value in names if value in counts or value in chosen]
    where.multiselect(
        t(FIELD_NAMES[field]),
        sorted(shown, key=lambda value: sort_key(names[value].text())),
        format_func=lambda value: f"{names[value].text()} ({counts.get(value, 0)})",
        placeholder=t("Any"),
        **state.bind(PARAMS[field], chosen),
    )


def kinds(answer: Answer) -> None:
    """Draw the kinds of entry as a row of switches, with their counts."""
    names, counts = choices("kinds"), answer.kinds
    st.pills(
        t("Kind"),
        list(names),
        selection_mode="multi",
        wrap=True,
        format_func=lambda value: f"{names[value].text()} ({counts.get(value, 0)})",
        **state.bind(PARAMS["kinds"], list(answer.query.kinds)),
    )


def more_filters(answer: Answer) -> None:
    """Draw the rest of the filters, folded away until they are wanted.

    While they are folded nothing is counted or sent for them.
    """
    query, layers = answer.query, cache.layers()
    is_open = state.bind("more", state.get("more") == "1", closes=False)
    unfolded = st.expander(t("More filters"), icon=":material/tune:", **is_open)
    if not unfolded.open:
        return
    with unfolded:
        first, second = st.columns(2)
        first.selectbox(
            t("Boundaries"),
            list(layers),
            format_func=lambda x: layers[x].plural.text(),
            **state.bind("layer", query.layer, clears=("area",)),
        )
        _areas(second, query)
        for row in FACET_ROWS:
            for where, field in zip(st.columns(2), row, strict=True):
                _facet(where, answer, field)
        st.toggle(t("Open now"), **state.bind(PARAMS["open_only"], query.open_only))


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


def plain(text: str) -> str:
    r"""Return text that Markdown leaves as it is.

    Examples
    --------
    >>> plain("a *b* [c](d)")
    'a \\*b\\* \\[c\\]\\(d\\)'
    """
    return "".join(f"\\{c}" if c in "\\`*_{}[]()<>#+-.!|~$:&@/" else c for c in text)


def about_words(answer: Answer) -> None:
    """If no entry has the words, offer the nearest spelling that some have."""
    if answer.meant:
        with st.container(horizontal=True, vertical_alignment="center"):
            meant = render("drawing/paragraph.html", text=t("Did you mean:"), style="")
            st.html(meant, width="content")
            st.button(
                plain(answer.meant),
                key="did_you_mean",
                on_click=state.put,
                kwargs={"q": answer.meant, "entry": "", "page": ""},
            )


def about_place(place: Located | None) -> None:
    """Say what became of the place that was asked for, and ask which one is meant."""
    if place is None or place.status == "found":
        return
    said = {
        "outside_wales": t(
            "This place is outside Wales. The search went on without it."
        ),
        "unknown": t(
            "This place is not known. Check the spelling, or try a town nearby."
        ),
        "ambiguous": t("There are several places of this name. Which one do you mean?"),
    }[place.status]
    st.warning(said)
    with st.container(horizontal=True):
        for number, candidate in enumerate(place.candidates):
            area = area_name(candidate.authority) if candidate.authority else ""
            name = candidate.name.text()
            whole = f"{name}, {area}" if area and area != name else name
            whole = f"{name}, {area}" if place.status == "ambiguous" else whole
            st.button(
                plain(whole),
                key=f"place_{number}",
                on_click=state.put,
                kwargs={"near": whole, "entry": "", "page": ""},
            )


def tally_line(answer: Answer) -> None:
    """Say how many entries were found, and how many of them have no pin."""
    tally = answer.tally
    counts = (
        (t("Entries"), tally.total),
        (t("In a local authority"), tally.located),
        (t("All Wales"), tally.all_wales),
        (t("No location"), tally.no_location),
    )
    components.show("drawing/chips.html", id="tally", counts=counts, live=True)


def sorting(query: Query) -> None:
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
        **state.bind("sort", query.sort),
    )
