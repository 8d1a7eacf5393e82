"""Counts on their path, percentages by interval, and the line through them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.definitions import add_months
from copro_map.base.statistics.intervals import SampleError
from copro_map.indicators.rules.counts import (
    count_status,
    count_status_in_year,
    projected,
    recent_per_month,
)
from copro_map.indicators.rules.indicator import Target
from copro_map.indicators.rules.percentages import (
    Replies,
    level_status,
    percent_status,
    target_for,
)
from copro_map.indicators.rules.verdicts import months_between
from copro_map.report.rules.ahead import project

START = date(2026, 4, 1)
Y1, Y2, Y3 = date(2027, 4, 1), date(2028, 4, 1), date(2029, 4, 1)
MONTH_18 = date(2027, 10, 1)
MEMBERS = [Target(Y1, 120), Target(Y2, 250), Target(Y3, 350)]  # 1.1
TENDERS = [Target(Y1, 20), Target(Y2, 40), Target(Y3, 60)]  # 2.3, 3.1
SHARES = [Target(Y1, 30), Target(Y2, 50), Target(Y3, 70)]  # 2.2, 4.1, 4.2
END_ONLY = [Target(Y3, 90)]  # 1.2, 2.1
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))


# The path of a count


def expected_at(targets, start, day):
    return count_status(None, targets, start, day).expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 1, 1), 0),
        (START, 0),
        (date(2026, 10, 1), 60),
        (Y1, 120),
        (MONTH_18, 185),
        (Y2, 250),
        (date(2028, 10, 1), 300),
        (Y3, 350),
        (date(2031, 1, 1), 350),
    ],
)
def test_the_path_goes_straight_from_target_to_target(day, expected):
    assert expected_at(MEMBERS, START, day) == expected


def test_without_a_target_there_is_no_path():
    assert expected_at([], START, MONTH_18) is None


@given(days, days)
def test_the_path_never_falls_and_has_no_jump(one, other):
    first, last = sorted([one, other])
    rise = expected_at(MEMBERS, START, last) - expected_at(MEMBERS, START, first)
    assert rise >= 0
    # The steepest leg brings 130 in 12 months; the shortest month has 28 days.
    assert rise <= 130 / 12 * ((last - first).days / 28) + 1e-9


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (MONTH_18, Y2, 6),
        (Y1, Y1, 0),
        (Y2, MONTH_18, -6),
        (date(2027, 1, 31), date(2027, 2, 28), 1),
        (date(2027, 6, 16), date(2027, 7, 1), 0.5),
        (date(2027, 7, 1), date(2027, 6, 16), -0.5),
    ],
)
def test_months_between_two_days(first, last, months):
    assert months_between(first, last) == months


@given(days, st.integers(-40, 40))
def test_months_between_undoes_adding_months(day, months):
    # From the 29th on a shorter month cuts the day off.
    day = day.replace(day=min(day.day, 28))
    assert months_between(day, add_months(day, months)) == months


def test_the_worked_example_of_the_methods():
    """1.1 at month 18: expects 185; 168 is 0.91; needs 13.7 a month against 9.3."""
    points = [(Y1, 112.0), (MONTH_18, 168.0)]
    found = count_status(168, MEMBERS, START, MONTH_18, points)
    assert found.status == "on_course"
    assert found.target == Target(Y2, 250)
    assert found.expected == 185
    assert round(found.ratio, 2) == 0.91
    assert round(found.needed_per_month, 1) == 13.7
    assert round(found.so_far_per_month, 1) == 9.3
    assert round(found.recent_per_month, 1) == 9.3


@pytest.mark.parametrize(
    ("value", "day", "status"),
    [
        (None, MONTH_18, "no_figure_yet"),
        (0, MONTH_18, "at_risk"),
        (157, MONTH_18, "at_risk"),
        (158, MONTH_18, "on_course"),  # 0.85 of 185 is 157.25
        (249, MONTH_18, "on_course"),
        (250, MONTH_18, "met"),
        (119, Y1, "at_risk"),  # its day is not over
        (120, Y1, "met"),
        (119, Y1 + timedelta(1), "on_course"),  # the path to the next target
        (349, Y3, "at_risk"),
        (350, Y3, "met"),
        (349, Y3 + timedelta(1), "missed"),
        (349, Y3 + timedelta(400), "missed"),
        (5, START, "not_due_yet"),
        (0, START, "not_due_yet"),
        (5, START - timedelta(30), "not_due_yet"),
        (0, date(2026, 12, 31), "not_due_yet"),  # before its last quarter: starting
        (0, date(2027, 1, 1), "at_risk"),
    ],
)
def test_the_state_of_a_count(value, day, status):
    assert count_status(value, MEMBERS, START, day).status == status


def test_what_is_not_reported_is_not_zero():
    found = count_status(None, MEMBERS, START, MONTH_18)
    assert found.expected == 185
    assert found.ratio is None
    assert found.needed_per_month is None
    assert count_status(0, MEMBERS, START, MONTH_18).ratio == 0


def test_without_targets_a_count_has_none():
    free = count_status(5, [], START, MONTH_18)
    assert (free.status, free.detail) == ("not_due_yet", "no_target")
    assert count_status(None, [], START, MONTH_18).status == "no_figure_yet"


def test_once_the_last_target_is_due_no_rate_is_needed():
    found = count_status(300, MEMBERS, START, Y3)
    assert found.needed_per_month is None
    assert count_status(400, MEMBERS, START, MONTH_18).needed_per_month == 0
    assert count_status(5, MEMBERS, START, START).so_far_per_month is None


@pytest.mark.parametrize(
    ("value", "day", "status"),
    [
        (1, MONTH_18, "not_due_yet"),
        (89, Y3 - timedelta(1), "not_due_yet"),
        (89, Y3 + timedelta(1), "missed"),
        (90, Y3, "met"),
        (90, MONTH_18, "met"),
        (None, MONTH_18, "no_figure_yet"),
    ],
)
def test_a_count_with_an_end_target_only_is_reported_until_then(value, day, status):
    found = count_status(value, END_ONLY, START, day)
    assert found.status == status
    if status == "not_due_yet":
        assert found.detail == "reported"
        assert found.expected is None
        assert found.ratio is None


# Near a date

NEAR = Y3 - timedelta(3)
SPED = [(date(2028, 9, 1), 278.0), (date(2028, 12, 28), 294.0), (NEAR, 314.0)]


def test_days_before_a_target_a_count_is_judged_by_where_it_leads():
    """314 of 350 three days before: 0.9 of the line, and yet it will be missed."""
    found = count_status(314, MEMBERS, START, NEAR, SPED)
    assert round(found.ratio, 1) == 0.9
    assert (found.status, found.near) == ("at_risk", True)
    # 36 in some seven months is 5.3 a month, and a tenth of a month is left.
    assert found.projected == 315
    fast = [*SPED[:-1], (NEAR, 349.0)]
    assert count_status(349, MEMBERS, START, NEAR, fast).status == "on_course"


def test_before_the_last_quarter_the_line_judges():
    day = date(2028, 12, 31)
    found = count_status(314, MEMBERS, START, day, SPED[:2] + [(day, 314.0)])
    assert (found.status, found.projected, found.near) == ("on_course", None, False)
    day = date(2029, 1, 1)
    found = count_status(314, MEMBERS, START, day, SPED[:2] + [(day, 314.0)])
    assert (found.near, found.projected is None) == (True, False)


def test_too_few_points_are_judged_by_the_line():
    found = count_status(314, MEMBERS, START, NEAR, SPED[1:])
    assert (found.status, found.near, found.projected) == ("on_course", True, None)
    assert count_status(290, MEMBERS, START, NEAR, []).status == "at_risk"


def test_before_the_first_date_it_is_starting_and_not_behind():
    found = count_status(0, MEMBERS, START, date(2026, 11, 28))
    assert (found.status, found.detail) == ("not_due_yet", "starting")
    last = date(2027, 3, 29)
    points = [(START, 0.0), (date(2026, 12, 29), 15.0), (last, 20.0)]
    found = count_status(20, MEMBERS, START, last, points)
    assert (found.status, found.detail) == ("at_risk", "")


def test_the_present_speed_goes_on_from_the_latest_point():
    half = [(START, 0.0), (date(2026, 10, 1), 90.0), (Y1, 96.0)]
    # One a month of late, not the eight of the whole year.
    assert projected(half, date(2027, 10, 1)) == 102
    assert projected(half[::-1], date(2027, 10, 1)) == 102
    assert projected([*half[1:], half[1]], Y2) is None
    falling = [(START, 90.0), (date(2026, 10, 1), 50.0), (Y1, 10.0)]
    assert projected(falling, Y2) == 0


def test_the_two_readings_of_a_target_may_differ():
    """25 in the first year and 12 in half of the second: 37 in all."""
    together = count_status(37, TENDERS, START, MONTH_18)
    alone = count_status_in_year(12, TENDERS, START, MONTH_18)
    assert (together.status, together.expected) == ("on_course", 30)
    assert (alone.status, alone.expected) == ("at_risk", 20)
    assert alone.target == Target(Y2, 40)
    assert alone.so_far_per_month == 2
    assert round(alone.needed_per_month, 1) == 4.7
    assert count_status_in_year(20, TENDERS, START, Y1).status == "met"
    free = count_status_in_year(1, [], START, Y1)
    assert (free.status, free.detail) == ("not_due_yet", "no_target")
    assert count_status_in_year(None, [], START, Y1).status == "no_figure_yet"
    found = count_status_in_year(None, TENDERS, START, Y1)
    assert found.status == "no_figure_yet"


def test_in_the_first_year_the_two_readings_agree():
    for value in (0, 8, 9, 20):
        day = date(2026, 10, 1)
        together = count_status(value, TENDERS, START, day)
        assert count_status_in_year(value, TENDERS, START, day) == together


def test_the_recent_rate_needs_a_point_six_months_old():
    points = [(date(2027, 5, 1), 100.0), (MONTH_18, 150.0)]
    assert recent_per_month(points, MONTH_18) is None
    assert recent_per_month([], MONTH_18) is None
    assert recent_per_month([(Y1, 100.0)], MONTH_18) is None
    older = [(date(2027, 1, 1), 10.0), (date(2027, 3, 1), 90.0), *points]
    assert recent_per_month(older, MONTH_18) == pytest.approx(60 / 7)
    later = [*older, (date(2027, 12, 1), 999.0)]
    assert recent_per_month(later, MONTH_18) == pytest.approx(60 / 7)


# Percentages


@pytest.mark.parametrize(
    ("numerator", "n", "target", "status", "lower", "upper"),
    [
        (24, 60, 30, "met, probably", 28.6, 52.6),
        (9, 30, 40, "missed, probably", 16.7, 47.9),
        (12, 12, 60, "met, ", 75.8, 100.0),
        (9, 30, 50, "missed, ", 16.7, 47.9),
        (24, 60, None, "not_due_yet, no_target", 28.6, 52.6),
    ],
)
def test_the_worked_percentages_of_the_methods(
    numerator, n, target, status, lower, upper
):
    found = percent_status(Replies(numerator, n), target)
    assert f"{found.status}, {found.detail}" == status
    assert found.percent == pytest.approx(100 * numerator / n)
    limits = found.interval
    assert (round(limits.lower, 1), round(limits.upper, 1)) == (lower, upper)
    assert (found.n, found.target, found.bounds) == (n, target, None)


def test_what_the_silent_would_have_said_is_told():
    bounds = percent_status(Replies(24, 60, invited=120), 30).bounds
    assert (bounds.lower, bounds.upper) == (20, 70)


def test_a_percentage_on_its_target_has_reached_it():
    for replies, target in ((Replies(7, 10), 70), (Replies(29, 50), 58)):
        found = percent_status(replies, target)
        assert (found.status, found.detail) == ("met", "probably")


@given(
    st.integers(10, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(1, 100),
)
def test_the_four_states_in_their_order(pair, target):
    found = percent_status(Replies(*pair), target)
    limits = found.interval
    assert limits.lower <= found.percent + 1e-9
    assert found.percent <= limits.upper + 1e-9
    reached = [
        limits.lower >= target - 1e-6,
        found.percent >= target - 1e-6,
        limits.upper >= target - 1e-6,
    ]
    words = ["met, ", "met, probably", "missed, probably", "missed, "]
    said = f"{found.status}, {found.detail}"
    assert said == words[[*reached, True].index(True)]


@pytest.mark.parametrize(
    ("n", "quality"),
    [(10, "low"), (24, "low"), (25, "limited"), (39, "limited"), (40, "robust")],
)
def test_the_base_is_said_in_a_word(n, quality):
    assert percent_status(Replies(5, n), 30).quality == quality


def test_a_base_below_ten_is_not_published():
    found = percent_status(Replies(9, 9, invited=20), 30)
    assert (found.status, found.detail) == ("no_figure_yet", "too_few_replies")
    assert (found.hidden, found.quality) == (True, "suppressed")
    assert found.percent is found.interval is found.bounds is None


@pytest.mark.parametrize("replies", [Replies(None), Replies(None, 40), Replies(0, 0)])
def test_no_figure_or_no_replies_is_not_reported(replies):
    found = percent_status(replies, 30)
    assert (found.status, found.detail) == ("no_figure_yet", "")
    assert found.percent is None


@pytest.mark.parametrize(
    "replies", [Replies(61, 60), Replies(-1, 60), Replies(24, 60, invited=59)]
)
def test_a_percentage_above_100_is_refused(replies):
    with pytest.raises(SampleError):
        percent_status(replies, 30)


@pytest.mark.parametrize(
    ("period_end", "target"),
    [
        (date(2026, 9, 30), 30),
        (date(2027, 3, 31), 30),
        (Y1, 30),
        (Y1 + timedelta(1), 50),
        (date(2029, 3, 31), 70),
        (date(2030, 3, 31), 70),
    ],
)
def test_a_period_is_judged_by_the_target_at_its_end(period_end, target):
    assert target_for(SHARES, period_end).value == target
    assert target_for([], period_end) is None


YEAR_1 = date(2027, 3, 31)


@pytest.mark.parametrize(
    ("replies", "targets", "day", "status"),
    [
        (Replies(0, 60), END_ONLY, Y1, "not_due_yet, reported"),
        (Replies(60, 60), END_ONLY, Y1, "not_due_yet, reported"),
        (Replies(0, 60), END_ONLY, Y3, "at_risk, "),
        (Replies(0, 60), END_ONLY, Y3 + timedelta(1), "missed, "),
        (Replies(60, 60), END_ONLY, Y3, "met, "),
        (Replies(2, 9), END_ONLY, Y1, "no_figure_yet, too_few_replies"),
        (Replies(None), END_ONLY, Y1, "no_figure_yet, "),
        (Replies(3, 60), SHARES, date(2026, 10, 1), "not_due_yet, starting"),
        (Replies(24, 60), SHARES, date(2026, 10, 1), "met, probably"),
        (Replies(3, 60), SHARES, YEAR_1, "at_risk, "),
        (Replies(3, 60), SHARES, Y1, "at_risk, "),
        (Replies(3, 60), SHARES, Y1 + timedelta(1), "missed, "),
        (Replies(24, 60), SHARES, YEAR_1, "met, probably"),
        (Replies(15, 60), SHARES, YEAR_1, "at_risk, probably"),
        (Replies(15, 60), SHARES, Y1 + timedelta(1), "missed, probably"),
        (Replies(24, 60), [], Y1, "not_due_yet, no_target"),
    ],
)
def test_nothing_is_missed_before_it_is_due(replies, targets, day, status):
    period_end = min(day, YEAR_1)
    found = level_status(replies, targets, period_end, day, START)
    assert f"{found.status}, {found.detail}" == status


def test_as_reported_the_figures_stay():
    found = level_status(Replies(24, 60), END_ONLY, YEAR_1, Y1)
    assert found.percent == 40
    assert found.target == 90
    assert found.interval is not None


# The line through the points


def test_a_projection_needs_three_days():
    two = [(Y1, 10.0), (Y1, 12.0), (Y2, 20.0)]
    assert project(two, Y3) is None
    assert project([], Y3) is None


def test_points_on_a_line_are_carried_on():
    line = [(Y1 + timedelta(d), 5 + 0.25 * d) for d in (0, 40, 100, 200)]
    assert project(line, Y1 + timedelta(300)) == pytest.approx(80)


def test_the_line_is_the_one_of_least_squares():
    points = [(Y1, 10.0), (Y1 + timedelta(10), 30.0), (Y1 + timedelta(20), 20.0)]
    # By hand: mean 20 at day 10, slope (0 * -10 + 10 * 10) / 200 = 0.5.
    assert project(points, Y1 + timedelta(40)) == pytest.approx(35)


def test_a_projection_never_falls_below_zero():
    falling = [(Y1, 30.0), (Y1 + timedelta(10), 20.0), (Y1 + timedelta(20), 10.0)]
    assert project(falling, Y2) == 0


@pytest.mark.parametrize("n", [10, 12, 60, 400])
@pytest.mark.parametrize("target", [None, 5, 10, 50, 90, 95, 99, 100])
def test_nothing_tells_all_from_all_but_one_nor_none_from_one(n, target):
    """Of people, neither the numbers nor the status may say which it is."""
    for one, other in ((n, n - 1), (0, 1)):
        told = [
            percent_status(Replies(said, n, 2 * n, people=True), target)
            for said in (one, other)
        ]
        assert told[0] == told[1]
        assert told[0].bound
        assert (told[0].interval, told[0].bounds) == (None, None)
    assert not percent_status(Replies(2, n, people=True), target).bound
    assert not percent_status(Replies(n, n), target).bound  # records are public
