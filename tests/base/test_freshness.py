"""How fresh a word is: the day before, the day and the day after each limit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.config import load_settings
from copro_map.base.errors import DefinitionError
from copro_map.base.freshness import (
    due_on,
    freshness,
    is_fresh,
    reminders,
    stale_on,
    verification_on,
)
from copro_map.coverage.rules.knowledge import in_force
from tests.examples import examples

SAID = [date(2026, 11, 29), date(2027, 8, 31), date(2028, 2, 29), date(2027, 2, 28)]


def slowly(said: date, months: int) -> date:
    """The same day so many months later, one month at a time, and back to its end."""
    year, month = said.year, said.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for day in (said.day, 30, 29, 28):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    raise AssertionError


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("around", [-1, 0, 1])
def test_the_days_around_each_limit(said, around):
    due = slowly(said, 6) + timedelta(around)
    assert freshness("confirmed", said.isoformat(), due) == (
        "confirmed" if around < 0 else "due"
    )
    # It holds through the same day of the next year.
    last = slowly(said, 12) + timedelta(around)
    holds = around <= 0
    assert freshness("confirmed", said.isoformat(), last) == (
        "due" if holds else "stale"
    )
    assert is_fresh("confirmed", said.isoformat(), last) == holds
    assert verification_on("confirmed", said.isoformat(), last) == (
        "confirmed" if holds else "stale"
    )
    # The indicators know the same limit.
    assert in_force(said.isoformat(), last) == holds


@examples(25)
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 24))
def test_limits_are_whole_months(said, months):
    assert due_on(said, months) == slowly(said, months)
    assert stale_on(said, months) == slowly(said, months) + timedelta(1)
    first, *later = reminders(said, months)
    assert first == due_on(said, months)
    assert [(one - first).days for one in later] == [28, 56]


@pytest.mark.parametrize(
    ("verification", "said"),
    [("unverified", ""), ("confirmed", ""), ("confirmed", "2026-11-30")],
)
def test_no_word_and_one_to_come_are_none(verification, said):
    assert freshness(verification, said, date(2026, 11, 29)) == "unverified"
    assert verification_on(verification, said, date(2026, 11, 29)) == "unverified"


def test_the_months_are_settings():
    settings = load_settings({"COPRO_MAP_DUE_MONTHS": "3"})
    assert (settings.due_months, settings.stale_months) == (3, 12)
    for given_ in ("0", "-1", "six", "1.5", "999", "٣"):
        with pytest.raises(DefinitionError, match="COPRO_MAP_STALE_MONTHS"):
            load_settings({"COPRO_MAP_STALE_MONTHS": given_})
