"""Our own map, for somebody to say where an entry is: by a click, or by its middle.

The middle is in a cross; arrow keys move the map under it, once it has the focus. What
is marked is a text, "52.24, -4.26", as somebody could type it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from copro_map.base.i18n import t
from copro_map.drawing.boundaries import Box
from copro_map.frame import cache
from copro_map.geography.areas import BASE_LAYER
from copro_map.search.charts import interactive_map
from copro_map.search.drawing import area_bounds, authorities_of
from copro_map.search.page.base_map import base_address
from copro_map.search.rules.counts import gathered

HEIGHT = 360  # pixels
DIGITS = 5  # of a degree: about a metre
ABOUT = 0.02  # degrees of latitude, about 2 km: what is shown around a place

Take = Callable[[str], None]


@dataclass(frozen=True)
class Pin:
    """What is drawn of an entry: its symbol, and where it stands if it does.

    ``id`` is empty of one that is not on the map yet; ``name`` is what is read of it
    beside its kind. Degrees, EPSG:4326.
    """

    id: str
    kind: str
    longitude: float = math.nan
    latitude: float = math.nan
    name: str = ""


def _drawn(pins: Sequence[Pin]) -> pd.DataFrame:
    """Return pins that have a place as the map takes entries."""
    return pd.DataFrame(
        {
            "kind": [one.kind for one in pins],
            "longitude": [one.longitude for one in pins],
            "latitude": [one.latitude for one in pins],
            "called": [one.name for one in pins],
            "precision": "marked",
            "verification": "",
            "authority": "",
        },
        index=[one.id for one in pins],
    ).dropna(subset=["longitude"])


def around(longitude: float, latitude: float) -> Box:
    """Return the box of some kilometres about a point, both in degrees.

    Examples
    --------
    >>> around(-4.0, 52.0)
    ((51.98, -4.04), (52.02, -3.96))
    """
    south, north = latitude - ABOUT, latitude + ABOUT
    west, east = longitude - 2 * ABOUT, longitude + 2 * ABOUT
    return (
        (round(south, DIGITS), round(west, DIGITS)),
        (round(north, DIGITS), round(east, DIGITS)),
    )


def box_of(codes: tuple[str, ...]) -> Box | None:
    """Return the box round areas of any layers; None if there are none."""
    wanted = tuple(sorted(authorities_of(cache.settings(), codes)))
    return area_bounds(cache.settings(), BASE_LAYER, wanted) if wanted else None


def _marked(key: str, what: str) -> str:
    """Return what the map says of a click or of its middle, as a text; maybe empty."""
    told = (st.session_state.get(key) or {}).get(what)
    if not told:
        return ""
    return f"{round(told['lat'], DIGITS)}, {round(told['lng'], DIGITS)}"


def _moved(key: str, take: Take) -> None:
    """Take a click; the map tells of its middle too, so each one is taken once."""
    click = _marked(key, "last_clicked")
    if click and click != st.session_state.get(f"{key}_click"):
        st.session_state[f"{key}_click"] = click
        take(click)


def _take_middle(key: str, take: Take) -> None:
    if point := _marked(key, "center"):
        st.session_state[f"{key}_click"] = point
        take(point)


def _shown(key: str, box: Box | None, now: str) -> Box | None:
    """Return what the map goes to: somewhere else only if that was not said on it."""
    name = f"{key}_shown"
    if name not in st.session_state or now != st.session_state.get(f"{key}_click"):
        st.session_state[name] = box
    found: Box | None = st.session_state[name]
    return found


def draw_map(key: str, pin: Pin, box: Box | None, now: str, take: Take) -> None:
    """Draw the map with a pin; ``take`` is given each point that is clicked.

    It goes to ``box``, unless the point that holds ``now`` was taken from it.
    """
    marking = interactive_map.Marking(
        base=base_address(BASE_LAYER),
        entry_id=pin.id,
        bounds=_shown(key, box, now),
        aims=True,
    )
    kinds = cache.definitions().kinds
    payload = interactive_map.points_payload(gathered(_drawn([pin])), kinds, marking)
    st_folium(
        interactive_map.base_map(streets=st.session_state.get(f"{key}_streets", False)),
        key=key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_clicked", "center"],
        feature_group_to_add=interactive_map.points_group(payload),
        on_change=partial(_moved, key, take),
    )
    streets(f"{key}_streets")


def draw_pins(key: str, pins: Sequence[Pin]) -> None:
    """Draw the map with some pins, to look at: the part of it in which they all are."""
    corners = [around(one.longitude, one.latitude) for one in pins]
    (souths, wests), (norths, easts) = (
        zip(*(box[n] for box in corners), strict=True) for n in (0, 1)
    )
    marking = interactive_map.Marking(
        base=base_address(BASE_LAYER),
        entry_id=pins[-1].id,
        bounds=((min(souths), min(wests)), (max(norths), max(easts))),
    )
    kinds = cache.definitions().kinds
    payload = interactive_map.points_payload(gathered(_drawn(pins)), kinds, marking)
    st_folium(
        interactive_map.base_map(streets=st.session_state.get(f"{key}_streets", False)),
        key=key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=interactive_map.points_group(payload),
    )
    streets(f"{key}_streets")


def streets(key: str) -> None:
    """Offer to draw the streets behind a map; it is drawn by the state of ``key``."""
    st.toggle(
        t("Show streets"),
        key=key,
        help=t(
            "Fetches pictures from OpenStreetMap: its servers then see your address."
        ),
    )


def middle_button(key: str, take: Take) -> None:
    """Offer the middle of the map: the way for whoever has no mouse."""
    st.button(
        t("Use the middle of the map"),
        icon=":material/my_location:",
        key=f"{key}_middle",
        on_click=partial(_take_middle, key, take),
        help=t("Arrow keys move the map, once it was clicked or reached by Tab."),
    )
