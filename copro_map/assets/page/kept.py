"""What the pages keep of the entries between runs, by the revision of the data."""

from __future__ import annotations

import gc

import pandas as pd
from streamlit.runtime import get_instance

from copro_map.assets import drawing
from copro_map.assets import search as searching
from copro_map.assets.rules.query import Query
from copro_map.assets.search import Answer, all_assets, search
from copro_map.base.config import Settings
from copro_map.frame import cache

Points = tuple[tuple[float, float, str], ...]


@cache.kept(4, "data", "language")
def assets(where: Settings) -> pd.DataFrame:
    """Return every published entry, as of the latest change, sorted by name.

    Nobody may change the frame. One of 20,000 entries is not copied for each run, and
    garbage collection, which Streamlit runs after each one, does not walk through it
    again.
    """
    found = all_assets(where)
    gc.collect()
    gc.freeze()
    return found


@cache.kept(8, "data", "language", "day")
def answer(where: Settings, query: Query) -> Answer:
    """Return the entries that answer a query; common questions are shared."""
    return search(where, query, assets())


def ways_out(query: Query) -> dict[str, int]:
    """Return, for each filter, how many entries there would be without it."""
    return searching.ways_out(cache.settings(), query, assets())


@cache.kept(32, "language")
def _base(where: Settings, layer: str) -> bytes:
    return drawing.base_of_layer(where, layer)


def base_address(layer: str) -> str:
    """Return where the drawing of a layer's boundaries is, in the current language.

    Streamlit serves it like any picture, by an address made from its content: a
    browser fetches it once, and it never travels with the points again. It is named
    anew in each run, for Streamlit drops what no session names.
    """
    kept = get_instance().media_file_mgr
    return "../.." + kept.add(_base(layer), "application/json", f"base-{layer}")


@cache.kept(256)
def picture(where: Settings, codes: tuple[str, ...], points: Points, title: str) -> str:
    """Return a still map of Wales as SVG: areas tinted, points drawn."""
    return drawing.picture_of_wales(where, codes, points, title)
