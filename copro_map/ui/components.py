"""Components that pages are made of; they hide how Streamlit keeps their state."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit_folium import st_folium

from copro_map.i18n import current_language, t
from copro_map.model import Entry, Query
from copro_map.services.drawing import area_bounds
from copro_map.services.entries import find_entry, present
from copro_map.services.search import Answer, why_in_words
from copro_map.ui import cache as ui_cache
from copro_map.ui import frame, state
from copro_map.views import cards, maps
from copro_map.views.shapes import shape_svg

MAP_HEIGHT = 640
PER_PAGE = 20
HERE = Path(__file__).parent


def _open(entry_id: str) -> None:
    state.put(entry=entry_id)


def _on_map_click() -> None:
    hit = maps.clicked(st.session_state.get("map"))
    if "entry" in hit:
        _open(hit["entry"])
    elif "area" in hit:
        same = state.get("area") == hit["area"]
        state.put(area="" if same else hit["area"], entry="", page="")


def asset_map(query: Query, answer: Answer, entry_id: str) -> None:
    """Draw the map: boundaries of the layer, the entries found, what is chosen."""
    bounds = (
        area_bounds(ui_cache.settings(), query.layer, query.area)
        if query.area
        else None
    )
    marking = maps.Marking(query.area, entry_id, bounds)
    kinds = ui_cache.definitions().kinds
    streets = st.session_state.get("streets", False)
    st_folium(
        maps.base_map(ui_cache.base_payload(query.layer), streets=streets),
        key="map",
        height=MAP_HEIGHT,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=maps.points_group(
            maps.points_payload(answer.hits, kinds, marking)
        ),
        on_change=_on_map_click,
    )
    st.html(cards.legend(kinds.values()))
    st.toggle(
        t("Street map behind"),
        key="streets",
        help=t(
            "Fetches pictures from OpenStreetMap: its servers then see your address."
        ),
    )


@cache
def _list_component() -> Any:
    return st.components.v2.component(
        "copro_map_entry_list",
        html='<div id="entries"></div>',
        css=(HERE / "entry_list.css").read_text(encoding="utf-8"),
        js=(HERE / "entry_list.js").read_text(encoding="utf-8"),
    )


def address_of(entry_id: str) -> str:
    """Return the link to an entry's own page, relative to any page of the app."""
    return f"entry?{urlencode({'id': entry_id, 'lang': current_language()})}"


def _row(hit: Any, chosen: str, today: date) -> dict[str, Any]:
    entry = present(hit, ui_cache.definitions(), ui_cache.layers(), today)
    meta = [entry.kind.label.text(), entry.where, *why_in_words(hit.why)]
    return {
        "id": entry.id,
        "name": entry.name.text,
        "language": entry.name.language,
        "kind": entry.kind.id,
        "meta": " · ".join(meta),
        "chosen": entry.id == chosen,
        "address": address_of(entry.id),
    }


def entry_list(answer: Answer, chosen: str) -> None:
    """Draw the entries found as a list of links, a page at a time."""
    hits = answer.hits
    pages = max(1, -(-len(hits) // PER_PAGE))
    asked = state.get("page")
    page = min(pages, max(1, int(asked))) if asked.isdecimal() else 1
    shown = hits.iloc[(page - 1) * PER_PAGE : page * PER_PAGE]
    today = date.today()
    _list_component()(
        key="entries",
        data={
            "entries": [_row(hit, chosen, today) for hit in shown.itertuples()],
            "shapes": {
                kind.id: shape_svg(kind.shape, kind.colour)
                for kind in ui_cache.definitions().kinds.values()
            },
            "page": page,
            "pages": pages,
            "words": {
                "pages": t("Pages of the list"),
                "previous": t("Previous"),
                "next": t("Next"),
                "page": t("Page {page} of {pages}", page=page, pages=pages),
            },
        },
        on_opened_change=lambda: _open(st.session_state["entries"].opened),
        on_turned_change=lambda: state.put(page=st.session_state["entries"].turned),
    )


def entry_of(entry_id: str) -> Entry:
    """Return an entry by its id; an unknown one is an error the frame explains."""
    return find_entry(
        ui_cache.assets(),
        entry_id,
        ui_cache.definitions(),
        ui_cache.layers(),
        date.today(),
    )


def entry_beside_map(entry_id: str) -> None:
    """Draw the chosen entry, with a way to its own page and a way to close it."""
    st.html(cards.short_card(entry_of(entry_id)))
    with st.container(horizontal=True):
        frame.link(
            "pages/entry.py",
            t("Everything about it"),
            ":material/open_in_full:",
            id=entry_id,
        )
        st.button(
            t("Close"),
            icon=":material/close:",
            on_click=_open,
            args=("",),
            type="tertiary",
        )


def picture_of(entry: Entry) -> None:
    """Draw where an entry is and what it serves, as a still map."""
    point = (
        ((entry.longitude, entry.latitude, entry.kind.id),)
        if entry.longitude is not None and entry.latitude is not None
        else ()
    )
    st.html(
        ui_cache.picture(
            entry.served_codes, point, t("Map: where it is and what it serves")
        )
    )


def picture_of_all() -> None:
    """Draw every located entry on a still map of Wales."""
    located = ui_cache.assets().dropna(subset=["longitude"])
    columns = (located[name].tolist() for name in ("longitude", "latitude", "kind"))
    points = tuple(zip(*columns, strict=True))
    st.html(ui_cache.picture((), points, t("Map of Wales with every located entry")))


def chosen_entry() -> str:
    """Return the id of the opened entry, empty if none or if it does not exist."""
    entry_id = state.get("entry")
    if entry_id and entry_id not in ui_cache.assets().index:
        st.warning(
            t("The link names an entry that is not on the map. It was left out.")
        )
        return ""
    return entry_id
