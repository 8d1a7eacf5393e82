"""A box for a town, a postcode or a council, which leads to the page of its area."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import current_language, t
from copro_map.frame import cache, components, state
from copro_map.geography.gazetteer import label_of
from copro_map.geography.whose_area import OfPlace, area_of
from copro_map.search.headings import shown_name, whole_name
from copro_map.search.page.search_box import led_to, search_box


def taken_later(_text: str) -> None:
    """Take what is asked once the page is drawn: it then goes elsewhere."""


def area_box(key: str, label: str, hint: str, layer_id: str = "") -> None:
    """Draw the box; what is not known, or is several areas, is said below it.

    A place leads to its area of the layer, or of the one that is shown first; the name
    of an area, or its initials, to itself.
    """
    where = f"{key}_where"  # of the session: a suggestion that was taken

    def take(address: str) -> None:
        _, params = led_to(address) or ("", {})
        st.session_state[where] = params.get("area") or params.get("near", "")

    asked = search_box(
        key,
        label=label,
        placeholder=hint,
        value="",
        on_asked=taken_later,
        on_taken=take,
        places_only=True,
    )
    taken = st.session_state.pop(where, "")
    if asked or taken:
        _lead(asked or taken, layer_id)


def _lead(asked: str, layer_id: str) -> None:
    """Go to the page of an area, or say what is not clear."""
    found = area_of(cache.settings(), asked, layer_id)
    if found.code:
        to = {"code": found.code, state.LANGUAGE: current_language()}
        st.switch_page("pages/area.py", query_params=to)
    _said(asked, found, layer_id)


def _said(asked: str, found: OfPlace, layer_id: str) -> None:
    """Say that a place is not known, or which ones may be meant, each as a link."""
    layers, settings = cache.layers(), cache.settings()
    links = {label_of(layers, code).text(): code for code in found.areas}
    links |= {
        shown_name(one, layers): area_of(
            settings, whole_name(one, layers), layer_id
        ).code
        for one in found.candidates
    }
    told = t("{place}: not known. Name a town, a postcode or a council.", place=asked)
    if any(links.values()):
        told = t("{place}: which one do you mean?", place=asked)
    components.show("search/which_area.html", told=told, links=links)
