"""The asset map on the page: what it draws, and what a click on it means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from copro_map.drawing.templates import styles
from copro_map.frame import cache as ui_cache
from copro_map.frame import components, state
from copro_map.geography.areas import Layer
from copro_map.search import cached
from copro_map.search.charts import interactive_map
from copro_map.search.drawing import area_bounds
from copro_map.search.page.base_map import base_address
from copro_map.search.page.look import MAP, Look
from copro_map.search.page.pointing import streets
from copro_map.search.rules.counts import gathered
from copro_map.search.rules.query import Query
from copro_map.search.search import Answer

MAP_HEIGHT = 640
STYLE = styles(Path(__file__).with_suffix(".css"))


def _on_map_click() -> None:
    hit = interactive_map.clicked(st.session_state.get("map"))
    if "entry" in hit:
        state.put(entry=hit["entry"])
    elif "area" in hit:
        same = state.get("area") == hit["area"]
        state.put(area="" if same else hit["area"], entry="", page="")
    elif "box" in hit:
        state.put(box=hit["box"], entry="", page="")


def _home(entry_id: str, layer: Layer) -> str:
    """Return the area of an open entry that is known by its authority alone."""
    if not entry_id or cached.assets().at[entry_id, "precision"] != "area":
        return ""
    return layer.of_authority.get(str(cached.assets().at[entry_id, "authority"]), "")


def _marking(query: Query, answer: Answer, entry_id: str) -> interactive_map.Marking:
    """Return what the map picks out: areas asked for, the open entry and its reach."""
    where, layer = ui_cache.settings(), ui_cache.layers()[query.layer]
    drawn = tuple(code for code in query.areas if code in layer.areas)
    served: Any = cached.assets().at[entry_id, "served_authorities"] if entry_id else ()
    covered = {layer.of_authority[code] for code in served}
    home = _home(entry_id, layer)
    bounds = area_bounds(where, query.layer, drawn) if drawn else None
    if query.box:
        west, south, east, north = query.box
        bounds = ((south, west), (north, east))
    place, circle = answer.place, None
    if place and place.status == "found" and place.precision != "area":
        circle = (place.longitude or 0.0, place.latitude or 0.0, query.km)
    return interactive_map.Marking(
        base=base_address(query.layer),
        area_codes=drawn,
        entry_id=entry_id,
        bounds=bounds,
        covered=tuple(sorted(covered)),
        circle=circle,
        home=home,
    )


def asset_map(answer: Answer, entry_id: str, look: Look = MAP) -> None:
    """Draw the map: boundaries of the layer, the entries found, what is chosen."""
    query, points = answer.query, answer.found.points
    kinds = ui_cache.definitions().kinds
    found = gathered(points, ui_cache.layers()[query.layer].of_authority)
    st.html(STYLE)
    components.show("search/past_map.html")
    st_folium(
        interactive_map.base_map(streets=st.session_state.get("streets", False)),
        key="map",
        height=MAP_HEIGHT,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=interactive_map.points_group(
            interactive_map.points_payload(
                found, kinds, _marking(query, answer, entry_id)
            )
        ),
        on_change=_on_map_click,
    )
    components.show(
        "search/behind_map.html",
        kinds=[kinds[one] for one in look.kinds or kinds],
        stale=bool((points["verification"] == "stale").any()),
        vague=bool(found.somewhere),
    )
    streets("streets")
