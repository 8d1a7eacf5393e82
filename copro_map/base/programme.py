"""The programme that every figure is measured against: its start and its end."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from copro_map.base.fields import Text, whole
from copro_map.base.models import Definition, read, read_toml

LONGEST = 120  # months; no programme of this kind is longer


class Programme(Definition):
    """When the programme starts and how long it runs.

    While ``confirmed`` is false the start is a placeholder, and ``note`` says so.
    """

    label: Text
    start: date
    months: Annotated[int, whole(1, LONGEST)]
    confirmed: bool
    note: Text

    @property
    def end(self) -> date:
        """The day on which the last targets are due."""
        return add_months(self.start, self.months)


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


@cache
def load_programme(data_dir: Path) -> Programme:
    """Return the programme of ``data_dir``; the file is read once.

    Raises
    ------
    DefinitionError
        If the file or one of its fields is missing or wrong; the message names it.
    """
    path = data_dir / "programme.toml"
    return read(Programme, read_toml(path), path.name)
