"""On the page of progress: where the records that count are based, map and table."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import cache, state
from copro_map.geography.areas import first_layer
from copro_map.indicators.face import Progress
from copro_map.indicators.page import progress as progress_page
from copro_map.report.area_map import counted, map_by_area
from copro_map.search import cached


def by_area(progress: Progress) -> None:
    """Draw the table of all, then the map of the indicator that is asked for."""
    progress_page.by_area(progress)
    known = counted(progress)
    if not known:
        return
    layers, layer = cache.layers(), state.get("layer")
    chosen = layer if layer in layers else first_layer(layers).id
    asked = state.get("of")
    code = asked if asked in known else next(iter(known))
    st.segmented_control(
        t("Indicator on the map"),
        list(known),
        format_func=lambda x: known[x].indicator.short.text(),
        required=True,
        **state.bind("of", code, closes=False),
    )
    with st.container(key="map_by_area"):
        st.html(map_by_area(progress, code, cached.assets(), layers[chosen]))
