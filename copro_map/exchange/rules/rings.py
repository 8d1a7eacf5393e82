"""Swaps and rings: members whose offers and requests close a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import islice

import numpy as np
import pandas as pd

from copro_map.assets.rules.matching import Board
from copro_map.assets.rules.suiting import members_of
from copro_map.exchange.rules.reasons import pairs_at
from copro_map.exchange.rules.records import Ring

MOST_ARCS = 20  # of each member, the best: what one could answer, not thousands
Arcs = Mapping[int, AbstractSet[int]]


def _through(
    start: int, gives: Mapping[int, AbstractSet[int]], asks: Mapping[int, set[int]]
) -> Iterator[tuple[int, ...]]:
    """Yield the rings of two to four that begin with a member.

    ``gives``: for each member those who could give to it; ``asks``: those it could.
    """
    back = asks[start]
    ends: dict[int, list[int]] = {}  # the last of four, by the third
    for last in back:
        for third in asks[last] - {start}:
            ends.setdefault(third, []).append(last)
    for second in gives[start] & back:
        yield start, second
    for second in gives[start]:
        for third in gives[second] & back:
            yield start, second, third
        for third in gives[second] & ends.keys():
            yield from ((start, second, third, x) for x in ends[third] if x != second)


def rings(arcs: Arcs) -> Iterator[tuple[int, ...]]:
    """Yield each ring of two, three or four once, its least member first.

    ``arcs``: for each member those who could give what it asks for, never itself.

    Examples
    --------
    >>> sorted(rings({1: {2}, 2: {1, 3}, 3: {1}}))
    [(1, 2), (1, 2, 3)]
    """
    # Only those who both ask and give can be in a ring.
    gives = {one: set(others) & arcs.keys() for one, others in arcs.items()}
    asks: dict[int, set[int]] = {one: set() for one in arcs}
    for one, others in gives.items():
        for other in others:
            asks[other].add(one)
    for start in sorted(gives):
        yield from _through(start, gives, asks)
        for other in gives.pop(start):
            asks[other].discard(start)
        for other in asks.pop(start):
            gives[other].discard(start)


def _best_arcs(board: Board) -> tuple[dict[tuple[int, int], int], list[str]]:
    """Return the best pair of each two members, asker first, and who the members are.

    Only members who both ask and give can be in a ring, and of each asker no more than
    the best ``MOST_ARCS``.
    """
    whose = [members_of(each) for each in (board.requests, board.offers)]
    names = sorted({*whose[0]} & {*whose[1]})
    number = {name: at for at, name in enumerate(names)}
    asker, giver = (each.map(number).to_numpy(float) for each in whose)
    pairs = board.pairs
    ends = pd.DataFrame(
        {
            "asker": asker[pairs.request],
            "giver": giver[pairs.offer],
            "score": board.scores,
        }
    ).dropna()
    best = ends.sort_values("score", ascending=False, kind="stable")
    best = best.drop_duplicates(["asker", "giver"]).groupby("asker").head(MOST_ARCS)
    found = best[["asker", "giver"]].astype(int).itertuples(name=None)
    return {(one, other): place for place, one, other in found}, names


def all_rings(board: Board) -> list[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Return all rings of a board, best first: the members, the places of their pairs.

    By the mean score of their pairs; of two as good, that of more members.
    """
    best, names = _best_arcs(board)
    arcs: dict[int, set[int]] = {}
    for one, other in best:
        arcs.setdefault(one, set()).add(other)
    found = []
    for ring in rings(arcs):
        places = [best[arc] for arc in zip(ring, (*ring[1:], ring[0]), strict=True)]
        worth = float(np.mean(board.scores[places]))
        found.append((-worth, -len(ring), ring, places))
    return [
        (tuple(names[one] for one in ring), tuple(places))
        for *_, ring, places in sorted(found)
    ]


def chosen(
    board: Board, found: Iterable[tuple[tuple[str, ...], tuple[int, ...]]]
) -> tuple[Ring, ...]:
    """Return the first of some rings, as ``all_rings``; no entry stands in two."""
    taken: set[str] = set()
    kept = []
    for members, places in found:
        at = list(places)
        entries = {*board.requests.index[board.pairs.request[at]]}
        entries |= {*board.offers.index[board.pairs.offer[at]]}
        if not entries & taken:
            taken |= entries
            kept.append((members, at))
    pairs = iter(pairs_at(board, [place for _, at in kept for place in at]))
    return tuple(Ring(x, tuple(islice(pairs, len(at)))) for x, at in kept)
