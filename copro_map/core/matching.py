"""Which entries answer a query, and why each one does."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from copro_map.model import EXCHANGE_KINDS, Query

ALL_WALES = "W92000004"
Reason = Literal["based", "serves", "all_wales", "text"]
NEAREST_FIRST: dict[Reason, int] = {"based": 0, "serves": 1, "all_wales": 2, "text": 3}


@dataclass(frozen=True)
class Why:
    """One reason why an entry answers the query."""

    reason: Reason
    area_code: str = ""


def _area_reason(
    areas: dict[str, str],
    served: Collection[str],
    query: Query,
    members: frozenset[str],
) -> Why | None:
    if areas.get(query.layer) == query.area:
        return Why("based", query.area)
    if query.area in served or members.intersection(served):
        return Why("serves", query.area)
    return Why("all_wales", ALL_WALES) if ALL_WALES in served else None


def match(
    assets: pd.DataFrame,
    query: Query,
    *,
    members: frozenset[str] = frozenset(),
    text_ids: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Return the entries that answer a query, best first, with a column ``why``.

    Parameters
    ----------
    assets
        Entries; index ``id``, unique; ``kind``, ``themes`` (tuples), ``served``
        (tuples of area codes) and ``areas`` (layer to code).
    query
        What is asked. An area finds what is based in it, then what serves it or one of
        its authorities, then what serves all Wales.
    members
        The authorities of the query's area.
    text_ids
        The ids that match the query's text, best first; None if no text was asked.

    Returns
    -------
    pandas.DataFrame
        A new frame: rows of ``assets``, and ``why``, a tuple of ``Why``.
    """
    found = (
        assets
        if text_ids is None
        else assets.reindex(
            [asset_id for asset_id in text_ids if asset_id in assets.index]
        )
    )
    if query.kinds:
        found = found[found["kind"].isin(query.kinds)]
    if query.theme:
        has_theme = [query.theme in themes for themes in found["themes"]]
        found = found.loc[np.array(has_theme, dtype=bool)]
    why: list[tuple[Why, ...]] = [()] * len(found)
    if query.area:
        reasons = [
            _area_reason(areas, served, query, members)
            for areas, served in zip(found["areas"], found["served"], strict=True)
        ]
        found = found.loc[np.array([r is not None for r in reasons], dtype=bool)]
        why = [(reason,) for reason in reasons if reason]
    found = found.assign(why=pd.Series(why, index=found.index, dtype=object))
    order = found["why"].map(lambda w: NEAREST_FIRST[w[0].reason] if w else 0)
    return found.loc[order.sort_values(kind="stable").index]


def is_open(kind: str, verification: str, closes_on: str, today: date) -> bool:
    """Say whether an offer or a request may be shown as open today.

    Only one that its owner has confirmed and that has not closed: a call found on a
    page, however recent, is never shown as open.

    Examples
    --------
    >>> is_open("offer", "unverified", "", date(2026, 11, 21))
    False
    >>> is_open("offer", "confirmed", "2026-12-01", date(2026, 11, 21))
    True
    """
    if kind not in EXCHANGE_KINDS or verification != "confirmed":
        return False
    return not closes_on or date.fromisoformat(closes_on) >= today


@dataclass(frozen=True)
class Tally:
    """A count of entries that adds up: every one is in exactly one of the three."""

    located: int
    all_wales: int
    no_location: int

    @property
    def total(self) -> int:
        """All entries."""
        return self.located + self.all_wales + self.no_location


def tally(assets: pd.DataFrame) -> Tally:
    """Return how many entries have an authority, serve all Wales, or neither.

    An entry based in an authority is counted there, whatever it serves; "all Wales"
    are those without a base that serve all Wales; the rest have no location.

    Examples
    --------
    >>> frame = pd.DataFrame({"areas": [{"local_authority": "W06000008"}, {}, {}],
    ...                       "served": [(), ("W92000004",), ()]})
    >>> tally(frame)
    Tally(located=1, all_wales=1, no_location=1)
    """
    located = assets["areas"].map(bool)
    national = ~located & assets["served"].map(lambda codes: ALL_WALES in codes)
    return Tally(
        int(located.sum()), int(national.sum()), int((~located & ~national).sum())
    )
