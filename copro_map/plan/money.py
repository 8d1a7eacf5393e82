"""The budget and what is spent of it, for the board and stewards alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.store.connection import reading
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor
from copro_map.plan.activities import plan_years
from copro_map.plan.kinds import budget_items, budget_lines, budget_printed, outcomes
from copro_map.plan.rules.events import Year
from copro_map.plan.rules.kinds import Budget, BudgetItem, BudgetLine
from copro_map.plan.rules.money import (
    PENCE,
    Cell,
    Helped,
    OfItem,
    Sums,
    by_outcome,
    cells_of,
    helped_of,
    items_of,
    together,
)
from copro_map.plan.rules.records import Forecast, Spend, standing
from copro_map.plan.store.plan import rows


@dataclass(frozen=True)
class Money:
    """The budget beside what was spent, as it was known on a day.

    ``cells`` are line by year, ``items`` the breakdown by outcome; ``spends`` and
    ``forecasts`` those that stood, the one said first first.
    """

    day: date
    printed: Budget
    lines: Mapping[str, BudgetLine]
    known_items: Mapping[str, BudgetItem]
    outcomes: Mapping[int, Label]
    years: tuple[Year, ...]
    cells: tuple[Cell, ...]
    items: tuple[OfItem, ...]
    spends: tuple[Spend, ...]
    forecasts: tuple[Forecast, ...]

    @property
    def whole(self) -> Sums:
        """All of it; its plan is the sum of the lines in each year."""
        return together(one.sums for one in self.cells)

    def by_line(self) -> dict[str, Sums]:
        """Return the sums of each line; its plan as the proposal prints it, rounded."""
        found = {}
        for name in dict.fromkeys(one.line for one in self.cells):
            sums = together(one.sums for one in self.cells if one.line == name)
            if name in self.lines:
                sums = replace(sums, planned=self.lines[name].printed * PENCE)
            found[name] = sums
        return found

    def by_year(self) -> dict[int, Sums]:
        """Return the sums of each year of the programme."""
        names = sorted({one.year for one in self.cells})
        return {x: together(c.sums for c in self.cells if c.year == x) for x in names}

    def by_outcome(self) -> dict[int | None, Sums]:
        """Return the sums of each outcome; None is what is for all of them."""
        return by_outcome(self.items)

    def helped(self) -> tuple[Helped, ...]:
        """Return for each year what helped people to attend, and how many."""
        return helped_of(self.known_items, self.spends, self.by_year())

    def line_name(self, line: str) -> str:
        """Return what a line is called; its id, if no file knows it any more."""
        return self.lines[line].label.text() if line in self.lines else line

    def item_name(self, item: str) -> str:
        """Return what an item is called, as ``line_name``."""
        known = self.known_items.get(item)
        return known.label.text() if known else item


def budget(settings: Settings, actor: Actor, day: date) -> Money:
    """Return the budget beside what was spent, as it was known on a day.

    Raises
    ------
    RefusedError
        If somebody may not see the money.
    """
    with reading(settings.database) as database:
        require_now(database, actor, "see_money")
        spends = standing(rows(database, Spend), day)
        forecasts = standing(rows(database, Forecast), day)
    lines, items = budget_lines(settings), budget_items(settings)
    years = plan_years(settings, day)
    return Money(
        day,
        budget_printed(settings),
        lines,
        items,
        {number: one.label for number, one in outcomes(settings).items()},
        years,
        cells_of(lines, years, spends, forecasts, day),
        items_of(items, spends),
        tuple(spends),
        tuple(forecasts),
    )


def pounds(pence: int) -> int | float:
    """Return pence in pounds, a whole number if it is one.

    Examples
    --------
    >>> pounds(12000), pounds(12050)
    (120, 120.5)
    """
    whole, rest = divmod(pence, 100)
    return pence / 100 if rest else whole


def as_json(money: Money) -> dict[str, object]:
    """Return the budget as the command ``budget`` tells it: amounts in pounds.

    ``total``, ``in_kind`` and ``requested`` are those that the proposal prints. What is
    planned holds what is to come in kind; ``spent`` is money alone, and ``in_kind`` of
    a row what was given.
    """
    return {
        "as_at": money.day.isoformat(),
        "total": money.printed.total,
        "in_kind": money.printed.in_kind,
        "requested": money.printed.requested,
        "lines": [
            {"line": x.line, "outcome": None, "year": x.year, **in_pounds(x.sums)}
            for x in money.cells
        ],
        "items": [
            {"item": x.item, "outcome": x.outcome, **_used(x.sums)} for x in money.items
        ],
        "outcomes": [
            {"outcome": x, **_used(sums)} for x, sums in money.by_outcome().items()
        ],
        "helped_to_attend": [
            {"year": x.year, "used": pounds(x.used), "people": x.people}
            for x in money.helped()
        ],
    }


def _used(sums: Sums) -> dict[str, object]:
    names = ("planned", "spent", "in_kind", "left")
    return {name: pounds(getattr(sums, name)) for name in names}


def in_pounds(sums: Sums) -> dict[str, object]:
    """Return sums in pounds by their names."""
    return {**_used(sums), "forecast": pounds(sums.forecast)}
