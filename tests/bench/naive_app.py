"""The page as the guides write it: a text filter, a marker for each entry, a cluster.

Run by Streamlit. Shows what our map shows: the boundaries, and for each entry its
place, its name, and its kind by shape and colour. Leaflet comes from the app's own
folder, so that the page works without a network; nothing else differs from the guides
of folium and st_folium.
"""

from __future__ import annotations

import folium
import geopandas as gpd
import pandas as pd
import streamlit as st
from folium.plugins import MarkerCluster
from streamlit_folium import st_folium

from copro_map.assets.store.entries import public_assets
from copro_map.base.config import load_settings
from copro_map.base.definitions import load_definitions
from copro_map.base.store.connection import reading
from copro_map.drawing.shapes import shape_svg
from copro_map.geography.areas import DEGREES, load_authority_polygons
from copro_map.search.charts.interactive_map import LIB, OwnMap


class NaiveMap(OwnMap):
    """A map with what folium's popups need besides: a ``$`` that parses HTML."""

    default_js = [*OwnMap.default_js, ("dollar", f"{LIB}/dollar.js")]


@st.cache_data
def entries() -> pd.DataFrame:
    """Return every entry of the database."""
    with reading(load_settings().database) as database:
        return public_assets(database)


@st.cache_data
def boundaries() -> gpd.GeoDataFrame:
    """Return the authorities' outlines; EPSG:4326."""
    polygons = load_authority_polygons(load_settings().boundaries_dir)
    return polygons[["geometry"]].reset_index().to_crs(DEGREES)


@st.cache_data
def icons() -> dict[str, str]:
    """Return the picture of each kind: its shape in its colour."""
    kinds = load_definitions(load_settings().data_dir).kinds
    return {name: shape_svg(kind.shape, kind.colour) for name, kind in kinds.items()}


def found(assets: pd.DataFrame, text: str) -> pd.DataFrame:
    """Return the entries with a place that have the text in name, words or themes."""
    words = assets["name_en"] + " " + assets["description_en"]
    words += " " + assets["themes"].map(" ".join)
    has_text = words.str.contains(text, case=False, regex=False)
    return assets[has_text & assets["longitude"].notna()]


def ask() -> pd.DataFrame:
    """Draw the title and the search box; return the entries that are found."""
    st.title("Asset map")
    text = st.text_input("Search", value=st.query_params.get("q", ""))
    located = found(entries(), text)
    st.write(f"Entries: {len(located)}")
    return located


def empty_map() -> tuple[folium.Map, MarkerCluster]:
    """Return a map and the cluster in it."""
    # Street tiles would come from another origin; without them clusters need max_zoom.
    chart = NaiveMap(location=(52.4, -3.9), zoom_start=7, tiles=None)
    chart.options |= {"max_zoom": 18}
    cluster = MarkerCluster()
    cluster.default_js, cluster.default_css = [], []  # the map has them
    return chart, cluster.add_to(chart)


def draw(located: pd.DataFrame) -> folium.Map:
    """Return the map: outlines; for each entry a marker with name, popup and icon."""
    chart, cluster = empty_map()
    folium.GeoJson(boundaries()).add_to(chart)
    pictures = icons()
    for entry in located.itertuples():
        folium.Marker(
            (entry.latitude, entry.longitude),
            popup=entry.name_en,
            tooltip=entry.name_en,
            icon=folium.DivIcon(
                html=pictures[entry.kind], icon_size=(24, 24), class_name="entry-icon"
            ),
        ).add_to(cluster)
    return chart


def draw_bare(located: pd.DataFrame) -> folium.Map:
    """Return less than our map draws: a marker with a popup for each entry."""
    chart, cluster = empty_map()
    for entry in located.itertuples():
        folium.Marker((entry.latitude, entry.longitude), popup=entry.name_en).add_to(
            cluster
        )
    return chart


def show(chart: folium.Map) -> None:
    """Draw a map as the guides do."""
    st_folium(chart, height=640, use_container_width=True)


if __name__ == "__main__":
    show(draw(ask()))
