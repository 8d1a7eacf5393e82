"""Funnel plots: how far from the rest chance alone may carry an area."""

from __future__ import annotations

import math

from scipy.special import pdtrik

from copro_map.base.statistics.intervals import (
    Interval,
    check_count,
    check_share,
    tail_of,
    z_of,
)


def funnel_proportion(
    baseline_percent: float, n: float, confidence: float = 0.95
) -> Interval:
    """Return the control limits of a percentage of ``n``, in percent from 0 to 100.

    Parameters
    ----------
    baseline_percent
        The percentage that all areas together have, 0 to 100.
    n
        The base of the area that is compared with it.

    Raises
    ------
    SampleError
        If the baseline is not 0 to 100, or ``n`` not above 0.

    Notes
    -----
    ``PHEindicatormethods::phe_funnels`` solves a quadratic with terms in 1/N. Written
    out, its factor (1 + z²/N) cancels and the roots are exactly
    p ± z sqrt(p (1 - p) / N), the limits of Spiegelhalter 2005 (Stat Med 24:1185); so
    that is what stands here.

    Examples
    --------
    >>> limits = funnel_proportion(80.642448, 113)
    >>> round(limits.lower, 3), round(limits.upper, 3)
    (73.358, 87.927)
    """
    check_share(baseline_percent, 100)
    check_share(0, n)
    share = baseline_percent / 100
    half = 100 * z_of(confidence) * math.sqrt(share * (1 - share) / n)
    return Interval(
        max(0.0, baseline_percent - half), min(100.0, baseline_percent + half)
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
