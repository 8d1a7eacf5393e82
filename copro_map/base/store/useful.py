"""How often a page was said to be useful: two numbers a page and month, nothing else.

What pages show does not depend on it, so the data's revision stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

COUNT = """
INSERT INTO useful (page, month, yes, no) VALUES (:page, :month, :yes, :no)
ON CONFLICT (page, month) DO UPDATE SET yes = yes + :yes, no = no + :no
"""
SINCE = "SELECT page, month, yes, no FROM useful WHERE month >= ? ORDER BY month, page"


@dataclass(frozen=True)
class Useful:
    """What was said of a page in a month (2026-11): how often yes, how often no."""

    page: str
    month: str
    yes: int
    no: int


def month_of(day: date) -> str:
    """Return the month of a day as it is kept.

    Examples
    --------
    >>> month_of(date(2026, 11, 29))
    '2026-11'
    """
    return f"{day:%Y-%m}"


def count_useful(database: Database, page: str, day: date, *, was: bool) -> None:
    """Count one answer, of the month of a day, inside the caller's transaction."""
    row = {"page": page, "month": month_of(day), "yes": int(was), "no": int(not was)}
    database.conn.execute(COUNT, row)


def useful_since(database: Database, day: date) -> tuple[Useful, ...]:
    """Return what was said from the month of a day on, by month and page."""
    return tuple(Useful(*row) for row in database.execute(SINCE, [month_of(day)]))
