"""Tables of coverage: a row for each area, or for each area and theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from copro_map.coverage.rules import counting, low_record
from copro_map.coverage.rules.for_its_size import for_its_size
from copro_map.coverage.rules.whole import whole_entries, with_whole

COLUMNS = ["count", "expected", "p_low", "flag", "zero"]


def _judged(counts: pd.Series, population: pd.Series) -> pd.DataFrame:
    people = counting.residents(population, counts.index)
    usual = counting.expected(people, float(counts.sum()))
    return pd.DataFrame(
        {
            "count": counts,
            "population": people.astype(int),
            "expected": usual,
            "p_low": low_record.low_tail(counts, usual),
            "flag": low_record.flag(counts, usual),
            "zero": low_record.zero(counts, usual),
        }
    ).rename_axis("area_code")


def area_table(counts: pd.Series, population: pd.Series) -> pd.DataFrame:
    """Return all that is said of the coverage of each area.

    Parameters
    ----------
    counts
        Entries of one kind, as ``coverage.counts`` gives them; index ``area_code``.
    population
        Residents of the same areas.

    Returns
    -------
    pandas.DataFrame
        Index ``area_code``, in the order of ``counts``. Columns: ``count``,
        ``population`` (residents), ``expected``; ``rate_per_100k`` and
        ``eb_rate_per_100k`` (entries per 100,000 residents, raw and smoothed);
        ``ratio`` (missing where fewer than 5 are expected); ``p_low`` (probability);
        ``lower_95``, ``upper_95``, ``lower_998``, ``upper_998`` (entries: funnel limits
        round ``expected``, 95% and 99.8%); ``flag`` and ``zero`` as in ``low_record``;
        ``for_its_size``.

    Raises
    ------
    CoverageError
        If the two are not of the same areas, or a population is not above 0.

    Examples
    --------
    >>> table = area_table(pd.Series({"x": 1.0, "y": 20.0}),
    ...                    pd.Series({"x": 100_000, "y": 200_000}))
    >>> table.loc["x", ["flag", "zero"]].to_list()
    ['amber', '']
    >>> table.loc["x", ["expected", "lower_95"]].astype(float).round(2).to_list()
    [7.0, 1.86]
    """
    table = _judged(counts, population)
    usual, people = table["expected"], table["population"]
    extra = pd.DataFrame(
        {
            "rate_per_100k": counting.rates_per_100k(counts, people),
            "eb_rate_per_100k": empirical_bayes(counts, people) * counting.PER,
            "ratio": counting.ratio(counts, usual),
        }
    )
    limits = low_record.funnel(usual)
    return table.join([extra, limits, for_its_size(counts, limits)])


def matrix(
    assets: pd.DataFrame,
    of_authority: Mapping[str, str],
    population: pd.Series,
    themes: Sequence[str],
) -> pd.DataFrame:
    """Return the coverage of each theme in each area.

    What is usual is worked out for each theme by itself, so a theme that is rare
    everywhere is "too few", not a gap everywhere. An entry with several themes counts
    in each.

    Parameters
    ----------
    assets
        As in ``coverage``, with ``themes`` (tuples).
    of_authority
        The area of the layer that each authority belongs to.
    population
        Residents of each area of the layer.
    themes
        The themes asked about, in the order of the answer; other themes are left out.

    Returns
    -------
    pandas.DataFrame
        A row for each theme and area: ``area_code``, ``theme``, ``entries`` (whole,
        as ``whole.whole_entries``), ``count`` (of shares), ``expected``, ``p_low``,
        ``flag``, ``zero`` ("" where there is any entry).

    Raises
    ------
    UnknownAreaError, CoverageError
        As ``coverage.counts`` and :func:`area_table`.

    Examples
    --------
    >>> frame = pd.DataFrame({"authority": ["W06000008"],
    ...     "served_authorities": [frozenset()], "serves_all_wales": [False],
    ...     "themes": [("food",)]})
    >>> layer = {"W06000008": "W06000008", "W06000023": "W06000023"}
    >>> people = pd.Series({"W06000008": 70_000, "W06000023": 130_000})
    >>> cells = matrix(frame, layer, people, ["food", "housing"])
    >>> cells[["area_code", "theme", "count", "zero"]].values.tolist()[:2]
    [['W06000008', 'food', 1.0, ''], ['W06000023', 'food', 0.0, 'too_few']]
    """
    parts = []
    for theme in themes:
        has_it = assets["themes"].map(lambda own, one=theme: one in own).astype(bool)
        counted = counting.counts(assets[has_it], of_authority)
        whole = whole_entries(assets[has_it], of_authority)["entries"]
        part = with_whole(_judged(counted, population)[COLUMNS], whole).reset_index()
        part.insert(1, "theme", theme)
        parts.append(part)
    if not parts:
        return pd.DataFrame(columns=["area_code", "theme", "entries", *COLUMNS])
    return pd.concat(parts, ignore_index=True)


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
    people = counting.residents(population, counts.index)
    rate = counts / people
    of_all = counts.sum() / people.sum()
    spread = (people * (rate - of_all) ** 2).sum() / people.sum()
    between = max(0.0, float(spread - of_all / people.mean()))
    # No entry at all: nothing to draw, and no 0 / 0.
    trust = between / (between + of_all / people) if between else 0.0
    return (of_all + trust * (rate - of_all)).rename("eb_rate")
