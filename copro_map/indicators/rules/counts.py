"""Progress: where a count stands against what was promised for a day.

Counts follow a straight path from target to target (percentages: see ``levels``).
Months are calendar months: from 1 October to 1 April there are six.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from copro_map.base.definitions import add_months
from copro_map.indicators.rules.indicator import ON_PACE, Target

Status = Literal[
    "not_reported", "no_target", "reported", "on_pace", "behind", "met", "missed"
]
Point = tuple[date, float]

RECENT = 6  # months that "recent" looks back


@dataclass(frozen=True)
class CountStatus:
    """Where a count stands on ``day``, and what it needs.

    ``target`` is the one due next (the last one, once all are due); ``expected`` is
    where the path is on the day. ``ratio`` is the value over the expected, missing
    while nothing is expected. The rates are per calendar month; ``needed_per_month``
    is missing once the target is due, ``recent_per_month`` without a point that is old
    enough. ``missing`` is what is left to the target; no value, no ``missing``.
    """

    status: Status
    target: Target | None = None
    expected: float | None = None
    ratio: float | None = None
    needed_per_month: float | None = None
    so_far_per_month: float | None = None
    recent_per_month: float | None = None
    missing: float | None = None


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


def _leg(
    targets: Sequence[Target], start: date, day: date
) -> tuple[Target, Target] | None:
    """Return the targets before and after a day; the last two once all are due."""
    path = [Target(start, 0.0), *targets]
    legs = zip(path, path[1:], strict=False)
    ahead = [leg for leg in legs if leg[1].due >= day]
    return ahead[0] if ahead else (path[-2], path[-1]) if targets else None


def _on_leg(before: Target, after: Target, day: date) -> float:
    """Return how high the path is on a day; level before and after the leg."""
    passed = months_between(before.due, min(max(day, before.due), after.due))
    part = passed / months_between(before.due, after.due)
    return before.value + (after.value - before.value) * part


def recent_per_month(points: Sequence[Point], day: date) -> float | None:
    """Return the rise per month from six months before ``day`` to the latest point.

    Measured from the last point that is at least six months old. None without one, or
    when nothing was reported since.

    Examples
    --------
    >>> points = [(date(2027, 4, 1), 112.0), (date(2027, 10, 1), 168.0)]
    >>> round(recent_per_month(points, date(2027, 10, 1)), 1)
    9.3
    """
    known = sorted(point for point in points if point[0] <= day)
    old = [point for point in known if point[0] <= add_months(day, -RECENT)]
    if not old or old[-1] == known[-1]:
        return None
    (first, low), (last, high) = old[-1], known[-1]
    return (high - low) / months_between(first, last)


def _word(value: float, after: Target, ratio: float | None, day: date) -> Status:
    if value >= after.value:
        return "met"
    if day >= after.due:
        return "missed"
    if ratio is None:
        return "reported"
    return "on_pace" if ratio >= ON_PACE else "behind"


def _count(
    value: float | None,
    leg: tuple[Target, Target],
    start: date,
    day: date,
    points: Sequence[Point],
) -> CountStatus:
    before, after = leg
    expected = _on_leg(before, after, day)
    if value is None:
        return CountStatus("not_reported", after, expected)
    ratio = value / expected if expected > 0 else None
    passed, left = months_between(start, day), months_between(day, after.due)
    return CountStatus(
        status=_word(value, after, ratio, day),
        target=after,
        expected=expected,
        ratio=ratio,
        needed_per_month=max(0.0, after.value - value) / left if left > 0 else None,
        so_far_per_month=value / passed if passed > 0 else None,
        recent_per_month=recent_per_month(points, day),
        missing=max(0.0, after.value - value),
    )


def count_status(
    value: float | None,
    targets: Sequence[Target],
    start: date,
    day: date,
    points: Sequence[Point] = (),
) -> CountStatus:
    """Return where a count stands on a day against the target due next.

    Parameters
    ----------
    value
        The count as known on ``day``; None if none was reported, which is not 0.
    targets
        In order of time, all due after ``start``: the path goes from one to the next.
    start, day
        Before ``start``, the first day of the programme, 0 is expected; after the last
        target, that target.
    points
        Dated values, for the rate of the last six months.

    Returns
    -------
    CountStatus
        "met" at the target due next or above it, however early; "missed" below it on
        its day (and, of the last one, after it); before that "on_pace" within 15% of
        the path, else "behind". "reported" while nothing is expected yet, and with a
        single target, which makes no path, before its day.

    Examples
    --------
    >>> plan = [Target(date(2027, 4, 1), 120), Target(date(2028, 4, 1), 250)]
    >>> found = count_status(168, plan, date(2026, 4, 1), date(2027, 10, 1))
    >>> found.status, round(found.ratio, 2), round(found.needed_per_month, 1)
    ('on_pace', 0.91, 13.7)
    """
    leg = _leg(targets, start, day)
    if leg is None:
        return CountStatus("not_reported" if value is None else "no_target")
    found = _count(value, leg, start, day, points)
    if len(targets) == 1 and found.status in ("on_pace", "behind"):
        return CountStatus("reported", found.target)
    return found


def count_status_in_year(
    value: float | None, targets: Sequence[Target], start: date, day: date
) -> CountStatus:
    """Return where the count of one year stands, if each target is for its year alone.

    ``value`` is what came since the target before fell due: the path begins again at 0
    on that day. Otherwise as :func:`count_status`.

    Examples
    --------
    >>> plan = [Target(date(2027, 4, 1), 20), Target(date(2028, 4, 1), 40)]
    >>> count_status_in_year(12, plan, date(2026, 4, 1), date(2027, 10, 1)).expected
    20.0
    """
    leg = _leg(targets, start, day)
    if leg is None:
        return CountStatus("not_reported" if value is None else "no_target")
    began = Target(leg[0].due, 0.0)
    return _count(value, (began, leg[1]), began.due, day, ())
