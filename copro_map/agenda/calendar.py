"""A month of events, week by week, as a table shows it."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from copro_map.agenda.showing import Shown
from copro_map.base.dates import add_months
from copro_map.base.i18n import long_date

SOME_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Cell:
    """A day of a month's table with what is on; ``is_in``: it is of that month."""

    day: date
    is_in: bool
    is_today: bool
    rows: tuple[Shown, ...]

    @property
    def iso(self) -> str:
        """The day as machines read it."""
        return self.day.isoformat()

    @property
    def number(self) -> int:
        """The day of the month."""
        return self.day.day

    @property
    def weekday(self) -> str:
        """The day of the week, in the language in force."""
        return long_date(self.day, "EEEE")

    @property
    def month(self) -> str:
        """The month, in the language in force."""
        return long_date(self.day, "MMMM")


def weekdays() -> list[tuple[str, str]]:
    """Return the days of the week from Monday, shortly and whole, in this language."""
    days = (SOME_MONDAY + timedelta(days=n) for n in range(7))
    return [(long_date(day, "EEE"), long_date(day, "EEEE")) for day in days]


def weeks(month: str, events: Iterable[Shown], today: date) -> list[list[Cell]]:
    """Return the weeks of a month ("2027-03") from Monday on; each day all that is on.

    An event of several days stands on each of them.
    """
    year, number = (int(part) for part in month.split("-"))
    rows = list(events)

    def cell(day: date) -> Cell:
        iso, is_in = day.isoformat(), day.month == number
        on = (x for x in rows if x.event.starts_on <= iso <= x.event.ends_on)
        return Cell(day, is_in, day == today, tuple(on) if is_in else ())

    table = calendar.Calendar().monthdatescalendar(year, number)
    return [[cell(day) for day in week] for week in table]


def beside(month: str, months: int) -> str:
    """Return the month so many months later, or earlier.

    Examples
    --------
    >>> beside("2026-12", 1), beside("2027-01", -1)
    ('2027-01', '2026-12')
    """
    day = add_months(date.fromisoformat(f"{month}-01"), months)
    return day.isoformat()[:7]
