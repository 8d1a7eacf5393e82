"""When an event is: days and times of a clock in Wales, as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from copro_map.base.dates import parse_date
from copro_map.base.i18n import LANGUAGES, N_, Label, language_in_force, long_date
from copro_map.base.today import WALES
from copro_map.events.rules.records import Event

Problem = tuple[str, str, dict[str, object]]  # the field, a message, its facts
FIRST_DAY = date(2010, 1, 1)  # An earlier one is a slip of the pen.
MOST_YEARS, MOST_DAYS = 5, 60
HALVES = {"a": "am", "p": "pm", "b": "am", "h": "pm"}  # am, pm; yb, yh
NOON = 12
DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?: 00:00(?::00)?)?")
CLOCK = re.compile(
    r"([0-9]{1,2})(?:[:.]([0-9]{2})(?::00)?)? ?(?:([ap])\.?m\.?|y\.?([bh])\.?)?",
    re.IGNORECASE,
)
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


@dataclass(frozen=True)
class When:
    """Days (ISO texts) and times (14:30) of an event; no times if whole days."""

    starts_on: str
    starts_at: str
    ends_on: str
    ends_at: str


def in_words(day: date) -> Label:
    """Return a day as people write it, in both languages."""
    said = {}
    for language in LANGUAGES:
        with language_in_force(language):
            said[language] = long_date(day)
    return Label(said["en"], said["cy"])


def read_day(text: str) -> str:
    """Return a day as ISO text, the day first where numbers stand; "" if it is none.

    Examples
    --------
    >>> read_day("2027-03-28"), read_day("28/3/2027"), read_day("2027-03-28 00:00:00")
    ('2027-03-28', '2027-03-28', '2027-03-28')
    >>> read_day("30/02/2027"), read_day("soon")
    ('', '')
    """
    if found := DAY.fullmatch(text.strip()):
        day, month, year = found.groups()
        text = f"{year}-{month:0>2}-{day:0>2}"
    kept = parse_date(re.sub(r"[ T]00:00(:00)?$", "", text.strip()))
    return kept.isoformat() if kept else ""


def read_clock(text: str) -> str:
    """Return a time of the clock as 14:30; "" if it is none, or may be two.

    Examples
    --------
    >>> [read_clock(x) for x in ("9:30", "14.30", "2.30pm", "7 yh", "12am", "10:00:00")]
    ['09:30', '14:30', '14:30', '19:00', '00:00', '10:00']
    >>> [read_clock(x) for x in ("24:00", "9", "13pm", "later", "9:75")]
    ['', '', '', '', '']
    """
    found = CLOCK.fullmatch(text.strip())
    if not found:
        return ""
    hour, minute = int(found[1]), found[2]
    half = HALVES.get((found[3] or found[4] or "").lower())
    if half:
        if not 1 <= hour <= NOON:
            return ""
        hour = hour % NOON + (NOON if half == "pm" else 0)
    elif minute is None:
        return ""
    try:
        return f"{time(hour, int(minute or 0)):%H:%M}"
    except ValueError:
        return ""


def is_there(day: str, clock: str) -> bool:
    """Say whether clocks in Wales show that time on that day.

    Examples
    --------
    >>> is_there("2027-03-28", "01:30"), is_there("2027-10-31", "01:30")
    (False, True)
    """
    moment = begins(day, clock)
    return moment.astimezone(UTC).astimezone(WALES).time() == moment.time()


def begins(day: str, clock: str) -> datetime:
    """Return the moment of a day and time in Wales; midnight without a time.

    A time that the clocks show twice is the first of them, as calendars take it.

    Examples
    --------
    >>> begins("2027-10-31", "01:30").astimezone(UTC).isoformat()
    '2027-10-31T00:30:00+00:00'
    """
    at = time.fromisoformat(clock) if clock else time()
    return datetime.combine(date.fromisoformat(day), at, WALES)


def ended(when: When) -> datetime:
    """Return the moment from which an event is over.

    Examples
    --------
    >>> ended(When("2027-03-28", "", "2027-03-28", "")).isoformat()
    '2027-03-29T00:00:00+01:00'
    """
    if when.ends_at:
        return begins(when.ends_on, when.ends_at)
    after = date.fromisoformat(when.ends_on) + timedelta(days=1)
    return begins(after.isoformat(), "")


def read_when(starts: tuple[str, str], ends: tuple[str, str]) -> When:
    """Return days and times as they are kept; what cannot be read is "".

    Without a last day it is the first.

    Examples
    --------
    >>> read_when(("28/3/2027", "10am"), ("", "12.30"))
    When(starts_on='2027-03-28', starts_at='10:00', ends_on='2027-03-28',
    ends_at='12:30')
    """
    first = read_day(starts[0])
    last = read_day(ends[0]) if ends[0] else first
    return When(first, read_clock(starts[1]), last, read_clock(ends[1]))


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
