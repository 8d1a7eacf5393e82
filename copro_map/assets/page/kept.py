"""What the pages keep of the entries between runs, by the revision of the data."""

from __future__ import annotations

import gc

import pandas as pd
import streamlit as st
from streamlit.runtime import get_instance

from copro_map.assets import drawing
from copro_map.assets import search as searching
from copro_map.assets.rules.query import Query
from copro_map.assets.search import Answer, all_assets, search
from copro_map.base.config import Settings
from copro_map.base.i18n import current_language
from copro_map.base.store.revision import data_revision
from copro_map.base.today import current_day
from copro_map.frame import cache
from copro_map.frame.cache import settings

Points = tuple[tuple[float, float, str], ...]
KEYED = {**cache.KEYED, Query: repr}


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs=KEYED)
def _assets(where: Settings, *key: object) -> pd.DataFrame:  # noqa: ARG001 - a key
    """Return all entries, shared by every session: nobody may change the frame.

    A frame of 20,000 entries is not copied for each run, and garbage collection, which
    Streamlit runs after each one, does not walk through it again.
    """
    found = all_assets(where)
    gc.collect()
    gc.freeze()
    return found


def assets() -> pd.DataFrame:
    """Return every published entry, as of the latest change, sorted by name."""
    where = settings()
    return _assets(where, data_revision(where), current_language())


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=KEYED)
def _answer(where: Settings, query: Query, *key: object) -> Answer:  # noqa: ARG001
    return search(where, query, assets())


def answer(query: Query) -> Answer:
    """Return the entries that answer a query; common questions are shared."""
    where = settings()
    key = (data_revision(where), current_language(), str(current_day()))
    return _answer(where, query, *key)


def ways_out(query: Query) -> dict[str, int]:
    """Return, for each filter, how many entries there would be without it."""
    return searching.ways_out(settings(), query, assets())


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs=KEYED)
def _base(where: Settings, layer: str, language: str) -> bytes:  # noqa: ARG001 - a key
    return drawing.base_of_layer(where, layer)


def base_address(layer: str) -> str:
    """Return where the drawing of a layer's boundaries is, in the current language.

    Streamlit serves it like any picture, by an address made from its content: a
    browser fetches it once, and it never travels with the points again. It is named
    anew in each run, for Streamlit drops what no session names.
    """
    drawn = _base(settings().reference, layer, current_language())
    kept = get_instance().media_file_mgr
    return "../.." + kept.add(drawn, "application/json", f"base-{layer}")


@st.cache_data(show_spinner=False, max_entries=256, hash_funcs=KEYED)
def _picture(
    where: Settings, codes: tuple[str, ...], points: Points, title: str
) -> str:
    return drawing.picture_of_wales(where, codes, points, title)


def picture(codes: tuple[str, ...], points: Points, title: str) -> str:
    """Return a still map of Wales as SVG: areas tinted, points drawn."""
    return _picture(settings().reference, codes, points, title)
