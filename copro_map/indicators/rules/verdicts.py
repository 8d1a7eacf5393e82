"""How far an indicator is, as readers are told it: one status, and a second word."""

from __future__ import annotations

from datetime import date
from typing import Literal

from copro_map.base.definitions import add_months

Status = Literal[
    "met", "on_course", "at_risk", "missed", "not_due_yet", "no_figure_yet"
]
# "probably": the interval crosses the target. "starting": before the first date.
# "reported": before the only date, at the end. "no_target": so nothing falls due.
# "too_few_replies", or "too_few" events or people who came: to show a figure.
Detail = Literal[
    "", "probably", "starting", "reported", "no_target", "too_few_replies", "too_few"
]

LAST_PART = 0.75  # of a period: from here on its last quarter


def months_between(first: date, last: date) -> float:
    """Return the calendar months from ``first`` to ``last``, with a fraction.

    Examples
    --------
    >>> months_between(date(2027, 10, 1), date(2028, 4, 1))
    6.0
    >>> months_between(date(2028, 4, 1), date(2028, 4, 16))
    0.5
    """
    whole = (last.year - first.year) * 12 + last.month - first.month
    if add_months(first, whole) > last:
        whole -= 1
    begin, end = add_months(first, whole), add_months(first, whole + 1)
    return whole + (last - begin).days / (end - begin).days


def in_last_quarter(begins: date, due: date, day: date) -> bool:
    """Say whether a day lies in the last quarter of a period, its last day included.

    Examples
    --------
    >>> year = date(2026, 4, 1), date(2027, 4, 1)
    >>> days = date(2026, 12, 31), date(2027, 1, 1), year[1], date(2027, 4, 2)
    >>> [in_last_quarter(*year, day) for day in days]
    [False, True, True, False]
    """
    passed = months_between(begins, day) / months_between(begins, due)
    return LAST_PART <= passed <= 1
