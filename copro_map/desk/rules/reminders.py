"""Which letter is due to whoever can be asked about an entry.

The service letter, one more if nobody answers, and reminders of what was confirmed.
Then silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from copro_map.assets.rules.ending import NEVER, has_ended
from copro_map.base.freshness import DUE_MONTHS, WEEKS_BETWEEN, reminders

Kind = Literal["service", "service_again", "reminder"]
PAUSE = timedelta(weeks=WEEKS_BETWEEN)


@dataclass(frozen=True)
class Known:
    """What is known of an entry, and of the one contact that can be asked about it.

    ``mark`` is a checksum of the contact's address, ``since`` the day on which it was
    entered, ``given``: by its owner. ``confirmed_on`` is the day of the confirmation
    that holds, None if there is none; ``answered_on`` that of the last answer: whatever
    its owner said, or that it is not theirs. ``ends`` is its last day.
    ``written`` holds the day of every letter about the entry, by its cause.
    """

    entry: str
    mark: str
    since: date
    given: bool = False
    confirmed_on: date | None = None
    answered_on: date | None = None
    ends: str = NEVER
    written: Mapping[str, date] = field(default_factory=dict)

    @property
    def talks(self) -> bool:
        """Whether the contact is one who gave the address, or has answered since."""
        return self.given or bool(self.answered_on and self.answered_on >= self.since)


@dataclass(frozen=True)
class Due:
    """A letter that is due since a day; ``number`` says which reminder it is."""

    kind: Kind
    since: date
    number: int = 0


def cause_of(known: Known, due: Due) -> str:
    """Return the cause by which the outbox knows a letter: there is one of each.

    Examples
    --------
    >>> tir = Known("tir-coed", "b3c1", date(2027, 1, 5), confirmed_on=date(2027, 1, 9))
    >>> cause_of(tir, Due("reminder", date(2027, 7, 9), 1))
    'reminder 2027-01-09 1 tir-coed b3c1'
    >>> cause_of(tir, Due("service", date(2027, 7, 9)))
    'service tir-coed b3c1'
    """
    about = f"{known.entry} {known.mark}"
    if due.kind == "reminder":
        return f"{due.kind} {known.confirmed_on} {due.number} {about}"
    return f"{due.kind} {about}"


def _answered(known: Known, since: date) -> bool:
    said = (known.answered_on, known.confirmed_on)
    return any(day is not None and day >= since for day in said)


def _reminder(known: Known, days: tuple[date, ...], today: date) -> Due | None:
    """Return the reminder that is due; of several that were missed only the last."""
    number = sum(day <= today for day in days)
    if not number or _answered(known, days[0]):
        return None
    later = range(number, len(days) + 1)
    same = tuple(f"reminder {known.confirmed_on} {n} {known.entry} " for n in later)
    if any(one.startswith(same) for one in known.written):
        return None
    return Due("reminder", days[number - 1], number)


def _was_reminded(known: Known) -> bool:
    """Say whether this contact was reminded of the entry, and kept silent."""
    return any(
        one.startswith("reminder ") and day >= known.since
        for one, day in known.written.items()
    )


def _question(known: Known, since: date, today: date) -> Due | None:
    """Return the service letter, or the one more of it, if it is due."""
    first, again = Due("service", since), Due("service_again", since)
    asked = known.written.get(cause_of(known, first))
    if asked is None:
        told = known.answered_on is not None and known.answered_on >= known.since
        return None if told or today < since else first
    if cause_of(known, again) in known.written or _answered(known, asked):
        return None
    again = Due("service_again", asked + PAUSE)
    return again if today >= again.since else None


def due_letter(known: Known, today: date, months: int = DUE_MONTHS) -> Due | None:
    """Return the letter about an entry that is due to its contact on a day, if any.

    Whoever did not give us the address is asked once what is on the map, unless it is
    fresh, and once more after four weeks; then never, if no answer comes. All others
    are reminded of what was confirmed when another word is due, four and eight weeks
    later: each at most once, none after twelve weeks, and none of what has ended.

    Examples
    --------
    >>> tir = Known("tir-coed", "b3c1", date(2027, 1, 5))
    >>> due_letter(tir, date(2027, 1, 5)).kind
    'service'
    >>> from dataclasses import replace
    >>> right = replace(tir, given=True, confirmed_on=date(2027, 1, 9))
    >>> [bool(due_letter(right, date(2027, 7, day))) for day in (8, 9)]
    [False, True]
    """
    if known.confirmed_on is None:
        return _question(known, known.since, today)
    if has_ended(known.ends, today):
        return None
    days = reminders(known.confirmed_on, months)
    if not known.talks:
        return _question(known, max(known.since, days[0]), today)
    if today < days[-1] + PAUSE:
        return _reminder(known, days, today)
    return None if _was_reminded(known) else _question(known, known.since, today)


def due_letters(
    every: Iterable[Known],
    today: date,
    written_today: Iterable[str] = (),
    months: int = DUE_MONTHS,
) -> Iterator[tuple[Known, Due]]:
    """Yield the letters to be written on a day: one to each address, the oldest first.

    ``written_today`` are the addresses (``Known.mark``) that have had theirs.
    """
    found = [(one, due) for one in every if (due := due_letter(one, today, months))]
    done = set(written_today)
    for one, due in sorted(found, key=lambda x: (x[1].since, x[0].entry)):
        if one.mark not in done:
            done.add(one.mark)
            yield one, due
