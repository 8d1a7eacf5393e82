"""What was spent, or is expected, entered on the desk and withdrawn there."""

from __future__ import annotations

from datetime import date, datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.today import WALES
from copro_map.people.rules.permissions import Actor
from copro_map.plan.activities import plan_years
from copro_map.plan.keeping import PlanError, keeping
from copro_map.plan.kinds import budget_items, budget_lines
from copro_map.plan.rules.records import Forecast, Spend
from copro_map.plan.rules.spending import (
    EMPTY,
    MOST_POUNDS,
    NO_SUM,
    Given,
    Known,
    Wrong,
    facts_of,
    read_pence,
    wrong,
    wrong_place,
    year_given,
)

# What an empty field of the form asks for, by the field.
ASKS = {
    "line": N_("Choose the line of the budget."),
    "year": N_("Choose the year of the programme."),
    "amount": N_("Write the sum in pounds, such as 1,234.50."),
}


def known(settings: Settings, day: date) -> Known:
    """Return what a spend may name on a day: lines, items, years of the programme."""
    years = plan_years(settings, day)
    lines, items = budget_lines(settings), budget_items(settings)
    return Known(lines, items, years, day.isoformat())


def _refuse(first: Wrong | None) -> None:
    if first:
        field, message, facts = first
        raise PlanError(ASKS[field] if message == EMPTY else message, **facts)


def enter(settings: Settings, actor: Actor, given: Given, now: datetime) -> int:
    """Enter a sum that was spent or given in kind; return its number.

    Raises
    ------
    RefusedError, PlanError
        If somebody may not keep the money, or something of it cannot be.
    """
    with keeping(settings, actor, now, "keep_money") as act:
        may_name = known(settings, now.astimezone(WALES).date())
        _refuse(next(wrong(given, may_name), None))
        return act.put(Spend, **facts_of(given, may_name))


def withdraw_spend(
    settings: Settings, actor: Actor, number: int, now: datetime
) -> None:
    """Let a sum count no more from today. Errors as ``enter``."""
    with keeping(settings, actor, now, "keep_money") as act:
        act.withdraw(Spend, number)


def expect(settings: Settings, actor: Actor, given: Given, now: datetime) -> int:
    """Enter what a line is expected to come to in a year; return its number.

    It counts in place of what was said before; zero is a sum here. Errors as ``enter``.
    """
    with keeping(settings, actor, now, "keep_money") as act:
        may_name = known(settings, now.astimezone(WALES).date())
        _refuse(next(wrong_place(given, may_name), None))
        pence, year = read_pence(given.amount), year_given(given.year, may_name.years)
        if not given.amount:
            raise PlanError(ASKS["amount"])
        if pence is None or not year or not 0 <= pence <= MOST_POUNDS * 100:
            raise PlanError(NO_SUM, value=given.amount)
        return act.put(Forecast, line=given.line, year=year.number, pence=pence)


def withdraw_forecast(
    settings: Settings, actor: Actor, number: int, now: datetime
) -> None:
    """Let a forecast count no more; the one before it counts again. Errors as above."""
    with keeping(settings, actor, now, "keep_money") as act:
        act.withdraw(Forecast, number)
