"""Empirical Bayes against published figures, its invariants and a slow version."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given

from copro_map.coverage.rules.area_tables import empirical_bayes
from copro_map.coverage.rules.counting import CoverageError
from tests.coverage.rules.made_up import tables

SIDS = pd.read_csv(Path(__file__).with_name("sids_1974.csv"), comment="#", index_col=0)


def test_smoothed_rates_are_those_of_esda_for_sudden_infant_deaths():
    found = empirical_bayes(SIDS["deaths"], SIDS["births"])
    assert len(found) == 100
    assert found.iloc[:5].round(7).to_list() == [
        0.0016973,
        0.0017054,
        0.0017731,
        0.0020129,
        0.0035349,
    ]


def smooth_one_by_one(counts, population):
    xs, ps = counts.to_list(), population.to_list()
    of_all = sum(xs) / sum(ps)
    variance = sum(p * (x / p - of_all) ** 2 for x, p in zip(xs, ps, strict=True))
    variance = variance / sum(ps) - of_all / (sum(ps) / len(ps))
    if variance <= 0:
        return [of_all for _ in xs]
    return [
        of_all + variance / (variance + of_all / p) * (x / p - of_all)
        for x, p in zip(xs, ps, strict=True)
    ]


@given(tables)
def test_smoothed_rates_are_those_of_a_slow_version(table):
    found = empirical_bayes(*table)
    assert found.to_list() == pytest.approx(smooth_one_by_one(*table), rel=1e-9)
    assert list(found.index) == list(table[0].index)


@given(tables)
def test_smoothed_rates_lie_between_the_own_rate_and_that_of_all(table):
    counts, population = table
    own, of_all = counts / population, counts.sum() / population.sum()
    found = empirical_bayes(counts, population)
    slack = 1e-12
    assert (found >= own.clip(upper=of_all) - slack).all()
    assert (found <= own.clip(lower=of_all) + slack).all()


def test_a_small_area_is_drawn_in_more_than_a_large_one_of_the_same_rate():
    counts = pd.Series({"small": 1, "large": 100, "rest": 1000})
    population = pd.Series({"small": 100, "large": 10_000, "rest": 300_000})
    found = empirical_bayes(counts, population)
    of_all = 1101 / 310_100
    assert of_all < found["small"] < found["large"] < 0.01


def test_areas_that_differ_by_chance_alone_all_have_the_rate_of_all():
    counts = pd.Series({"a": 9, "b": 11, "c": 10})
    found = empirical_bayes(counts, pd.Series({"a": 1000, "b": 1000, "c": 1000}))
    assert found.to_list() == pytest.approx([0.01] * 3)


def test_without_entries_the_rates_are_nothing_and_not_missing():
    found = empirical_bayes(pd.Series({"a": 0, "b": 0}), pd.Series({"a": 1, "b": 2}))
    assert found.to_list() == [0, 0]


def test_an_area_without_population_is_refused():
    with pytest.raises(CoverageError, match="^b: "):
        empirical_bayes(pd.Series({"a": 0, "b": 1}), pd.Series({"a": 1, "b": 0}))
