"""Where next: a published answer, every combination tried, and the real Wales."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from copro_map.coverage.rules.where_next import (
    in_order,
    maximal_cover,
    where_next,
)
from copro_map.geography.areas import load_authorities
from copro_map.geography.assign import to_points
from copro_map.geography.rules.reach import nearest_km, weigh_residents
from tests.examples import examples

STORES = Path(__file__).parent / "data" / "san_francisco_stores.csv"


@pytest.fixture(scope="module")
def stores():
    """Which of 16 stores each of 205 tracts is within 5 km of, and the tracts' people.

    From the tests of spopt (``test_mclp.py``), which solves it with CBC.
    """
    frame = pd.read_csv(STORES, dtype={"tract": str}).set_index("tract")
    return (frame.drop(columns="people") <= 5_000).to_numpy(), frame[
        "people"
    ].to_numpy()


def covered(covers, weight, sites):
    return weight[covers[:, list(sites)].any(axis=1)].sum()


def best_of_all(covers, weight, most):
    """Try every combination."""
    sites = range(covers.shape[1])
    tried = combinations(sites, min(most, len(sites)))
    return max(covered(covers, weight, chosen) for chosen in tried)


def test_san_francisco_as_published(stores):
    covers, weight = stores
    assert covers.shape == (205, 16)
    method, sites = maximal_cover(covers, weight, 4)
    uncovered = int((~covers[:, sites].any(axis=1)).sum())
    assert (method, len(sites), uncovered) == ("exact", 4, 21)
    assert 100 * (1 - uncovered / 205) == pytest.approx(89.75609756097561)


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5])
def test_san_francisco_as_trying_every_combination_gives(stores, most):
    covers, weight = stores
    method, sites = maximal_cover(covers, weight, most)
    assert method == "exact"
    assert covered(covers, weight, sites) == best_of_all(covers, weight, most)


def test_the_greedy_choice_can_be_worse_and_is_not_called_exact(stores):
    covers, weight = stores
    method, greedy = maximal_cover(covers, weight, 4, time_limit_s=0)
    assert method == "greedy"
    assert greedy == in_order(covers, weight, list(range(16)), 4)
    exact = covered(covers, weight, maximal_cover(covers, weight, 4)[1])
    assert covered(covers, weight, greedy) < exact


@st.composite
def problems(draw):
    points, sites = draw(st.integers(0, 12)), draw(st.integers(0, 6))
    row = st.lists(st.booleans(), min_size=sites, max_size=sites)
    rows = draw(st.lists(row, min_size=points, max_size=points))
    weights = st.lists(st.integers(0, 9), min_size=points, max_size=points)
    covers = np.array(rows, dtype=bool).reshape(points, sites)
    return covers, np.array(draw(weights), dtype=float), draw(st.integers(1, 4))


@given(problems())
def test_exact_is_the_best_of_every_combination_and_never_below_greedy(problem):
    covers, weight, most = problem
    before = covers.copy(), weight.copy()
    method, sites = maximal_cover(covers, weight, most)
    assert method == "exact"
    assert len(set(sites)) == len(sites) <= most
    found = covered(covers, weight, sites)
    assert found == best_of_all(covers, weight, most)
    greedy = covered(
        covers, weight, in_order(covers, weight, list(range(covers.shape[1])), most)
    )
    assert (1 - 1 / np.e) * found <= greedy <= found
    assert (covers == before[0]).all()
    assert (weight == before[1]).all()


def hard(seed):
    """Return a problem that neither the greedy choice nor rounded fractions solve.

    A city that every site covers outweighs all else: nearly the best is not the best.
    """
    rng = np.random.default_rng(seed)
    covers = rng.random((40, 14)) < 0.2
    weight = rng.integers(1, 10, 40).astype(float)
    return np.vstack([covers, np.ones(14, dtype=bool)]), np.append(weight, 1e6), 4


HARD = [0, 1, 11, 42, 64]


@pytest.mark.parametrize("seed", HARD)
def test_exact_is_exact_where_greedy_is_not(seed):
    covers, weight, most = hard(seed)
    method, sites = maximal_cover(covers, weight, most)
    best = best_of_all(covers, weight, most)
    assert (method, covered(covers, weight, sites)) == ("exact", best)
    assert best > covered(covers, weight, in_order(covers, weight, list(range(14)), 4))


@example(hard(0))
@example(hard(1))
@given(problems())
def test_each_site_is_the_most_useful_of_those_that_follow(problem):
    covers, weight, most = problem
    _, sites = maximal_cover(covers, weight, most)
    for number, site in enumerate(sites):
        so_far = covered(covers, weight, sites[:number])
        gains = [
            covered(covers, weight, [*sites[:number], other]) - so_far
            for other in sites[number:]
        ]
        assert gains[0] == max(gains) > 0, site


def points(rows):
    return pd.DataFrame(rows, columns=["easting_m", "northing_m"]).astype(float)


kilometres = st.integers(0, 9).map(lambda km: km * 1000)
places = st.lists(st.tuples(kilometres, kilometres), max_size=5)


def people_within(residents, sites, km):
    """Count one by one."""
    return sum(
        one.people
        for one in residents.itertuples()
        if any(
            np.hypot(one.easting_m - x, one.northing_m - y) <= km * 1000
            for x, y in sites
        )
    )


@examples(20)
@given(places.filter(bool), places, places, st.integers(1, 3))
def test_a_plan_adds_up(homes, assets, candidates, picks):
    residents = points(homes).assign(people=np.arange(1.0, len(homes) + 1))
    names = [f"place {n}" for n in range(len(candidates))]
    sites = points(candidates).set_axis(names)
    plan = where_next(residents, points(assets), sites, 5, picks)
    everyone = residents["people"].sum()
    chosen, so_far = list(assets), people_within(residents, assets, 5)
    for name, pick in plan.picks.iterrows():
        chosen.append(tuple(sites.loc[name]))
        now = people_within(residents, chosen, 5)
        assert pick["people_gained"] == now - so_far > 0
        assert pick["people_covered"] == now
        assert pick["covered_percent"] == pytest.approx(100 * now / everyone)
        so_far = now
    best = max(
        people_within(residents, [*assets, *some], 5)
        for some in combinations(candidates, min(picks, len(candidates)))
    )
    assert so_far == best


def test_a_resident_just_at_the_radius_is_in_reach():
    residents = points([(5_000, 0), (5_001, 0)]).assign(people=[2.0, 3.0])
    here = points([(0, 0)])
    plan = where_next(residents, points([]), here, 5, 1)
    assert plan.picks["people_gained"].to_list() == [2.0]
    there = points([(5_001, 0)])  # the first resident has one already
    plan = where_next(residents, here, there, 5, 1)
    assert plan.picks["people_gained"].to_list() == [3.0]
    assert plan.picks["people_covered"].to_list() == [5.0]


def test_a_place_that_brings_nobody_is_not_proposed():
    residents = points([(0, 0), (50_000, 0)]).assign(people=1.0)
    sites = points([(0, 0), (100, 0), (90_000, 0)]).set_axis(["a", "b", "c"])
    assert list(where_next(residents, points([]), sites, 5, 3).picks.index) == ["a"]
    everyone = where_next(residents, residents, sites, 5, 3)
    assert everyone.method == "exact"
    assert everyone.picks.empty
    assert list(everyone.picks.dtypes) == [float] * 3


def test_all_of_wales_from_120_towns(gazetteer, settings):
    """METHODS.md: exact reaches some 4 points more than greedy at 15 km, 5 picks."""
    postcodes = gazetteer.postcodes
    welsh = postcodes["authority"].astype(str).str.startswith("W")
    population = load_authorities(settings.data_dir)["population"]
    residents = weigh_residents(postcodes[welsh & postcodes["residential"]], population)
    towns = pd.read_csv(settings.data_dir / "places.csv").nlargest(120, "population")
    where = to_points(towns["longitude"], towns["latitude"])
    candidates = pd.DataFrame(
        {"easting_m": where.x.to_numpy(), "northing_m": where.y.to_numpy()},
        index=towns["geonameid"],
    )
    nothing = residents.head(0)
    exact = where_next(residents, nothing, candidates, 15, 5, time_limit_s=60)
    greedy = where_next(residents, nothing, candidates, 15, 5, time_limit_s=0)
    assert (exact.method, greedy.method) == ("exact", "greedy")
    shares = [plan.picks["covered_percent"].iloc[-1] for plan in (exact, greedy)]
    assert shares == pytest.approx([61.1, 58.0], abs=0.2)
    near = nearest_km(residents, candidates.loc[exact.picks.index]) <= 15
    people = residents.loc[near, "people"].sum()
    assert exact.picks["people_covered"].iloc[-1] == pytest.approx(people)
