"""Progress: where a count stands against what was promised for a day.

Counts follow a straight path from target to target (percentages: see ``percentages``);
in the last quarter before a target they are judged by where their speed leads. Months
are calendar months: from 1 October to 1 April there are six.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from copro_map.base.definitions import add_months
from copro_map.indicators.rules.indicator import ON_PACE, Target
from copro_map.indicators.rules.verdicts import (
    Detail,
    Status,
    in_last_quarter,
    months_between,
)

Point = tuple[date, float]

RECENT = 6  # months that "recent" looks back
FEWEST_POINTS = 3  # different days, for a projection


@dataclass(frozen=True)
class CountStatus:
    """Where a count stands on ``day``, and what it needs.

    ``target`` is the one due next (the last one, once all are due); ``expected`` is
    where the path is on the day. ``ratio`` is the value over the expected, missing
    while nothing is expected. The rates are per calendar month; ``needed_per_month``
    is missing once the target is due, ``recent_per_month`` without a point that is old
    enough. ``missing`` is what is left to the target; no value, no ``missing``.
    ``projected``, a whole number, is where the present speed leads by the target's day:
    only in the last quarter before it (``near``), and with points enough.
    """

    status: Status
    target: Target | None = None
    expected: float | None = None
    ratio: float | None = None
    needed_per_month: float | None = None
    so_far_per_month: float | None = None
    recent_per_month: float | None = None
    missing: float | None = None
    detail: Detail = ""
    near: bool = False
    projected: int | None = None


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


def projected(points: Sequence[Point], day: date) -> float | None:
    """Return where a count will be on a day if the present speed stays, at least 0.

    From the latest point on, by the rise of the last six months before it; by that
    since the first point if there is none so old. None ("too few to project") with
    points of fewer than three different days.

    Examples
    --------
    >>> points = [(date(2027, 1, 1), 0.0), (date(2027, 7, 1), 60.0)]
    >>> projected(points, date(2028, 4, 1)) is None
    True
    >>> projected([*points, (date(2028, 1, 1), 90.0)], date(2028, 4, 1))
    105.0
    """
    known = sorted(points)
    if len({when for when, _ in known}) < FEWEST_POINTS:
        return None
    (first, low), (last, high) = known[0], known[-1]
    speed = recent_per_month(known, last)
    if speed is None:
        speed = (high - low) / months_between(first, last)
    return max(0.0, high + speed * months_between(last, day))


def _verdict(
    found: CountStatus, value: float, *, is_first: bool, is_due: bool
) -> tuple[Status, Detail]:
    """Return how a count is judged against the target due next, or the last one."""
    target = found.target
    if target is None or value >= target.value:
        return "met", ""
    if is_due:
        return "missed", ""
    if found.near and found.projected is not None:
        return "on_course" if found.projected >= target.value else "at_risk", ""
    if found.ratio is None or (is_first and not found.near):
        return "not_due_yet", "starting"
    return "on_course" if found.ratio >= ON_PACE else "at_risk", ""


def _without_target(value: float | None) -> CountStatus:
    """Return where a count stands for which nothing was promised."""
    if value is None:
        return CountStatus("no_figure_yet")
    return CountStatus("not_due_yet", detail="no_target")


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
        return CountStatus("no_figure_yet", after, expected)
    passed, left = months_between(start, day), months_between(day, after.due)
    near = in_last_quarter(before.due, after.due, day)
    ahead = projected(points, after.due) if near else None
    if day == after.due:
        ahead = value
    return CountStatus(
        status="met",
        target=after,
        expected=expected,
        ratio=value / expected if expected > 0 else None,
        needed_per_month=max(0.0, after.value - value) / left if left > 0 else None,
        so_far_per_month=value / passed if passed > 0 else None,
        recent_per_month=recent_per_month(points, day),
        missing=max(0.0, after.value - value),
        near=near,
        projected=None if ahead is None else round(ahead),
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
        "met" at the target due next or above it, however early; "missed" below the
        last one after its day. In the last quarter before a target "on_course" if the
        present speed leads to it, else "at_risk"; before that, and with fewer than
        three points, "on_course" within 15% of the path. "not_due_yet" before the last
        quarter of the first period ("starting"), and with a single target, which makes
        no path, until its day ("reported"); so is a count without any ("no_target").

    Examples
    --------
    >>> plan = [Target(date(2027, 4, 1), 120), Target(date(2028, 4, 1), 250)]
    >>> found = count_status(168, plan, date(2026, 4, 1), date(2027, 10, 1))
    >>> found.status, round(found.ratio, 2), round(found.needed_per_month, 1)
    ('on_course', 0.91, 13.7)
    """
    leg = _leg(targets, start, day)
    if leg is None:
        return _without_target(value)
    found = _count(value, leg, start, day, points)
    is_due = day > leg[1].due
    if value is None:
        return found
    if len(targets) == 1 and day < leg[1].due and value < leg[1].value:
        only = CountStatus("not_due_yet", found.target, detail="reported")
        return replace(only, near=found.near, projected=found.projected)
    is_first = leg[1] == targets[0]
    status, detail = _verdict(found, value, is_first=is_first, is_due=is_due)
    return replace(found, status=status, detail=detail)


def count_status_in_year(
    value: float | None,
    targets: Sequence[Target],
    start: date,
    day: date,
    points: Sequence[Point] = (),
) -> CountStatus:
    """Return where the count of one year stands, if each target is for its year alone.

    ``value`` is what came since the target before fell due, and so are the ``points``:
    the path begins again at 0 on that day. Otherwise as :func:`count_status`.

    Examples
    --------
    >>> plan = [Target(date(2027, 4, 1), 20), Target(date(2028, 4, 1), 40)]
    >>> count_status_in_year(12, plan, date(2026, 4, 1), date(2027, 10, 1)).expected
    20.0
    """
    leg = _leg(targets, start, day)
    if leg is None:
        return _without_target(value)
    began = Target(leg[0].due, 0.0)
    found = _count(value, (began, leg[1]), began.due, day, points)
    if value is None:
        return found
    is_first, is_due = leg[1] == targets[0], day > leg[1].due
    status, detail = _verdict(found, value, is_first=is_first, is_due=is_due)
    return replace(found, status=status, detail=detail)
