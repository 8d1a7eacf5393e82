"""What is asked: the search box, the filters, and how many entries answer."""

from __future__ import annotations

import streamlit as st

from copro_map.core.matching import Tally
from copro_map.i18n import sort_key, t
from copro_map.model import Query
from copro_map.ui import cache as ui_cache
from copro_map.ui import state


def read_query() -> Query:
    """Return what the address asks; say so if part of it makes no sense."""
    query, ignored = state.query(ui_cache.definitions(), ui_cache.layers())
    if ignored:
        st.warning(
            t(
                "The link asks for something this map does not know: {what}. It was "
                "left out.",
                what=", ".join(ignored),
            )
        )
    return query


def filters(query: Query) -> None:
    """Draw the search box and the filters; each writes to the address."""
    layers, definitions = ui_cache.layers(), ui_cache.definitions()
    words, layer, area = st.columns([3, 2, 2], vertical_alignment="bottom")
    words.text_input(
        t("Search"),
        placeholder=t("A word, a name, a place"),
        icon=":material/search:",
        max_chars=200,
        **state.bind("q", query.text),
    )
    layer.selectbox(
        t("Boundaries"),
        list(layers),
        format_func=lambda x: layers[x].plural.text(),
        **state.bind("layer", query.layer, clears=("area",)),
    )
    chosen = layers[query.layer]
    names = {area.code: area.label.text() for area in chosen.areas.values()}
    area.selectbox(
        chosen.label.text(),
        sorted(names, key=lambda code: sort_key(names[code])),
        format_func=names.__getitem__,
        placeholder=t("All Wales"),
        **state.bind("area", query.area or None),
    )
    kinds, theme = st.columns([3, 2], vertical_alignment="bottom")
    kinds.pills(
        t("Kind"),
        list(definitions.kinds),
        selection_mode="multi",
        wrap=True,
        format_func=lambda x: definitions.kinds[x].plural.text(),
        **state.bind("kind", list(query.kinds), to_text=",".join),
    )
    themes = definitions.terms["themes"]
    theme.selectbox(
        t("Theme"),
        sorted(themes, key=lambda x: sort_key(themes[x].label.text())),
        format_func=lambda x: themes[x].label.text(),
        placeholder=t("All themes"),
        **state.bind("theme", query.theme or None),
    )


def tally_line(tally: Tally) -> None:
    """Say how many entries were found, and how many of them have no pin."""
    parts = (
        (t("Entries"), tally.total),
        (t("In a local authority"), tally.located),
        (t("All Wales"), tally.all_wales),
        (t("No location"), tally.no_location),
    )
    items = "".join(f"<li>{name}: <b>{count}</b></li>" for name, count in parts)
    st.html(f'<ul class="chips" id="tally" aria-live="polite">{items}</ul>')


def phone_view() -> bool:
    """On a phone, offer list or map; say whether the map is chosen."""
    views = {"list": t("List"), "map": t("Map")}
    shown = "map" if state.get("view") == "map" else "list"
    with st.container(key="phone_view"):
        st.segmented_control(
            t("Show"),
            list(views),
            format_func=views.__getitem__,
            label_visibility="collapsed",
            **state.bind("view", shown, keeps_entry=True),
        )
    return shown == "map"


def hide_on_phone(key: str) -> None:
    """On a narrow screen, leave out the container of that key."""
    rule = f".st-key-{key} {{ display: none; }}"
    st.html(f"<style>@media (max-width: 640px) {{ {rule} }}</style>")


def _clear(*names: str) -> None:
    state.put(**dict.fromkeys(names, ""))


def nothing_found(query: Query) -> None:
    """Say that nothing was found, and offer to take back what narrows the most."""
    st.info(t("Nothing found. Take back one of the filters:"))
    words = {
        "q": t("Search words"),
        "area": t("Area"),
        "kind": t("Kind"),
        "theme": t("Theme"),
    }
    with st.container(horizontal=True):
        for name in query.to_params():
            if name in words:
                st.button(
                    words[name], icon=":material/close:", on_click=_clear, args=(name,)
                )
