"""Dates as survey tools write them: one reading of slashes for a whole column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import get_month_names

Reading = Literal["day", "month"]  # what comes first where slashes part the numbers
Why = Literal["unreadable", "outside"]
WALES = ZoneInfo("Europe/London")
# Day 0 of spreadsheets: they count a 29 February 1900 that never was.
SERIAL_START = date(1899, 12, 30)
SERIAL = re.compile(r"([0-9]{5})([.,][0-9]+)?")
ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}|[0-9]{2})")
SLASHED = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
DAY_NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)? ([^\W\d_]+)\.?,? ([0-9]{4})")
NAMED_DAY = re.compile(r"([^\W\d_]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?, ?([0-9]{4})")
TIME = re.compile(
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(:[0-9]{2}([.,][0-9]+)?)?"
    r" ?(?P<half>[ap]\.?m\.?|yb|yh)?"
    r" ?(?P<zone>z|utc|gmt|(?:gmt|utc)?(?P<sign>[+-])"
    r"(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?)?",
    re.IGNORECASE,
)
AFTERNOON = ("pm", "yh")
CENTURY = 2000


@dataclass(frozen=True)
class Dates:
    """What a column of dates says: days by row, and why the other rows have none.

    ``is_open`` says that both readings of the slashes would have fitted.
    """

    days: dict[int, date]
    wrong: dict[int, Why]
    is_open: bool = False


@cache
def _months() -> dict[str, int]:
    """Return the number of each month by its name, long or short, in both languages."""
    return {
        name.casefold().rstrip("."): number
        for language in ("en", "cy")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    } | {"sept": 9}


def _day(year: str, month: int | str | None, day: str) -> date | None:
    number = int(year) + (CENTURY if len(year) == 2 else 0)
    try:
        return date(number, int(month or 0), int(day))
    except ValueError:
        return None


def _calendar(text: str, reading: Reading) -> date | None:
    """Return the day that a text without a time names."""
    if found := ISO.fullmatch(text):
        return _day(found[1], found[3], found[4])
    if found := DOTTED.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := SLASHED.fullmatch(text):
        first, second = found[1], found[3]
        day, month = (first, second) if reading == "day" else (second, first)
        return _day(found[4], month, day)
    if found := DAY_NAMED.fullmatch(text):
        return _day(found[3], _months().get(found[2].casefold()), found[1])
    if found := NAMED_DAY.fullmatch(text):
        return _day(found[3], _months().get(found[1].casefold()), found[2])
    return None


def _offset(time: re.Match[str]) -> timezone | None:
    """Return the zone that a time names; None if it names none."""
    if not time["zone"]:
        return None
    minutes = int(time["hours"] or 0) * 60 + int(time["minutes"] or 0)
    return timezone(timedelta(minutes=-minutes if time["sign"] == "-" else minutes))


def _in_wales(day: date, time: re.Match[str]) -> date | None:
    """Return the day in Wales at a time of a day; None for a time there is not."""
    hour, half = int(time["hour"]), (time["half"] or "").replace(".", "").casefold()
    if half:
        hour = hour % 12 + (12 if half in AFTERNOON else 0)
    try:
        zone = _offset(time)
        moment = datetime(
            day.year, day.month, day.day, hour, int(time["minute"]), tzinfo=zone
        )
        return moment.astimezone(WALES).date() if zone else moment.date()
    except (ValueError, OverflowError):
        return None


def read_date(text: str, reading: Reading = "day") -> date | None:
    """Return the day that a text names, in Wales if it tells time and zone; else None.

    Known are ISO, a spreadsheet's number of a day, numbers with dots (day first),
    slashes or hyphens (as ``reading`` says), and the names of months in both languages.

    Examples
    --------
    >>> read_date("3/31/2027 10:15:00 AM", "month") == read_date("31 Mawrth 2027")
    True
    >>> read_date("2027-03-31T23:30:00Z"), read_date("31.3.2027")
    (datetime.date(2027, 4, 1), datetime.date(2027, 3, 31))
    >>> read_date("30/02/2027") is read_date("spring") is None
    True
    """
    tidy = " ".join(text.split())
    if found := SERIAL.fullmatch(tidy):
        return SERIAL_START + timedelta(days=int(found[1]))
    start = re.search(r"(?:T|,? )(?=[0-9]{1,2}:[0-9]{2})", tidy)
    if start is None:
        return _calendar(tidy, reading)
    time = TIME.fullmatch(tidy[start.end() :])
    day = _calendar(tidy[: start.start()], reading)
    return _in_wales(day, time) if day and time else None


def _read_all(
    cells: Mapping[int, str], reading: Reading, first: date, last: date
) -> Dates:
    read = {row: read_date(text, reading) for row, text in cells.items()}
    days = {row: day for row, day in read.items() if day and first <= day <= last}
    wrong: dict[int, Why] = {
        row: "outside" if day else "unreadable"
        for row, day in read.items()
        if row not in days
    }
    return Dates(days, wrong)


def read_dates(cells: Mapping[int, str], first: date, last: date) -> Dates:
    """Return the days of a column, all read in the same way.

    Of the two readings of 3/4/2027, the one that puts more rows between ``first`` and
    ``last``, both included; day first if they are equal. ``is_open`` is set if the
    other one would have put as many there, on other days.

    Examples
    --------
    >>> wave = date(2027, 3, 1), date(2027, 3, 31)
    >>> read_dates({2: "3/4/2027", 3: "3/31/2027"}, *wave).days[2]
    datetime.date(2027, 3, 4)
    >>> read_dates({2: "3/4/2027"}, *wave).wrong
    {}
    >>> read_dates({2: "1/5/2027", 3: "soon"}, *wave).wrong
    {2: 'outside', 3: 'unreadable'}
    """
    by_day = _read_all(cells, "day", first, last)
    by_month = _read_all(cells, "month", first, last)
    if len(by_month.days) > len(by_day.days):
        return by_month
    is_open = len(by_month.days) == len(by_day.days) and any(
        day != by_month.days.get(row) for row, day in by_day.days.items()
    )
    return replace(by_day, is_open=is_open)
