"""How an area compares: with Wales, and with the authorities of its class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from copro_map.base.i18n import Label
from copro_map.base.statistics.intervals import count_limits
from copro_map.coverage.rules import counting
from copro_map.coverage.rules.whole import whole_of

CLASSES = {"Rural": Label("Rural", "Gwledig"), "Urban": Label("Urban", "Trefol")}


def _rate(counted: pd.Series, population: pd.Series) -> dict[str, float]:
    """Return a rate per 100,000 residents with its 95% limits."""
    count, people = float(counted.sum()), float(population.sum())
    limits = count_limits(count)
    per = counting.PER / people
    return {
        "count": count,
        "population": people,
        "rate_per_100k": count * per,
        "lower": limits.lower * per,
        "upper": limits.upper * per,
    }


def compare(
    entries: pd.DataFrame,
    members: Sequence[str],
    facts: pd.DataFrame,
    of_authority: Mapping[str, str],
) -> tuple[pd.DataFrame, str]:
    """Return the rates of an area, Wales and the authorities of its class.

    Parameters
    ----------
    entries
        As ``coverage.rules.counting.counts`` takes them.
    members
        The authorities of the area.
    facts
        Of every authority; index ``area_code``; ``population`` (residents) and
        ``rural_urban``, its class.
    of_authority
        The area of each authority in the layer of authorities: itself.

    Returns
    -------
    tuple of pandas.DataFrame and str
        Rows "area", "wales" and "similar"; columns ``entries`` (whole, based there or
        serving it), ``count`` (of shares, as the rates are), ``population``,
        ``rate_per_100k``, ``lower`` and ``upper`` (95%, entries per 100,000 residents).
        And the class in which most residents of the area live.

    Examples
    --------
    >>> entries = pd.DataFrame({"authority": ["N", "N", "S"],
    ...     "served_authorities": [frozenset()] * 3, "serves_all_wales": [False] * 3})
    >>> facts = pd.DataFrame({"population": [50_000, 100_000],
    ...     "rural_urban": ["Rural", "Urban"]}, index=["N", "S"])
    >>> rates, own = compare(entries, ["N"], facts, {"N": "N", "S": "S"})
    >>> rates["rate_per_100k"].to_dict(), own
    ({'area': 4.0, 'wales': 2.0, 'similar': 4.0}, 'Rural')
    """
    counted = counting.counts(entries, of_authority)
    people = facts["population"]
    by_class = (
        people[list(members)].groupby(facts.loc[list(members), "rural_urban"]).sum()
    )
    own = str(by_class.idxmax())  # of most of its residents
    alike = facts.index[facts["rural_urban"] == own]
    rows = {
        "area": _rate(counted[list(members)], people[list(members)]),
        "wales": _rate(counted, people),
        "similar": _rate(counted[alike], people[alike]),
    }
    table = pd.DataFrame.from_dict(rows, orient="index")
    parts = (members, facts.index, alike)
    return table.assign(entries=[whole_of(entries, part) for part in parts]), own
