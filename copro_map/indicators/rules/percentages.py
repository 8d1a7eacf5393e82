"""Levels: where a percentage stands against its target, chance taken into account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from copro_map.base.statistics.hiding import BOUNDS, Bound, bound_of
from copro_map.base.statistics.intervals import (
    Interval,
    Quality,
    base_quality,
    check_share,
    non_response_bounds,
    wilson,
)
from copro_map.indicators.rules.indicator import Target
from copro_map.indicators.rules.verdicts import Detail, Status, in_last_quarter

# A limit that equals the target but for rounding has reached it.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Replies:
    """Those who said so, of ``n`` who answered, of those ``invited``.

    ``numerator`` is None when nothing was reported. ``invited`` is None when it was not
    recorded. Of ``people``, unlike records, nobody may learn what each one said.
    """

    numerator: int | None
    n: int = 0
    invited: int | None = None
    people: bool = False


@dataclass(frozen=True)
class PercentStatus:
    """Where a percentage stands; ``percent`` and the limits are from 0 to 100.

    ``percent`` and ``interval`` are missing when nothing was reported or the base is
    too small to publish. ``bounds``: if none, or all, of the silent had said so.
    Where all or none said so (``bound``) ``percent`` is that bound, without limits.
    """

    status: Status
    n: int
    quality: Quality
    target: float | None = None
    percent: float | None = None
    interval: Interval | None = None
    bounds: Interval | None = None
    bound: Bound = ""
    detail: Detail = ""

    @property
    def hidden(self) -> bool:
        """Whether too few replied to show anything."""
        return self.detail in ("too_few_replies", "too_few")


def _percent(limits: Interval) -> Interval:
    return Interval(100 * limits.lower, 100 * limits.upper)


def _level(percent: float, limits: Interval, target: float) -> tuple[Status, Detail]:
    """Return which of the four states holds: met or missed, surely or probably."""
    if limits.lower >= target - ROUNDING:
        return "met", ""
    if percent >= target - ROUNDING:
        return "met", "probably"
    return "missed", "probably" if limits.upper >= target - ROUNDING else ""


def percent_status(replies: Replies, target_percent: float | None) -> PercentStatus:
    """Return where a percentage stands against a target that is due.

    Parameters
    ----------
    replies
        Who said so, of whom.
    target_percent
        From 0 to 100; None where no target is set ("not_due_yet", "no_target").

    Returns
    -------
    PercentStatus
        By Wilson's 95% interval: "met" if all of it reaches the target, "missed" if
        none of it does. Where the target lies within it, "probably" so: "met" if the
        percentage reaches it, else "missed". "no_figure_yet" without a numerator or
        without replies, and ("too_few_replies"), with neither percentage nor limits,
        below 10 replies. Of people who (nearly) all said
        the same only a bound (``base.statistics.hiding.bound_of``), which is judged as
        if one of them had not.

    Raises
    ------
    SampleError
        If the numerator is not within 0 and n, or fewer were invited than answered.

    Examples
    --------
    >>> found = percent_status(Replies(24, 60), 30)
    >>> found.status, round(found.interval.lower, 1), round(found.interval.upper, 1)
    ('met', 28.6, 52.6)
    """
    quality = base_quality(replies.n)
    if replies.numerator is None or replies.n == 0:
        return PercentStatus("no_figure_yet", replies.n, quality, target_percent)
    check_share(replies.numerator, replies.n)
    if quality == "suppressed":
        few = PercentStatus("no_figure_yet", replies.n, quality, target_percent)
        return replace(few, detail="too_few_replies")
    bound = bound_of(replies.numerator, replies.n) if replies.people else ""
    # All and all but one are judged alike: else the status would tell which it is.
    said = min(max(replies.numerator, 1), replies.n - 1) if bound else replies.numerator
    status: Status = "not_due_yet"
    detail: Detail = "no_target"
    percent = 100 * said / replies.n
    limits = _percent(wilson(said, replies.n))
    if target_percent is not None:
        status, detail = _level(percent, limits, target_percent)
    found = PercentStatus(status, replies.n, quality, target_percent, detail=detail)
    if bound:
        return replace(found, percent=BOUNDS[bound], bound=bound)
    bounds = None
    if replies.invited is not None:
        bounds = _percent(non_response_bounds(said, replies.n, replies.invited))
    return replace(found, percent=percent, interval=limits, bounds=bounds)


def target_for(targets: Sequence[Target], period_end: date) -> Target | None:
    """Return the target that a period is judged by: the first due at its end or later.

    After all are due it is the last one; None if there are none.

    Examples
    --------
    >>> plan = [Target(date(2027, 4, 1), 30), Target(date(2028, 4, 1), 50)]
    >>> [target_for(plan, date(year, 3, 31)).value for year in (2027, 2028, 2030)]
    [30, 50, 50]
    """
    ahead = [target for target in targets if target.due >= period_end]
    return ahead[0] if ahead else targets[-1] if targets else None


def level_status(
    replies: Replies,
    targets: Sequence[Target],
    period_end: date,
    day: date,
    start: date | None = None,
) -> PercentStatus:
    """Return where the percentage of a period stands, as seen on a day.

    As :func:`percent_status` against :func:`target_for`. Until the target's day is over
    nothing is "missed". A single target, at the end of the programme, then reads
    "not_due_yet" ("reported") whatever the percentage; so does one below the first of
    several ("starting") before the last quarter of the first period, if ``start``, the
    first day of the programme, is given; else it is "at_risk".

    Examples
    --------
    >>> end = [Target(date(2029, 4, 1), 90)]
    >>> found = level_status(Replies(3, 60), end, date(2027, 3, 31), date(2027, 4, 1))
    >>> found.status, found.detail
    ('not_due_yet', 'reported')
    """
    target = target_for(targets, period_end)
    found = percent_status(replies, target.value if target else None)
    if target is None or found.status == "no_figure_yet":
        return found
    is_due = day > target.due
    if len(targets) == 1 and day < target.due:
        return replace(found, status="not_due_yet", detail="reported")
    if is_due or found.status != "missed":
        return found
    first = start is not None and target == targets[0]
    if first and start and not in_last_quarter(start, target.due, day):
        return replace(found, status="not_due_yet", detail="starting")
    return replace(found, status="at_risk")
