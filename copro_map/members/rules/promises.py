"""When a member is asked how their promise goes: every six months, never sooner."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import count

from copro_map.base.dates import add_months

MONTHS = 6


def asked_next_on(joined_on: date, told: Iterable[date] = ()) -> date:
    """Return the day from which on a member is asked again.

    The sixth, twelfth ... month after they joined; but not within six months of
    ``told``: the days on which they were asked, or worded or answered it unasked.

    Examples
    --------
    >>> asked_next_on(date(2027, 8, 31)).isoformat()
    '2028-02-29'
    >>> asked_next_on(date(2027, 8, 31), [date(2028, 2, 29)]).isoformat()
    '2028-08-31'
    >>> asked_next_on(date(2027, 8, 31), [date(2028, 3, 20)]).isoformat()
    '2028-09-20'
    """
    last = max(told, default=joined_on)
    days = (add_months(joined_on, MONTHS * n) for n in count(1))
    in_turn = next(day for day in days if day > last)
    return max(in_turn, add_months(last, MONTHS))
