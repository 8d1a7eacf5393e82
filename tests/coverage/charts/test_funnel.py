"""The funnel: the figures drawn are those of the table, the title the message."""

from __future__ import annotations

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.i18n import language_in_force
from copro_map.coverage.charts import funnel
from copro_map.coverage.charts.funnel import describe, funnel_chart, message
from copro_map.drawing import placing
from tests.coverage.charts.funnels import (
    CHART,
    FAIR,
    LOW,
    NAMES,
    WORDS,
    limits_of,
    marks_of,
    rows_of,
    spec_of,
    table_of,
    written,
)
from tests.examples import examples


def test_the_samples_are_what_they_are_meant_to_be():
    assert list(LOW["flag"]) == [
        "none",
        "amber",
        "none",
        "amber",
        "none",
        "red",
        "none",
    ]
    assert set(FAIR["flag"]) == {"none"}


def test_the_points_are_the_figures_of_the_table():
    (points,) = marks_of(CHART, "point")
    drawn = rows_of(CHART, points).set_index("area_name").loc[LOW["area_name"]]
    for column in ("population", "count", "expected", "rate_per_100k", "flag"):
        assert list(drawn[column]) == list(LOW[column])
    assert points["encoding"]["x"]["field"] == "population"
    assert points["encoding"]["y"]["field"] == "rate_per_100k"
    told = {x["field"] for x in points["encoding"]["tooltip"]}
    assert told >= {"area_name", "count_text", "expected", "rate_per_100k"}


@pytest.mark.parametrize("table", [LOW, FAIR, table_of([40, 2, 2, 2, 2, 2, 2])])
def test_every_point_and_limit_lies_inside_the_axes(table):
    (points,) = marks_of(funnel_chart(table, limits_of(table), WORDS), "point")
    x, y = (points["encoding"][axis]["scale"]["domain"] for axis in "xy")
    limits = limits_of(table)
    assert table["population"].between(*x).all()
    assert table["rate_per_100k"].between(*y).all()
    among = limits[limits["population"] >= table["population"].min()]
    assert among["upper_998"].max() <= y[1]
    assert y[0] == 0


def test_the_limits_and_the_average_are_drawn_as_given():
    limits = limits_of(LOW)
    lines = marks_of(CHART, "line")
    assert {x["encoding"]["y"]["field"] for x in lines} == set(limits.columns) - {
        "population"
    }
    for line in lines:
        pd.testing.assert_frame_equal(rows_of(CHART, line), limits)
    dashed = {
        x["encoding"]["y"]["field"]: x["mark"]["strokeDash"] != [1, 0] for x in lines
    }
    assert dashed == {
        "lower_95": False, "upper_95": False, "lower_998": True, "upper_998": True,
    }  # fmt: skip
    average = LOW["count"].sum() / LOW["population"].sum() * 100_000
    rules = [
        rows_of(CHART, x)["rate"]
        for x in marks_of(CHART, "rule")
        if x["encoding"]["y"]["field"] == "rate"
    ]
    assert [list(x) for x in rules] == [[average]]
    assert f"Wales: {average:.1f}" in written(CHART, "says")


def test_unusual_areas_differ_by_shape_and_colour_and_are_named():
    (points,) = marks_of(CHART, "point")
    for channel in ("shape", "color", "size"):
        scale = points["encoding"][channel]["scale"]
        assert scale["domain"] == ["red", "amber", "none"]
    for channel in ("shape", "color"):
        assert len(set(points["encoding"][channel]["scale"]["range"])) == 3
    assert written(CHART, "area_name") == ["Môn", "Penfro", "RhCT"]
    fair = funnel_chart(FAIR, limits_of(FAIR), WORDS)
    assert written(fair, "area_name") == []


def test_the_title_says_the_message():
    title = spec_of(CHART)["title"]
    assert " ".join(title["text"]) == message(LOW)
    assert message(LOW).endswith(": Môn, Penfro, RhCT")
    assert message(FAIR) == "Chance can explain the number of entries in every area"
    many = LOW.assign(flag="amber")
    assert message(many).endswith(": 7")
    assert "Practitioners" in " ".join(title["subtitle"])


def test_the_chart_in_words_names_every_unusual_area_with_its_figures():
    said = describe(LOW)
    for row in LOW[LOW["flag"] != "none"].itertuples():
        words = f"{row.entries} entries, shared out {row.count:g}; usual: "
        assert f"{row.area_name}: {words}{row.expected:.1f}." in said
    assert said.endswith("Other areas: 4.")
    assert "Caerdydd" not in said
    assert describe(FAIR) == f"{message(FAIR)}."
    assert spec_of(CHART)["description"] == said


def test_names_are_in_the_order_of_the_language():
    frame = pd.DataFrame({"area_name": ["Ddu", "Du", "Dz"], "flag": "red"})
    with language_in_force("cy"):
        assert funnel.unusual(frame) == ["Du", "Dz", "Ddu"]
    assert funnel.unusual(frame) == ["Ddu", "Du", "Dz"]


@examples(20)
@given(st.lists(st.integers(0, 40), min_size=7, max_size=7).filter(any))
def test_names_stay_apart_on_every_width(counts):
    table = table_of([float(x) for x in counts])
    limits = limits_of(table)
    top = funnel._top(table, limits)
    named = funnel._named(table, (50_000, 380_000), top)
    assert sorted(named["area_name"]) == sorted(funnel.unusual(table))
    for width in funnel.PLOTS:
        boxes = []
        for row in named.itertuples():
            spot = (row.population - 50_000) / 330_000 * width, 0.0
            down = (1 - row.name_at / top) * funnel.HEIGHT
            where = placing.Beside(right=row.right, down=down)
            sheet = placing.Sheet(width, funnel.HEIGHT, (spot,))
            boxes.append(placing._box(sheet, 0, row.area_name, where))
        spots = [
            shapely.Point((x - 50_000) / 330_000 * width, (1 - y / top) * funnel.HEIGHT)
            for x, y in zip(table["population"], table["rate_per_100k"], strict=True)
        ]
        for n, box in enumerate(boxes):
            assert not any(box.intersects(other) for other in boxes[:n])
            assert not any(box.contains(spot) for spot in spots)


def test_a_name_that_moved_has_a_line_to_its_point():
    limits = limits_of(LOW)
    named = funnel._named(LOW, (50_000, 380_000), funnel._top(LOW, limits))
    for layer in marks_of(CHART, "text"):
        if layer["encoding"]["text"]["field"] == "area_name":
            assert layer["encoding"]["y"]["field"] == "name_at"
    moved = named.assign(name_at=named["rate_per_100k"] + [0, 0, 9])
    (line,) = [
        x
        for x in funnel._names(moved, 20)
        if x.to_dict(validate=False)["mark"]["type"] == "rule"
    ]
    drawn = line.to_dict(validate=False)
    (rows,) = drawn["datasets"].values()
    assert [x["area_name"] for x in rows] == [named["area_name"].iloc[2]]
    assert drawn["encoding"]["y2"]["field"] == "rate_per_100k"
    still = named.assign(name_at=named["rate_per_100k"])
    assert not any(
        "rule" in str(x.to_dict(validate=False)["mark"])
        for x in funnel._names(still, 20)
    )


def test_a_name_without_room_is_still_written():
    long = LOW.assign(area_name=[name * 30 for name in NAMES])
    chart = funnel_chart(long, limits_of(LOW), WORDS)
    assert len(written(chart, "area_name")) == 3
