"""The page of areas before one is chosen: a box, a map to press, every area by name."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from copro_map.areas.cards import STYLES, area_address
from copro_map.base.i18n import sort_key, t
from copro_map.base.names import BASE_LAYER
from copro_map.coverage import cached
from copro_map.coverage.face import Ask
from copro_map.drawing.templates import styles
from copro_map.frame import cache, components, state
from copro_map.search.page.area_box import area_box
from copro_map.search.page.area_map import only_map

NAMES = "area-names"  # the id of what follows the map
Listed = tuple[str, str, int]


def _areas(layer_id: str) -> list[Listed]:
    """Return the areas of a layer by name, each with its address and its entries."""
    entries = cached.coverage(Ask(layer_id)).table["entries"]
    named = cache.layers()[layer_id].areas.items()
    found = [
        (area.label.text(), area_address(code), int(entries[code]))
        for code, area in named
    ]
    return sorted(found, key=lambda one: sort_key(one[0]))


def _kinds(layer_id: str) -> Iterator[tuple[str, list[Listed], bool]]:
    for one, layer in cache.layers().items():
        yield layer.plural.text(), _areas(one), one == layer_id


def landing() -> None:
    """Draw the box beside the map, and below the box every area of every layer."""
    st.html(styles(*STYLES))
    words, picture = st.columns([3, 2], gap="large")
    with words:
        st.title(t("Areas"), anchor=False)
        components.lead(
            t("What is there, what is missing, and a brief for your next meeting.")
        )
        area_box(
            "area",
            t("Your town, postcode or organisation"),
            t("Such as SY23, Caerphilly or GAVO"),
            BASE_LAYER,
        )
        kinds = list(_kinds(state.get("layer")))
        components.show("areas/listed.html", kinds=kinds, id=NAMES)
    with picture:
        only_map(NAMES, "area")
        components.paragraph(
            t("Press an area. The darker it is, the more entries are based there."),
            "muted",
        )
