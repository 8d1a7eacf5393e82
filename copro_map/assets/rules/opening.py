"""When an offer or a request is open: one rule for whatever shows or counts them."""

from __future__ import annotations

import math
from datetime import date
from typing import Literal, NamedTuple, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from copro_map.assets.rules.ending import has_ended
from copro_map.assets.rules.records import EXCHANGE_KINDS

# How an offer or a request stands on a day, for whoever reads the board.
Stands = Literal[
    "open", "tentative", "paused", "ahead", "unconfirmed", "agreed", "done",
    "withdrawn", "expired",
]  # fmt: skip
STANDS: tuple[Stands, ...] = get_args(Stands)
LIVE: tuple[Stands, ...] = ("open", "tentative")
ANYWHERE = ("remote", "either")  # words of ways.toml: distance is no matter
BOTH = ("cy", "en")


class Opening(NamedTuple):
    """What decides whether an offer or a request is open; days are ISO, or empty.

    ``verification`` is that of the day, so that "confirmed" is within the last 12
    months (``base.freshness.verification_on``); ``ends`` as of ``ending.last_day``. It
    opens on ``opens_on`` and is paused through ``paused_until``. ``agreement`` is what
    came of bringing people together ("", "tentative", "agreed", "done"); ``taken`` how
    many have an offer at present, of ``capacity`` (none said: one). ``ended_on`` is set
    if somebody said that it is there no longer.
    """

    kind: str
    verification: str
    opens_on: str
    ends: str
    paused_until: str
    agreement: str = ""
    taken: float = 0
    capacity: float | None = None
    ended_on: str = ""


def places_left(capacity: float | None, taken: float) -> int:
    """Return how many more an offer can meet: one at a time unless it says more.

    Examples
    --------
    >>> places_left(None, 0), places_left(3, 1), places_left(1, 2)
    (1, 2, 0)
    """
    none_said = capacity is None or math.isnan(capacity)
    return max(0, (1 if none_said else int(capacity or 0)) - int(taken))


def stands(one: Opening, today: date) -> Stands:
    """Say how an offer or a request stands on a day; what is over comes first.

    Examples
    --------
    >>> asked = Opening("request", "confirmed", "", "9999-12-31", "")
    >>> day = date(2026, 12, 1)
    >>> stands(asked, day), stands(asked._replace(agreement="agreed"), day)
    ('open', 'agreed')
    >>> full = asked._replace(kind="offer", taken=1, agreement="agreed")
    >>> stands(full, day), stands(full._replace(capacity=2), day)
    ('agreed', 'open')
    """
    day = today.isoformat()
    if one.kind == "request" and one.agreement == "done":
        return "done"
    if has_ended(one.ends, today):
        return "withdrawn" if one.ended_on else "expired"
    if one.kind == "request" and one.agreement == "agreed":
        return "agreed"
    if one.kind == "offer" and not places_left(one.capacity, one.taken):
        return "agreed"
    if one.verification != "confirmed":
        return "unconfirmed"
    if one.opens_on > day:
        return "ahead"
    if one.paused_until >= day:
        return "paused"
    return "tentative" if one.agreement == "tentative" else "open"


def is_open(one: Opening, today: date) -> bool:
    """Say whether an offer or a request may be shown as open on a day.

    Only one that somebody has confirmed lately, that has opened, has not ended, is not
    paused, and has not met its match: a call found on a page, however recent, is never
    shown as open. One that somebody was introduced to is, until both agree.

    Examples
    --------
    >>> is_open(Opening("offer", "unverified", "", "9999-12-31", ""), date(2027, 1, 1))
    False
    >>> called = Opening("offer", "confirmed", "2026-12-01", "2026-12-31", "2026-12-07")
    >>> [is_open(called, date(2026, 12, day)) for day in (7, 8, 31)]
    [False, True, True]
    """
    return one.kind in EXCHANGE_KINDS and stands(one, today) in LIVE


def openings(assets: pd.DataFrame) -> list[Opening]:
    """Return what decides of each entry of a frame; a column that is not there: usual.

    Examples
    --------
    >>> row = {"kind": "offer", "verification": "confirmed", "opens_on": "",
    ...        "ends": "9999-12-31", "paused_until": "", "capacity": float("nan")}
    >>> openings(pd.DataFrame([row]))[0].agreement
    ''
    """
    named = [name for name in Opening._fields if name in assets]
    rows = assets[named].itertuples(index=False, name=None)
    return [Opening(**dict(zip(named, row, strict=True))) for row in rows]


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
    now = [is_open(one, today) for one in openings(assets[exchanged])]
    exchanged[exchanged] = now
    return exchanged


def _spoken(row: pd.Series) -> tuple[str, ...]:
    """Return the languages that it can be done in: as it says, else of its words."""
    said = row.get("spoken") or ""
    return (BOTH if said == "both" else (said,)) if said else tuple(row["languages"])


def open_exchanges(assets: pd.DataFrame, kind: str, day: date) -> pd.DataFrame:
    """Return the offers, or the requests, that are open on a day, ready to be matched.

    Rows of ``assets`` (columns as of ``Opening``) of that kind, in their order. If it
    has ``languages``, these are those that it can be done in (``spoken``, else those of
    its words), ``remote`` whether distance is no matter, ``capacity`` how many more it
    can meet.

    Examples
    --------
    >>> entries = pd.DataFrame({"kind": ["offer", "offer", "request"],
    ...     "verification": ["confirmed", "unverified", "confirmed"],
    ...     "opens_on": "", "ends": "9999-12-31", "paused_until": ""}, ["a", "b", "c"])
    >>> list(open_exchanges(entries, "offer", date(2026, 11, 28)).index)
    ['a']
    """
    found = assets[assets["kind"] == kind]
    found = found[open_now(found, day)]
    if "languages" not in found:
        return found
    free = [places_left(x.capacity, x.taken) for x in openings(found)]
    spoken = [_spoken(row) for _, row in found.iterrows()]
    way = found["way"] if "way" in found else pd.Series("", found.index)
    return found.assign(
        languages=pd.Series(spoken, found.index, dtype=object),
        remote=way.isin(ANYWHERE),
        capacity=free,
    )
