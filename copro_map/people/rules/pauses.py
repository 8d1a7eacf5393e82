"""When a message that could not be sent is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=1)
# A server that says "later" for as long (RFC 5321, 4.5.4.1) will not take it.
GIVEN_UP_AFTER = timedelta(days=5)


def pause(tries: int) -> timedelta:
    """Return how long to wait after so many tries: each pause twice the one before.

    Examples
    --------
    >>> [pause(n).seconds // 60 for n in (1, 2, 3, 6, 7, 1000)]
    [1, 2, 4, 32, 60, 60]
    """
    doubled = min(max(tries, 1) - 1, 10)
    return min(FIRST * (1 << doubled), LONGEST)


def is_given_up(created: datetime, now: datetime) -> bool:
    """Say whether a message that a server put off is given up.

    Examples
    --------
    >>> is_given_up(datetime(2027, 1, 1), datetime(2027, 1, 6))
    True
    """
    return now - created >= GIVEN_UP_AFTER
