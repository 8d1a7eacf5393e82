"""The programme that every figure is measured against: its start and its end."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from copro_map.base.definitions import one_of, read_label, read_toml, whole_number
from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import N_, Label

LONGEST = 120  # months; no programme of this kind is longer


@dataclass(frozen=True)
class Programme:
    """When the programme starts and how long it runs.

    While ``confirmed`` is false the start is a placeholder, and ``note`` says so.
    """

    label: Label
    start: date
    months: int
    confirmed: bool
    note: Label

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
    where = "programme.toml"
    entry = read_toml(data_dir / where)
    start = entry.get("start")
    # A TOML date and time is a Python date too; only a plain date will do.
    if type(start) is not date:
        raise DefinitionError(
            N_("{where}: {field} = {given} cannot be used. Write it as 2026-04-01."),
            where=where,
            field="start",
            given=start,
        )
    months = whole_number(entry, "months", where, 1, LONGEST)
    label, note = (read_label(entry, name, where) for name in ("label", "note"))
    confirmed = str(entry.get("confirmed")).lower()
    said = one_of(confirmed, "confirmed", ("true", "false"), where)
    return Programme(label, start, months, said == "true", note)
