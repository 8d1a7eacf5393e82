"""The page as the guides write it: a text filter, a marker for each entry, a cluster.

Run by Streamlit. Leaflet comes from the app's own folder, so that the page works
without a network; nothing else differs from the guides of folium and st_folium.
"""

from __future__ import annotations

import folium
import pandas as pd
import streamlit as st
from folium.plugins import MarkerCluster
from streamlit_folium import st_folium

from copro_map.config import load_settings
from copro_map.store.connection import reading
from copro_map.store.search import public_assets
from copro_map.views.maps import LIB, OwnMap


class NaiveMap(OwnMap):
    """A map with what folium's popups need besides: a ``$`` that parses HTML."""

    default_js = [*OwnMap.default_js, ("dollar", f"{LIB}/dollar.js")]


@st.cache_data
def entries() -> pd.DataFrame:
    """Return every entry of the database."""
    with reading(load_settings().database) as database:
        return public_assets(database)


def found(assets: pd.DataFrame, text: str) -> pd.DataFrame:
    """Return the entries with a place that have the text in name, words or themes."""
    words = assets["name_en"] + " " + assets["description_en"]
    words += " " + assets["themes"].map(" ".join)
    has_text = words.str.contains(text, case=False, regex=False)
    return assets[has_text & assets["longitude"].notna()]


def draw(located: pd.DataFrame) -> folium.Map:
    """Return the map: one marker with a popup for each entry."""
    # Street tiles would come from another origin; without them clusters need max_zoom.
    chart = NaiveMap(location=(52.4, -3.9), zoom_start=7, tiles=None)
    chart.options |= {"max_zoom": 18}
    cluster = MarkerCluster()
    cluster.default_js, cluster.default_css = [], []  # the map has them
    cluster.add_to(chart)
    for entry in located.itertuples():
        folium.Marker((entry.latitude, entry.longitude), popup=entry.name_en).add_to(
            cluster
        )
    return chart


def page() -> None:
    """Draw the page."""
    st.title("Asset map")
    text = st.text_input("Search", value=st.query_params.get("q", ""))
    located = found(entries(), text)
    st.write(f"Entries: {len(located)}")
    st_folium(draw(located), height=640, use_container_width=True)


if __name__ == "__main__":
    page()
