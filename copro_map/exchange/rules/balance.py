"""Who gives and who asks: the balance of each member, which is for them alone.

Others see the sum of all: ``rules.figures.reciprocity``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from copro_map.exchange.rules.records import MATCHED, Meeting


@dataclass(frozen=True)
class Balance:
    """How often somebody gave and received, in meetings that were agreed or done."""

    gave: int = 0
    received: int = 0


def balances(
    meetings: Iterable[Meeting], member_of: Mapping[str, str]
) -> dict[str, Balance]:
    """Return the balance of each member who was matched.

    ``member_of``: whose an entry is, by its id; one that is not there is its own. A
    side without an entry is nobody's.

    Examples
    --------
    >>> from dataclasses import fields
    >>> blank = {one.name: "" for one in fields(Meeting)}
    >>> met = Meeting(**blank | {"request": "r", "offer": "o", "state": "done"})
    >>> balances([met], {"r": "tir-coed", "o": "y-cwtch"})["y-cwtch"]
    Balance(gave=1, received=0)
    """
    met = [one for one in meetings if one.state in MATCHED]
    gave, received = (
        Counter(member_of.get(entry, entry) for entry in entries if entry)
        for entries in ([one.offer for one in met], [one.request for one in met])
    )
    return {
        one: Balance(gave[one], received[one]) for one in sorted({*gave, *received})
    }
