"""The whole board: which offer each request is given, and what is left unmet.

Each request is compared with each offer; then as many requests as possible are given an
offer of their own, and among those ways the best sum of scores. What is left over is
unmet, in one of two ways: *isolated* (no offer suits it) or *crowded out* (some suit,
and others have them all). How many are crowded out is certain; which one of several
equal rivals it is, is not. Coverage and the exchange ask the same function.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from copro_map.assets.rules.assigning import assign
from copro_map.assets.rules.scoring import scores
from copro_map.assets.rules.suiting import KM as KM
from copro_map.assets.rules.suiting import (
    Amounts,
    Counts,
    Edges,
    edges,
    optional,
    points_of,
)
from copro_map.assets.rules.suiting import compatible as compatible
from copro_map.assets.rules.suiting import in_reach as in_reach


@dataclass(frozen=True)
class Board:
    """The open requests and offers, by id, and what comes of them.

    ``pairs``: every one that could be, with its ``scores``; ``capacity`` of each offer.
    """

    requests: pd.DataFrame
    offers: pd.DataFrame
    pairs: Edges
    scores: Amounts
    capacity: Counts

    @cached_property
    def given(self) -> Counts:
        """The place of the offer that each request is given, -1 if none: ``assign``."""
        pairs, many = self.pairs, len(self.requests)
        return assign(pairs.request, pairs.offer, self.scores, self.capacity, many)


def _untried(
    pairs: Edges,
    requests: pd.DataFrame,
    offers: pd.DataFrame,
    tried: Collection[tuple[str, str]],
) -> Edges:
    """Return the pairs without those that were tried: ids of request and offer."""
    asked = {name: at for at, name in enumerate(requests.index)}
    offered = {name: at for at, name in enumerate(offers.index)}
    gone = [
        asked[one] * len(offers) + offered[other]
        for one, other in tried
        if one in asked and other in offered
    ]
    kept = ~np.isin(pairs.request * len(offers) + pairs.offer, gone)
    return pairs.of(kept)


def board(
    requests: pd.DataFrame,
    offers: pd.DataFrame,
    km: float = KM,
    tried: Collection[tuple[str, str]] = (),
) -> Board:
    """Return open requests and offers, and how well each pair of them suits.

    Parameters as ``unmet``. ``tried``: ids of requests and offers that were brought
    together before, and are not to be again.
    """
    asked = requests[optional(requests, "open", True).astype(bool)].sort_index()
    offered = offers[optional(offers, "open", True).astype(bool)].sort_index()
    pairs = _untried(edges(asked, offered, km), asked, offered, tried)
    worth = scores(asked, offered, pairs, km)
    # More than all requests is never needed.
    capacity = optional(offered, "capacity", 1).to_numpy(float)
    capacity = np.clip(capacity, 0, len(asked)).astype(np.int64)
    return Board(asked, offered, pairs, worth, capacity)


def outcome(found: Board) -> pd.DataFrame:
    """Return what becomes of each request of a board, by id; columns as ``unmet``."""
    suitable = np.bincount(found.pairs.request, minlength=len(found.requests))
    answers = {
        "status": np.select(
            [found.given >= 0, suitable == 0], ["met", "isolated"], "crowded_out"
        ),
        "offer_id": np.append(found.offers.index.to_numpy(object), "")[found.given],
        "compatible_offers": suitable,
        "has_point": ~np.isnan(points_of(found.requests)).any(axis=1),
    }
    return pd.DataFrame(answers, index=found.requests.index)


def unmet(requests: pd.DataFrame, offers: pd.DataFrame, km: float = KM) -> pd.DataFrame:
    """Return what becomes of each open request when every offer is used once.

    Parameters
    ----------
    requests, offers
        Columns as ``compatible``. Either may have ``open`` (default: all are open), and
        offers ``capacity``: how many requests it can meet at a time (default 1).
    km
        The radius, in a straight line.

    Returns
    -------
    pandas.DataFrame
        Index ``id``: the open requests, in the order given. ``status`` ("met",
        "isolated" or "crowded_out"), ``offer_id`` (that meets it; empty if none),
        ``compatible_offers`` (how many suit it, taken or not) and ``has_point`` (False:
        known by its area alone, so "within ``km``" was not asked of it). The same
        entries in another order give the same answer.

    Notes
    -----
    METHODS.md, section 2: a maximum matching, among these the one of ``assign``.

    Examples
    --------
    >>> entry = {"easting_m": 0, "northing_m": 0, "precision": "town",
    ...          "authority": "", "served_authorities": (), "serves_all_wales": False,
    ...          "themes": ("food",), "languages": ("cy",), "exchange_category": "",
    ...          "organisation_id": ""}
    >>> far = {**entry, "easting_m": 99_000}
    >>> requests = pd.DataFrame([entry, far], index=["a", "b"])
    >>> offers = pd.DataFrame([entry], index=["one"])
    >>> unmet(requests, offers)["status"].to_dict()
    {'a': 'met', 'b': 'isolated'}
    """
    answers = outcome(board(requests, offers, km))
    return answers.loc[[name for name in requests.index if name in answers.index]]
