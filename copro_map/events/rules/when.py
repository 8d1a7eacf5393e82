"""When an event is: what is wrong with the days and times that somebody typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from copro_map.base.clock_times import When, in_words, is_there, read_when
from copro_map.base.i18n import N_
from copro_map.events.rules.records import Event

Problem = tuple[str, str, dict[str, object]]  # the field, a message, its facts
FIRST_DAY = date(2010, 1, 1)  # An earlier one is a slip of the pen.
MOST_YEARS, MOST_DAYS = 5, 60
NO_DAY = N_("{value}: this is not a day. Write it like this: 28/03/2027.")
NO_TIME = N_("{value}: this is not a time. Write it like this: 14:30.")
TOO_EARLY = N_("{day}: this is before events were kept here. Look at the year.")
TOO_LATE = N_("{day}: this is more than {n} years away. Look at the year.")
PAST = N_("{day}: this day is over. Write a day that is still to come.")
MISSING = N_("Write the day on which it starts.")
ENDS_BEFORE = N_("It ends before it starts. Look at both days.")
ENDS_SOONER = N_(
    "It ends before it starts. Look at both times; if it goes on past midnight, write "
    "the day on which it ends, too."
)
NO_LENGTH = N_("It ends as it starts. Write the time at which it ends.")
TOO_LONG = N_("It takes more than {n} days. Write a series as several events.")
NO_START = N_("Write when it starts, too; or leave out both times for whole days.")
NO_END = N_("Write when it ends, too; if nobody knows yet, the likeliest time.")
NOT_THERE = N_(
    "{time} is not there on {day}: the clocks go forward from 01:00 to 02:00 that "
    "night. Write 02:00 or later, or a time before 01:00."
)
BOOKING_LATE = N_("Booking closes after the event starts. Write an earlier day.")


def _unread(
    starts: tuple[str, str], ends: tuple[str, str], when: When
) -> Iterator[Problem]:
    if not starts[0]:
        yield "starts_on", MISSING, {}
    for name, text, read, message in (
        ("starts_on", starts[0], when.starts_on, NO_DAY),
        ("ends_on", ends[0], when.ends_on, NO_DAY),
        ("starts_at", starts[1], when.starts_at, NO_TIME),
        ("ends_at", ends[1], when.ends_at, NO_TIME),
    ):
        if text and not read:
            yield name, message, {"value": text}
    if ends[1] and not starts[1]:
        yield "starts_at", NO_START, {}
    if starts[1] and not ends[1]:
        yield "ends_at", NO_END, {}


def _in_order(when: When) -> Iterator[Problem]:
    if when.ends_on < when.starts_on:
        yield "ends_on", ENDS_BEFORE, {}
    elif when.starts_at and when.starts_on == when.ends_on:
        if when.ends_at == when.starts_at:
            yield "ends_at", NO_LENGTH, {}
        elif when.ends_at < when.starts_at:
            yield "ends_at", ENDS_SOONER, {}
    length = date.fromisoformat(when.ends_on) - date.fromisoformat(when.starts_on)
    if length.days >= MOST_DAYS:
        yield "ends_on", TOO_LONG, {"n": MOST_DAYS}


def wrong_when(
    starts: tuple[str, str], ends: tuple[str, str], today: date, *, ahead: bool
) -> Iterator[Problem]:
    """Yield what is wrong with the days and times that somebody typed.

    ``ahead``: only what is still to come may be told. A time that the clocks skip is
    wrong; one that they show twice is the first of them.
    """
    when = read_when(starts, ends)
    unread = list(_unread(starts, ends, when))
    yield from unread
    if unread:
        return
    first = date.fromisoformat(when.starts_on)
    if first < FIRST_DAY:
        yield "starts_on", TOO_EARLY, {"day": in_words(first)}
    elif (first - today).days > 366 * MOST_YEARS:
        yield "starts_on", TOO_LATE, {"day": in_words(first), "n": MOST_YEARS}
    elif ahead and when.ends_on < today.isoformat() and when.ends_on >= when.starts_on:
        yield "starts_on", PAST, {"day": in_words(first)}
    order = list(_in_order(when))
    yield from order
    for name, day, clock in (
        ("starts_at", when.starts_on, when.starts_at),
        ("ends_at", when.ends_on, when.ends_at),
    ):
        if clock and not order and not is_there(day, clock):
            of = in_words(date.fromisoformat(day))
            yield name, NOT_THERE, {"time": clock, "day": of}


def when_of(event: Event) -> When:
    """Return when an event that is kept is."""
    return When(event.starts_on, event.starts_at, event.ends_on, event.ends_at)


def said_when(event: Event) -> str:
    """Return when an event starts, with its id, as it is written down.

    A word of the program: ``e-abcdefghij 2027-03-28 10:00``.
    """
    return f"{event.id} {event.starts_on} {event.starts_at}".strip()
