"""The asset map on the page: what it draws, and what a click on it means."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from copro_map.assets.charts import interactive_map, pins
from copro_map.assets.drawing import area_bounds, gathered
from copro_map.assets.page import kept
from copro_map.assets.rules.query import Query
from copro_map.assets.search import Answer
from copro_map.base.i18n import t
from copro_map.frame import cache as ui_cache
from copro_map.frame import components, state

MAP_HEIGHT = 640


def _on_map_click() -> None:
    hit = interactive_map.clicked(st.session_state.get("map"))
    if "entry" in hit:
        state.put(entry=hit["entry"])
    elif "area" in hit:
        same = state.get("area") == hit["area"]
        state.put(area="" if same else hit["area"], entry="", page="")
    elif "box" in hit:
        state.put(box=hit["box"], entry="", page="")


def _marking(query: Query, answer: Answer, entry_id: str) -> pins.Marking:
    """Return what the map picks out: areas asked for, the open entry and its reach."""
    where, layer = ui_cache.settings(), ui_cache.layers()[query.layer]
    drawn = tuple(code for code in query.areas if code in layer.areas)
    covered: set[str] = set()
    if entry_id:
        served: Any = kept.assets().at[entry_id, "served_authorities"]
        covered = {layer.of_authority[code] for code in served}
    bounds = area_bounds(where, query.layer, drawn) if drawn else None
    if query.box:
        west, south, east, north = query.box
        bounds = ((south, west), (north, east))
    circle = _circle(answer)
    base = kept.base_address(query.layer)
    return pins.Marking(base, drawn, entry_id, bounds, tuple(sorted(covered)), circle)


def _circle(answer: Answer) -> pins.Circle | None:
    """Return the circle round the place that was asked for, if there is one."""
    place = answer.place
    if answer.asked.near is None or place is None:
        return None
    return pins.Circle(place.longitude or 0.0, place.latitude or 0.0, answer.query.km)


def asset_map(answer: Answer, entry_id: str) -> None:
    """Draw the map: boundaries of the layer, the entries found, what is chosen."""
    query = answer.query
    kinds = ui_cache.definitions().kinds
    streets = st.session_state.get("streets", False)
    st_folium(
        interactive_map.base_map(streets=streets),
        key="map",
        height=MAP_HEIGHT,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=interactive_map.points_group(
            pins.points_payload(
                gathered(answer.found.points), kinds, _marking(query, answer, entry_id)
            )
        ),
        on_change=_on_map_click,
    )
    components.show("assets/key.html", kinds=kinds.values())
    st.toggle(
        t("Street map behind"),
        key="streets",
        help=t(
            "Fetches pictures from OpenStreetMap: its servers then see your address."
        ),
    )


def phone_view() -> bool:
    """On a phone, offer list or map; say whether the map is chosen."""
    views = {"list": t("List"), "map": t("Map")}
    shown = "map" if state.get("view") == "map" else "list"
    with st.container(key="phone_view"):
        st.segmented_control(
            t("Show"),
            list(views),
            format_func=views.__getitem__,
            label_visibility="collapsed",
            **state.bind("view", shown, closes=False),
        )
    return shown == "map"


def hide_on_phone(key: str) -> None:
    """On a narrow screen, leave out the container of that key."""
    components.show("assets/hide_on_phone.html", key=key)
