"""Charts of one area, and what holds for every chart."""

from __future__ import annotations

import io
import json

import altair as alt
import pandas as pd
import pytest
from PIL import Image

from copro_map.areas.charts.bars import bars_chart, compare_chart, compared_with_wales
from copro_map.drawing.chart_style import chart_svg, count_text, to_png
from copro_map.drawing.lettering import PAPER
from tests.drawing.pictures import colours_of, hosts_in, read_svg, size_of, texts_of
from tests.drawing.vega_charts import marks_of, rows_of, spec_of, written
from tests.samples import HOSTILE


def compared(lower: float, upper: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area_name": ["Môn", "Cymru", "Awdurdodau tebyg"],
            "entries": [3, 260, 62],
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
    title = spec_of(compare_chart(table))["title"]["text"]
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
    assert "4.5 (1.0 to 8.0); entries: 3" in written(chart, "figures")
    ranges = [x for x in marks_of(chart, "rule") if "x2" in x["encoding"]]
    assert [
        (x["encoding"]["x"]["field"], x["encoding"]["x2"]["field"]) for x in ranges
    ] == [("lower", "upper")]
    (wales,) = [x for x in marks_of(chart, "rule") if "x2" not in x["encoding"]]
    assert list(rows_of(chart, wales)["rate_per_100k"]) == [8.4]
    assert spec_of(chart)["description"].count("entries:") == 3


def test_the_bars_have_their_numbers_and_the_title_names_who_is_missing():
    groups = pd.DataFrame({"group": ["Dinasyddion", "Darparwyr"], "entries": [0, 12]})
    chart = bars_chart(groups)
    (bars,) = marks_of(chart, "bar")
    assert list(rows_of(chart, bars)["entries"]) == [0, 12]
    assert list(rows_of(chart, bars)["name"]) == ["Dinasyddion", "Darparwyr"]
    assert written(chart, "entries") == [0, 12]
    assert spec_of(chart)["title"]["text"] == ["None recorded: Dinasyddion"]
    assert "Darparwyr: 12." in spec_of(chart)["description"]
    full = bars_chart(groups.assign(entries=[1, 2]))
    assert spec_of(full)["title"]["text"] == ["All of them are recorded"]
    nobody = bars_chart(groups.assign(entries=0))
    assert spec_of(nobody)["layer"][0]["encoding"]["x"]["scale"]["domain"][1] > 0


# All charts.

CHARTS = {
    "compare": compare_chart(compared(1, 8)),
    "bars": bars_chart(pd.DataFrame({"group": ["a", "b"], "entries": [0, 12]})),
}


@pytest.mark.parametrize("name", list(CHARTS))
def test_a_chart_is_the_same_each_time_and_as_wide_as_its_page(name):
    spec = CHARTS[name].to_dict()  # which fails unless it is valid
    assert json.dumps(spec) == json.dumps(spec_of(CHARTS[name]))
    assert spec["width"] == "container"
    assert "Atkinson" in spec["config"]["font"]
    assert spec["description"]


@pytest.mark.parametrize("name", list(CHARTS))
def test_a_chart_asks_no_other_host(name):
    spec = {**spec_of(CHARTS[name])}
    del spec["$schema"]  # says which grammar this is; nothing fetches it
    assert hosts_in(json.dumps(spec)) == []
    assert hosts_in(chart_svg(CHARTS[name])) == []


@pytest.mark.parametrize("name", list(CHARTS))
def test_a_chart_in_a_file_has_a_ground_and_a_width(name):
    svg = chart_svg(CHARTS[name], 500)
    assert 500 <= float(read_svg(svg).get("width")) < 640
    png = to_png(svg)
    corner = Image.open(io.BytesIO(png)).convert("RGBA").getpixel((1, 1))
    assert corner == (*bytes.fromhex(PAPER[1:]), 255)
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
    chart = compare_chart(compared(1, 8))
    assert len(spec_of(chart)["title"]["text"]) > 1
    assert compared_with_wales(compared(1, 8)) in texts_of(chart_svg(chart, 700))


def test_no_name_becomes_markup():
    text = " ".join(HOSTILE)  # what any of them does changes the whole
    groups = pd.DataFrame({"group": [text], "entries": [0]})
    for chart in (
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
