"""Fewer entries for some authorities, the rest moved on to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

GOLDEN = (5**0.5 - 1) / 2  # its multiples lie evenly between 0 and 1, however many


def thinned(
    drawn: Sequence[str], residents: Mapping[str, int], keep: Mapping[str, float]
) -> list[str]:
    """Return the drawn authorities, with no more than a share of theirs left to some.

    ``keep`` has that share; the first of theirs stay. What is more goes to the others,
    spread by their ``residents``, without a draw: what is drawn next stays as it was.

    Examples
    --------
    >>> thinned(list("aaaab"), {"a": 9, "b": 1, "c": 2}, {"a": 0.5})
    ['a', 'a', 'c', 'b', 'b']
    """
    others = [code for code in residents if code not in keep]
    ends = np.cumsum([residents[code] for code in others])
    stays = {code: round(share * drawn.count(code)) for code, share in keep.items()}
    seen, moved, found = Counter[str](), 0, list(drawn)
    for number, code in enumerate(drawn):
        seen[code] += 1
        if code in stays and seen[code] > stays[code]:
            moved += 1
            at = moved * GOLDEN % 1 * ends[-1]
            found[number] = others[int(np.searchsorted(ends, at, side="right"))]
    return found
