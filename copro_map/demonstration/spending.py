"""What a demonstration spent, quarter by quarter, on each line of the budget."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from copro_map.base.dates import add_months
from copro_map.demonstration.made_up import Days
from copro_map.plan.face import PlanDefinitions

Facts = dict[str, object]
QUARTERS = 4
WORDS = "Demonstration: / Arddangosiad: {n}/{year}"
LESS, MORE = 0.86, 1.09  # of what was planned for a quarter
SOON = 1.04  # of what was planned for a year, as it is expected now


class _Purse:
    """What is left of each line in each year, in pence."""

    def __init__(self, known: PlanDefinitions, days: Days) -> None:
        self.known, self.days = known, days
        self.left = {
            (line, year): 100 * pounds
            for line, one in known.lines.items()
            for year, pounds in enumerate(one.years, 1)
        }
        # What is partly given in kind pays for what is done in each outcome.
        self.shared = [
            line for line, one in known.lines.items() if 0 < one.in_kind < one.printed
        ]

    def day(self, year: int, quarter: int) -> date:
        """Return a day of a quarter of a year of the programme."""
        first = add_months(self.days.start, 12 * (year - 1) + 3 * quarter)
        return first + timedelta(40)

    def spend(
        self, line: str, year: int, quarter: int, pence: int, **more: object
    ) -> Facts:
        """Return a payment, taken from what is left of its line."""
        self.left[line, year] -= pence
        day = self.day(year, quarter).isoformat()
        return {
            **{"line": line, "year": year, "pence": pence, "spent_on": day},
            **{"said_on": day, "words": WORDS.format(n=quarter + 1, year=year)},
            **more,
        }


def _quarters(purse: _Purse) -> Iterator[tuple[int, int]]:
    """Yield the quarters that are over."""
    years = max(len(one.years) for one in purse.known.lines.values())
    for year in range(1, years + 1):
        for quarter in range(QUARTERS):
            if purse.day(year, quarter) <= purse.days.today:
                yield year, quarter


def _payments(purse: _Purse, random: np.random.Generator) -> Iterator[Facts]:
    years = max(len(one.years) for one in purse.known.lines.values())
    for year, quarter in _quarters(purse):
        for line, one in purse.known.lines.items():
            if line in purse.shared:
                pence = round(100 * one.in_kind / years / QUARTERS)
                yield purse.spend(line, year, quarter, pence, in_kind=1)
            elif one.years[year - 1]:
                is_given = one.in_kind == one.printed
                share = 1 if is_given else random.uniform(LESS, MORE)
                pence = round(100 * one.years[year - 1] / QUARTERS * share)
                yield purse.spend(line, year, quarter, pence, in_kind=int(is_given))
        for item, cost in purse.known.items.items():
            if cost.outcome is None or not purse.shared:
                continue
            line = max(purse.shared, key=lambda one: purse.left[one, year])
            share = random.uniform(LESS, MORE) / years / QUARTERS
            helped = {"helped": int(random.integers(4, 22))}
            yield purse.spend(
                line,
                year,
                quarter,
                round(100 * cost.total * share),
                item=item,
                **(helped if cost.helps_to_attend else {}),
            )


def spending(
    known: PlanDefinitions, days: Days, random: np.random.Generator
) -> tuple[list[Facts], list[Facts]]:
    """Return what was spent until today, and what each line is expected to cost.

    Every third line has a forecast for the year of today, said two months ago.
    """
    purse = _Purse(known, days)
    spends = list(_payments(purse, random))
    year = max((int(str(one["year"])) for one in spends), default=1)
    said = add_months(days.today.replace(day=1), -2).isoformat()
    forecasts: list[Facts] = [
        {
            **{"line": line, "year": year, "said_on": said},
            "pence": round(100 * one.years[year - 1] * SOON),
        }
        for line, one in list(known.lines.items())[::3]
    ]
    return spends, forecasts
