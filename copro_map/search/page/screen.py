"""How the page stands on a screen; on a phone the map has all of it, at a press."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from copro_map.base.i18n import t
from copro_map.drawing.templates import styles
from copro_map.frame import components, state
from copro_map.search.page.entry_list import sheet
from copro_map.search.page.look import MAP, Look

STYLE = Path(__file__).parent / "asset_map.css"


def dress() -> None:
    """Draw the styles of the page."""
    st.html(styles(STYLE))


def fills_screen() -> bool:
    """Say whether the map fills a phone's screen; the address says so."""
    return state.get("view") == "map"


def over_the_page(opened: str, look: Look = MAP) -> None:
    """Draw the button between list and map; over the map, the entry that is open."""
    filled = fills_screen()
    with st.container(key="map_button"):
        st.button(
            t("List") if filled else t("Map"),
            icon=":material/list:" if filled else ":material/map:",
            key="list_or_map",
            on_click=state.put,
            kwargs={"view": "" if filled else "map"},
        )
    with st.container(key="screen"):
        if filled:
            components.show("search/map_fills.html")
    with st.container(key="sheet"):
        if filled and opened:
            sheet(opened, look)
