"""Our own map with points that are no entries yet, drawn again and again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd
from streamlit_folium import st_folium

from copro_map.drawing.boundaries import Box
from copro_map.frame import cache
from copro_map.geography.areas import BASE_LAYER
from copro_map.search.charts import interactive_map
from copro_map.search.page.base_map import base_address
from copro_map.search.rules.counts import gathered


class Point(NamedTuple):
    """What is drawn: an id of small letters, digits and hyphens, and no text of it.

    Degrees, EPSG:4326; ``precision`` and ``authority`` as those of an entry.
    """

    id: str
    kind: str
    longitude: float
    latitude: float
    precision: str
    authority: str = ""


def draw_points(
    key: str, points: Iterable[Point], bounds: Box | None, height: int
) -> None:
    """Draw a map of Wales, or of ``bounds``, with points; nothing comes of a click."""
    shown = pd.DataFrame(list(points), columns=list(Point._fields)).set_index("id")
    found = gathered(
        shown.assign(verification="", called=""),
        cache.layers()[BASE_LAYER].of_authority,
    )
    marking = interactive_map.Marking(base=base_address(BASE_LAYER), bounds=bounds)
    payload = interactive_map.points_payload(found, cache.definitions().kinds, marking)
    st_folium(
        interactive_map.base_map(),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=interactive_map.points_group(payload),
    )
