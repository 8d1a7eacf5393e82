"""The days of a demonstration: three years of a programme that end within weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from copro_map.base.programme import add_months

YEAR, MONTHS = 12, 36
IMPORT_DAY = 5  # of each month: when the entries of that month come in


@dataclass(frozen=True)
class Days:
    """The days of a demonstration that is made ``today``.

    Examples
    --------
    >>> days = Days(date(2026, 11, 22))
    >>> str(days.start), str(days.in_month(35, 25)), len(days.imports)
    ('2023-12-01', '2026-10-25', 36)
    """

    today: date

    @cached_property
    def start(self) -> date:
        """The first day of the programme: 36 months before the next month."""
        return add_months(self.today.replace(day=1), 1 - MONTHS)

    def year_end(self, year: int) -> date:
        """Return the day on which the targets of a year, from 1 up, are due."""
        return add_months(self.start, YEAR * year)

    def in_month(self, month: int, day: int) -> date:
        """Return a day (1 to 28) of a month of the programme, the first being 1."""
        return add_months(self.start, month - 1).replace(day=day)

    @cached_property
    def imports(self) -> tuple[date, ...]:
        """The days on which entries come in, in order, none after today."""
        every = (self.in_month(month, IMPORT_DAY) for month in range(1, MONTHS + 1))
        return tuple(day for day in every if day <= self.today)

    @cached_property
    def by_year(self) -> tuple[date, ...]:
        """When each year's first confirmations begin, and when the last one's end."""
        ends = (self.year_end(year) - timedelta(2) for year in (1, 2))
        return self.start + timedelta(18), *ends, self.today - timedelta(1)
