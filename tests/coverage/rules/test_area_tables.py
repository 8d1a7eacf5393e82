"""Tables of areas and of themes: each column is what its own function says."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.errors import UnknownAreaError
from copro_map.coverage.rules.area_tables import area_table, matrix
from copro_map.coverage.rules.counting import CoverageError, apart, counts
from copro_map.coverage.rules.whole import whole_entries
from tests.coverage.rules.made_up import (
    LA,
    REGION,
    THEMES,
    entry,
    frame,
    frames,
    poisson_at_most,
    population_of,
    tables,
)


@given(tables)
def test_the_columns_of_a_table_agree_with_each_other(table):
    found, people = table
    got = area_table(found.astype(float), people)
    total, everyone = int(found.sum()), int(people.sum())
    assert got["expected"].sum() == pytest.approx(total)
    assert got["population"].to_list() == people.to_list()
    for area, row in got.iterrows():
        x, e = int(found[area]), people[area] * total / everyone
        assert row["count"] == x
        assert row["expected"] == pytest.approx(e)
        assert row["rate_per_100k"] == pytest.approx(x / people[area] * 100_000)
        ends = sorted([row["rate_per_100k"], total / everyone * 100_000])
        assert ends[0] - 1e-6 <= row["eb_rate_per_100k"] <= ends[1] + 1e-6
        assert np.isnan(row["ratio"]) == (row["expected"] < 5)
        p = poisson_at_most(x, e)
        assert row["p_low"] == pytest.approx(p, rel=1e-9, abs=1e-12)
        assert (x < row["lower_95"]) == (row["flag"] != "none")
        assert (x < row["lower_998"]) == (row["flag"] == "red")
        assert row["lower_998"] <= row["lower_95"] <= e
        assert e <= row["upper_95"] <= row["upper_998"]
        assert (row["zero"] != "") == (x == 0)


def test_one_entry_where_seven_are_usual_is_flagged():
    people = pd.Series({f"a{n}": 100_000 for n in range(22)})
    found = pd.Series(7.0, people.index)
    found["a3"] = 1
    got = area_table(found, people)
    assert got["flag"].to_dict() == {
        a: "amber" if a == "a3" else "none" for a in people.index
    }
    assert round(got.at["a3", "expected"]) == 7
    assert got.at["a3", "zero"] == ""


@pytest.mark.parametrize(
    ("each", "word", "zero"),
    [
        (3, "none", "too_few"),
        (4, "amber", "significant_zero"),
        (8, "red", "significant_zero"),
    ],
)
def test_an_empty_area_is_judged_only_where_enough_are_usual(each, word, zero):
    people = pd.Series({f"a{n}": 100_000 for n in range(22)})
    found = pd.Series(float(each), people.index)
    found["a3"] = 0
    got = area_table(found, people).loc["a3"]
    assert (got["flag"], got["zero"]) == (word, zero)


def test_a_table_of_no_entries_flags_nothing():
    got = area_table(counts(frame([]), REGION), population_of(REGION))
    assert got["flag"].to_list() == ["none"] * 3
    assert got["zero"].to_list() == ["too_few"] * 3
    assert got["eb_rate_per_100k"].to_list() == [0] * 3
    assert got["ratio"].isna().all()
    assert got.drop(columns="ratio").notna().all().all()


def test_a_table_has_its_columns_and_index():
    got = area_table(counts(frame([entry("L1")]), REGION), population_of(REGION))
    assert got.index.name == "area_code"
    assert list(got.index) == ["N", "S", "W"]
    assert set(got.columns) == {
        "count",
        "population",
        "expected",
        "rate_per_100k",
        "eb_rate_per_100k",
        "ratio",
        "p_low",
        "lower_95",
        "upper_95",
        "lower_998",
        "upper_998",
        "flag",
        "zero",
        "for_its_size",
    }


def test_the_order_of_the_populations_does_not_matter():
    found = counts(frame([entry("L1")] * 9), LA)
    people = population_of(LA)
    pd.testing.assert_frame_equal(
        area_table(found, people), area_table(found, people.iloc[::-1])
    )


def test_counts_and_populations_of_other_areas_are_refused():
    with pytest.raises(CoverageError, match="^W: "):
        area_table(counts(frame([]), REGION), population_of(REGION).drop("W"))


@given(frames, st.sampled_from([LA, REGION]))
def test_each_cell_is_that_of_the_table_of_its_theme(assets, layer):
    people = population_of(layer)
    cells = matrix(assets, layer, people, THEMES)
    assert len(cells) == len(THEMES) * len(set(layer.values()))
    assert list(dict.fromkeys(cells["theme"])) == list(THEMES)
    for theme, part in cells.groupby("theme"):
        rows = [row for row in assets.itertuples() if theme in row.themes]
        own = assets.loc[[row.Index for row in rows]]
        table = area_table(counts(own, layer), people)
        whole = part.set_index("area_code")["entries"]
        assert whole.to_dict() == whole_entries(own, layer)["entries"].to_dict()
        # What is recorded there is not none, also if it serves other areas alone.
        table["zero"] = table["zero"].where(whole == 0, "")
        columns = ["count", "expected", "p_low", "flag", "zero"]
        pd.testing.assert_frame_equal(
            part.set_index("area_code")[columns], table[columns]
        )
        assert part["count"].sum() == pytest.approx(apart(own).placed)
        assert part["expected"].sum() == pytest.approx(apart(own).placed)


def test_a_theme_that_is_rare_everywhere_is_no_gap_anywhere():
    assets = frame(
        [entry("L1", themes=["food"]), *[entry("L2", themes=["health"])] * 9]
    )
    cells = matrix(assets, LA, population_of(LA), ["food", "health"])
    cells = cells.set_index(["theme", "area_code"])
    assert cells.at[("food", "L4"), "zero"] == "too_few"
    assert cells.at[("health", "L4"), "zero"] == "significant_zero"
    assert cells.at[("health", "L6"), "zero"] == "too_few"


def test_themes_that_are_not_asked_about_are_left_out():
    assets = frame([entry("L1", themes=["food", "health"])])
    cells = matrix(assets, REGION, population_of(REGION), ["health"])
    assert set(cells["theme"]) == {"health"}
    assert cells["count"].to_list() == [1, 0, 0]
    none = matrix(assets, REGION, population_of(REGION), [])
    assert none.empty
    assert list(none.columns) == list(cells.columns)


def test_an_authority_outside_the_layer_is_named():
    assets = frame([entry("L1", themes=["food"])])
    with pytest.raises(UnknownAreaError, match="^L1: "):
        matrix(assets, {"L2": "L2"}, pd.Series({"L2": 1}), ["food"])
