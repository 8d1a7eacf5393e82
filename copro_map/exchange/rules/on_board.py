"""Which offers and requests stand on the board, and which are its history."""

from __future__ import annotations

from datetime import date

import pandas as pd

from copro_map.assets.rules.opening import LIVE, STANDS, openings, stands
from copro_map.assets.rules.records import EXCHANGE_KINDS


def exchanged(assets: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the offers and requests, in their order, with how each ``stands``.

    ``assets`` has columns of ``assets.rules.opening.Opening``.

    Examples
    --------
    >>> entries = pd.DataFrame({"kind": ["offer", "project", "request"],
    ...     "verification": "confirmed", "opens_on": "", "paused_until": "",
    ...     "ends": ["9999-12-31", "9999-12-31", "2026-11-01"]}, ["a", "b", "c"])
    >>> exchanged(entries, date(2026, 11, 30))["stands"].astype(str).to_dict()
    {'a': 'open', 'c': 'expired'}
    """
    found = assets[assets["kind"].isin(EXCHANGE_KINDS)]
    now = [stands(one, day) for one in openings(found)]
    return found.assign(stands=pd.Categorical(now, categories=STANDS))


def board(assets: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the offers and requests that are open on a day, and no others."""
    found = exchanged(assets, day)
    return found[found["stands"].isin(LIVE)]


def history(assets: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the offers and requests that are not open on a day."""
    found = exchanged(assets, day)
    return found[~found["stands"].isin(LIVE)]
