"""Intervals: how far chance alone may have moved a share or a count."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from scipy.special import gammainccinv, gammaincinv, ndtri

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_

EXACT_BELOW = 10  # events; Byar's lower 95% limit is 1% off at 4 events, half at 1
ROBUST, LIMITED, LOW = 40, 25, 10  # least replies for each quality of a base
Quality = Literal["robust", "limited", "low", "suppressed"]


class SampleError(CoproMapError):
    """Numbers that cannot be a share, a count or a confidence level."""


@dataclass(frozen=True)
class Interval:
    """The lower and upper limit of a share, a percentage or a count."""

    lower: float
    upper: float


def check_share(numerator: float, n: float) -> None:
    """Raise unless ``numerator`` of ``n`` is a share."""
    # Written as what must hold, so that a missing number (nan) is refused too.
    if not (0 <= numerator <= n and n > 0):
        raise SampleError(
            N_(
                "{numerator} of {n} is no share: the first number must be from 0 to "
                "the second, and the second above 0."
            ),
            numerator=numerator,
            n=n,
        )


def _check_members(n: float, members: float) -> None:
    if not n <= members:
        raise SampleError(
            N_("{n} replies from {members} members: there are too few members."),
            n=n,
            members=members,
        )


def check_count(count: float) -> None:
    """Raise unless ``count`` is a number, 0 or more."""
    if not 0 <= count < math.inf:
        raise SampleError(N_("{count} is no count: it must be 0 or more."), count=count)


def tail_of(confidence: float) -> float:
    """Return the probability that a confidence level leaves out on each side."""
    if not 0 < confidence < 1:
        raise SampleError(
            N_("{confidence} is no confidence level: it must lie between 0 and 1."),
            confidence=confidence,
        )
    return (1 - confidence) / 2


def z_of(confidence: float) -> float:
    """Return the standard normal deviate of a confidence level (1.96 for 0.95)."""
    return -float(ndtri(tail_of(confidence)))


def _score_interval(share: float, n: float, z: float) -> Interval:
    """Return Wilson's interval; ``n`` may be an effective size that is not whole."""
    middle = share + z**2 / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    scale = 1 + z**2 / n
    # Rounding may carry the limits of 0 and 1 a hair outside.
    return Interval(
        max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)
    )


def wilson(numerator: float, n: float, confidence: float = 0.95) -> Interval:
    """Return the Wilson score interval of a share, as proportions from 0 to 1.

    Parameters
    ----------
    numerator, n
        Those who said so, of all who answered.
    confidence
        Between 0 and 1.

    Raises
    ------
    SampleError
        If ``numerator`` is not within 0 and ``n``, or ``n`` not above 0.

    Notes
    -----
    Wilson 1927, J Am Stat Assoc 22:209. Unlike the textbook formula it never leaves
    0 to 1, and it is of use when everyone, or no one, said so.

    Examples
    --------
    >>> limits = wilson(24, 60)
    >>> round(limits.lower, 3), round(limits.upper, 3)
    (0.286, 0.526)
    """
    check_share(numerator, n)
    return _score_interval(numerator / n, n, z_of(confidence))


def non_response_bounds(numerator: float, n: float, invited: float) -> Interval:
    """Return the share if all, or none, of the people who kept silent had said so.

    Proportions from 0 to 1 of those invited. No assumption is made: the true share of
    the invited lies within.

    Raises
    ------
    SampleError
        As :func:`wilson`, and if fewer were invited than answered.

    Notes
    -----
    Manski 2003, Partial Identification of Probability Distributions.

    Examples
    --------
    >>> non_response_bounds(24, 60, 120)
    Interval(lower=0.2, upper=0.7)
    """
    check_share(numerator, n)
    _check_members(n, invited)
    return Interval(numerator / invited, (numerator + invited - n) / invited)


def exact_poisson(count: float, confidence: float = 0.95) -> Interval:
    """Return the exact Poisson limits of a count, in events.

    Raises
    ------
    SampleError
        If the count is negative or missing.

    Notes
    -----
    Garwood 1936, Biometrika 28:437, by the inverse of the gamma function, as half of a
    chi-square.

    Examples
    --------
    >>> limits = exact_poisson(5)
    >>> round(limits.lower, 3), round(limits.upper, 3)
    (1.623, 11.668)
    """
    check_count(count)
    tail = tail_of(confidence)
    lower = float(gammaincinv(count, tail)) if count else 0.0
    return Interval(lower, float(gammainccinv(count + 1, tail)))


def byar(count: float, confidence: float = 0.95) -> Interval:
    """Return Byar's limits of a count, in events; see :func:`count_limits`.

    For a count of a few events the lower limit may fall below 0 and is then 0.

    Raises
    ------
    SampleError
        If the count is negative or missing.

    Notes
    -----
    Breslow and Day 1987, Statistical Methods in Cancer Research, volume II.

    Examples
    --------
    >>> limits = byar(65)
    >>> round(limits.lower, 3), round(limits.upper, 3)
    (50.163, 82.849)
    """
    check_count(count)
    z, above = z_of(confidence), count + 1
    upper = above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3
    if not count:
        return Interval(0.0, upper)
    lower = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
    return Interval(max(0.0, lower), upper)


def count_limits(count: float, confidence: float = 0.95) -> Interval:
    """Return the limits of a count in events: exact below 10, Byar's from there on.

    Raises
    ------
    SampleError
        If the count is negative or missing.

    Notes
    -----
    The rule of Public Health England's technical guidance (Fingertips).

    Examples
    --------
    >>> count_limits(9) == exact_poisson(9), count_limits(10) == byar(10)
    (True, True)
    """
    if count < EXACT_BELOW:
        return exact_poisson(count, confidence)
    return byar(count, confidence)


def base_quality(n: int) -> Quality:
    """Return how far a percentage of ``n`` replies can be trusted.

    "robust" from 40, "limited" from 25, "low" from 10; fewer are "suppressed": not
    published, together with a second cell, so that no total gives the first back.

    Raises
    ------
    SampleError
        If ``n`` is negative.

    Examples
    --------
    >>> [base_quality(n) for n in (40, 39, 24, 9)]
    ['robust', 'limited', 'low', 'suppressed']
    """
    check_count(n)
    if n >= ROBUST:
        return "robust"
    if n >= LIMITED:
        return "limited"
    return "low" if n >= LOW else "suppressed"
