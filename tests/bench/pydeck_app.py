"""The page drawn by deck.gl: the same text filter, a dot in its kind's colour each.

Run by Streamlit. No street map under it, so that nothing comes from another origin.
Dots cannot tell kinds apart by shape, and nothing is gathered into clusters.
"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pydeck
import streamlit as st

from copro_map.base.config import load_settings
from copro_map.base.definitions import load_definitions
from tests.bench.naive_app import ask, boundaries

AREA = {"filled": True, "stroked": True, "line_width_min_pixels": 1}
DOT = {"radius_min_pixels": 6, "radius_max_pixels": 6, "pickable": True}


def draw(located: pd.DataFrame, areas: gpd.GeoDataFrame) -> pydeck.Deck:
    """Return the map: the areas, and a dot with its name for each entry."""
    kinds = load_definitions(load_settings().data_dir).kinds
    colours = {
        name: list(bytes.fromhex(kind.colour[1:])) for name, kind in kinds.items()
    }
    dots = located[["longitude", "latitude", "name_en"]].assign(
        colour=located["kind"].map(colours)
    )
    return pydeck.Deck(
        [
            pydeck.Layer(
                "GeoJsonLayer",
                areas.__geo_interface__,
                get_fill_color=[243, 239, 230],
                get_line_color=[91, 86, 76],
                **AREA,
            ),
            pydeck.Layer(
                "ScatterplotLayer",
                dots,
                get_position=["longitude", "latitude"],
                get_fill_color="colour",
                **DOT,
            ),
        ],
        initial_view_state=pydeck.ViewState(latitude=52.4, longitude=-3.9, zoom=6.5),
        map_provider=None,
        tooltip={"text": "{name_en}"},
    )


if __name__ == "__main__":
    st.pydeck_chart(draw(ask(), boundaries()), height=640)
