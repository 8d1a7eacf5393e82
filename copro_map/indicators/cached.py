"""Progress kept between runs, by the day and the revision of the data."""

from __future__ import annotations

from datetime import date

from copro_map.base.config import Settings
from copro_map.frame import cache
from copro_map.frame.vega import Drawn, drawn
from copro_map.indicators.charts.trend import TrendWords, trend_chart
from copro_map.indicators.course import projection, targets_of
from copro_map.indicators.known import Known, read_known
from copro_map.indicators.progress import Progress, progress_of

DATES = 32  # pixels below the chart of a course


@cache.kept(1, "data")
def _known(where: Settings) -> Known:
    return read_known(where)


@cache.kept(8, "data", "day")
def progress(where: Settings, day: date) -> Progress:  # noqa: ARG001 - a key
    """Return the progress of a day; the languages share it."""
    return progress_of(_known(), day)


@cache.kept(64, "data", "language", "day")
def course(where: Settings, day: date, code: str) -> Drawn:  # noqa: ARG001 - a key
    """Return an indicator through time, with its targets and where it leads."""
    found = progress(day)
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
