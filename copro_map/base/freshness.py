"""How fresh a confirmation is: due for another word, or too old to say how it is now.

Never written down: reckoned of the day on which it was said, whenever somebody asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from copro_map.base.dates import add_months

Freshness = Literal["unverified", "confirmed", "due", "stale"]
STATES: tuple[Freshness, ...] = get_args(Freshness)
DUE_MONTHS, STALE_MONTHS = 6, 12
WEEKS_BETWEEN = 4
REMINDERS = 3


def due_on(day: date, months: int = DUE_MONTHS) -> date:
    """Return the day from which on another word is wanted: six calendar months later.

    Examples
    --------
    >>> due_on(date(2026, 11, 29)).isoformat(), due_on(date(2027, 8, 31)).isoformat()
    ('2027-05-29', '2028-02-29')
    """
    return add_months(day, months)


def stale_on(day: date, months: int = STALE_MONTHS) -> date:
    """Return the first day on which a confirmation is too old.

    It holds for twelve calendar months, through the same day of the next year.

    Examples
    --------
    >>> [stale_on(date(2028, 2, n)).isoformat() for n in (28, 29)]
    ['2029-03-01', '2029-03-01']
    """
    return add_months(day, months) + timedelta(days=1)


def freshness(
    verification: str,
    verified_on: str,
    today: date,
    due_months: int = DUE_MONTHS,
    stale_months: int = STALE_MONTHS,
) -> Freshness:
    """Say how fresh what is known of an entry is on a day.

    ``verification`` and ``verified_on`` (an ISO date, or empty) as the entry has them:
    a confirmation without a day, or of a day to come, is none.

    Examples
    --------
    >>> for day in (date(2027, 5, 28), date(2027, 5, 29), date(2027, 11, 30)):
    ...     freshness("confirmed", "2026-11-29", day)
    'confirmed'
    'due'
    'stale'
    """
    if verification == "unverified" or not "" < verified_on <= today.isoformat():
        return "unverified"
    said = date.fromisoformat(verified_on)
    if verification == "stale" or today >= stale_on(said, stale_months):
        return "stale"
    return "due" if today >= due_on(said, due_months) else "confirmed"


def verification_on(
    verification: str, verified_on: str, today: date, months: int = STALE_MONTHS
) -> str:
    """Return how far an entry is checked on a day, as the vocabulary has it.

    "unverified", "confirmed" or "stale": what is due is confirmed still.

    Examples
    --------
    >>> verification_on("confirmed", "2026-11-29", date(2027, 11, 29))
    'confirmed'
    """
    state = freshness(verification, verified_on, today, stale_months=months)
    return "confirmed" if state == "due" else state


@dataclass(frozen=True)
class Checked:
    """How many entries were confirmed within 12 months, before that, or never."""

    confirmed: int
    stale: int
    unverified: int

    @property
    def total(self) -> int:
        """How many there are."""
        return self.confirmed + self.stale + self.unverified

    @property
    def percent(self) -> float | None:
        """The share confirmed within 12 months, 0 to 100; None of no entries."""
        return 100 * self.confirmed / self.total if self.total else None


def checked(states: Iterable[str]) -> Checked:
    """Return how many entries are checked how far, of what ``verification_on`` says.

    Examples
    --------
    >>> found = checked(["confirmed", "stale", "unverified", "unverified"])
    >>> found.confirmed, found.total, found.percent
    (1, 4, 25.0)
    """
    counts = Counter(states)
    return Checked(counts["confirmed"], counts["stale"], counts["unverified"])


def is_fresh(
    verification: str, verified_on: str, today: date, months: int = STALE_MONTHS
) -> bool:
    """Say whether an entry was confirmed within 12 months before a day.

    Examples
    --------
    >>> [is_fresh("confirmed", "2026-11-29", date(2027, 11, n)) for n in (29, 30)]
    [True, False]
    """
    known = freshness(verification, verified_on, today, stale_months=months)
    return known in ("confirmed", "due")


def reminders(day: date, months: int = DUE_MONTHS) -> tuple[date, ...]:
    """Return the days on which to remind of an entry whose last word was on a day.

    When it is due, four weeks and eight weeks later; then silence.

    Examples
    --------
    >>> [one.isoformat() for one in reminders(date(2026, 11, 29))]
    ['2027-05-29', '2027-06-26', '2027-07-24']
    """
    first = due_on(day, months)
    return tuple(first + timedelta(weeks=WEEKS_BETWEEN * n) for n in range(REMINDERS))
