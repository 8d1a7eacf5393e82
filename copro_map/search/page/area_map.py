"""The map of areas on the page: a press on one leads to who is there."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from copro_map.base.i18n import t
from copro_map.drawing.templates import render
from copro_map.frame import components
from copro_map.search import cached

HERE = Path(__file__).parent


@cache
def _component() -> Any:
    css, js = ((HERE / f"area_map.{x}").read_text("utf-8") for x in ("css", "js"))
    html = str(render("search/area_map.html"))
    return st.components.v2.component("copro_map_area_map", html=html, css=css, js=js)


def area_map(to: str) -> None:
    """Draw the authorities as a map and as a list of links to who is there.

    Who goes by keyboard gets past it to the element whose id is ``to``.
    """
    _, links = cached.areas()
    only_map(to, "asset_map")
    components.show("search/area_list.html", links=links)


def only_map(to: str, page: str) -> None:
    """Draw the map without the list; its areas lead to a page (``PARAMETER``)."""
    svg, _ = cached.areas(page)
    past = t("Past the map")
    _component()(key="area_map", data={"svg": svg, "past": past, "to": to})
