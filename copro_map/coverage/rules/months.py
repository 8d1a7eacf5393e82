"""How an area stands at the end of a month, and whether that moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from copro_map.base.dates import add_months
from copro_map.base.i18n import N_

Record = Literal["none", "low", "usual"]
# In words; how many are recorded stands before it.
KNOWN = {
    "not_asked": N_("Not asked yet"),
    "asked": N_("Asked, nothing recorded"),
    "confirmed_none": N_("Checked locally: none"),
    "recorded": N_("Recorded: {n}"),
}
LOW = N_("Recorded: {n}, fewer than usual")


@dataclass(frozen=True)
class Stood:
    """How an area stood in public: whole entries, how usual that is, what is known.

    ``record`` is "none" without an entry, "low" where fewer are recorded than chance
    gives, else "usual"; ``known`` one of ``KNOWN``.
    """

    entries: int
    record: Record
    known: str


def stood(entries: int, flag: str, known: str) -> Stood:
    """Return how an area stands, of the figures that are published of it.

    Examples
    --------
    >>> stood(3, "amber", "recorded").record, stood(0, "red", "asked").record
    ('low', 'none')
    """
    record: Record = "none" if not entries else "usual" if flag == "none" else "low"
    return Stood(entries, record, known)


def words_of(one: Stood) -> str:
    """Return the message that says how an area stood; it may name ``{n}``.

    Examples
    --------
    >>> words_of(Stood(3, "low", "recorded")), words_of(Stood(0, "none", "asked"))
    ('Recorded: {n}, fewer than usual', 'Asked, nothing recorded')
    """
    return LOW if one.record == "low" else KNOWN[one.known]


def last_day(month: date) -> date:
    """Return the last day of the month that a day is in.

    Examples
    --------
    >>> last_day(date(2028, 2, 10)).isoformat()
    '2028-02-29'
    """
    return add_months(month.replace(day=1), 1) - timedelta(days=1)


def is_last_ended(month: date, today: date) -> bool:
    """Say whether a month is the last one that has ended.

    Of one before it nobody knows any more how it ended.

    Examples
    --------
    >>> is_last_ended(date(2026, 11, 5), date(2026, 12, 31))
    True
    >>> is_last_ended(date(2026, 11, 5), date(2026, 11, 30))
    False
    >>> is_last_ended(date(2026, 11, 5), date(2027, 1, 1))
    False
    """
    return last_day(month) == today.replace(day=1) - timedelta(days=1)
