"""A map of areas on a page, each area a link; its key below it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from copro_map.base.i18n import current_language
from copro_map.coverage.pictures import Picture
from copro_map.drawing.legend import legend_html

HERE = Path(__file__).parent


def area_address(area_code: str) -> str:
    """Return the link to an area's own page, relative to any page of the app."""
    return f"area?{urlencode({'code': area_code, 'lang': current_language()})}"


@cache
def _component() -> Any:
    css, js = ((HERE / f"areas_map.{x}").read_text("utf-8") for x in ("css", "js"))
    return st.components.v2.component(
        "copro_map_areas", html='<div class="areas"></div>', css=css, js=js
    )


def draw_map(drawn: Picture, key: str) -> None:
    """Draw a map with its key below; ``key`` names it among others of the page.

    Its room is kept from the beginning, so that nothing moves when it comes.
    """
    maps = drawn.maps
    with st.container(key=f"map_of_{'two' if maps.near else 'one'}_{key}"):
        _component()(key=key, data={"whole": maps.whole, "near": maps.near})
    st.html(legend_html(drawn.legend))
