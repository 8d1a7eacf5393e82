"""Progress kept between runs, by the day and the revision of the data."""

from __future__ import annotations

from datetime import date

from copro_map.base.config import Settings
from copro_map.frame import cache
from copro_map.indicators.known import Known, read_known
from copro_map.indicators.progress import Progress, progress_of


@cache.kept(1, "data")
def _known(where: Settings) -> Known:
    return read_known(where)


@cache.kept(8, "data", "day")
def progress(where: Settings, day: date) -> Progress:  # noqa: ARG001 - a key
    """Return the progress of a day; the languages share it."""
    return progress_of(_known(), day)
