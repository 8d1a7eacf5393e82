"""What a changed filter costs the server, against a plain folium map."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import folium
import geopandas as gpd
import pandas as pd
import streamlit_folium
from folium.plugins import MarkerCluster

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.geography.areas import DEGREES, load_authority_polygons
from copro_map.search.charts.interactive_map import (
    Marking,
    base_map,
    points_group,
    points_payload,
)
from copro_map.search.rules.counts import gathered
from tests.bench import synthetic
from tests.bench.measure import CPU, Job, Row, in_turns, spread, times_faster

SIZES = {500: 5, 5_000: 3}  # entries: repeats of the plain map
TARGET = 100
TARGET_SIZE = 5_000
Drawn = tuple[folium.Map, folium.FeatureGroup | None]


def plain(entries: pd.DataFrame, boundaries: gpd.GeoDataFrame) -> Drawn:
    """Return the map as the folium guide writes it."""
    chart = folium.Map(location=(52.4, -3.9), zoom_start=7)
    folium.GeoJson(boundaries).add_to(chart)
    cluster = MarkerCluster().add_to(chart)
    for entry in entries.itertuples():
        folium.Marker((entry.latitude, entry.longitude), popup=entry.name_en).add_to(
            cluster
        )
    return chart, None


def as_strings(drawn: Drawn) -> int:
    """Render once and return the length of the scripts that the browser would get."""
    chart, group = drawn
    chart.get_root().render()
    size = len(streamlit_folium._get_map_string(chart))
    if group is not None:
        size += len(streamlit_folium._get_feature_group_string(group, map=chart))
    return size


def as_component(drawn: Drawn) -> None:
    """Make the whole call of the component, but for handing it to the browser."""
    chart, group = drawn
    send = streamlit_folium._component_func
    streamlit_folium._component_func = lambda **_: None
    try:
        streamlit_folium.st_folium(
            chart,
            key="map",
            returned_objects=["last_active_drawing"],
            feature_group_to_add=group,
        )
    finally:
        streamlit_folium._component_func = send


def measure(settings: Settings) -> list[Row]:
    """Return the rows of the map, for each size and each way to render."""
    kinds = load_definitions(settings.data_dir).kinds
    polygons = load_authority_polygons(settings.boundaries_dir)
    boundaries = polygons[["geometry"]].reset_index().to_crs(DEGREES)

    def ours(entries: pd.DataFrame) -> Drawn:
        points = points_payload(gathered(entries), kinds, Marking())
        return base_map(), points_group(points)

    def theirs(entries: pd.DataFrame) -> Drawn:
        return plain(entries, boundaries)

    rows = []
    for size, repeats in SIZES.items():
        entries = synthetic.assets(settings, size)
        jobs = {}
        for render in (as_strings, as_component):
            for draw, times in ((ours, 7), (theirs, repeats)):
                _once(draw, render, entries.head(20))
                jobs[f"{draw.__name__} {render.__name__}"] = Job(
                    partial(_once, draw, render, entries), times
                )
        seconds = in_turns(jobs, CPU)
        rows += [
            _row(size, render, seconds)
            for render in (as_strings.__name__, as_component.__name__)
        ]
    return rows


def _once(
    draw: Callable[[pd.DataFrame], Drawn],
    render: Callable[[Drawn], object],
    entries: pd.DataFrame,
) -> None:
    render(draw(entries))


def _row(size: int, render: str, seconds: dict[str, list[float]]) -> Row:
    ours, theirs = seconds[f"ours {render}"], seconds[f"theirs {render}"]
    ratio = times_faster(ours, theirs)
    aimed = size == TARGET_SIZE
    how = {"as_strings": "rendered once", "as_component": "whole st_folium call"}
    return Row(
        f"Map after a changed filter, {size:,} entries, {how[render]} (CPU)",
        spread(ours),
        f"plain folium: {spread(theirs)}",
        f"{ratio:.1f} times less",
        f"at least {TARGET} times less" if aimed else "-",
        ratio >= TARGET if aimed else None,
        binding=aimed and render == "as_strings",
    )
