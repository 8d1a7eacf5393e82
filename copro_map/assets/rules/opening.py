"""When an offer or a request is open: one rule for whatever shows or counts them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from copro_map.assets.rules.ending import has_ended
from copro_map.assets.rules.records import EXCHANGE_KINDS


class Opening(NamedTuple):
    """What decides whether an offer or a request is open; days are ISO, or empty.

    ``verification`` is that of the day, so that "confirmed" is within the last 12
    months (``base.freshness.verification_on``); ``ends`` as of ``ending.last_day``. It
    opens on ``opens_on`` and is paused through ``paused_until``.
    """

    kind: str
    verification: str
    opens_on: str
    ends: str
    paused_until: str


def is_open(one: Opening, today: date) -> bool:
    """Say whether an offer or a request may be shown as open on a day.

    Only one that somebody has confirmed lately, that has opened, has not ended and is
    not paused: a call found on a page, however recent, is never shown as open.

    Examples
    --------
    >>> is_open(Opening("offer", "unverified", "", "9999-12-31", ""), date(2027, 1, 1))
    False
    >>> called = Opening("offer", "confirmed", "2026-12-01", "2026-12-31", "2026-12-07")
    >>> [is_open(called, date(2026, 12, day)) for day in (7, 8, 31)]
    [False, True, True]
    """
    day = today.isoformat()
    if one.kind not in EXCHANGE_KINDS or one.verification != "confirmed":
        return False
    opened = one.opens_on <= day and one.paused_until < day
    return opened and not has_ended(one.ends, today)


def open_now(assets: pd.DataFrame, today: date) -> npt.NDArray[np.bool_]:
    """Return which entries are open on a day, of a frame with columns of ``Opening``.

    Examples
    --------
    >>> rows = [Opening("offer", "confirmed", "", "9999-12-31", ""),
    ...         Opening("project", "confirmed", "", "9999-12-31", "")]
    >>> open_now(pd.DataFrame(rows), date(2026, 11, 29)).tolist()
    [True, False]
    """
    exchanged = np.array(assets["kind"].isin(EXCHANGE_KINDS), bool)
    rows = assets.loc[exchanged, list(Opening._fields)]
    now = [is_open(Opening(*row), today) for row in rows.itertuples(False, None)]
    exchanged[exchanged] = now
    return exchanged
