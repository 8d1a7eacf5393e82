"""Whole ISO dates, such as 2027-03-31."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_


def parse_date(text: str) -> date | None:
    """Return an ISO date; None for any other way to write one.

    Examples
    --------
    >>> parse_date("2026-03-01")
    datetime.date(2026, 3, 1)
    >>> parse_date("01/03/2026") is parse_date("20260301") is parse_date("2026-02-30")
    True
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def check_dates(subject: str, *days: str, error: type[CoproMapError]) -> None:
    """Refuse what is not a whole ISO date.

    Raises
    ------
    CoproMapError
        Of the class ``error``; the message names the subject and the date.

    Examples
    --------
    >>> check_dates("1.1", "2027-03-31", error=CoproMapError)
    >>> check_dates("1.1", "31/03/2027", error=CoproMapError)
    Traceback (most recent call last):
        ...
    copro_map.base.errors.CoproMapError: 1.1: "31/03/2027" is not a date. Write it ...
    """
    message = N_('{subject}: "{date}" is not a date. Write it like this: 2027-03-31.')
    for day in days:
        if parse_date(day) is None:
            raise error(message, subject=subject, date=day)


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of a shorter month.

    Examples
    --------
    >>> add_months(date(2026, 4, 1), 36).isoformat()
    '2029-04-01'
    >>> add_months(date(2027, 8, 31), 6).isoformat()
    '2028-02-29'
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
