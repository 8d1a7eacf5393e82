"""Charts: the figures drawn are those of the table, and the title says the message."""

from __future__ import annotations

import json

import altair as alt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.core.area_tables import area_table
from copro_map.core.funnel import funnel_count
from copro_map.i18n import language_in_force
from copro_map.views import funnel, placing
from copro_map.views.chart_style import count_text
from copro_map.views.charts import bars_chart, compare_chart, compared_with_wales
from copro_map.views.funnel import FunnelWords, describe, funnel_chart, message
from copro_map.views.lettering import PAPER
from copro_map.views.raster import chart_png, chart_svg
from tests.samples import HOSTILE
from tests.views.pictures import colours_of, hosts_in, read_svg, size_of, texts_of

WORDS = FunnelWords("Practitioners", "Wales")
POPULATION = [60_000, 75_000, 96_000, 120_000, 150_000, 240_000, 362_000]
NAMES = ["Merthyr", "Môn", "Conwy", "Penfro", "Casnewydd", "RhCT", "Caerdydd"]


def table_of(counts: list[float]) -> pd.DataFrame:
    codes = [f"W0600000{n}" for n in range(len(counts))]
    people = pd.Series(POPULATION[: len(counts)], codes)
    table = area_table(pd.Series(counts, codes, dtype=float), people)
    return table.assign(area_name=NAMES[: len(counts)]).reset_index(drop=True)


def limits_of(table: pd.DataFrame) -> pd.DataFrame:
    people = np.linspace(50_000, 380_000, 30)
    share = table["count"].sum() / table["population"].sum()
    rows = {"population": people}
    for name, confidence in (("95", 0.95), ("998", 0.998)):
        found = [funnel_count(share * x, confidence) for x in people]
        rows[f"lower_{name}"] = [x.lower for x in found] / people * 100_000
        rows[f"upper_{name}"] = [x.upper for x in found] / people * 100_000
    return pd.DataFrame(rows)


LOW = table_of([6, 0, 8, 1, 16, 4, 40])
FAIR = table_of([6, 7, 9, 12, 15, 24, 36])
CHART = funnel_chart(LOW, limits_of(LOW), WORDS)


def marks_of(chart, kind: str) -> list[dict]:
    return [x for x in chart.to_dict()["layer"] if x["mark"]["type"] == kind]


def rows_of(chart, layer: dict) -> pd.DataFrame:
    return pd.DataFrame(chart.to_dict()["datasets"][layer["data"]["name"]])


def written(chart, field: str) -> list[str]:
    """The texts of a field that are drawn, once each (each has a light edge below)."""
    layers = [
        x for x in marks_of(chart, "text") if x["encoding"]["text"]["field"] == field
    ]
    texts = [text for x in layers for text in rows_of(chart, x)[field]]
    return sorted(texts[::1])[::2] if len(layers) > 1 else texts


# The funnel.


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


def test_every_point_and_limit_lies_inside_the_axes():
    (points,) = marks_of(CHART, "point")
    x, y = (points["encoding"][axis]["scale"]["domain"] for axis in "xy")
    limits = limits_of(LOW)
    assert LOW["population"].between(*x).all()
    assert LOW["rate_per_100k"].between(*y).all()
    among = limits[limits["population"] >= LOW["population"].min()]
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
    title = CHART.to_dict()["title"]
    assert " ".join(title["text"]) == message(LOW)
    assert message(LOW).endswith(": Môn, Penfro, RhCT")
    assert message(FAIR) == "No area has fewer recorded than chance explains"
    many = LOW.assign(flag="amber")
    assert message(many).endswith(": 7")
    assert "Practitioners" in " ".join(title["subtitle"])


def test_the_chart_in_words_names_every_unusual_area_with_its_figures():
    said = describe(LOW)
    for row in LOW[LOW["flag"] != "none"].itertuples():
        assert f"{row.area_name}: {row.count:g}; usual: {row.expected:.1f}." in said
    assert said.endswith("Other areas: 4.")
    assert "Caerdydd" not in said
    assert describe(FAIR) == f"{message(FAIR)}."
    assert CHART.to_dict()["description"] == said


def test_names_are_in_the_order_of_the_language():
    frame = pd.DataFrame({"area_name": ["Ddu", "Du", "Dz"], "flag": "red"})
    with language_in_force("cy"):
        assert funnel.unusual(frame) == ["Du", "Dz", "Ddu"]
    assert funnel.unusual(frame) == ["Ddu", "Du", "Dz"]


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
        for n, box in enumerate(boxes):
            assert not any(box.intersects(other) for other in boxes[:n])


def test_a_name_without_room_is_still_written():
    long = LOW.assign(area_name=[name * 30 for name in NAMES])
    chart = funnel_chart(long, limits_of(LOW), WORDS)
    assert len(written(chart, "area_name")) == 3


# One area beside others.


def compared(lower: float, upper: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area_name": ["Môn", "Cymru", "Awdurdodau tebyg"],
            "count": [3.0, 260.0, 61.5],
            "rate_per_100k": [(lower + upper) / 2, 8.4, 6.5],
            "lower": [lower, 7.4, 5.0],
            "upper": [upper, 9.5, 8.3],
        },
        index=["area", "wales", "similar"],
    )


@pytest.mark.parametrize(
    ("lower", "upper", "word"),
    [(1, 8.3, "Fewer"), (1, 8.5, "No"), (8.5, 12, "More"), (8.3, 12, "No")],
)
def test_an_area_differs_only_if_its_whole_interval_does(lower, upper, word):
    table = compared(lower, upper)
    assert compared_with_wales(table).split()[0] == word
    title = compare_chart(table).to_dict()["title"]["text"]
    assert " ".join(title) == compared_with_wales(table)


def test_the_rates_beside_each_other_are_those_of_the_table():
    table = compared(1, 8)
    chart = compare_chart(table)
    (points,) = marks_of(chart, "point")
    drawn = rows_of(chart, points)
    for column in ("rate_per_100k", "lower", "upper"):
        assert list(drawn[column]) == list(table[column])
    assert list(drawn["own"]) == [True, False, False]
    assert written(chart, "name") == sorted(table["area_name"])
    assert "4.5 (1.0 to 8.0); recorded: 3" in written(chart, "figures")
    ranges = [x for x in marks_of(chart, "rule") if "x2" in x["encoding"]]
    assert [
        (x["encoding"]["x"]["field"], x["encoding"]["x2"]["field"]) for x in ranges
    ] == [("lower", "upper")]
    (wales,) = [x for x in marks_of(chart, "rule") if "x2" not in x["encoding"]]
    assert list(rows_of(chart, wales)["rate_per_100k"]) == [8.4]
    assert chart.to_dict()["description"].count("recorded:") == 3


def test_the_bars_have_their_numbers_and_the_title_names_who_is_missing():
    groups = pd.DataFrame({"group": ["Dinasyddion", "Darparwyr"], "entries": [0, 12]})
    chart = bars_chart(groups)
    (bars,) = marks_of(chart, "bar")
    assert list(rows_of(chart, bars)["entries"]) == [0, 12]
    assert list(rows_of(chart, bars)["name"]) == ["Dinasyddion", "Darparwyr"]
    assert written(chart, "entries") == [0, 12]
    assert chart.to_dict()["title"]["text"] == ["None recorded: Dinasyddion"]
    assert "Darparwyr: 12." in chart.to_dict()["description"]
    full = bars_chart(groups.assign(entries=[1, 2]))
    assert full.to_dict()["title"]["text"] == ["All of them are recorded"]
    nobody = bars_chart(groups.assign(entries=0))
    assert nobody.to_dict()["layer"][0]["encoding"]["x"]["scale"]["domain"][1] > 0


# All charts.

CHARTS = {
    "funnel": CHART,
    "compare": compare_chart(compared(1, 8)),
    "bars": bars_chart(pd.DataFrame({"group": ["a", "b"], "entries": [0, 12]})),
}


@pytest.mark.parametrize("name", list(CHARTS))
def test_a_chart_is_the_same_each_time_and_as_wide_as_its_page(name):
    spec = CHARTS[name].to_dict()
    assert json.dumps(spec) == json.dumps(CHARTS[name].to_dict())
    assert spec["width"] == "container"
    assert "Atkinson" in spec["config"]["font"]
    assert spec["description"]


@pytest.mark.parametrize("name", list(CHARTS))
def test_a_chart_asks_no_other_host(name):
    spec = CHARTS[name].to_dict()
    del spec["$schema"]  # says which grammar this is; nothing fetches it
    assert hosts_in(json.dumps(spec)) == []
    assert hosts_in(chart_svg(CHARTS[name])) == []


@pytest.mark.parametrize("name", list(CHARTS))
def test_a_chart_in_a_file_has_a_ground_and_a_width(name):
    svg = chart_svg(CHARTS[name], 500)
    assert 500 <= float(read_svg(svg).get("width")) < 640
    assert f'fill="{PAPER}"' in svg
    png = chart_png(CHARTS[name], 500)
    assert colours_of(png) > 20
    assert size_of(png)[0] >= 1000


def test_a_plain_chart_keeps_its_own_width():
    plain = alt.Chart(pd.DataFrame({"x": [1]})).mark_bar().encode(x="x:Q")
    widths = [
        float(read_svg(chart_svg(plain.properties(width=x), 500)).get("width"))
        for x in (200, 300)
    ]
    assert widths[1] - widths[0] == 100


def test_a_title_is_broken_anew_in_a_file():
    assert len(CHART.to_dict()["title"]["text"]) > 1
    assert message(LOW) in texts_of(chart_svg(CHART, 700))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_becomes_markup(text):
    table = LOW.assign(area_name=text)
    groups = pd.DataFrame({"group": [text], "entries": [0]})
    for chart in (
        funnel_chart(table, limits_of(LOW), FunnelWords(text, text)),
        compare_chart(compared(1, 8).assign(area_name=text)),
        bars_chart(groups),
    ):
        tags = {x.tag.rpartition("}")[2] for x in read_svg(chart_svg(chart)).iter()}
        assert tags <= {
            "svg",
            "g",
            "path",
            "text",
            "tspan",
            "line",
            "rect",
            "clipPath",
            "defs",
        }


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0"), (1 / 22, "<0.1"), (0.05, "0.1"), (1.5, "1.5"), (12.0, "12")],
)
def test_a_small_share_never_reads_as_none(count, text):
    assert count_text(count) == text
