"""Inequality: the coefficient by another formula, and the figures of METHODS.md."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.coverage.rules.inequality import NullBand, gini, null_band
from copro_map.geography.areas import load_authorities


@pytest.fixture
def population(settings):
    return load_authorities(settings.data_dir)["population"]


def by_differences(assets, population):
    """Return half the mean difference between two residents' rates, by the mean rate.

    No order and no curve: every pair of areas.
    """
    pairs = sum(
        people * others * abs(assets[i] / people - assets[j] / others)
        for i, people in enumerate(population)
        for j, others in enumerate(population)
    )
    return pairs / (2 * sum(population) * sum(assets))


areas = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 99)), min_size=1)
some_assets = areas.filter(lambda rows: any(assets for assets, _ in rows))


@given(some_assets)
def test_it_is_the_mean_difference_between_residents(rows):
    assets, population = (list(column) for column in zip(*rows, strict=True))
    found = gini(pd.Series(assets), pd.Series(population))
    assert found == pytest.approx(by_differences(assets, population), abs=1e-12)
    assert -1e-12 <= found < 1


@given(some_assets, st.integers(2, 9), st.randoms(use_true_random=False))
def test_neither_size_nor_order_changes_it(rows, times, random):
    frame = pd.DataFrame(rows, columns=["assets", "population"])
    plain = gini(frame["assets"], frame["population"])
    assert gini(frame["assets"] * times, frame["population"]) == pytest.approx(plain)
    shuffled = frame.loc[random.sample(list(frame.index), len(frame))]
    mixed = gini(frame["assets"], shuffled["population"])
    assert mixed == pytest.approx(plain)


def test_the_same_rate_everywhere_is_0(population):
    assert gini(population / 1000, population) == pytest.approx(0, abs=1e-12)


def test_all_in_the_smallest_area_is_almost_1(population):
    smallest = population.idxmin()
    share = population.min() / population.sum()
    assert gini(pd.Series({smallest: 9}), population) == pytest.approx(1 - share)


def test_an_area_that_is_not_counted_has_none():
    population = pd.Series({"A": 10, "B": 10, "C": 20})
    counted = pd.Series({"C": 1, "A": 2, "B": 0})
    assert gini(counted[["C", "A"]], population) == gini(counted, population)


@pytest.mark.filterwarnings("error")
def test_without_assets_there_is_no_coefficient(population):
    assert np.isnan(gini(pd.Series(dtype=float), population))


def test_chance_alone_gives_what_the_methods_say(population):
    band = null_band(300, population, np.random.default_rng(2021))
    assert (round(band.mean, 2), round(band.high, 2)) == (0.14, 0.19)


def test_the_band_is_what_placing_one_by_one_gives(population):
    rng = np.random.default_rng(7)
    codes = rng.choice(
        population.index, size=(400, 100), p=population / population.sum()
    )
    found = [gini(pd.Series(row).value_counts(), population) for row in codes]
    band = null_band(100, population, np.random.default_rng(1))
    assert band.mean == pytest.approx(np.mean(found), abs=0.01)
    assert band.high == pytest.approx(np.percentile(found, 97.5), abs=0.02)


def test_the_same_seed_gives_the_same_band_and_more_assets_a_lower_one(population):
    bands = [null_band(n, population, np.random.default_rng(3)) for n in (50, 50, 500)]
    assert bands[0] == bands[1]
    assert isinstance(bands[0], NullBand)
    assert bands[2].mean < bands[2].high < bands[0].mean < bands[0].high
