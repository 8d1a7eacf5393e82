"""Dates and times as people and tools write them: one reading for a whole column.

A text is read only if it says day, month and year, and nothing else than a time, a zone
and a day of the week beside them; what does not fit together is no date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import get_day_names, get_month_names

Reading = Literal["day", "month"]  # what comes first where slashes part the numbers
Why = Literal["unreadable", "outside"]
WALES = ZoneInfo("Europe/London")
LANGUAGES = ("en", "cy")
CENTURY = 2000
# Day 0 of spreadsheets: they count a 29 February 1900 that never was.
SERIAL_START = datetime(1899, 12, 30)
SERIAL = re.compile(r"([0-9]{5})(?:[.,]([0-9]{1,12}))?")
DAY_MS = 86_400_000
NOON = 12
# 20261012 and 20261012T101500Z; no other order of eight digits can begin with 20.
COMPACT = re.compile(
    r"(20[0-9]{2})([0-9]{2})([0-9]{2})(?:T?([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?"
)
ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}|[0-9]{2})")
SLASHED = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
ORDINAL = r"(?:st|nd|rd|th|af|ail|il|ydd|edd|fed|ed|eg|ain)?"
MONTH = r"([^\W\d_]{3,})\.?"
PART = r"[ ,/-]{1,2}"  # between the parts of a date with a month's name
DAY_NAMED = re.compile(
    rf"([0-9]{{1,2}}){ORDINAL}{PART}(?:of |o )?{MONTH}{PART}([0-9]{{4}}|[0-9]{{2}})"
)
NAMED_DAY = re.compile(rf"{MONTH}{PART}([0-9]{{1,2}}){ORDINAL}{PART}([0-9]{{4}})")
YEAR_NAMED = re.compile(rf"([0-9]{{4}}){PART}{MONTH}{PART}([0-9]{{1,2}})")
WEEKDAY = re.compile(r"((?:dydd )?[^\W\d_]{3,})[.,]{0,2} (.+)", re.IGNORECASE)
TIME = re.compile(
    r"(?:(?<=[0-9])T|(?<![0-9.:/+-]))"
    r"(?P<hour>[0-9]{1,2})(?:(?P<sign_of_time>[:.])(?P<minute>[0-9]{2})"
    r"(?P<second>(?P=sign_of_time)[0-9]{2}(?:[.,][0-9]+)?)?|(?= ?[ap]\.?m))(?![0-9.:])"
    r"(?: ?(?P<half>[ap]\.?m\b\.?|y\.?[bh]\b\.?))?"
    r"(?: ?(?P<zone>(?<![a-z])(?:z|utc|gmt|bst)(?![a-z]))?(?P<offset>(?P<sign>[+-])"
    r"(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?\b)?)"
    r"(?: ?(?:\([^\W\d_][\w ]*\)|\[[\w/]+\]))?",
    re.IGNORECASE,
)
# What stands before a time: "12 October 2026 at 10:15", "... am 10:15".
BEFORE_TIME = re.compile(r"(?: (?:at|am))?[ ,]*$", re.IGNORECASE)
HOURS_AHEAD = {"bst": 1}


@dataclass(frozen=True)
class Moment:
    """A day in Wales, and the minute of it, if that is told; midnight is no time.

    Spreadsheets show a day without a time as midnight, and lose seconds.
    """

    day: date
    minute: time | None = None

    def __str__(self) -> str:
        """Return the moment as ISO text: 2026-10-12T10:15, or the day alone."""
        return f"{self.day}T{self.minute:%H:%M}" if self.minute else f"{self.day}"


@dataclass(frozen=True)
class Dates:
    """What a column of dates says: moments by row, and why other rows have none.

    ``doubtful`` is a text of which both readings would have fitted: ask. Else "".
    """

    moments: dict[int, Moment]
    wrong: dict[int, Why]
    doubtful: str = ""


@cache
def _months() -> dict[str, int]:
    """Return the number of each month by its name, long or short, in both languages."""
    return {
        name.casefold().rstrip("."): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    } | {"sept": 9}


@cache
def _weekdays() -> dict[str, int]:
    """Return the number of each day of the week (Monday is 0) by its names."""
    names = {
        name.casefold().rstrip("."): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_day_names(width, locale=language).items()
    } | {"tues": 1, "thur": 3, "thurs": 3}
    return names | {name.removeprefix("dydd "): n for name, n in names.items()}


def _day(year: str, month: int | str | None, day: str) -> date | None:
    number = int(year) + (CENTURY if len(year) == 2 else 0)
    try:
        return date(number, int(month or 0), int(day))
    except ValueError:
        return None


def _calendar(text: str, reading: Reading) -> date | None:
    """Return the day that a text without a time and a day of the week names."""
    if found := ISO.fullmatch(text):
        return _day(found[1], found[3], found[4])
    if found := DOTTED.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := SLASHED.fullmatch(text):
        first, second = found[1], found[3]
        numbers = (second, first) if reading == "day" else (first, second)
        return _day(found[4], *numbers)
    for pattern, order in ((DAY_NAMED, (3, 2, 1)), (NAMED_DAY, (3, 1, 2))):
        if found := pattern.fullmatch(text):
            year, month, day = (found[n] for n in order)
            return _day(year, _months().get(month.casefold()), day)
    if found := YEAR_NAMED.fullmatch(text):
        return _day(found[1], _months().get(found[2].casefold()), found[3])
    return None


def _named_day(text: str, reading: Reading) -> date | None:
    """Return the day that a text without a time names; its day of the week must fit."""
    if day := _calendar(text, reading):
        return day
    found = WEEKDAY.fullmatch(text)
    weekday = _weekdays().get(found[1].casefold()) if found else None
    day = _calendar(found[2], reading) if found and weekday is not None else None
    return day if day and day.weekday() == weekday else None


def _zone(found: re.Match[str], usual: tzinfo) -> tzinfo | None:
    """Return the zone that a time names, else the usual one; None if that is no zone.

    What follows a minus without a second or a name before it may be a later time.
    """
    name, sign = (found["zone"] or "").casefold(), found["sign"]
    if sign and not name and not (found["second"] or found[0].startswith("T")):
        return None
    minutes = int(found["hours"] or 0) * 60 + int(found["minutes"] or 0)
    minutes = (-minutes if sign == "-" else minutes) + HOURS_AHEAD.get(name, 0) * 60
    try:
        return timezone(timedelta(minutes=minutes)) if name or sign else usual
    except ValueError:
        return None


def _in_wales(at: datetime, zone: tzinfo) -> Moment | None:
    try:
        local = at.replace(tzinfo=zone).astimezone(WALES)
    except (ValueError, OverflowError):
        return None
    minute = time(local.hour, local.minute)
    return Moment(local.date(), None if minute == time.min else minute)


def _with_time(day: date, found: re.Match[str], usual: tzinfo) -> Moment | None:
    """Return the moment at a time of a day; None for a time there is not."""
    hour, half = int(found["hour"]), (found["half"] or "").replace(".", "").casefold()
    afternoon = half in ("pm", "yh")
    if half and hour <= NOON:
        hour = hour % NOON + NOON * afternoon
    elif half and not afternoon:
        return None  # "13:05 am", while "13:05 pm" is written too
    try:
        at = datetime.combine(day, time(hour, int(found["minute"] or 0)))
    except ValueError:
        return None
    zone = _zone(found, usual)
    return _in_wales(at, zone) if zone else None


def _of_spreadsheet(whole: str, part: str, usual: tzinfo) -> Moment | None:
    """Return the moment of a spreadsheet's number of days."""
    ms = round(float(f"0.{part or 0}") * DAY_MS)
    at = SERIAL_START + timedelta(days=int(whole), milliseconds=ms)
    return _in_wales(at, usual) if part else Moment(at.date())


def read_moment(
    text: str, reading: Reading = "day", zone: tzinfo = WALES
) -> Moment | None:
    """Return the moment that a text names, in Wales; None if it names none.

    Known are ISO, a spreadsheet's number of a day, numbers with dots (day first),
    slashes or hyphens (as ``reading`` says), names of months and days and ordinals in
    both languages, and times; one that names no zone is of ``zone``.

    Examples
    --------
    >>> str(read_moment("Mon Oct 12 2026 10:15:59 GMT+0000")), str(read_moment("46307"))
    ('2026-10-12T11:15', '2026-10-12')
    >>> read_moment("Tuesday 12 October 2026") is read_moment("12 October") is None
    True
    """
    tidy = " ".join(text.split())
    if found := SERIAL.fullmatch(tidy):
        return _of_spreadsheet(found[1], found[2], zone)
    if found := COMPACT.fullmatch(tidy):
        date_of, clock = found.expand(r"\1-\2-\3"), found.expand(r"T\4:\5:\6\7")
        tidy = date_of + clock if found[4] else date_of
    at = TIME.search(tidy)
    if at is None:
        day = _named_day(tidy, reading)
        return Moment(day) if day else None
    before, after = BEFORE_TIME.sub("", tidy[: at.start()]), tidy[at.end() :]
    day = _named_day(f"{before} {after.strip(' ,')}".strip(), reading)
    return _with_time(day, at, zone) if day else None


def read_date(text: str, reading: Reading = "day") -> date | None:
    """Return the day that a text names, in Wales; None as for ``read_moment``.

    Examples
    --------
    >>> read_date("3/31/2027 10:15:00 AM", "month") == read_date("31 Mawrth 2027")
    True
    >>> read_date("2027-03-31T23:30:00Z"), read_date("31.3.2027")
    (datetime.date(2027, 4, 1), datetime.date(2027, 3, 31))
    >>> read_date("30/02/2027") is read_date("3") is None
    True
    """
    found = read_moment(text, reading)
    return found.day if found else None


def zone_of(heading: str) -> tzinfo:
    """Return the zone of the times in a column: UTC if its heading says so.

    Examples
    --------
    >>> zone_of("Submit Date (UTC)"), zone_of("Completion time")
    (datetime.timezone.utc, zoneinfo.ZoneInfo(key='Europe/London'))
    """
    return UTC if re.search(r"\b(?:utc|gmt)\b", heading.casefold()) else WALES


def _read_all(
    cells: Mapping[int, str], reading: Reading, days: tuple[date, date], zone: tzinfo
) -> Dates:
    first, last = days
    read = {row: read_moment(text, reading, zone) for row, text in cells.items()}
    fits = {row: at for row, at in read.items() if at and first <= at.day <= last}
    wrong: dict[int, Why] = {
        row: "outside" if at else "unreadable"
        for row, at in read.items()
        if row not in fits
    }
    return Dates(fits, wrong)


def read_dates(
    cells: Mapping[int, str],
    first: date,
    last: date,
    reading: Reading | None = None,
    zone: tzinfo = WALES,
) -> Dates:
    """Return the moments of a column, all read in the same way.

    Of the readings of 3/4/2027 the one that is told; else that which puts more rows
    between ``first`` and ``last``, both included. If the other one would have put as
    many there, on other days, day first, and one of them is ``doubtful``.

    Examples
    --------
    >>> wave = date(2027, 3, 1), date(2027, 3, 31)
    >>> str(read_dates({2: "3/4/2027", 3: "3/31/2027"}, *wave).moments[2])
    '2027-03-04'
    >>> read_dates({2: "3/4/2027"}, *wave).wrong
    {}
    >>> read_dates({2: "1/5/2027", 3: "soon"}, *wave).wrong
    {2: 'outside', 3: 'unreadable'}
    """
    if reading:
        return _read_all(cells, reading, (first, last), zone)
    by_day = _read_all(cells, "day", (first, last), zone)
    by_month = _read_all(cells, "month", (first, last), zone)
    if len(by_month.moments) > len(by_day.moments):
        return by_month
    differ = (
        row for row, at in by_day.moments.items() if at != by_month.moments.get(row)
    )
    other = next(differ, None) if len(by_month.moments) == len(by_day.moments) else None
    return by_day if other is None else replace(by_day, doubtful=cells[other])
