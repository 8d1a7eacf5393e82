"""When something is due: the day before, the day, the day after, and odd days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from copro_map.desk.rules.due import Strikes, month_ended

WALES = ZoneInfo("Europe/London")
NIGHTLY, MONTHLY = Strikes(time(1, 30)), Strikes(time(0, 30), monthly=True)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def struck(strikes: Strikes, start: str, days: int) -> list[datetime]:
    """Every moment at which it was due, asked each ten minutes for some days."""
    asked = (utc(start) + timedelta(minutes=10 * n) for n in range(days * 144))
    return sorted({strikes.last(moment) for moment in asked})


@pytest.mark.parametrize(
    ("changes_on", "at"),
    [
        (date(2027, 3, 28), "2027-03-28T01:30"),  # 01:30 is left out: 02:30 in summer
        (date(2027, 10, 31), "2027-10-31T00:30"),  # 01:30 comes twice: the first
    ],
)
def test_a_nightly_time_strikes_once_when_the_clocks_change(changes_on, at):
    found = struck(NIGHTLY, f"{changes_on - timedelta(2)}T12:00", 5)
    days = [moment.astimezone(WALES).date() for moment in found]
    assert days == [changes_on + timedelta(n) for n in range(-2, 4)]
    assert utc(at) in found


@pytest.mark.parametrize(
    ("now", "month"),
    [
        ("2028-02-29T23:59:59", "2028-02-01"),  # the last day of a leap year's February
        ("2028-03-01T00:29:59", "2028-02-01"),
        ("2028-03-01T00:30:00", "2028-03-01"),
        ("2028-03-02T00:00:00", "2028-03-01"),
        ("2027-01-01T00:10:00", "2026-12-01"),
    ],
)
def test_a_monthly_time_strikes_on_the_first_day(now, month):
    assert MONTHLY.last(utc(now)).date().isoformat() == month


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2028-02-29T12:00", "2028-01-31"),
        ("2028-03-01T00:00", "2028-02-29"),
        ("2027-03-01T00:00", "2027-02-28"),
        ("2027-06-30T23:00", "2027-06-30"),  # midnight of 1 July in Wales
        ("2027-06-30T22:59", "2027-05-31"),
        ("2027-01-01T00:00", "2026-12-31"),
    ],
)
def test_the_month_that_ended_is_that_of_wales(now, day):
    assert month_ended(utc(now)).isoformat() == day


@pytest.mark.parametrize("strikes", [NIGHTLY, MONTHLY])
def test_it_struck_by_now_and_never_later(strikes):
    for hours in range(0, 24 * 400, 5):
        now = utc("2026-11-29T00:00") + timedelta(hours=hours)
        last = strikes.last(now)
        assert last <= now
        assert now - last <= timedelta(days=32 if strikes.monthly else 1, hours=1)
