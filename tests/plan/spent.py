"""Sums on lines of the budget, invented, and who enters them."""

from __future__ import annotations

from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.today import WALES
from copro_map.people.rules.permissions import MACHINE
from copro_map.plan.rules.spending import Given
from copro_map.plan.spending import enter, expect

NOW = datetime(2027, 6, 1, 12, tzinfo=WALES)
DAY = NOW.date()
SPENT = (
    Given("director", "1", "£40,398.00", spent_on="31/03/2027", words="Salary"),
    Given("rent", "1", "20133", in_kind="yes", item="in_kind_match"),
    Given("expenses", "1", "1,234.50", item="access", helped="14"),
    Given("expenses", "2", "65.50", item="access"),
    Given("marketing", "1", "52,000", item="branding", spent_on="2026-04-01"),
    Given("marketing", "2", "0.07", "no"),
)


def spend(settings: Settings, *given: Given, now: datetime = NOW) -> list[int]:
    return [enter(settings, MACHINE, one, now) for one in given or SPENT]


def ahead(settings: Settings, line: str, year: str, amount: str) -> int:
    return expect(settings, MACHINE, Given(line, year, amount), NOW)
