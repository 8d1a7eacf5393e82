"""Progress kept between runs, by the day and the revision of the data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from altair.utils.schemapi import debug_mode

from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.base.store.programme import programme_of
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


@cache.kept(1, "data")
def _known(where: Settings) -> Known:
    return read_known(where)


@cache.kept(8, "data")
def standings(where: Settings, day: date) -> list[Standing]:
    """Return where every indicator stands."""
    return progress(where, day, known=_known())


@cache.kept(8, "data")
def _trends(where: Settings, day: date) -> Mapping[str, pd.DataFrame]:
    return progress_trend.trends(where, standings(day), day, _known())


@cache.kept(16, "data", "language")
def told(where: Settings, day: date) -> list[Bullet]:
    """Return the indicators as charts and tables take them, translated."""
    return bullets(where, standings(day), day)


@cache.kept(256, "language")
def bullet(where: Settings, told: Bullet) -> Drawn:  # noqa: ARG001 - a key
    """Return the chart of an indicator; on most days most are as on another."""
    with debug_mode(False):  # Altair checks its own schema: the tests do, too
        return drawn(bullet_chart(told), BELOW)


@cache.kept(64, "data", "language")
def course(where: Settings, day: date, code: str) -> Drawn:
    """Return an indicator through time, with its targets and where it leads."""
    points = _trends(day)[code]
    one = next(x.indicator for x in standings(day) if x.indicator.code == code)
    bullet = next(x for x in told(day) if x.code == code)
    words = TrendWords(
        name=f"{code} {bullet.name}",
        message=t(STATUS_WORDS[bullet.status]),
        kind=bullet.kind,
        start=programme_of(where).start,
    )
    ahead = progress_trend.projection(points, one)
    targets = progress_trend.targets_of(one)
    return drawn(trend_chart(points, targets, words, ahead), DATES)


@cache.kept(8, "data")
def people(where: Settings, day: date) -> People:
    """Return what people were asked, by indicator."""
    return asked(where, day, own=_known().surveys)


@cache.kept(8, "data")
def since(where: Settings, day: date) -> Since | None:
    """Return what changed since the last snapshot; None if there is none."""
    return since_last(where, day, standings(day), _known())


@cache.kept(2, "data")
def _last_changes(where: Settings) -> dict[str, Any]:
    found: dict[str, Any] = target_history(where)["last"]
    return found


def last_change(code: str) -> Mapping[str, Any] | None:
    """Return who changed a target of an indicator last; None if nobody did."""
    return _last_changes().get(code)
