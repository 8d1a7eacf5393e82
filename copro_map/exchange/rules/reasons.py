"""Why an offer suits a request: the reasons of a pair, in the order they are said."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from copro_map.assets.rules.matching import Board
from copro_map.assets.rules.scoring import likeness
from copro_map.assets.rules.suiting import KM
from copro_map.exchange.rules.records import REASONS, Pair, Why

ALIKE = 0.2  # from here on the texts of two are said to be alike
Row = Mapping[Hashable, Any]
NO_END = "9"  # the first digit of a day that stands for none


def _reach(request: Row, offer: Row, metres: float, km: float) -> Why:
    if metres <= km * 1000:
        return Why("near", km=round(metres / 1000, 1))
    base = request["authority"]
    asked_in = {base} if base else set(request["served_authorities"])
    if served := asked_in & set(offer["served_authorities"]):
        return Why("authority", tuple(sorted(served)))
    return Why("remote" if offer.get("remote") else "all_wales")


def _reasons(
    request: Row, offer: Row, metres: float, alike: float, km: float
) -> Iterator[Why]:
    category = request["exchange_category"]
    if category and category == offer["exchange_category"]:
        yield Why("category", (category,))
    shared = tuple(x for x in request["themes"] if x in set(offer["themes"]))
    if shared:
        yield Why("themes", shared)
    yield _reach(request, offer, metres, km)
    both = tuple(x for x in request["languages"] if x in set(offer["languages"]))
    if both:
        yield Why("languages", both)
    ends = min(request.get("ends") or NO_END, offer.get("ends") or NO_END)
    if ends < NO_END:
        yield Why("dates", (ends,))
    if alike >= ALIKE:
        yield Why("alike")


def pairs_at(board: Board, places: Sequence[int], km: float = KM) -> tuple[Pair, ...]:
    """Return some of a board's pairs with their scores and reasons, in that order.

    ``places`` are those in ``board.pairs``. Scores have four decimals.
    """
    some = np.asarray(places, int)
    chosen = board.pairs.of(some)
    alike = likeness(board.requests, board.offers, chosen)
    asked, offered = (x.to_dict("records") for x in (board.requests, board.offers))
    names = board.requests.index, board.offers.index
    found = []
    for at, (place, one, other, metres) in enumerate(
        zip(some, chosen.request, chosen.offer, chosen.metres, strict=True)
    ):
        why = sorted(
            _reasons(asked[one], offered[other], metres, alike[at], km),
            key=lambda x: REASONS.index(x.reason),
        )
        score = round(float(board.scores[place]), 4)
        ids = str(names[0][one]), str(names[1][other])
        found.append(Pair(*ids, score, tuple(why)))
    return tuple(found)
