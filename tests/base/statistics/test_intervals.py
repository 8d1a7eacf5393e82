"""Intervals and control limits against printed figures and other ways to the same."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, poisson

from copro_map.base.statistics.intervals import (
    Interval,
    SampleError,
    base_quality,
    byar,
    count_limits,
    exact_poisson,
    non_response_bounds,
    wilson,
)
from copro_map.coverage.rules.low_record import SIGNIFICANT_ZERO

CONFIDENCES = st.sampled_from([0.9, 0.95, 0.99, 0.998])


def rounded(limits, digits=6):
    return round(limits.lower, digits), round(limits.upper, digits)


def shares(most=300):
    return st.integers(1, most).flatmap(
        lambda n: st.tuples(st.integers(0, n), st.just(n))
    )


@pytest.mark.parametrize(
    ("numerator", "n", "lower", "upper"),
    [
        (65, 100, 0.552544, 0.736358),
        (1, 100, 0.001767, 0.054486),
        (5, 100, 0.021544, 0.111750),
        (20, 100, 0.133367, 0.288829),
    ],
)
def test_wilson_gives_the_figures_of_phe_indicator_methods(numerator, n, lower, upper):
    assert rounded(wilson(numerator, n)) == (lower, upper)


@pytest.mark.parametrize(
    ("numerator", "n", "lower", "upper"),
    [(24, 60, 28.6, 52.6), (9, 30, 16.7, 47.9), (12, 12, 75.8, 100)],
)
def test_wilson_gives_the_percentages_of_the_examples(numerator, n, lower, upper):
    limits = wilson(numerator, n)
    assert (round(100 * limits.lower, 1), round(100 * limits.upper, 1)) == (
        lower,
        upper,
    )


@given(shares(), CONFIDENCES)
def test_wilson_is_that_of_scipy(share, confidence):
    limits = wilson(*share, confidence)
    other = binomtest(*share).proportion_ci(confidence, method="wilson")
    assert limits.lower == pytest.approx(other.low, abs=1e-12)
    assert limits.upper == pytest.approx(other.high, abs=1e-12)
    assert 0 <= limits.lower <= limits.upper <= 1


@given(shares(), CONFIDENCES)
def test_wilson_limits_lie_one_score_away_from_the_share(share, confidence):
    numerator, n = share
    z = -_bisect(lambda q: 0.5 * math.erfc(-q / math.sqrt(2)), (1 - confidence) / 2)
    limits = wilson(numerator, n, confidence)
    for limit in (limits.lower, limits.upper):
        gap = (numerator / n - limit) ** 2
        assert gap == pytest.approx(z**2 * limit * (1 - limit) / n, abs=1e-10)


def _bisect(rising, wanted, low=-10.0, high=10.0):
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return low


def test_bounds_without_an_answer_as_in_the_example():
    assert non_response_bounds(24, 60, 120) == Interval(0.2, 0.7)
    assert non_response_bounds(24, 60, 60) == Interval(0.4, 0.4)


@given(shares(40), st.integers(0, 40))
def test_bounds_are_the_least_and_greatest_share_that_silence_allows(share, silent):
    numerator, n = share
    possible = [(numerator + yes) / (n + silent) for yes in range(silent + 1)]
    found = non_response_bounds(numerator, n, n + silent)
    assert found == Interval(min(possible), max(possible))


@pytest.mark.parametrize(
    ("count", "confidence", "lower", "upper"),
    [
        (65, 0.95, 50.163188, 82.849139),
        (1045, 0.95, 982.593202, 1110.331213),
        (65, 0.998, 42.880261, 94.000291),
        (10, 0.998, 2.916318, 24.193725),
    ],
)
def test_byar_gives_the_printed_figures(count, confidence, lower, upper):
    assert rounded(byar(count, confidence)) == (lower, upper)
    assert count_limits(count, confidence) == byar(count, confidence)


@pytest.mark.parametrize(
    ("count", "confidence", "lower", "upper"),
    [
        (5, 0.95, 1.623486, 11.668332),
        (1, 0.95, 0.025318, 5.571643),
        (5, 0.998, 0.739372, 16.454745),
    ],
)
def test_exact_limits_give_the_printed_figures(count, confidence, lower, upper):
    assert rounded(exact_poisson(count, confidence)) == (lower, upper)
    assert count_limits(count, confidence) == exact_poisson(count, confidence)


@given(st.integers(0, 300), CONFIDENCES)
def test_at_the_exact_limits_so_few_or_so_many_are_just_as_likely(count, confidence):
    limits, tail = exact_poisson(count, confidence), (1 - confidence) / 2
    assert poisson.cdf(count, limits.upper) == pytest.approx(tail)
    if count:
        assert poisson.sf(count - 1, limits.lower) == pytest.approx(tail)
    else:
        assert limits.lower == 0


def test_the_two_kinds_of_limits_meet_at_ten():
    assert count_limits(9.99) == exact_poisson(9.99)
    assert count_limits(10) == byar(10)
    exact = exact_poisson(10)
    assert byar(10).lower == pytest.approx(exact.lower, rel=0.01)
    assert byar(10).upper == pytest.approx(exact.upper, rel=0.01)


def test_limits_of_no_event_start_at_nothing():
    assert byar(0).lower == count_limits(0).lower == 0
    assert byar(1, 0.998).lower == 0  # the formula itself goes below
    assert count_limits(0).upper == pytest.approx(SIGNIFICANT_ZERO)


@pytest.mark.parametrize(
    "call",
    [
        lambda: wilson(5, 4),
        lambda: wilson(-1, 4),
        lambda: wilson(0, 0),
        lambda: wilson(0, -1),
        lambda: wilson(math.nan, 4),
        lambda: wilson(1, math.nan),
        lambda: wilson(1, 4, 1),
        lambda: wilson(1, 4, 0),
        lambda: wilson(1, 4, 95),
        lambda: non_response_bounds(5, 4, 10),
        lambda: non_response_bounds(1, 4, math.nan),
        lambda: non_response_bounds(0, 0, 10),
        lambda: non_response_bounds(1, 4, 3),
        lambda: exact_poisson(-1),
        lambda: byar(-0.1),
        lambda: byar(math.inf),
        lambda: count_limits(math.nan),
        lambda: base_quality(-1),
    ],
)
def test_numbers_that_cannot_be_are_refused(call):
    with pytest.raises(SampleError):
        call()


def test_the_refusal_names_the_numbers():
    with pytest.raises(SampleError, match="^5 of 4 is no share"):
        wilson(5, 4)
    with pytest.raises(SampleError, match="^4 replies from 3 members"):
        non_response_bounds(1, 4, 3)
    with pytest.raises(SampleError, match="^-2 is no count"):
        byar(-2)
    with pytest.raises(SampleError, match="^95 is no confidence level"):
        byar(2, 95)


def test_quality_of_a_base_changes_where_it_says():
    found = {n: base_quality(n) for n in (0, 9, 10, 24, 25, 39, 40, 4000)}
    assert found == {
        0: "suppressed",
        9: "suppressed",
        10: "low",
        24: "low",
        25: "limited",
        39: "limited",
        40: "robust",
        4000: "robust",
    }
