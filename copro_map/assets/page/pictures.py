"""Still maps: of one entry, and of all of them."""

from __future__ import annotations

import streamlit as st

from copro_map.assets.charts.entry import Entry
from copro_map.assets.page import kept
from copro_map.base.i18n import t


def picture_of(entry: Entry) -> None:
    """Draw where an entry is and what it serves, as a still map."""
    point = (
        ((entry.longitude, entry.latitude, entry.kind.id),)
        if entry.longitude is not None and entry.latitude is not None
        else ()
    )
    st.html(
        kept.picture(
            entry.served_codes, point, t("Map: where it is and what it serves")
        )
    )


def picture_of_all() -> None:
    """Draw every located entry on a still map of Wales."""
    located = kept.assets().dropna(subset=["longitude"])
    columns = (located[name].tolist() for name in ("longitude", "latitude", "kind"))
    points = tuple(zip(*columns, strict=True))
    st.html(kept.picture((), points, t("Map of Wales with every located entry")))
