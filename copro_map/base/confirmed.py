"""How far an entry can be trusted, in words: who last said that it is right, and when.

Public are the role and the month alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from copro_map.base.dates import parse_date
from copro_map.base.freshness import verification_on
from copro_map.base.i18n import N_, long_date, partial_date, t

CONFIRMED = {
    "owner": N_("Confirmed by its owner, {month}"),
    "officer": N_("Confirmed by a County Voluntary Council, {month}"),
    "steward": N_("Confirmed by a steward of this map, {month}"),
    "": N_("Confirmed, {month}"),
}
STALE = {
    "owner": N_("Last confirmed by its owner, {month}: more than 12 months ago"),
    "officer": N_(
        "Last confirmed by a County Voluntary Council, {month}: more than 12 months ago"
    ),
    "steward": N_(
        "Last confirmed by a steward of this map, {month}: more than 12 months ago"
    ),
    "": N_("Last confirmed, {month}: more than 12 months ago"),
}
IN_TOUCH = N_("Somebody is in touch already")
AGREED = {
    "offer": N_("No place is free at present"),
    "request": N_("Help has been found"),
}
# Whoever administers the map speaks of an entry as a steward does.
SPEAKS_AS = {"administrator": "steward"}


def shown_as(row: Any, today: date) -> str:
    """Return how fresh an entry is on a day: "confirmed", "unverified" or "stale".

    ``row`` has ``verification`` and ``verified_on``. That another word is due is no
    matter for readers yet.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> row = SimpleNamespace(verification="confirmed", verified_on="2026-11-29")
    >>> shown_as(row, date(2027, 11, 29)), shown_as(row, date(2027, 11, 30))
    ('confirmed', 'stale')
    """
    return verification_on(row.verification, row.verified_on, today)


def confirmed_in_words(row: Any, today: date) -> str:
    """Return who confirmed an entry last and when; that nobody has, if so.

    ``row`` as ``shown_as``, with ``verified_role``.
    """
    state = shown_as(row, today)
    if state == "unverified":
        return t("Not confirmed yet")
    words = STALE if state == "stale" else CONFIRMED
    role = SPEAKS_AS.get(row.verified_role, row.verified_role)
    month = partial_date(row.verified_on[: len("2027-03")])
    return t(words.get(role, words[""]), month=month)


def opening_in_words(row: Any, stands: str) -> str:
    """Return how an offer or a request stands that is not over, and until when.

    ``row`` has ``kind``, ``opens_on``, ``closes_on`` and ``paused_until``; ``stands``
    is what is made of it (``assets.rules.opening.stands``).
    """
    if stands in ("open", "tentative"):
        until = t("Open until further notice")
        if row.closes_on:
            until = t("Open until {date}", date=partial_date(row.closes_on))
        return until if stands == "open" else f"{until} · {t(IN_TOUCH)}"
    if stands == "agreed":
        return t(AGREED[row.kind])
    for state, words, day in (
        ("paused", N_("Paused until {date}"), parse_date(row.paused_until)),
        ("ahead", N_("Opens on {date}"), parse_date(row.opens_on)),
    ):
        if stands == state and day:
            return t(words, date=long_date(day))
    return t("Not confirmed as open: ask before you act")


def over_in_words(row: Any, stands: str, ended: str) -> str:
    """Return how an offer or a request came to its end, in words.

    ``row`` and ``stands`` as for ``opening_in_words``; ``ended`` is what is said of any
    entry that is there no longer, with the year.
    """
    if stands == "done":
        return t("Done: they found each other")
    if stands == "withdrawn":
        return t("Withdrawn")
    day = parse_date(row.closes_on)
    return t("Closed on {date}", date=long_date(day)) if day else ended


def tally_of(states: Iterable[str]) -> dict[str, int]:
    """Return how many entries are "confirmed", "stale" and "unverified".

    Examples
    --------
    >>> tally_of(["stale", "confirmed", "stale"])
    {'confirmed': 1, 'stale': 2, 'unverified': 0}
    """
    counted = Counter(states)
    return {one: counted[one] for one in ("confirmed", "stale", "unverified")}


def share_in_words(n: int, total: int) -> tuple[str, str]:
    """Return what share was confirmed in the last 12 months, and of how many."""
    words = t("Confirmed in the last 12 months: {n} of {total}", n=n, total=total)
    return share(n, total), words


def share(n: int, total: int) -> str:
    """Return a share as a percentage; one that is not quite none or all says so.

    Examples
    --------
    >>> share(0, 352), share(1, 352), share(88, 352), share(351, 352), share(0, 0)
    ('0%', '<1%', '25%', '>99%', '–')
    """
    if not total:
        return "–"
    percent = round(100 * n / total)
    if percent == 0 and n:
        return "<1%"
    return ">99%" if percent == 100 and n < total else f"{percent}%"
