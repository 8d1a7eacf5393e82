"""What holds for every chart: the same each time, nothing fetched, text only text."""

from __future__ import annotations

import io
import json

import altair as alt
import pandas as pd
import pytest
from PIL import Image

from copro_map.drawing.chart_style import (
    Heading,
    Lettering,
    count_text,
    finished,
    lettered,
    to_png,
)
from copro_map.drawing.lettering import PAPER
from tests.drawing.pictures import colours_of, hosts_in, read_svg, size_of, texts_of
from tests.drawing.vega_charts import chart_svg
from tests.samples import HOSTILE

MESSAGE = "Fewer people take part in the north than in the south of the country"


def chart(name: str = "Gwynedd") -> alt.LayerChart:
    rows = pd.DataFrame({"row": [0, 1], "name": [name, "Powys"], "n": [3, 12]})
    frame = alt.Chart(rows).encode(y="row:O", x="n:Q")
    words = lettered(frame, "name:N", Lettering("left", 5, 0))
    return finished(
        [frame.mark_bar(), *words], Heading(MESSAGE, "Entries", MESSAGE), 90
    )


def test_a_chart_is_the_same_each_time_and_as_wide_as_its_page():
    spec = chart().to_dict()  # which fails unless it is valid
    assert json.dumps(spec) == json.dumps(chart().to_dict())
    assert spec["width"] == "container"
    assert "Atkinson" in spec["config"]["font"]
    assert spec["description"]


def test_a_chart_asks_no_other_host():
    spec = {**chart().to_dict()}
    del spec["$schema"]  # says which grammar this is; nothing fetches it
    assert hosts_in(json.dumps(spec)) == []
    assert hosts_in(chart_svg(chart())) == []


def test_a_chart_in_a_file_has_a_ground_and_a_width():
    svg = chart_svg(chart(), 500)
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
    assert len(chart().to_dict()["title"]["text"]) > 1
    assert MESSAGE in texts_of(chart_svg(chart(), 900))


def test_no_name_becomes_markup():
    svg = chart_svg(chart(" ".join(HOSTILE)))  # what any does changes the whole
    tags = {x.tag.rpartition("}")[2] for x in read_svg(svg).iter()}
    assert tags <= {
        *("svg", "g", "path", "text", "tspan", "line", "rect", "clipPath", "defs")
    }


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0"), (1 / 22, "<0.1"), (0.05, "0.1"), (1.5, "1.5"), (12.0, "12")],
)
def test_a_small_share_never_reads_as_none(count, text):
    assert count_text(count) == text
