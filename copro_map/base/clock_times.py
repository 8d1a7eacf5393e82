"""Days and times of a clock in Wales, as people write them and as they are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from copro_map.base.dates import parse_date
from copro_map.base.i18n import LANGUAGES, Label, language_in_force, long_date
from copro_map.base.today import WALES

HALVES = {"a": "am", "p": "pm", "b": "am", "h": "pm"}  # am, pm; yb, yh
NOON = 12
DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?: 00:00(?::00)?)?")
CLOCK = re.compile(
    r"([0-9]{1,2})(?:[:.]([0-9]{2})(?::00)?)? ?(?:([ap])\.?m\.?|y\.?([bh])\.?)?",
    re.IGNORECASE,
)


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
    >>> found = read_when(("28/3/2027", "10am"), ("", "12.30"))
    >>> found.starts_at, found.ends_on, found.ends_at
    ('10:00', '2027-03-28', '12:30')
    """
    first = read_day(starts[0])
    last = read_day(ends[0]) if ends[0] else first
    return When(first, read_clock(starts[1]), last, read_clock(ends[1]))
