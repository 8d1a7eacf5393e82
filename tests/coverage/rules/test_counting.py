"""Counts of areas: they add up, at every level, and to what a slow count gives."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.errors import UnknownAreaError
from copro_map.coverage.rules.counting import (
    Apart,
    CoverageError,
    apart,
    based,
    counts,
    expected,
    rates_per_100k,
    ratio,
    residents,
    served_by,
    weights,
)
from tests.coverage.rules.made_up import (
    AUTHORITIES,
    LA,
    POPULATION,
    REGION,
    WHOLE,
    entry,
    frame,
    frames,
    population_of,
    tables,
)

layers_made_up = st.sampled_from([LA, REGION, WHOLE])


def places(row):
    """Return the authorities that an entry is shared out among, spelled out."""
    if row.serves_all_wales:
        return []
    if row.served_authorities:
        return list(row.served_authorities)
    return [row.authority] if row.authority else []


def counts_one_by_one(assets, of_authority):
    total = {area: Fraction(0) for area in of_authority.values()}
    for row in assets.itertuples():
        for authority in places(row):
            total[of_authority[authority]] += Fraction(1, len(places(row)))
    return total


@given(frames, layers_made_up)
def test_counts_are_those_of_a_slow_count_in_fractions(assets, layer):
    found = counts(assets, layer)
    slow = counts_one_by_one(assets, layer)
    assert list(found.index) == sorted(slow)
    assert found.index.name == "area_code"
    assert found.to_dict() == {a: round(float(x), 9) for a, x in slow.items()}


@given(frames)
def test_authorities_add_up_to_regions_and_to_the_entries_that_are_placed(assets):
    by_authority = counts(assets, LA)
    summed = by_authority.groupby(pd.Series(REGION)).sum()
    assert summed.to_dict() == pytest.approx(counts(assets, REGION).to_dict())
    assert by_authority.sum() == pytest.approx(apart(assets).placed)
    assert counts(assets, WHOLE).to_list() == [apart(assets).placed]


@given(frames)
def test_placed_all_wales_and_unlocated_add_up(assets):
    rows = list(assets.itertuples())
    found = apart(assets)
    assert found == Apart(
        placed=sum(bool(places(r)) for r in rows),
        all_wales=sum(r.serves_all_wales for r in rows),
        unlocated=sum(not places(r) and not r.serves_all_wales for r in rows),
    )
    assert found.total == len(assets)


@given(frames)
def test_each_entry_weighs_one_or_nothing(assets):
    long = weights(assets)
    assert list(long.columns) == ["id", "area_code", "weight"]
    assert not long.duplicated(["id", "area_code"]).any()
    totals = long.groupby("id")["weight"].sum()
    assert np.allclose(totals, 1)
    assert set(totals.index) == {r.Index for r in assets.itertuples() if places(r)}


@given(frames, layers_made_up)
def test_whole_counts_are_those_of_a_slow_count(assets, layer):
    rows = list(assets.itertuples())
    for area in set(layer.values()):
        here = {a for a in layer if layer[a] == area}
        assert based(assets, layer)[area] == sum(r.authority in here for r in rows)
        assert served_by(assets, layer)[area] == sum(
            bool(here & set(places(r))) for r in rows
        )


@given(frames, layers_made_up)
def test_an_area_is_served_exactly_where_it_has_a_count(assets, layer):
    shared, whole = counts(assets, layer), served_by(assets, layer)
    assert ((shared > 0) == (whole > 0)).all()
    assert (shared <= whole).all()


def test_an_entry_counts_where_it_serves_and_not_where_it_sits():
    assets = frame(
        [
            entry("L1", ["L2", "L3", "L4"]),
            entry("L1"),
            entry("L1", ["L2"], all_wales=True),
            entry("", [], all_wales=True),
            entry(),
        ]
    )
    third = pytest.approx(1 / 3)
    assert counts(assets, LA).to_dict() == {
        **dict.fromkeys(AUTHORITIES, 0),
        "L1": 1,
        "L2": third,
        "L3": third,
        "L4": third,
    }
    assert counts(assets, REGION)["N"] == pytest.approx(5 / 3)
    assert served_by(assets, REGION).to_dict() == {"N": 2, "S": 1, "W": 0}
    assert based(assets, REGION).to_dict() == {"N": 3, "S": 0, "W": 0}
    assert apart(assets) == Apart(placed=2, all_wales=2, unlocated=1)


def test_an_entry_that_serves_a_whole_region_counts_one_there_exactly():
    assets = frame([entry("", AUTHORITIES), *[entry("", ["L1", "L2", "L3"])] * 7])
    assert counts(assets, REGION)["N"] == 7.5
    assert counts(assets, WHOLE)["all"] == 8


def test_without_entries_every_area_is_there_with_nothing():
    nothing = frame([])
    assert counts(nothing, REGION).to_dict() == {"N": 0, "S": 0, "W": 0}
    assert based(nothing, REGION).to_dict() == {"N": 0, "S": 0, "W": 0}
    assert served_by(nothing, REGION).to_dict() == {"N": 0, "S": 0, "W": 0}
    assert apart(nothing) == Apart(0, 0, 0)
    assert counts(nothing, REGION).dtype == float
    assert based(nothing, REGION).dtype == served_by(nothing, REGION).dtype == int


def test_an_authority_outside_the_layer_is_named():
    gone = {code: code for code in AUTHORITIES if code != "L3"}
    with pytest.raises(UnknownAreaError, match="^L3: not in this layer"):
        counts(frame([entry("L1", ["L3"])]), gone)
    with pytest.raises(UnknownAreaError, match="^L3: not in this layer"):
        served_by(frame([entry("L3")]), gone)
    with pytest.raises(UnknownAreaError, match="^L3: not in this layer"):
        based(frame([entry("L3", ["L1"])]), gone)


@given(frames)
def test_nothing_given_is_changed(assets):
    before = assets.copy(deep=True)
    weights(assets), counts(assets, LA), based(assets, LA), served_by(assets, LA)
    pd.testing.assert_frame_equal(assets, before)


@given(tables)
def test_expected_counts_add_up_and_follow_the_population(table):
    found, people = table
    usual = expected(people, float(found.sum()))
    assert usual.sum() == pytest.approx(found.sum())
    for area in usual.index:
        slow = Fraction(int(people[area]), int(people.sum())) * int(found.sum())
        assert usual[area] == pytest.approx(float(slow))


def test_rates_are_per_hundred_thousand_residents():
    found = rates_per_100k(counts(frame([entry("L1")] * 3), LA), POPULATION)
    assert found["L1"] == pytest.approx(5)
    assert found["L2"] == 0
    assert list(found.index) == list(AUTHORITIES)


def test_the_population_is_matched_by_code_and_not_by_place():
    turned = POPULATION.iloc[::-1]
    found = rates_per_100k(counts(frame([entry("L1")] * 3), LA), turned)
    assert found["L1"] == pytest.approx(5)


def test_the_ratio_is_missing_below_five_expected():
    codes = list("abc")
    found = ratio(pd.Series([4, 4, 0], codes), pd.Series([4.999, 5.0, 8.0], codes))
    assert np.isnan(found["a"])
    assert found[["b", "c"]].to_list() == [0.8, 0]


@pytest.mark.parametrize(
    ("population", "named"),
    [
        ({"N": 1, "S": 1}, "W"),
        ({"N": 1, "S": 1, "W": 1, "X": 1}, "X"),
        ({"N": 0, "S": 1, "W": -1}, "N, W"),
        ({"N": 1, "S": float("nan"), "W": 1}, "S"),
    ],
)
def test_populations_that_do_not_fit_are_named(population, named):
    with pytest.raises(CoverageError, match=f"^{named}: counts and populations"):
        residents(pd.Series(population), pd.Index(["N", "S", "W"]))


def test_expected_counts_need_a_population():
    with pytest.raises(CoverageError, match="^b: "):
        expected(pd.Series({"a": 1, "b": 0}), 3)


def test_real_layers_agree_on_the_total(layers):
    members = list(layers["local_authority"].areas)
    rows = [entry(code, members[n : n + n % 4]) for n, code in enumerate(members)]
    assets = frame(rows * 3)
    by_authority = counts(assets, layers["local_authority"].of_authority)
    assert by_authority.sum() == pytest.approx(66)
    for layer in layers.values():
        found = counts(assets, layer.of_authority)
        assert set(found.index) == set(layer.areas)
        for code, area in layer.areas.items():
            assert found[code] == pytest.approx(by_authority[list(area.members)].sum())
    assert population_of(REGION)["N"] == 278_000
