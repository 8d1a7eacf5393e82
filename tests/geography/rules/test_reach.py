"""Reach: the share of residents near an asset, against counting one by one."""

from __future__ import annotations

from math import hypot

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.errors import UnknownAreaError
from copro_map.geography.areas import load_authorities
from copro_map.geography.rules.reach import (
    KM_VALUES,
    grid,
    nearest_km,
    people_within,
    percent_by_area,
    reach_within,
    usable_points,
    weigh_residents,
)

WALES = "W92000004"
LAYER = {"a": "NORTH", "b": "NORTH", "c": "SOUTH"}
# Whole kilometres, so that many points lie exactly at a radius.
kilometres = st.integers(0, 25).map(lambda km: km * 1000)
sites = st.tuples(kilometres, kilometres)
people = st.floats(0.5, 9, allow_nan=False)


def points(rows):
    return pd.DataFrame(rows, columns=["easting_m", "northing_m"]).astype(float)


@st.composite
def residents(draw):
    rows = draw(st.lists(st.tuples(sites, people, st.sampled_from("abc")), min_size=1))
    frame = points([row[0] for row in rows])
    return frame.assign(
        people=[row[1] for row in rows], authority=[row[2] for row in rows]
    )


def counted_one_by_one(residents, assets, area, km):
    within = total = 0.0
    for person in residents.itertuples():
        if area != WALES and LAYER[person.authority] != area:
            continue
        total += person.people
        within += person.people * any(
            hypot(person.easting_m - x, person.northing_m - y) <= km * 1000
            for x, y in assets
        )
    return total, 100 * within / total if total else np.nan


def reach(residents, assets, of_authority, km_values=KM_VALUES):
    distances = nearest_km(residents, assets)
    return reach_within(residents, distances, of_authority, km_values)


@given(residents(), st.lists(sites, max_size=6))
def test_reach_is_what_counting_one_by_one_gives(residents, assets):
    given_frames = residents.copy(), points(assets)
    table = reach(residents, given_frames[1], LAYER, (5, 10, 20))
    assert list(table.index) == [WALES, "NORTH", "SOUTH"]
    for area in table.index:
        for km in (5, 10, 20):
            total, percent = counted_one_by_one(residents, assets, area, km)
            assert table.at[area, "people"] == pytest.approx(total)
            found = table.at[area, f"reach_percent_{km}km"]
            assert found == pytest.approx(percent, nan_ok=True)
    pd.testing.assert_frame_equal(residents, given_frames[0])


@given(residents(), st.lists(sites, min_size=1, max_size=6))
def test_the_nearest_is_the_least_of_all_distances(residents, assets):
    slow = [
        min(hypot(one.easting_m - x, one.northing_m - y) for x, y in assets) / 1000
        for one in residents.itertuples()
    ]
    assert nearest_km(residents, points(assets)).to_list() == pytest.approx(slow)


@given(residents(), st.lists(sites, max_size=6), sites)
def test_reach_never_falls_when_the_radius_grows_or_an_asset_is_added(
    residents, assets, another
):
    radii = [1, 2.5, 5, 10, 20, 40]
    before = reach(residents, points(assets), LAYER, radii).drop(columns="people")
    after = reach(residents, points([*assets, another]), LAYER, radii)
    rises = np.diff(before.fillna(0).to_numpy(), axis=1)
    assert (rises >= -1e-9).all()
    gained = after[before.columns].fillna(0) - before.fillna(0)
    assert (gained.to_numpy() >= -1e-9).all()


def test_columns_are_named_by_the_radius():
    here = points([(0, 0)]).assign(people=1.0, authority="a")
    columns = list(reach(here, here, LAYER, (2.5, 10)).columns)
    assert columns == ["people", "reach_percent_2.5km", "reach_percent_10km"]


def test_with_no_assets_nobody_is_in_reach():
    here = points([(0, 0), (5, 5)]).assign(people=1.0, authority="a")
    distances = nearest_km(here, points([]))
    assert list(distances) == [np.inf, np.inf]
    assert reach_within(here, distances, LAYER).loc[WALES].to_list() == [2.0, 0, 0, 0]


def test_an_area_where_nobody_lives_has_no_percentage():
    here = points([(0, 0)]).assign(people=1.0, authority="a")
    table = reach(here, here, LAYER, (5,))
    assert table.loc["SOUTH", "people"] == 0
    assert np.isnan(table.loc["SOUTH", "reach_percent_5km"])


def test_a_layer_without_an_authority_is_an_error_not_a_smaller_sum():
    here = points([(0, 0)] * 3).assign(people=1.0, authority=["a", "y", "x"])
    with pytest.raises(UnknownAreaError, match=r"authorities: x, y\."):
        percent_by_area(here, pd.DataFrame(index=here.index), LAYER)


def test_only_entries_with_a_point_of_their_own_are_usable():
    assets = points([(1, 1), (2, 2), (3, 3), (np.nan, np.nan)]).assign(
        precision=["postcode", "area", "", ""]
    )
    assert list(usable_points(assets).index) == [0, 2]


@given(residents(), st.lists(sites, max_size=4))
def test_people_within_reach_of_a_place_are_counted_one_by_one(residents, places):
    slow = [
        sum(
            one.people
            for one in residents.itertuples()
            if hypot(one.easting_m - x, one.northing_m - y) <= 5_000
        )
        for x, y in places
    ]
    assert people_within(residents, points(places), 5).to_list() == pytest.approx(slow)


@given(st.lists(st.sampled_from("abc"), min_size=1), st.integers(1, 10**6))
def test_each_authority_keeps_its_population(authorities, size):
    places = points([(n, n) for n in range(len(authorities))])
    places = places.assign(authority=pd.Categorical(authorities), more=1)
    population = pd.Series({a: size + ord(a) for a in set(authorities)})
    weighed = weigh_residents(places, population)
    sums = weighed.groupby("authority")["people"].sum()
    assert sums.to_dict() == pytest.approx(population.to_dict())
    assert (weighed.groupby("authority")["people"].nunique() == 1).all()
    assert set(weighed) == {"easting_m", "northing_m", "authority", "people"}


@pytest.mark.parametrize(
    ("population", "message"),
    [
        ({"a": 1, "b": 1, "c": 1}, r"Without a point: b, c\. Without a population: -"),
        ({}, r"Without a point: -\. Without a population: a"),
    ],
)
def test_points_and_population_of_different_authorities_are_an_error(
    population, message
):
    places = points([(0, 0)]).assign(authority="a")
    with pytest.raises(UnknownAreaError, match=message):
        weigh_residents(places, pd.Series(population, dtype=int))


@given(residents(), st.lists(sites, max_size=4), st.sampled_from([5, 7.5]))
def test_the_cells_of_the_grid_hold_everyone_once(residents, assets, side):
    distances = nearest_km(residents, points(assets))
    cells = grid(residents, distances, 10, side)
    slow = {}
    for person, km in zip(residents.itertuples(), distances, strict=True):
        corner = tuple(
            v // (side * 1000) * side * 1000
            for v in (person.easting_m, person.northing_m)
        )
        so_far = slow.get(corner, (0, 0))
        beyond = person.people if km > 10 else 0
        slow[corner] = (so_far[0] + person.people, so_far[1] + beyond)
    assert list(cells) == ["easting_m", "northing_m", "people", "people_beyond"]
    found = {tuple(row[:2]): tuple(row[2:]) for row in cells.to_numpy()}
    assert set(found) == set(slow)
    for corner, sums in slow.items():
        assert found[corner] == pytest.approx(sums)


def test_the_residents_of_wales_are_those_of_the_census(gazetteer, settings):
    postcodes = gazetteer.postcodes
    welsh = postcodes["authority"].astype(str).str.startswith("W")
    population = load_authorities(settings.data_dir)["population"]
    weighed = weigh_residents(postcodes[postcodes["residential"] & welsh], population)
    assert weighed["people"].sum() == pytest.approx(population.sum()) == 3_107_489
    here = weighed[weighed["authority"] == "W06000008"]
    table = reach(weighed, here, {code: code for code in population.index})
    assert table.loc["W06000008", "reach_percent_5km"] == 100
    assert 2 < table.loc[WALES, "reach_percent_5km"] < 10
