"""Which entries are history: found on purpose, counted apart, never live."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

# What is kept of an offer that was said to be open from now on, or until further
# notice, whatever days it was given before: the first and the last of all days.
EVER, NEVER = date.min.isoformat(), date.max.isoformat()


def last_day(end_year: float | None, closes_on: str) -> str:
    """Return the last day of an entry, as ISO dates are compared; 9999 if none is told.

    A year or a month alone lasts until its end; of a year and a day the earlier counts.

    Examples
    --------
    >>> last_day(2016, ""), last_day(2026, "2026-02-28"), last_day(None, "")
    ('2016-12-31', '2026-02-28', '9999-12-31')
    """
    years = [] if end_year is None or math.isnan(end_year) else [f"{end_year:.0f}"]
    told = [one for one in (*years, closes_on) if one]
    return min((one + "-12-31"[len(one) - 4 :] for one in told), default=NEVER)


def has_ended(ends: str, today: date) -> bool:
    """Say whether an entry is history: its last day (``last_day``) is past.

    One that has ended is found on purpose and counted apart, and nothing that says how
    things are now counts it. Indicators 2.3 and 3.1 count all years together, so they
    go on counting it.

    Examples
    --------
    >>> has_ended("2016-12-31", date(2017, 1, 1)), has_ended("2016-12-31", date.min)
    (True, False)
    """
    return ends < today.isoformat()


def ended(assets: pd.DataFrame, today: date) -> npt.NDArray[np.bool_]:
    """Return which entries are history: their last day (``ends``) is past."""
    ends = pd.Categorical(assets["ends"])
    over = [has_ended(day, today) for day in ends.categories]
    return np.isin(ends.codes, np.flatnonzero(over))


def live_entries(assets: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return the entries that count on a day, words in place of categories.

    What has ended is history: it is counted apart (``rules.records.has_ended``).
    """
    live = assets[~ended(assets, today)]
    return live.astype(dict.fromkeys(live.select_dtypes("category"), object))
