"""Low records: fewer entries than chance explains, and at which level that shows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from scipy.special import gammaincc, pdtrik

from copro_map.base.statistics.intervals import tail_of

RED, AMBER = 0.001, 0.025  # lower tails of the 99.8% and the 95% limits
# From here on even no entry at all has a lower tail of at most 0.025: about 3.69.
SIGNIFICANT_ZERO = -math.log(AMBER)
WINSORISED = 0.1  # share of the z-scores drawn in at each end


def low_tail(counts: pd.Series, expected: pd.Series) -> pd.Series[float]:
    """Return how likely so few entries, or fewer, are by chance: P(X <= x).

    Parameters
    ----------
    counts, expected
        Entries; the same index ``area_code``.

    Returns
    -------
    pandas.Series
        Probability from 0 to 1; 1 where none are expected.

    Notes
    -----
    The Poisson distribution function, exact for whole counts. For the fractions of
    entries that serve several areas it is the same function made continuous by the
    incomplete gamma function. Entries that are shared out vary less than whole ones,
    and an area is part of the total it is compared with: both make flags rarer, not
    more frequent, than the probability says.

    Examples
    --------
    >>> low_tail(pd.Series({"x": 1}), pd.Series({"x": 7.0})).round(4).to_dict()
    {'x': 0.0073}
    """
    usual = expected.reindex(counts.index).to_numpy(float)
    tail = gammaincc(counts.to_numpy(float) + 1, usual)
    return pd.Series(tail, counts.index, name="p_low")


def z_scores(counts: pd.Series, expected: pd.Series) -> pd.Series[float]:
    """Return how many standard deviations each count lies from the expected one.

    Negative where there are fewer. By the square root, which makes the variance of a
    Poisson count about 1/4 whatever its size (Spiegelhalter 2005, Stat Med 24:1185).

    Examples
    --------
    >>> z_scores(pd.Series({"x": 4}), pd.Series({"x": 9.0})).to_dict()
    {'x': -2.0}
    """
    distance: pd.Series[float] = 2 * (counts**0.5 - expected**0.5)
    return distance.rename("z")


def overdispersion(counts: pd.Series, expected: pd.Series) -> float:
    """Return phi: above 1 where the areas differ more than chance explains.

    The mean of the squared z-scores, after those beyond the 10% and the 90% quantile
    are drawn in to these, so that one odd area does not excuse the others. Chance alone
    gives about 0.7 (1 without drawing in), so above 1 is well beyond it. No unit; nan
    for no areas.

    Notes
    -----
    Spiegelhalter 2005, Stat Med 24:1185. Quantiles are interpolated, as in R's
    FunnelPlotR: cutting whole areas would draw in none of seven health boards.

    Examples
    --------
    >>> codes = list("abcd")
    >>> overdispersion(pd.Series([4, 4, 16, 16], codes), pd.Series([9.0] * 4, codes))
    4.0
    """
    z = z_scores(counts, expected)
    ends = z.quantile([WINSORISED, 1 - WINSORISED])
    drawn_in = z.clip(ends.iloc[0], ends.iloc[1])
    return float((drawn_in**2).mean())


def flag(counts: pd.Series, expected: pd.Series) -> pd.Series[str]:
    """Return "red" (P < 0.001), "amber" (P < 0.025) or "none" for each area.

    Of 22 areas that differ by luck alone, at least one has an amber tail in at most 43
    maps of 100, at least one a red one in 2.

    Examples
    --------
    >>> codes = list("xyz")
    >>> flag(pd.Series([0, 1, 6], codes), pd.Series([7.0] * 3, codes)).to_dict()
    {'x': 'red', 'y': 'amber', 'z': 'none'}
    """
    p_low = low_tail(counts, expected)
    worded = np.select([p_low < RED, p_low < AMBER], ["red", "amber"], "none")
    return pd.Series(worded, counts.index, name="flag", dtype=str)


def zero(counts: pd.Series, expected: pd.Series) -> pd.Series[str]:
    """Return what no entry at all means in each area; "" where there is any.

    "significant_zero" where at least 3.69 (= -ln 0.025) are expected, so that none is
    unusual, and flagged; "too_few" where there are too few in Wales to judge.

    Examples
    --------
    >>> codes = list("xyz")
    >>> zero(pd.Series([0, 0, 1], codes), pd.Series([3.7, 3.6, 3.7], codes)).to_dict()
    {'x': 'significant_zero', 'y': 'too_few', 'z': ''}
    """
    enough = expected.reindex(counts.index) >= SIGNIFICANT_ZERO
    judged = np.where(enough, "significant_zero", "too_few")
    worded = np.where(counts == 0, judged, "")
    return pd.Series(worded, counts.index, name="zero", dtype=str)


def coarsest(
    tables: Mapping[str, pd.DataFrame],
    order: Sequence[str],
    members: Mapping[str, frozenset[str]],
) -> pd.DataFrame:
    """Return every flagged area, with the coarsest level at which its record is low.

    An authority whose health board is flagged too is reported once, as the health
    board. A board may be flagged though none of its authorities is: their shortfalls
    add up.

    Parameters
    ----------
    tables
        For each layer, a frame with the column ``flag``, index ``area_code``.
    order
        The layers from the finest to the coarsest (LA < CVC < PSB < HB).
    members
        The authorities of each area. An area is inside another if all of its
        authorities are: an area that straddles two is reported by itself.

    Returns
    -------
    pandas.DataFrame
        A row for each flagged area, finest layer first: ``layer``, ``area_code``,
        ``flag``, ``shown_at`` (a layer) and ``shown_as`` (an area code: the area
        itself, or a flagged one that holds it). A page lists the rows whose
        ``shown_at`` is their own ``layer``; the others say where to look closer, and
        keep their own flag, which may be graver.

    Examples
    --------
    >>> tables = {"la": pd.DataFrame({"flag": ["red", "none"]}, index=["L1", "L2"]),
    ...           "hb": pd.DataFrame({"flag": ["amber"]}, index=["H1"])}
    >>> members = {"L1": frozenset({"L1"}), "L2": frozenset({"L2"}),
    ...            "H1": frozenset({"L1", "L2"})}
    >>> coarsest(tables, ["la", "hb"], members).values.tolist()
    [['la', 'L1', 'red', 'hb', 'H1'], ['hb', 'H1', 'amber', 'hb', 'H1']]
    """
    flagged = [
        (layer, str(code), word)
        for layer in order
        for code, word in tables[layer]["flag"].items()
        if word != "none"
    ]
    rows = []
    for layer, code, word in flagged:
        # The area itself or one that holds it; the last of them is the coarsest.
        holders = [x for x in flagged if members[code] <= members[x[1]]]
        rows.append((layer, code, word, *holders[-1][:2]))
    columns = ["layer", "area_code", "flag", "shown_at", "shown_as"]
    return pd.DataFrame(rows, columns=columns)


def funnel(expected: pd.Series) -> pd.DataFrame:
    """Return the exact Poisson control limits round expected counts, in entries.

    Parameters
    ----------
    expected
        Entries, 0 or more.

    Returns
    -------
    pandas.DataFrame
        Index of ``expected``; ``lower_95``, ``upper_95``, ``lower_998`` and
        ``upper_998``. A count below the lower one has P(X <= count) under the tail
        probability, one above the upper has P(X >= count) under it: the chart and
        :func:`low_tail` always agree. The lower is 0 while even no entry at all would
        be usual; the upper is never under 1, so that a first entry is never "high".

    Notes
    -----
    The limits are the roots of the Poisson distribution function made continuous by
    the incomplete gamma function. So the funnel is a smooth line, without the
    staircase of whole-number quantiles, and holds for fractional counts (an entry that
    serves k areas counts 1/k in each).

    Examples
    --------
    >>> funnel(pd.Series({"x": 7.0, "y": 3.6})).round(2).loc["x"].to_list()
    [1.86, 13.11, 0.04, 16.95]
    >>> funnel(pd.Series({"y": 3.6}))["lower_95"].to_list()
    [0.0]
    """
    limits = {}
    for name, confidence in (("95", 0.95), ("998", 0.998)):
        tail = tail_of(confidence)
        limits[f"lower_{name}"] = pdtrik(tail, expected)
        limits[f"upper_{name}"] = pdtrik(1 - tail, expected) + 1
    return pd.DataFrame(limits, expected.index)
