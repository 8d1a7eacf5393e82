"""What a demonstration records beside entries: totals, targets changed, snapshots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from copro_map.base.i18n import Label
from copro_map.demonstration.days import Days
from copro_map.indicators.face import Indicator, Observation, TargetChange

BY = "demonstration"
# Totals of a survey on paper between two waves, of which no replies are known.
TOTALS_OF, TOTALS_MONTH = "3.3", 17
YES, MISCOUNTED, ANSWERED, INVITED = 15, 13, 31, 64
PAPER = (
    "Demonstration: totals of a paper survey / Arddangosiad: cyfansymiau arolwg papur"
)
CHANGED, LOWER, AGREED = "3.2", 70.0, 75.0
REASON = "Demonstration: agreed by the board / Arddangosiad: cytunwyd gan y bwrdd"
SLIP = "Demonstration: a slip of the pen / Arddangosiad: llithriad"
FIRST_CHANGE, SECOND_CHANGE = 25, 27  # months
TAKEN_AFTER = 6  # days


def totals(days: Days) -> tuple[Observation, Observation]:
    """Return totals as they were entered, and their correction: it supersedes them."""
    first = Observation(
        indicator=TOTALS_OF,
        period_end=days.in_month(TOTALS_MONTH, 20).isoformat(),
        value=round(100 * MISCOUNTED / ANSWERED, 1),
        numerator=MISCOUNTED,
        denominator=ANSWERED,
        n=ANSWERED,
        invited=INVITED,
        source=PAPER,
        entered_by=BY,
        entered_on=days.in_month(TOTALS_MONTH, 26).isoformat(),
        status="checked",
    )
    return first, replace(
        first,
        value=round(100 * YES / ANSWERED, 1),
        numerator=YES,
        entered_on=days.in_month(TOTALS_MONTH + 1, 9).isoformat(),
    )


def target_changes(
    indicator: Indicator, days: Days
) -> tuple[TargetChange, TargetChange]:
    """Return a change of the last target, and the board's that supersedes it."""
    first = TargetChange(
        indicator=indicator.code,
        due_on=indicator.targets[-1].due.isoformat(),
        value=LOWER,
        changed_by="board",
        changed_on=days.in_month(FIRST_CHANGE, 14).isoformat(),
        reason=REASON,
    )
    second = days.in_month(SECOND_CHANGE, 11).isoformat()
    return first, replace(
        first, value=AGREED, changed_on=second, reason=f"{REASON}. {SLIP}"
    )


def freezes(days: Days) -> Iterator[tuple[str, date, date]]:
    """Yield a label, the day shown and the day taken of each snapshot.

    They are of the end of years 1 and 2, and of the last month.
    """
    ends = (days.year_end(1), days.year_end(2), days.in_month(36, 1) - timedelta(1))
    for year, as_at in enumerate(ends, start=1):
        label = Label(f"Demonstration, year {year}", f"Arddangosiad, blwyddyn {year}")
        taken_on = min(days.today, as_at + timedelta(TAKEN_AFTER))
        yield f"{label.en} / {label.cy}", as_at, taken_on
