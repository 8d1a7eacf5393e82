"""Each indicator through time: what was shown then, by quarter or by wave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from copro_map.base.definitions import LONGEST, add_months
from copro_map.base.statistics.hiding import Bound
from copro_map.indicators.evidence import Asked
from copro_map.indicators.known import Found
from copro_map.indicators.rules.indicator import Indicator
from copro_map.indicators.rules.own import Share
from copro_map.indicators.rules.percentages import Replies, percent_status
from copro_map.indicators.rules.practitioners import Counted
from copro_map.indicators.standings import Standing

QUARTER = 3  # months
COLUMNS = ("date", "value", "lower", "upper", "bound")
Counts = Sequence[tuple[date, Found]]
Point = tuple[date, float | None, float | None, float | None, Bound]


def trend_days(start: date, day: date) -> list[date]:
    """Return the last day of each quarter since the start, and the day itself.

    No quarters later than the longest programme: each costs a count of all records.

    Examples
    --------
    >>> [str(x) for x in trend_days(date(2026, 4, 1), date(2026, 11, 22))]
    ['2026-06-30', '2026-09-30', '2026-11-22']
    >>> trend_days(date(2026, 4, 1), date(2026, 3, 1))
    [datetime.date(2026, 3, 1)]
    """
    months = range(QUARTER, LONGEST + 1, QUARTER)
    ends = (add_months(start, passed) - timedelta(1) for passed in months)
    return [*(end for end in ends if end < day), day]


def _share(day: date, replies: Replies) -> Point:
    """Return a percentage with its interval; missing if nothing may be shown."""
    found = percent_status(replies, None)
    limits = found.interval
    if limits is None:
        return day, found.percent, None, None, found.bound
    return day, found.percent, limits.lower, limits.upper, ""


def _of_records(indicator: Indicator, day: date, counted: Counted) -> Point:
    number = len(counted.ids)
    if indicator.kind == "count":
        return day, float(number), None, None, ""
    of = len(counted.of_ids or ())
    return _share(day, Replies(number if of else None, of))


def _of_share(day: date, share: Share) -> Point:
    said = share.said if share.of else None
    return _share(day, Replies(said, share.of, people=share.people))


def _of_people(figure: Asked) -> Point:
    return _share(figure.period_end, figure.replies)


def trend(standing: Standing, counted: Counts, asked: Sequence[Asked]) -> pd.DataFrame:
    """Return an indicator through time.

    What is counted from the records by ``counted``, each a day with the records of all
    indicators; what is asked of people by what they were asked.

    Returns
    -------
    pandas.DataFrame
        ``date`` (in order), ``value``, ``lower`` and ``upper`` (95% interval of a
        percentage): missing where nothing may be shown, never 0 for it. ``bound`` is ""
        unless all or none said so: the value is then that bound, without an interval.
    """
    one = standing.indicator
    if standing.records is not None:
        points = [
            _of_records(one, day, found.records[one.code]) for day, found in counted
        ]
    elif standing.share is not None:
        points = [_of_share(day, found.shares[one.code]) for day, found in counted]
    else:
        points = [_of_people(figure) for figure in asked]
    frame = pd.DataFrame(points, columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(COLUMNS[1:4], float))
