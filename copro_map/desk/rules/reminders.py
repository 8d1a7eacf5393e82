"""Which letter is due to whoever can be asked about an entry.

The first one, one more if nobody answers, and reminders of what was confirmed. Then
silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Literal

from copro_map.base.freshness import DUE_MONTHS, WEEKS_BETWEEN, reminders

Kind = Literal["first", "again", "reminder"]
PAUSE = timedelta(weeks=WEEKS_BETWEEN)


@dataclass(frozen=True)
class Known:
    """What is known of an entry, and of the one contact that can be asked about it.

    ``key`` is the contact's address as two are compared, ``since`` the day on which it
    was entered. ``confirmed_on`` is the day of the confirmation that holds, None if
    there is none; ``answered_on`` that of the last answer: whatever its owner said, or
    that it is not theirs. ``written`` holds the day of every letter about the entry, by
    its cause.
    """

    entry: str
    key: str
    since: date
    confirmed_on: date | None = None
    answered_on: date | None = None
    written: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Due:
    """A letter that is due since a day; of the same cause there is only one, ever."""

    kind: Kind
    cause: str
    since: date


def cause(kind: Kind, known: Known, number: int = 0) -> str:
    """Return what a letter is told by: for reminders the confirmation and a number.

    An address is in it as a checksum alone.

    Examples
    --------
    >>> tir = Known("tir-coed", "a@example.org", date(2027, 1, 5), date(2027, 1, 9))
    >>> cause("reminder", tir, 2)
    'reminder tir-coed 2027-01-09 2'
    >>> cause("first", tir).startswith("first tir-coed ")
    True
    """
    if kind == "reminder":
        return f"{kind} {known.entry} {known.confirmed_on} {number}"
    return f"{kind} {known.entry} {sha256(known.key.encode()).hexdigest()[:16]}"


def _answered(known: Known, since: date) -> bool:
    said = (known.answered_on, known.confirmed_on)
    return any(day is not None and day >= since for day in said)


def _of_confirmed(known: Known, days: tuple[date, ...], today: date) -> Due | None:
    """Return the reminder that is due; of several that were missed only the last."""
    number = sum(day <= today for day in days)
    causes = [cause("reminder", known, n) for n in range(number, len(days) + 1)]
    if not number or _answered(known, days[0]):
        return None
    if any(one in known.written for one in causes):
        return None
    return Due("reminder", causes[0], days[number - 1])


def _was_reminded(known: Known) -> bool:
    """Say whether this contact was reminded of the entry, and kept silent."""
    return any(
        one.startswith("reminder ") and day >= known.since
        for one, day in known.written.items()
    )


def due_letter(known: Known, today: date, months: int = DUE_MONTHS) -> Due | None:
    """Return the letter about an entry that is due to its contact on a day, if any.

    Reminders of what was confirmed: when another word is due, four and eight weeks
    later; each at most once, and none after twelve weeks. Whoever was never written to
    is asked once, unless what is known is fresh or an answer came since the address was
    entered; and once more after four weeks, if no answer came.

    Examples
    --------
    >>> tir = Known("tir-coed", "a@example.org", date(2027, 1, 5))
    >>> due_letter(tir, date(2027, 1, 5)).kind
    'first'
    >>> kept = Known("tir-coed", "a@example.org", date(2027, 1, 5), date(2027, 1, 9))
    >>> [bool(due_letter(kept, date(2027, 7, day))) for day in (8, 9)]
    [False, True]
    """
    first, again = cause("first", known), cause("again", known)
    if known.confirmed_on:
        days = reminders(known.confirmed_on, months)
        if today < days[-1] + PAUSE:
            return _of_confirmed(known, days, today)
        if _was_reminded(known):
            return None
    if first not in known.written:
        told = known.answered_on and known.answered_on >= known.since
        return None if told else Due("first", first, known.since)
    asked = known.written[first]
    if again in known.written or today < asked + PAUSE or _answered(known, asked):
        return None
    return Due("again", again, asked + PAUSE)


def due_letters(
    every: Iterable[Known],
    today: date,
    written_today: Iterable[str] = (),
    months: int = DUE_MONTHS,
) -> Iterator[tuple[Known, Due]]:
    """Yield the letters to be written on a day: one to each address, the oldest first.

    ``written_today`` are the addresses (``Known.key``) that have had theirs.
    """
    found = [(one, due) for one in every if (due := due_letter(one, today, months))]
    done = set(written_today)
    for one, due in sorted(found, key=lambda x: (x[1].since, x[0].entry)):
        if one.key not in done:
            done.add(one.key)
            yield one, due
