"""Our own map with points that are no entries, drawn again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from copro_map.drawing.boundaries import Box
from copro_map.frame import cache
from copro_map.geography.areas import BASE_LAYER
from copro_map.search.charts import interactive_map
from copro_map.search.page.base_map import base_address
from copro_map.search.rules.counts import gathered


class Point(NamedTuple):
    """What is drawn: an id of small letters, digits and hyphens, and its name, if told.

    Degrees, EPSG:4326; ``precision`` and ``authority`` as those of an entry. One that
    ``is_off`` is drawn as what is out of date.
    """

    id: str
    kind: str
    longitude: float
    latitude: float
    precision: str
    authority: str = ""
    called: str = ""
    is_off: bool = False


@dataclass(frozen=True)
class Other:
    """How a map differs from that of entries: its kinds, its words, what is picked out.

    ``on_press`` is called with the id of a point that was pressed; without it nothing
    comes of a press.
    """

    kinds: interactive_map.Kinds | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    circle: tuple[float, float, float] | None = None
    areas: tuple[str, ...] = ()
    on_press: Callable[[str], None] | None = None


def draw_points(
    key: str,
    points: Iterable[Point],
    bounds: Box | None,
    height: int,
    other: Other = Other(),  # noqa: B008 - it is never changed
) -> None:
    """Draw a map of Wales, or of ``bounds``, with points."""
    shown = pd.DataFrame(list(points), columns=list(Point._fields)).set_index("id")
    off = shown["is_off"].map({True: "stale", False: ""})
    found = gathered(
        shown.assign(verification=off), cache.layers()[BASE_LAYER].of_authority
    )
    marking = interactive_map.Marking(
        base=base_address(BASE_LAYER),
        bounds=bounds,
        circle=other.circle,
        area_codes=other.areas,
    )
    kinds = other.kinds or cache.definitions().kinds
    payload = interactive_map.points_payload(found, kinds, marking, other.words)

    def press() -> None:
        hit = interactive_map.clicked(st.session_state.get(key))
        if other.on_press and "entry" in hit:
            other.on_press(hit["entry"])

    st_folium(
        interactive_map.base_map(),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=["last_active_drawing"] if other.on_press else [],
        feature_group_to_add=interactive_map.points_group(payload),
        on_change=press if other.on_press else None,
    )
