"""Nights on which clocks change, whole days, midnight and the year's end."""

from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest

from copro_map.base.clock_times import (
    When,
    begins,
    ended,
    is_there,
    read_clock,
    read_when,
)
from copro_map.base.today import WALES
from copro_map.events.rules.when import wrong_when

TODAY = date(2026, 11, 30)
FORWARD, BACK = "2027-03-28", "2027-10-31"
MINUTES = [f"{n // 60:02}:{n % 60:02}" for n in range(0, 24 * 60, 15)]


def shown(day: str) -> list[str]:
    """Every quarter of an hour that clocks in Wales show on a day, in order, by UTC."""
    start = begins(day, "").astimezone(UTC)
    moments = (start + timedelta(minutes=15 * n) for n in range(25 * 4))
    there = (one.astimezone(WALES) for one in moments)
    return [f"{x:%H:%M}" for x in there if x.date().isoformat() == day]


@pytest.mark.parametrize("day", [FORWARD, BACK, "2027-03-27", "2027-07-01"])
def test_a_time_is_there_if_clocks_show_it(day):
    seen = shown(day)
    assert [one for one in MINUTES if is_there(day, one)] == sorted(set(seen))
    hours = {FORWARD: 23, BACK: 25}.get(day, 24)
    assert len(seen) == 4 * hours


def test_a_time_that_is_there_twice_is_the_first_of_them():
    assert shown(BACK).count("01:30") == 2
    first = begins(BACK, "01:30").astimezone(UTC)
    assert first.isoformat() == "2027-10-31T00:30:00+00:00"
    wrong = wrong_when((BACK, "01:15"), (BACK, "01:45"), TODAY, ahead=True)
    assert list(wrong) == []


@pytest.mark.parametrize(
    ("starts", "ends", "hours"),
    [
        ((FORWARD, "00:30"), (FORWARD, "02:30"), 1),
        ((BACK, "00:30"), (BACK, "02:30"), 3),
        (("2027-03-27", "22:00"), (FORWARD, "03:00"), 4),
        (("2027-10-30", "22:00"), (BACK, "03:00"), 6),
        (("2027-12-31", "22:00"), ("2028-01-01", "01:00"), 3),
        ((FORWARD, ""), ("", ""), 23),
        ((BACK, ""), ("", ""), 25),
        (("2027-12-31", ""), ("2028-01-01", ""), 48),
        (("2028-02-28", ""), ("2028-03-01", ""), 72),
    ],
)
def test_how_long_it_takes_is_by_the_clock_in_wales(starts, ends, hours):
    assert list(wrong_when(starts, ends, TODAY, ahead=True)) == []
    when = read_when(starts, ends)
    start = begins(when.starts_on, when.starts_at).astimezone(UTC)
    assert ended(when).astimezone(UTC) - start == timedelta(hours=hours)


def test_past_midnight_needs_its_day():
    said = list(wrong_when(("2027-12-31", "22:00"), ("", "01:00"), TODAY, ahead=False))
    assert [field for field, _, _ in said] == ["ends_at"]
    assert "past midnight" in said[0][1]


def test_what_goes_on_today_is_still_to_come():
    def told(*days: str) -> list:
        return list(wrong_when((days[0], ""), (days[1], ""), TODAY, ahead=True))

    assert told("2026-11-28", "2026-11-30") == []
    assert [x[0] for x in told("2026-11-28", "2026-11-29")] == ["starts_on"]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        *(("9.05", "09:05"), ("09:05", "09:05"), ("9:05am", "09:05")),
        *(("12.30 p.m.", "12:30"), ("12 am", "00:00"), ("7.15yh", "19:15")),
        *(("10 y.b.", "10:00"), ("23:59", "23:59"), ("00:00", "00:00")),
        *(("0:60", ""), ("1pm2", ""), ("pm", ""), ("", ""), ("14:30 pm", "")),
        *(("-1:30", ""), ("１０:３０", ""), ("10:30\n11:30", "")),
    ],
)
def test_a_clock_is_read_as_people_write_it_and_never_guessed(text, clock):
    assert read_clock(text) == clock


def test_without_a_last_day_it_is_the_first():
    assert read_when(("1/4/2027", "7pm"), ("", "9pm")) == When(
        "2027-04-01", "19:00", "2027-04-01", "21:00"
    )
