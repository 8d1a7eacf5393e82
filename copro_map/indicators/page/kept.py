"""Progress kept between runs, by the day and the revision of the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st
from altair.utils.schemapi import debug_mode

from copro_map.base.config import Settings
from copro_map.base.i18n import current_language, t
from copro_map.base.store.programme import programme_of
from copro_map.base.store.revision import data_revision
from copro_map.frame import cache
from copro_map.frame.components import Drawn, drawn
from copro_map.indicators import course as progress_trend
from copro_map.indicators.asked import People
from copro_map.indicators.asked import people as asked
from copro_map.indicators.charts.bullets import Bullet, bullet_chart
from copro_map.indicators.charts.statuses import STATUS_WORDS
from copro_map.indicators.charts.trend import TrendWords, trend_chart
from copro_map.indicators.evidence import Known, read_known
from copro_map.indicators.since import Since, since_last
from copro_map.indicators.standings import Standing, progress
from copro_map.indicators.target_history import target_history
from copro_map.indicators.words import bullets

# Pixels below a chart: a bullet graph has no axis, a course has dates.
BELOW, DATES = 16, 32
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


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs=KEYED)
def _bullets(
    where: Settings,
    day: date,
    language: str,  # noqa: ARG001 - a key
    *key: object,
) -> list[Bullet]:
    return bullets(where, _standings(where, day, *key), day)


def told(day: date) -> list[Bullet]:
    """Return the indicators as charts and tables take them, translated."""
    where = cache.settings()
    return _bullets(where, day, current_language(), data_revision(where))


@st.cache_resource(show_spinner=False, max_entries=256, hash_funcs={Bullet: repr})
def _drawn(told: Bullet, language: str) -> Drawn:  # noqa: ARG001 - a key
    with debug_mode(False):  # Altair checks its own schema: the tests do, too
        return drawn(bullet_chart(told), BELOW)


def bullet(told: Bullet) -> Drawn:
    """Return the chart of an indicator; on most days most are as on another."""
    return _drawn(told, current_language())


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=KEYED)
def _course(
    where: Settings, day: date, code: str, language: str, *key: object
) -> Drawn:
    points = _trends(where, day, *key)[code]
    standings = _standings(where, day, *key)
    one = next(x.indicator for x in standings if x.indicator.code == code)
    told = next(x for x in _bullets(where, day, language, *key) if x.code == code)
    words = TrendWords(
        name=f"{code} {told.name}",
        message=t(STATUS_WORDS[told.status]),
        kind=told.kind,
        start=programme_of(where).start,
    )
    ahead = progress_trend.projection(points, one)
    targets = progress_trend.targets_of(one)
    return drawn(trend_chart(points, targets, words, ahead), DATES)


def course(day: date, code: str) -> Drawn:
    """Return an indicator through time, with its targets and where it leads."""
    where = cache.settings()
    return _course(where, day, code, current_language(), data_revision(where))


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=KEYED)
def _people(where: Settings, day: date, *key: object) -> People:
    return asked(where, day, own=_known(where, *key).surveys)


def people(day: date) -> People:
    """Return what people were asked, by indicator."""
    where = cache.settings()
    return _people(where, day, data_revision(where))


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=KEYED)
def _since(where: Settings, day: date, *key: object) -> Since | None:
    known = _known(where, *key)
    return since_last(where, day, _standings(where, day, *key), known)


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
