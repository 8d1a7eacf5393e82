"""What is proposed to a co-ordinator, of a matching: rings that can be had together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from copro_map.exchange.rules.records import UNDER_WAY, Matched, Meeting, Pair, Ring


class Together(NamedTuple):
    """Those to be introduced at one press: a pair, or all the pairs of a ring."""

    pairs: tuple[Pair, ...]
    ring: Ring | None = None

    @property
    def mark(self) -> str:
        """What they are called between two looks at the page, by their ids."""
        return "+".join(f"{one.request}~{one.offer}" for one in self.pairs)

    @property
    def entries(self) -> tuple[str, ...]:
        """Every entry that it is about, once."""
        ids = (entry for one in self.pairs for entry in (one.request, one.offer))
        return tuple(dict.fromkeys(ids))

    @property
    def score(self) -> float:
        """How well its pairs suit on the whole (0 to 1)."""
        return sum(one.score for one in self.pairs) / len(self.pairs)


def not_under_way(assets: pd.DataFrame, meetings: Iterable[Meeting]) -> pd.DataFrame:
    """Return the entries as if what is under way had come to be: nobody has it twice.

    A request of which somebody was introduced is left out, until that has ended; an
    offer has one place less for each introduction that is not agreed yet (what is
    agreed stands in ``taken`` already).

    Examples
    --------
    >>> board = pd.DataFrame({"taken": [0, 0, 0]}, ["asked", "also", "offer"])
    >>> not_under_way(board, ()).equals(board)
    True
    """
    now = [one for one in meetings if one.state in UNDER_WAY]
    asked = {one.request for one in now if one.request}
    held = Counter(one.offer for one in now if one.offer and one.state != "agreed")
    left = assets[~assets.index.isin(asked)]
    if not held:
        return left
    more = [held.get(str(one), 0) for one in left.index]
    return left.assign(taken=left["taken"] + more)


def together(matched: Matched) -> tuple[Together, ...]:
    """Return whom to introduce: rings first, then pairs; the best of each first.

    No request stands in two of them, nor an offer in more than it can meet, so that
    all could be introduced today. Of rings that share somebody the better one stays;
    of two as good, that of more members.

    Examples
    --------
    >>> swap = (Pair("r1", "o2", 0.8), Pair("r2", "o1", 0.6))
    >>> pairs = (Pair("r1", "o3", 0.9), Pair("r4", "o4", 0.5), Pair("r5", "o2", 0.4))
    >>> one = Matched(pairs, (), (Ring(("a", "b"), swap),), (), {"o2": 1})
    >>> [found.mark for found in together(one)]
    ['r1~o2+r2~o1', 'r4~o4']
    """
    left: dict[str, int] = {}
    asked: set[str] = set()
    rings = [Together(ring.pairs, ring) for ring in matched.rings]
    rings.sort(key=lambda one: (-one.score, -len(one.pairs), one.mark))
    pairs = sorted(
        (Together((one,)) for one in matched.pairs),
        key=lambda one: (-one.score, one.mark),
    )
    found = []
    for one in (*rings, *pairs):
        if _can_be_had(one, asked, left, matched.capacity):
            found.append(one)
            asked.update(pair.request for pair in one.pairs)
            for pair in one.pairs:
                left[pair.offer] -= 1
    return tuple(found)


def _can_be_had(
    one: Together, asked: set[str], left: dict[str, int], capacity: Mapping[str, int]
) -> bool:
    needed = Counter(pair.offer for pair in one.pairs)
    for offer in needed:
        left.setdefault(offer, capacity.get(offer, 1))
    return asked.isdisjoint(pair.request for pair in one.pairs) and all(
        left[offer] >= count for offer, count in needed.items()
    )
