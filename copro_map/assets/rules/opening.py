"""Whether an offer or a request is open: its owner says so, and it has not closed."""

from __future__ import annotations

from datetime import date

EXCHANGE_KINDS = ("offer", "request")


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
