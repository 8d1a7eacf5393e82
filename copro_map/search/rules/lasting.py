"""Until when the entries that were found last."""

from __future__ import annotations

from datetime import date

import pandas as pd

from copro_map.assets.rules.ending import has_ended, last_day


def last_days(assets: pd.DataFrame) -> pd.Categorical[str]:
    """Return the last day of each entry, as ``assets.rules.ending.last_day`` has it.

    ``assets``: ``end_year``, missing if none is told, and ``closes_on``, then empty.
    """
    years = assets["end_year"].astype(float)
    return pd.Categorical(
        [last_day(*x) for x in zip(years, assets["closes_on"], strict=True)]
    )


def year_ended(ends: str, today: date) -> str:
    """Return the year in which an entry ended; empty if it is not history.

    Examples
    --------
    >>> year_ended("2016-12-31", date(2017, 1, 1)), year_ended("2016-12-31", date.min)
    ('2016', '')
    """
    return ends[:4] if has_ended(ends, today) else ""
