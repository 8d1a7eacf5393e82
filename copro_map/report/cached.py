"""What one entry and one indicator show, kept between two answers."""

from __future__ import annotations

from datetime import date

from copro_map.base.config import Settings
from copro_map.base.today import current_day
from copro_map.frame import cache
from copro_map.frame.vega import Drawn, drawn
from copro_map.indicators import cached as indicators_cached
from copro_map.report.charts.trend import TrendWords, trend_chart
from copro_map.report.entry import EntryShown, entry_shown
from copro_map.report.indicator import IndicatorShown, indicator_shown
from copro_map.report.rules.ahead import projection, targets_of
from copro_map.search import cached

DATES = 32  # pixels below the chart of a course


@cache.kept(128, "data", "language", "day")
def entry(where: Settings, entry_id: str) -> EntryShown:
    """Return what is shown of an entry; errors as ``entry_shown``."""
    return entry_shown(where, cached.assets(), entry_id, current_day())


@cache.kept(64, "data", "language", "day")
def indicator(where: Settings, day: date, code: str) -> IndicatorShown:  # noqa: ARG001 - a key
    """Return what is shown of an indicator; errors as ``indicator_shown``."""
    return indicator_shown(indicators_cached.progress(day), code)


@cache.kept(64, "data", "language", "day")
def course(where: Settings, day: date, code: str) -> Drawn:  # noqa: ARG001 - a key
    """Return an indicator through time, with its targets and where it leads."""
    found = indicators_cached.progress(day)
    points, bullet = found.trends[code], found.bullet(code)
    one = next(x.indicator for x in found.shown if x.indicator.code == code)
    words = TrendWords(
        name=f"{code} {bullet.name}",
        message=bullet.status_words,
        kind=bullet.kind,
        start=found.programme.start,
    )
    ahead = projection(points, one)
    return drawn(trend_chart(points, targets_of(one), words, ahead), DATES)
