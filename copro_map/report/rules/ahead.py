"""Where an indicator leads: from its last point on to its last target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from copro_map.indicators.rules.counts import FEWEST_POINTS, projected
from copro_map.indicators.rules.indicator import Indicator


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
