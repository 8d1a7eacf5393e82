"""Each indicator through time: what was shown then, by quarter or by wave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from copro_map.base.definitions import LONGEST, add_months
from copro_map.base.statistics.hiding import Bound
from copro_map.indicators.evidence import Asked
from copro_map.indicators.known import Found
from copro_map.indicators.rules.counts import FEWEST_POINTS, projected
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


def projection(points: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return where the points lead, from the last one on to the last target.

    ``date`` and ``value``; no limits, for so few points have none that could be
    trusted. A count goes on from its last point at its present speed
    (``rules.counts.projected``), so that chart and words agree; a percentage on the
    straight line through its points, within 100. Empty with fewer than three points,
    without a target, or once the last one is due.

    Examples
    --------
    >>> from copro_map.base.config import load_settings
    >>> from copro_map.indicators.definitions import load_indicators
    >>> counted = load_indicators(load_settings({}).data_dir)["1.1"]
    >>> days = [date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1)]
    >>> points = pd.DataFrame({"date": days, "value": [10.0, 20.0, 30.0]})
    >>> projection(points, counted)["date"].astype(str).tolist()
    ['2027-01-01', '2029-04-01']
    >>> projection(points[:2], counted).empty
    True
    """
    known = points.dropna(subset=["value"])
    nothing = pd.DataFrame(columns=["date", "value"])
    if not indicator.targets or known.empty:
        return nothing
    last, end = known["date"].iloc[-1], indicator.targets[-1].due
    pairs = list(zip(known["date"], known["value"], strict=True))
    carried = projected if indicator.kind == "count" else project
    ends = [(when, carried(pairs, when)) for when in (last, end)]
    most = 100.0 if indicator.kind == "percent" else float("inf")
    rows = [(when, min(value, most)) for when, value in ends if value is not None]
    if last >= end or len(rows) < 2:
        return nothing
    return pd.DataFrame(rows, columns=nothing.columns)


def targets_of(indicator: Indicator) -> pd.DataFrame:
    """Return the targets in force as ``due`` and ``value``, in order of time."""
    rows = [(target.due, target.value) for target in indicator.targets]
    return pd.DataFrame(rows, columns=["due", "value"])


def project(points: Sequence[tuple[date, float]], day: date) -> float | None:
    """Return where the straight line through the points is on a day, at least 0.

    By least squares. None ("too few points") with fewer than three different days.

    Examples
    --------
    >>> points = [(date(2027, 1, 1), 10.0), (date(2027, 1, 11), 20.0)]
    >>> project(points, date(2027, 1, 31)) is None
    True
    >>> round(project([*points, (date(2027, 1, 21), 30.0)], date(2027, 1, 31)), 6)
    40.0
    """
    if len({when for when, _ in points}) < FEWEST_POINTS:
        return None
    # Counted from the day asked about, so that the line's height there is its constant.
    days = np.array([(when - day).days for when, _ in points], dtype=float)
    values = np.array([value for _, value in points], dtype=float)
    return max(0.0, float(np.polynomial.Polynomial.fit(days, values, 1)(0.0)))
