"""What is open on the board on a day, ready to be matched."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date

import numpy as np
import pandas as pd

from copro_map.assets.rules.matching import Board as Board
from copro_map.assets.rules.matching import board, outcome
from copro_map.assets.rules.opening import open_exchanges
from copro_map.exchange.rules.reasons import pairs_at
from copro_map.exchange.rules.records import Matched, Pair, Unmet
from copro_map.exchange.rules.rings import all_rings, chosen

NONE_TRIED: frozenset[tuple[str, str]] = frozenset()


def open_board(
    assets: pd.DataFrame, day: date, tried: AbstractSet[tuple[str, str]] = NONE_TRIED
) -> Board:
    """Return the board of the offers and requests that are open on a day.

    ``tried``: pairs (request, offer) that are not to be proposed again.
    """
    asked, offered = (open_exchanges(assets, x, day) for x in ("request", "offer"))
    return board(asked, offered, tried=tried)


def matched_of(found: Board) -> Matched:
    """Return the best matching of a board; pairs by request."""
    answers = outcome(found)
    pairs, wide = found.pairs, max(1, len(found.offers))
    met = np.flatnonzero(found.given >= 0)
    places = np.searchsorted(
        pairs.request * wide + pairs.offer, met * wide + found.given[met]
    )
    left = answers[answers["status"] != "met"]["status"]
    requests, offers = (
        x.index.to_numpy(object) for x in (found.requests, found.offers)
    )
    return Matched(
        pairs=pairs_at(found, places.tolist()),
        unmet=tuple(Unmet(str(one), why) for one, why in left.items()),
        rings=chosen(found, all_rings(found)),
        edges=tuple(zip(requests[pairs.request], offers[pairs.offer], strict=True)),
        capacity=dict(zip(offers, found.capacity.tolist(), strict=True)),
    )


def suggested_of(found: Board, entry_id: str, most: int) -> tuple[Pair, ...]:
    """Return the best pairs of one entry of a board, best first; none if it is no part.

    Of equal pairs those with the first ids.
    """
    pairs = found.pairs
    is_request = entry_id in found.requests.index
    if not is_request and entry_id not in found.offers.index:
        return ()
    frame, ends = (
        (found.requests, pairs.request) if is_request else (found.offers, pairs.offer)
    )
    places = np.flatnonzero(ends == frame.index.get_loc(entry_id))
    best = places[np.argsort(-found.scores[places], kind="stable")][:most]
    return pairs_at(found, best.tolist())
