"""What is kept of the entries between two answers, by the revision of the data."""

from __future__ import annotations

import gc

import pandas as pd

from copro_map.assets.face import live_entries
from copro_map.base.config import Settings
from copro_map.base.today import current_day
from copro_map.frame import cache
from copro_map.search import drawing
from copro_map.search.likeness import known_entries
from copro_map.search.rules.query import Query
from copro_map.search.search import Answer, all_assets, entries_become, search


@cache.kept(4, "data", "language", "day")
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


def answer_once(query: Query) -> Answer:
    """Return the entries that answer a query, and keep nothing.

    Programs ask all sorts of things; what people ask often stays at hand.
    """
    return search(cache.settings(), query, assets())


@cache.kept(4, "data", "language", "day")
def live(where: Settings) -> pd.DataFrame:  # noqa: ARG001 - a key
    """Return the entries that have not ended; nobody may change the frame."""
    return live_entries(assets(), current_day())


became = cache.kept(4, "data")(entries_become)
# The entries as names are compared with them.
known = cache.kept(2, "data")(known_entries)
# The drawing of a layer's boundaries, as JSON.
base = cache.kept(32, "language")(drawing.base_of_layer)
# A still map of Wales as SVG: areas tinted, points drawn.
picture = cache.kept(256)(drawing.picture_of_wales)
