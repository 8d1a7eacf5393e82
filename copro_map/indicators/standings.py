"""Standings: where each indicator stands on a day, and which records say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from copro_map.base.definitions import add_months
from copro_map.base.superseded import current, plain
from copro_map.indicators.evidence import Asked
from copro_map.indicators.rules.counts import (
    CountStatus,
    count_status,
    count_status_in_year,
)
from copro_map.indicators.rules.indicator import Indicator, Target
from copro_map.indicators.rules.own import Own, Share
from copro_map.indicators.rules.percentages import (
    PercentStatus,
    Replies,
    level_status,
    target_for,
)
from copro_map.indicators.rules.practitioners import Counted, Ids
from copro_map.indicators.rules.verdicts import Detail, Status

RECENT = (6, 3)  # months, for what came of late: three points with the day itself
NEAR = 92  # days before a target, of which it is said how many are left


@dataclass(frozen=True)
class InYear:
    """The other reading of a target: what came since the one before fell due."""

    since: date
    count: int
    found: CountStatus


@dataclass(frozen=True, eq=False)
class Standing:
    """Where an indicator stands.

    ``found`` is its status and what it rests on; ``records`` are the entries behind a
    figure that is counted from the map, with those that nobody has confirmed apart;
    None for one that is asked of people, which has ``asked`` once it is reported, and
    for one of the Network's own, which has its ``share``.
    ``in_year`` is there for a count that could be meant for each year alone, and
    ``last_due`` for one that had a target before: that target, and the count then.
    """

    indicator: Indicator
    found: CountStatus | PercentStatus
    value: float | None
    numerator: int | None
    denominator: int | None
    records: Counted | None = None
    share: Share | None = None
    asked: Asked | None = None
    in_year: InYear | None = None
    last_due: tuple[Target, int] | None = None

    @property
    def status(self) -> Status:
        """How far it is."""
        return self.found.status

    @property
    def detail(self) -> Detail:
        """The second word of the status; "" for none."""
        return self.found.detail

    @property
    def hidden(self) -> bool:
        """Whether too few replied to show anything."""
        return self.detail in ("too_few_replies", "too_few")

    @property
    def waiting(self) -> int | None:
        """How many records wait to be confirmed and do not count; None of people."""
        return None if self.records is None else len(self.records.unverified_ids)

    @property
    def whose(self) -> str:
        """Whose projects count: "all", "members"; "" of what does not ask."""
        return "" if self.records is None else self.records.whose

    @property
    def of_others(self) -> Ids:
        """The projects of those who were no members when they began."""
        return () if self.records is None else self.records.apart.get("not_member", ())

    @property
    def long_ago(self) -> int:
        """How many records count that were last confirmed over 12 months ago."""
        return 0 if self.records is None else len(self.records.long_ago_ids)


def with_targets(
    indicators: Mapping[str, Indicator], changes: pd.DataFrame
) -> dict[str, Indicator]:
    """Return the indicators with the targets that are in force.

    ``changes`` as ``indicators.store.progress.target_changes``.
    """
    changed: dict[str, dict[date, float | None]] = {}
    for row in plain(current(changes)):
        due = date.fromisoformat(row["due_on"])
        changed.setdefault(row["indicator"], {})[due] = row["value"]
    now = {}
    for code, one in indicators.items():
        values: dict[date, float | None] = {x.due: x.value for x in one.targets}
        values |= changed.get(code, {})
        kept = [Target(due, x) for due, x in sorted(values.items()) if x is not None]
        now[code] = one.model_copy(update={"targets": tuple(kept)})
    return now


@dataclass(frozen=True, eq=False)
class Timed:
    """The records behind the counts: on the day, and on days to compare it with."""

    start: date
    day: date
    now: Mapping[str, Counted]
    before: Mapping[date, Mapping[str, Counted]]


def _asked(indicator: Indicator, figures: Sequence[Asked], timed: Timed) -> Standing:
    """Return where an indicator stands that is asked of people, by its last period."""
    day, targets = timed.day, indicator.targets
    if not figures:
        nothing = level_status(Replies(None), targets, day, day)
        return Standing(indicator, nothing, None, None, None)
    last = figures[-1]
    found = level_status(last.replies, targets, last.period_end, day, timed.start)
    said = None if found.bound else last.numerator
    return Standing(indicator, found, found.percent, said, last.denominator, asked=last)


def _share(indicator: Indicator, counted: Counted, timed: Timed) -> Standing:
    """Return where a share of records stands, such as that of audited projects."""
    day = timed.day
    numerator, of = len(counted.ids), len(counted.of_ids or ())
    replies = Replies(numerator if of else None, of)
    found = level_status(replies, indicator.targets, day, day, timed.start)
    return Standing(indicator, found, found.percent, numerator, of, counted)


def days_before(start: date, day: date, indicators: Iterable[Indicator]) -> list[date]:
    """Return the days to compare with: some months ago, and the last due date."""
    passed = [x.due for one in indicators for x in one.targets if x.due < day]
    days = [*(add_months(day, -months) for months in RECENT), *sorted(passed)[-1:]]
    return [one for one in dict.fromkeys(days) if one >= start]


def _points(timed: Timed, code: str) -> list[tuple[date, float]]:
    """Return how many records counted on each day that is known, the day itself too.

    Only days on which the same was counted: all projects, or those of members.
    """
    now = timed.now[code]
    alike = (
        (day, x[code]) for day, x in timed.before.items() if x[code].whose == now.whose
    )
    days = [*alike, (timed.day, now)]
    return [(day, float(len(one.ids))) for day, one in days]


def _since(timed: Timed, indicator: Indicator) -> InYear | None:
    """Return the reading for each year alone, of a count that could be meant so."""
    if indicator.aggregation != "cumulative":
        return None
    code = indicator.code
    passed = [x.due for x in indicator.targets if x.due < timed.day]
    since = passed[-1] if passed else timed.start
    then = timed.before[since][code].ids if since in timed.before else ()
    new = len(set(timed.now[code].ids) - set(then))
    points = [(x, n - len(then)) for x, n in _points(timed, code) if x >= since]
    found = count_status_in_year(new, indicator.targets, timed.start, timed.day, points)
    return InYear(since, new, found)


def _last_due(timed: Timed, indicator: Indicator) -> tuple[Target, int] | None:
    """Return the last target that fell due and the count then, if another is ahead."""
    passed = [x for x in indicator.targets if x.due < timed.day]
    known = passed and passed[-1].due in timed.before
    if not known or len(passed) == len(indicator.targets):
        return None
    return passed[-1], len(timed.before[passed[-1].due][indicator.code].ids)


def _counted(timed: Timed, indicator: Indicator) -> Standing:
    """Return where an indicator stands that is counted from the records."""
    code, counted = indicator.code, timed.now[indicator.code]
    if indicator.kind == "percent":
        return _share(indicator, counted, timed)
    number = len(counted.ids)
    points = _points(timed, code)
    status = count_status(number, indicator.targets, timed.start, timed.day, points)
    return Standing(
        indicator,
        status,
        float(number),
        number,
        None,
        counted,
        in_year=_since(timed, indicator),
        last_due=_last_due(timed, indicator),
    )


def standing(indicator: Indicator, timed: Timed, asked: Sequence[Asked]) -> Standing:
    """Return where an indicator stands: by its records, or by what people said."""
    if indicator.code in timed.now:
        return _counted(timed, indicator)
    return _asked(indicator, asked, timed)


def own_standing(one: Own, share: Share, day: date) -> Standing:
    """Return where an indicator of the Network's own stands: without a target."""
    replies = Replies(share.said if share.of else None, share.of, people=share.people)
    found = level_status(replies, (), day, day)
    if found.hidden:
        found = replace(found, detail="too_few")
    said = None if found.bound else replies.numerator
    return Standing(one, found, found.percent, said, share.of, share=share)


def due_target(standing: Standing, day: date) -> Target | None:
    """Return the target that an indicator is judged by.

    The one due next, or the last one; of what people were asked, the one due next when
    they were asked.
    """
    asked = standing.asked
    return target_for(standing.indicator.targets, asked.period_end if asked else day)


def due_in(standing: Standing, day: date) -> int | None:
    """Return in how many days its target is due; None if that is past, or far off."""
    target = due_target(standing, day)
    left = (target.due - day).days if target else -1
    return left if 0 <= left <= NEAR else None


def as_json(standings: Iterable[Standing], day: date) -> dict[str, Any]:
    """Return where indicators stand on a day as the command line prints them.

    Those that were promised, and the Network's own apart.
    """
    rows: dict[bool, list[dict[str, Any]]] = {False: [], True: []}
    for one in standings:
        target, counted, asked = due_target(one, day), one.records, one.asked
        interval = getattr(one.found, "interval", None)
        hidden = one.hidden
        rows[one.share is not None].append(
            {
                "code": one.indicator.code,
                "value": one.value,
                # Too few replied to show: neither the share nor what gives it away.
                "numerator": None if hidden else one.numerator,
                "denominator": None if hidden else one.denominator,
                "invited": None if hidden or not asked else asked.invited,
                "period_end": asked.period_end.isoformat() if asked else None,
                "source": asked.source if asked else None,
                "target": target.value if target else None,
                "target_due": target.due.isoformat() if target else None,
                "status": one.status,
                # The second word of the status: probably, starting, and so on.
                "status_detail": one.detail or None,
                "due_in_days": due_in(one, day),
                "projected": getattr(one.found, "projected", None),
                "waiting": one.waiting,
                "interval": [round(interval.lower, 1), round(interval.upper, 1)]
                if interval
                else None,
                # All or none said so: the value is then this bound, no percentage.
                "bound": getattr(one.found, "bound", "") or None,
                "open_to_anybody": (asked.open_to_anybody or None) if asked else None,
                "records": list(counted.ids) if counted else [],
                "unverified": list(counted.unverified_ids) if counted else [],
                # These count, and were last confirmed more than 12 months ago.
                "confirmed_long_ago": list(counted.long_ago_ids) if counted else [],
                # Whose projects count, and those that do not as they are of others.
                "whose": one.whose or None,
                "of_others": list(one.of_others),
            }
        )
    return {"as_at": day.isoformat(), "indicators": rows[False], "own": rows[True]}
