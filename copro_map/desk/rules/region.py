"""What is exchanged in a region: the offers and the requests that are open there."""

from __future__ import annotations

from datetime import date

import pandas as pd

from copro_map.assets.rules.opening import open_now


def open_there(entries: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return the offers and the requests among entries that are open on a day.

    Examples
    --------
    >>> entries = pd.DataFrame({"kind": ["offer", "request", "project"],
    ...     "verification": ["confirmed", "stale", "confirmed"],
    ...     "opens_on": "", "ends": "9999-12-31", "paused_until": ""}, ["a", "b", "c"])
    >>> list(open_there(entries, date(2026, 11, 29)).index)
    ['a']
    """
    return entries[open_now(entries, today)]
