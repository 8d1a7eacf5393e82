"""Rates of small areas drawn towards the rate of all: what the map colours."""

from __future__ import annotations

import pandas as pd

from copro_map.coverage.rules.counting import residents


def empirical_bayes(counts: pd.Series, population: pd.Series) -> pd.Series[float]:
    """Return smoothed rates **per head**: between each area's own rate and that of all.

    The fewer residents an area has, the more its rate is chance, and the nearer its
    smoothed rate lies to that of all areas together.

    Parameters
    ----------
    counts
        Entries; index ``area_code``, unique; 0 or more.
    population
        Residents of the same areas.

    Returns
    -------
    pandas.Series
        Entries per resident (times ``coverage.PER`` for the rate per 100,000 that
        ``area_tables.area_table`` gives); index of ``counts``. Every area has the rate
        of all where the rates differ no more than by chance.

    Raises
    ------
    CoverageError
        If the two are not of the same areas, or a population is not above 0.

    Notes
    -----
    The global moment estimator of Marshall 1991, J R Stat Soc C 40:283, also
    ``esda.smoothing.Empirical_Bayes``; a negative variance between areas is taken as 0.

    Examples
    --------
    >>> counts = pd.Series({"small": 0, "town": 30, "city": 30})
    >>> population = pd.Series({"small": 2_000, "town": 50_000, "city": 100_000})
    >>> (empirical_bayes(counts, population) * 100_000).round(1).to_dict()
    {'small': 36.9, 'town': 52.6, 'city': 32.1}
    """
    people = residents(population, counts.index)
    rate = counts / people
    of_all = counts.sum() / people.sum()
    spread = (people * (rate - of_all) ** 2).sum() / people.sum()
    between = max(0.0, float(spread - of_all / people.mean()))
    # No entry at all: nothing to draw, and no 0 / 0.
    trust = between / (between + of_all / people) if between else 0.0
    return (of_all + trust * (rate - of_all)).rename("eb_rate")
