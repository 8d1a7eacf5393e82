"""The interactive map: boundaries as a file the browser keeps, points as they change.

No entry's text is ever code of a folium object. Boundaries and their names are trusted
data of this project, fetched by address; points travel as ids, numbers and names in one
escaped text (``drawing.embed``), and the browser sets names as attributes only; a click
answers with an id, and Streamlit shows the entry beside the map.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import folium
import numpy as np
import pandas as pd
from branca.element import MacroElement
from folium.template import Template

from copro_map.base.definitions import Kind
from copro_map.base.i18n import t
from copro_map.drawing.boundaries import Box, latitude_longitude, to_folium
from copro_map.drawing.embed import script_json
from copro_map.drawing.shapes import shape_svg
from copro_map.search.rules.counts import Gathered

Kinds = Mapping[str, Kind]
LIB = "../../app/static/lib"
MAX_ZOOM = 16
STREETS_URL = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
STREETS_CREDIT = "© OpenStreetMap contributors"


class OwnMap(folium.Map):
    """A folium map whose scripts and styles all come from the app's own origin."""

    default_js = [
        # First, for it tells the browser at once which others will be wanted.
        ("copro_map", f"{LIB}/copro_map.js"),
        ("leaflet", f"{LIB}/leaflet/leaflet.js"),
        ("markercluster", f"{LIB}/markercluster/leaflet.markercluster.js"),
        ("map_names", f"{LIB}/map_names.js"),
        ("map_ways", f"{LIB}/map_ways.js"),
        ("map_keys", f"{LIB}/map_keys.js"),
    ]
    default_css = [
        ("leaflet_css", f"{LIB}/leaflet/leaflet.css"),
        ("markercluster_css", f"{LIB}/markercluster/MarkerCluster.css"),
        ("copro_map_css", f"{LIB}/copro_map.css"),
    ]


class _Drawing(MacroElement):
    """One call of a function of ``copro_map.js``, with a prepared payload or none."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "coproMap.{{ this.function }}("
        "{{ this._parent.get_name() }}, {{ this.payload }});"
        "{% endmacro %}"
    )

    def __init__(self, function: str, payload: str = "null") -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca has no types
        self._name = "Drawing"
        self.function = function
        self.payload = payload

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002 - branca's signature
        """Return nothing: branca would compile the finished script as a template.

        st_folium asks the template for the script itself and never uses that copy.
        """
        return ""


def base_map(*, streets: bool = False) -> folium.Map:
    """Return an empty map; street tiles only if they were asked for.

    It is the same for every layer and language, so the browser never loads it again:
    the changing part names the boundaries to draw.
    """
    chart = OwnMap(
        tiles=None,
        zoom_control=True,
        zoom_snap=0.25,
        location=(52.4, -3.9),
        zoom_start=7,
    )
    # Without tiles folium drops these two, and clusters need them.
    chart.options |= {"max_zoom": MAX_ZOOM, "min_zoom": 6}
    if streets:
        folium.TileLayer(STREETS_URL, attr=STREETS_CREDIT, max_zoom=MAX_ZOOM).add_to(
            chart
        )
    chart.add_child(_Drawing("begin"))
    return chart


def points_group(payload: str) -> folium.FeatureGroup:
    """Return the changing part as a group that st_folium swaps without a redraw."""
    group = folium.FeatureGroup(control=False)
    group.add_child(_Drawing("drawPoints", payload))
    return group


def clicked(answer: Mapping[str, Any] | None) -> dict[str, str]:
    """Return what a click on the map hit: ``{"entry": id}`` or ``{"area": code}``.

    Examples
    --------
    >>> clicked({"last_active_drawing": {"properties": {"area": "W06000008", "n": 3}}})
    {'area': 'W06000008'}
    >>> clicked(None)
    {}
    """
    drawing = (answer or {}).get("last_active_drawing") or {}
    hit = drawing.get("properties") or {}
    return {key: str(hit[key]) for key in ("entry", "area", "box") if hit.get(key)}


@dataclass(frozen=True)
class Marking:
    """What is picked out: areas, an entry, the box to show, what the entry serves.

    ``base`` is the address of the boundaries, relative to the map's own frame; ``home``
    the area of an entry that is known by its authority alone; ``circle`` a place that
    was asked for, longitude and latitude (EPSG:4326), and the radius round it in km;
    ``aims`` shows the middle of the map, in a cross.
    """

    base: str = ""
    area_codes: tuple[str, ...] = ()
    entry_id: str = ""
    bounds: Box | None = None
    covered: tuple[str, ...] = ()
    circle: tuple[float, float, float] | None = None
    aims: bool = False
    home: str = ""


def _circle(longitude: float, latitude: float, km: float) -> list[float]:
    """Return a circle as Leaflet takes it: the middle, and the radius in metres."""
    ((y, x),) = to_folium(np.array([[longitude, latitude]])).tolist()
    return [y, x, km * 1000]


def _pins(located: pd.DataFrame, kinds: Kinds) -> list[Any]:
    """Return a row for each pin: id, place, number of its kind, is it old, name."""
    return list(
        zip(
            located.index,
            latitude_longitude(located),
            located["kind"].map(list(kinds).index).tolist(),
            (located["verification"] == "stale").astype(int).tolist(),
            located["called"].tolist(),
            strict=True,
        )
    )


def _each(counts: Mapping[str, int], kinds: Kinds) -> list[int]:
    """Return how many there are of each kind, in the order of the kinds."""
    return [counts.get(kind, 0) for kind in kinds]


def _cells(cells: pd.DataFrame, kinds: Kinds) -> list[Any]:
    """Return a row for each cell: place, number of each kind, its box as text."""
    boxes = cells[["west", "south", "east", "north"]].astype(float)
    texts = (",".join(f"{x:.5f}" for x in box) for box in boxes.itertuples(index=False))
    counts = [_each(one, kinds) for one in cells["kinds"]]
    return list(zip(latitude_longitude(cells), counts, texts, strict=True))


def _words() -> dict[str, Any]:
    """Return what the map says, in the current language."""
    return {
        "map": t("Map of the entries"),
        "areas": t("Areas"),
        "entries": t("Entries"),
        "how": t(
            "Tab leads to the areas, then to the entries. Arrow keys lead from one to "
            "the next, a letter to the next name that begins with it, Home and End to "
            "the first and the last. Enter opens."
        ),
        "inView": t("In view: {n}"),
        "many": t("Entries: {n}"),
        "here": t("Based here: {n}"),
        "somewhere": t("Somewhere in {area}: {n}"),
        "stale": t("Out of date"),
        "zoom": {"in": t("Zoom in"), "out": t("Zoom out")},
        "twoFingers": t("Two fingers move the map"),
        "ctrlWheel": t("Ctrl and the wheel zoom the map"),
        "lost": t("The map did not come. Load the page again."),
    }


def points_payload(
    gathered: Gathered,
    kinds: Kinds,
    marking: Marking,
    words: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the changing part: pins with their names, counts for cells and areas.

    ``gathered`` holds the located entries (index ``id``; ``kind``, ``longitude``,
    ``latitude`` in EPSG:4326, ``verification``, ``called``), cells that stand for many,
    and areas with entries that have no place. Ids hold only small letters, digits and
    hyphens (checked on import); names may hold anything. ``words`` are said instead of
    those of entries.
    """
    styles = [
        {
            "label": kind.label.text(),
            "plural": kind.plural.text(),
            "colour": kind.colour,
            "full": shape_svg(kind.shape, kind.colour),
        }
        for kind in kinds.values()
    ]
    return script_json(
        {
            "points": _pins(gathered.alone, kinds),
            "cells": _cells(gathered.cells, kinds),
            "somewhere": [
                (one.area, _each(one.kinds, kinds), one.ids)
                for one in gathered.somewhere
            ],
            "here": gathered.here,
            "kinds": styles,
            "areas": marking.area_codes,
            "home": marking.home,
            "covered": marking.covered,
            "circle": marking.circle and _circle(*marking.circle),
            "base": marking.base,
            "words": {**_words(), **words},
            "entry": marking.entry_id,
            "bounds": marking.bounds,
            "aims": marking.aims,
        }
    )
