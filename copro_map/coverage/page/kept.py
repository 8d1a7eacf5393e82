"""Coverage kept between runs, by the question, the revision of the data and the day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from copro_map.assets.face import plain
from copro_map.assets.page import kept
from copro_map.base.config import Settings
from copro_map.base.i18n import current_language
from copro_map.base.store.revision import data_revision
from copro_map.base.today import current_day
from copro_map.coverage import gaps, reaching, words
from copro_map.coverage.gaps import Ask, Coverage
from copro_map.coverage.rules.where_next import Plan
from copro_map.coverage.words import Said
from copro_map.frame import cache
from copro_map.geography.rules.reach import usable_points

KEYED: dict[str | type[Any], Callable[[Any], Any]] = {Settings: repr, Ask: repr}
Points = pd.DataFrame


def data_key() -> tuple[int, str]:
    """Return what everything here depends on: the data's revision and the day."""
    return data_revision(cache.settings()), str(current_day())


def _anywhere(ask: Ask) -> Ask:
    """Return the question without its layer: points and people do not depend on it."""
    return replace(ask, layer=Ask().layer)


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs=KEYED)
def _coverage(where: Settings, ask: Ask, *key: object) -> Coverage:  # noqa: ARG001
    return gaps.cover(where, ask, kept.assets())


def coverage(ask: Ask) -> Coverage:
    """Return the coverage of a layer."""
    return _coverage(cache.settings(), ask, *data_key())


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs=KEYED)
def _points(where: Settings, ask: Ask, *key: object) -> Points:  # noqa: ARG001
    entries = gaps.chosen(plain(kept.assets()), ask)
    return usable_points(entries)


def points(ask: Ask) -> Points:
    """Return the entries asked of that have a point of their own."""
    return _points(cache.settings(), _anywhere(ask), *data_key())


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs=KEYED)
def _best(where: Settings, ask: Ask, *key: object) -> pd.DataFrame:  # noqa: ARG001
    of_authority = cache.layers()[ask.layer].of_authority
    return reaching.best_places(where, points(ask), gaps.KM, of_authority)


def said(ask: Ask) -> dict[str, dict[str, Said]]:
    """Return what every layer of gaps says of each area, in the current language."""
    best = _best(cache.settings(), ask, *data_key(), current_language())
    return words.gaps_in_words(coverage(ask), best, cache.layers(), cache.definitions())


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs=KEYED)
def _plan(where: Settings, ask: Ask, km: int, *key: object) -> Plan:  # noqa: ARG001
    return reaching.next_places(where, points(ask), km)


def plan(ask: Ask, km: int) -> Plan:
    """Return where new entries would reach most people in Wales."""
    return _plan(cache.settings(), _anywhere(ask), km, *data_key())


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs=KEYED)
def _squares(where: Settings, ask: Ask, km: int, *key: object) -> pd.DataFrame:  # noqa: ARG001
    return reaching.squares(where, points(ask), km)


def squares(ask: Ask, km: int) -> pd.DataFrame:
    """Return the squares of 5 km in which people live beyond the radius."""
    return _squares(cache.settings(), _anywhere(ask), km, *data_key())
