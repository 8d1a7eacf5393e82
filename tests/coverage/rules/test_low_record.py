"""Low records: exact tails, overdispersion, flags, and where each is shown."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from copro_map.coverage.rules.area_tables import area_table
from copro_map.coverage.rules.low_record import (
    SIGNIFICANT_ZERO,
    coarsest,
    flag,
    funnel,
    low_tail,
    overdispersion,
    z_scores,
    zero,
)
from tests.coverage.rules.made_up import poisson_at_most

ORDER = [
    "local_authority",
    "county_voluntary_council",
    "public_services_board",
    "regional_partnership_board",
    "health_board",
]
pairs = st.lists(
    st.tuples(st.integers(0, 80), st.floats(0.1, 80)), min_size=1, max_size=25
)


def series(*values):
    return pd.Series(list(values), [f"a{n}" for n in range(len(values))])


def columns(rows):
    return series(*[x for x, _ in rows]), series(*[e for _, e in rows])


@given(pairs)
def test_the_tail_of_whole_counts_is_the_exact_sum(rows):
    found = low_tail(*columns(rows))
    slow = [poisson_at_most(x, e) for x, e in rows]
    assert found.to_list() == pytest.approx(slow, rel=1e-9, abs=1e-12)
    assert found.to_list() == pytest.approx(
        [poisson.cdf(x, e) for x, e in rows], rel=1e-9, abs=1e-12
    )


@given(st.floats(0, 50), st.floats(0, 5), st.floats(0.1, 50))
def test_the_tail_of_fractions_lies_between_those_of_whole_counts(x, more, e):
    low, middle, high = low_tail(
        series(math.floor(x), x, x + more), series(e, e, e)
    ).to_list()
    assert low <= middle <= high + 1e-12
    assert middle <= poisson.cdf(math.ceil(x), e) + 1e-12


def test_areas_are_matched_by_code_and_not_by_place():
    counts = pd.Series({"a": 0, "b": 0, "c": 9})
    usual = pd.Series({"c": 1.0, "b": 3.0, "a": 9.0})
    assert flag(counts, usual).to_dict() == {"a": "red", "b": "none", "c": "none"}
    assert zero(counts, usual).to_list() == ["significant_zero", "too_few", ""]
    assert z_scores(counts, usual).to_dict()["c"] == pytest.approx(4)


def test_where_nothing_is_expected_nothing_is_low():
    nothing = series(0, 0)
    assert low_tail(nothing, series(0.0, 0.0)).to_list() == [1, 1]
    assert flag(nothing, series(0.0, 0.0)).to_list() == ["none", "none"]
    assert zero(nothing, series(0.0, 0.0)).to_list() == ["too_few", "too_few"]
    assert z_scores(nothing, series(0.0, 0.0)).to_list() == [0, 0]


@given(st.integers(0, 60), st.floats(0.06, 60))
def test_the_funnel_agrees_with_the_exact_tails(count, usual):
    (limits,) = funnel(series(usual)).to_dict("records")
    for name, tail in (("95", 0.025), ("998", 0.001)):
        lower, upper = limits[f"lower_{name}"], limits[f"upper_{name}"]
        assert (count < lower) == (poisson.cdf(count, usual) < tail)
        assert (count > upper) == (poisson.sf(count - 1, usual) < tail)
        assert lower <= usual <= upper


def test_the_funnel_judges_no_entry_from_three_point_seven():
    usual = series(SIGNIFICANT_ZERO - 1e-6, SIGNIFICANT_ZERO + 1e-6)
    least, enough = funnel(usual)["lower_95"]
    assert least == 0 < enough
    few = funnel(series(0, 0.001, 0.02))[["lower_95", "upper_95"]]
    assert few.to_numpy().tolist() == [[0, 1]] * 3


def phi_one_by_one(rows):
    """Draw in the tails at interpolated 10% and 90% quantiles, by hand."""
    z = sorted(2 * (math.sqrt(x) - math.sqrt(e)) for x, e in rows)

    def quantile(share):
        place = share * (len(z) - 1)
        below = math.floor(place)
        above = min(below + 1, len(z) - 1)
        return z[below] + (place - below) * (z[above] - z[below])

    low, high = quantile(0.1), quantile(0.9)
    return statistics.fmean(min(max(one, low), high) ** 2 for one in z)


@given(pairs)
def test_overdispersion_is_that_of_a_slow_version(rows):
    found = overdispersion(*columns(rows))
    assert found == pytest.approx(phi_one_by_one(rows), rel=1e-9, abs=1e-12)


@given(pairs)
def test_z_scores_are_distances_of_square_roots(rows):
    for (x, e), z in zip(rows, z_scores(*columns(rows)), strict=True):
        assert z == pytest.approx(2 * (math.sqrt(x) - math.sqrt(e)))


def test_fair_counts_are_not_overdispersed_and_wild_ones_are():
    usual = series(*[30.0] * 400)
    rng = np.random.default_rng(1)
    fair = series(*rng.poisson(30, 400))
    wild = series(*rng.poisson(rng.gamma(5, 6, 400)))
    assert 0.55 < overdispersion(fair, usual) < 0.8
    assert overdispersion(wild, usual) > 2
    # One odd area does not excuse the others.
    odd = fair.copy()
    odd.iloc[0] = 3000
    assert overdispersion(odd, usual) < 0.7


@pytest.mark.parametrize(
    ("count", "usual", "word"),
    [
        (1, 7.0, "amber"),
        (0, 7.0, "red"),
        (2, 7.0, "none"),
        (7, 7.0, "none"),
        (30, 7.0, "none"),
        (0, 3.68, "none"),
        (0, 3.69, "amber"),
        (0, 6.90, "amber"),
        (0, 6.91, "red"),
        (21, 42.0, "red"),
        (24, 42.0, "amber"),
        (1.5, 7.0, "amber"),
        (1.9, 7.0, "none"),
    ],
)
def test_flags_by_the_exact_tail(count, usual, word):
    assert flag(series(count), series(usual)).to_list() == [word]


def test_none_is_judged_where_enough_are_expected():
    found = zero(series(0, 0, 0, 1, 0.25), series(3.68, 3.69, 40.0, 40.0, 1.0))
    assert found.to_list() == [
        "too_few",
        "significant_zero",
        "significant_zero",
        "",
        "",
    ]
    assert round(SIGNIFICANT_ZERO, 2) == 3.69
    edge = zero(series(0, 0), series(SIGNIFICANT_ZERO, SIGNIFICANT_ZERO - 1e-9))
    assert edge.to_list() == ["significant_zero", "too_few"]


@given(pairs)
def test_none_is_significant_exactly_where_it_is_flagged(rows):
    counts, usual = columns(rows)
    flags, zeros = flag(counts, usual), zero(counts, usual)
    for x, word, nothing in zip(counts, flags, zeros, strict=True):
        assert (nothing != "") == (x == 0)
        if x == 0:
            assert (nothing == "significant_zero") == (word != "none")


def members_of(layers):
    return {
        code: frozenset(area.members)
        for layer in layers.values()
        for code, area in layer.areas.items()
    }


def tables_of(layers, per_head):
    """Return a table for each layer, from a number of entries for each authority."""
    tables = {}
    for layer in ORDER:
        areas = layers[layer].areas.values()
        counts = {a.code: sum(per_head[m] for m in a.members) for a in areas}
        people = pd.Series({a.code: a.population for a in areas})
        tables[layer] = area_table(pd.Series(counts).astype(float), people)
    return tables


def usual_entries(layers, total):
    people = {c: a.population for c, a in layers["local_authority"].areas.items()}
    return {c: total * p / sum(people.values()) for c, p in people.items()}


NORTH = "W11000023"  # Betsi Cadwaladr: six authorities


def test_a_region_at_half_the_rate_shows_although_no_single_authority_does(layers):
    entries = {c: round(x) for c, x in usual_entries(layers, 200).items()}
    north = members_of(layers)[NORTH]
    for code in north:
        entries[code] = round(entries[code] / 2)
    tables = tables_of(layers, entries)
    assert tables["local_authority"].loc[list(north), "flag"].eq("none").all()
    assert tables["health_board"].at[NORTH, "flag"] in ("amber", "red")
    assert 0.4 < tables["health_board"].at[NORTH, "ratio"] < 0.7
    shown = coarsest(tables, ORDER, members_of(layers))
    assert "local_authority" not in set(shown["layer"])
    last = shown[shown["area_code"] == NORTH].iloc[0]
    assert (last["shown_at"], last["shown_as"]) == ("health_board", NORTH)


def test_one_empty_authority_shows_by_itself_and_its_region_is_left_alone(layers):
    entries = {c: round(x) for c, x in usual_entries(layers, 200).items()}
    conwy = "W06000003"
    assert entries[conwy] == 7
    entries[conwy] = 1
    shown = coarsest(tables_of(layers, entries), ORDER, members_of(layers))
    assert set(shown["shown_as"]) == {"CVC-CVSC"}
    assert shown["layer"].to_list() == ["local_authority", "county_voluntary_council"]
    assert shown["flag"].isin(["amber", "red"]).all()


def test_an_authority_in_a_flagged_board_is_reported_with_the_board(layers):
    entries = usual_entries(layers, 300)
    north = members_of(layers)[NORTH]
    for code in north:
        entries[code] = 0
    shown = coarsest(tables_of(layers, entries), ORDER, members_of(layers))
    inside = shown[shown["area_code"].map(lambda c: members_of(layers)[c] <= north)]
    assert set(inside["layer"]) == set(ORDER)
    assert set(inside["shown_at"]) == {"health_board"}
    assert set(inside["shown_as"]) == {NORTH}
    listed = shown[shown["layer"] == shown["shown_at"]]
    assert list(listed["area_code"]) == [NORTH]


def test_a_flag_in_between_does_not_hide_one_further_up_or_down():
    members = {c: frozenset(c.split("+")) for c in ("A", "B", "A+B", "B+C", "A+B+C+D")}
    words = {
        "fine": {"A": "red", "B": "none"},
        "middle": {"A+B": "none", "B+C": "amber"},
        "coarse": {"A+B+C+D": "none"},
    }
    tables = {k: pd.DataFrame({"flag": pd.Series(v)}) for k, v in words.items()}
    order = ["fine", "middle", "coarse"]
    rows = coarsest(tables, order, members).values.tolist()
    assert rows == [
        ["fine", "A", "red", "fine", "A"],
        ["middle", "B+C", "amber", "middle", "B+C"],
    ]
    # Skips a level that is not flagged; an area that straddles two is by itself.
    tables["coarse"] = pd.DataFrame({"flag": ["amber"]}, index=["A+B+C+D"])
    rows = coarsest(tables, order, members)[["area_code", "shown_as"]].values.tolist()
    assert rows == [[c, "A+B+C+D"] for c in ("A", "B+C", "A+B+C+D")]
    members["A+B+C+D"] = frozenset("ABD")
    rows = coarsest(tables, order, members)[["area_code", "shown_as"]].values.tolist()
    assert rows == [["A", "A+B+C+D"], ["B+C", "B+C"], ["A+B+C+D", "A+B+C+D"]]


@given(st.lists(st.sampled_from(["none", "amber", "red"]), min_size=10, max_size=10))
def test_where_a_record_shows_is_that_of_a_slow_search(words):
    members = {code: frozenset(code) for code in "ABCDEF"}
    members |= {code: frozenset(code) for code in ("ABC", "DE", "AB", "CDEF")}
    layers = {"fine": list("ABCDEF"), "middle": ["ABC", "DE"], "coarse": ["AB", "CDEF"]}
    named = dict(zip(members, words, strict=True))
    tables = {
        layer: pd.DataFrame({"flag": [named[c] for c in codes]}, index=codes)
        for layer, codes in layers.items()
    }
    found = coarsest(tables, list(layers), members)
    assert set(found["area_code"]) == {c for c, w in named.items() if w != "none"}
    for row in found.itertuples():
        finest_first = [
            (layer, code)
            for layer, codes in layers.items()
            for code in codes
            if set(row.area_code) <= set(code) and named[code] != "none"
        ]
        assert (row.shown_at, row.shown_as) == finest_first[-1]
        assert row.flag == named[row.area_code]


def test_with_no_flag_nothing_is_shown():
    tables = {"fine": pd.DataFrame({"flag": ["none"]}, index=["A"])}
    shown = coarsest(tables, ["fine"], {"A": frozenset("A")})
    assert shown.empty
    assert list(shown.columns) == ["layer", "area_code", "flag", "shown_at", "shown_as"]
