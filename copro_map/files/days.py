"""Days in the rows of a file, read in any style by the whole column, and said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from copro_map.base.characters import shown
from copro_map.base.dates import parse_date
from copro_map.base.i18n import N_
from copro_map.files.columns import FIRST_DAY
from copro_map.files.dates import read_date, read_dates
from copro_map.files.rows import Fault, Row

TIDIED = N_("Dates were read as days, so {given} is {day}. Rows: {n}.")
DAY_FIRST = N_(
    "Dates were read with the day first, so {given} is {day}. Month first fits as "
    "well: look at them. Rows: {n}."
)


def iso_days(
    rows: Sequence[Row], name: str, today: date
) -> tuple[list[Row], tuple[Fault, ...]]:
    """Return rows with the days of a column as ISO writes them, and what was done.

    The whole column is read in one way (``files.dates.read_dates``), which puts most
    days between ``FIRST_DAY`` and today. A cell that cannot be read stays as it is.

    Examples
    --------
    >>> rows = [Row(2, {"day": "31/3/2026"}), Row(3, {"day": "2026-04-01 00:00:00"}),
    ...         Row(4, {"day": "soon"})]
    >>> tidy, notes = iso_days(rows, "day", date(2026, 11, 28))
    >>> [row.cells["day"] for row in tidy]
    ['2026-03-31', '2026-04-01', 'soon']
    >>> [note.reason() for note in notes]
    ['Dates were read as days, so 31/3/2026 is 2026-03-31. Rows: 2.']
    """
    given = {row.number: row.cells[name] for row in rows}
    given = {n: cell for n, cell in given.items() if cell and not parse_date(cell)}
    if not given:
        return list(rows), ()
    found = read_dates(given, FIRST_DAY, today)
    days = {n: at.day for n, at in found.moments.items()}
    days = {n: day for n, x in given.items() if (day := days.get(n) or read_date(x))}
    tidy = [
        replace(row, cells=row.cells | {name: str(days[row.number])})
        if row.number in days
        else row
        for row in rows
    ]
    first = next((row for row in rows if row.number in days), None)
    if first is None:
        return tidy, ()
    facts = {
        "given": shown(given[first.number]),
        "day": days[first.number].isoformat(),
        "n": len(days),
    }
    message = DAY_FIRST if found.doubtful else TIDIED
    return tidy, (first.fault(name, message, **facts),)
