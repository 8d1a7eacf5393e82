"""Progress kept between runs, by the day and the revision of the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from copro_map.config import Settings
from copro_map.services import progress_trend
from copro_map.services.progress import Standing, progress
from copro_map.services.progress_asked import People
from copro_map.services.progress_asked import people as asked
from copro_map.services.progress_records import Known, read_known
from copro_map.services.progress_since import Since, since_last
from copro_map.services.search import data_revision
from copro_map.services.targets import target_history
from copro_map.ui import cache

KEYED: dict[str | type[Any], Callable[[Any], Any]] = {Settings: repr}


@st.cache_resource(show_spinner=False, max_entries=1, hash_funcs=KEYED)
def _known(where: Settings, *key: object) -> Known:  # noqa: ARG001
    return read_known(where)


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=KEYED)
def _standings(where: Settings, day: date, *key: object) -> list[Standing]:
    return progress(where, day, known=_known(where, *key))


def standings(day: date) -> list[Standing]:
    """Return where every indicator stands."""
    where = cache.settings()
    return _standings(where, day, data_revision(where))


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=KEYED)
def _trends(where: Settings, day: date, *key: object) -> Mapping[str, pd.DataFrame]:
    known = _known(where, *key)
    return progress_trend.trends(where, _standings(where, day, *key), day, known)


def trend(day: date, code: str) -> pd.DataFrame:
    """Return an indicator through time."""
    where = cache.settings()
    return _trends(where, day, data_revision(where))[code]


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=KEYED)
def _people(where: Settings, day: date, *key: object) -> People:
    return asked(where, day, own=_known(where, *key).surveys)


def people(day: date) -> People:
    """Return what people were asked, by indicator."""
    where = cache.settings()
    return _people(where, day, data_revision(where))


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=KEYED)
def _since(where: Settings, day: date, *key: object) -> Since | None:
    return since_last(where, day, _standings(where, day, *key))


def since(day: date) -> Since | None:
    """Return what changed since the last snapshot; None if there is none."""
    where = cache.settings()
    return _since(where, day, data_revision(where))


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs=KEYED)
def _last_changes(where: Settings, *key: object) -> dict[str, Any]:  # noqa: ARG001
    found: dict[str, Any] = target_history(where)["last"]
    return found


def last_change(code: str) -> Mapping[str, Any] | None:
    """Return who changed a target of an indicator last; None if nobody did."""
    where = cache.settings()
    return _last_changes(where, data_revision(where)).get(code)
