"""Funnel plots: how far from the rest chance alone may carry an area."""

from __future__ import annotations

from scipy.special import pdtrik

from copro_map.base.statistics.intervals import (
    Interval,
    check_count,
    tail_of,
)


def funnel_count(expected: float, confidence: float = 0.95) -> Interval:
    """Return the exact Poisson control limits round an expected count, in events.

    A count below ``lower`` has P(X <= count) under the tail probability, one above
    ``upper`` has P(X >= count) under it: the chart and
    ``low_record.low_tail`` always agree. ``lower`` is 0 while even no entry at all
    would be usual; ``upper`` is never under 1, so that a first entry is never "high".

    Raises
    ------
    SampleError
        If the expected count is negative or missing.

    Notes
    -----
    The limits are the roots of the Poisson distribution function made continuous by
    the incomplete gamma function. So the funnel is a smooth line, without the
    staircase of whole-number quantiles, and holds for fractional counts (an entry that
    serves k areas counts 1/k in each).

    Examples
    --------
    >>> limits = funnel_count(7)
    >>> round(limits.lower, 2), round(limits.upper, 2)
    (1.86, 13.11)
    >>> funnel_count(3.6).lower
    0.0
    """
    check_count(expected)
    tail = tail_of(confidence)
    return Interval(
        float(pdtrik(tail, expected)), float(pdtrik(1 - tail, expected)) + 1
    )
