"""A chart taken apart: what the tests of charts share."""

from __future__ import annotations

import altair as alt
import pandas as pd
import vl_convert

from copro_map.drawing.chart_style import LABEL, TITLE
from copro_map.drawing.lettering import FONTS, PAPER, wrap

CHART_WIDTH = 680  # pixels: a chart that fills its page needs a width in a file

_SPECS: dict[int, tuple[object, dict]] = {}


def spec_of(chart) -> dict:
    """A chart as Vega-Lite, made once; whether it is valid, each has a test for."""
    if id(chart) not in _SPECS:
        _SPECS[id(chart)] = chart, chart.to_dict(validate=False)
    return _SPECS[id(chart)][1]


def marks_of(chart, kind: str) -> list[dict]:
    return [x for x in spec_of(chart)["layer"] if x["mark"]["type"] == kind]


def rows_of(chart, layer: dict) -> pd.DataFrame:
    return pd.DataFrame(spec_of(chart)["datasets"][layer["data"]["name"]])


def written(chart, field: str) -> list[str]:
    """The texts of a field that are drawn, once each (each has a light edge below)."""
    layers = [
        x for x in marks_of(chart, "text") if x["encoding"]["text"]["field"] == field
    ]
    texts = [text for x in layers for text in rows_of(chart, x)[field]]
    return sorted(texts[::1])[::2] if len(layers) > 1 else texts


def chart_svg(chart: alt.TopLevelMixin, width: int = CHART_WIDTH) -> str:
    """Return a chart as SVG, ``width`` pixels wide inside its axes, its title in lines.

    Nothing is fetched: a chart that names an address fails.
    """
    vl_convert.register_font_directory(str(FONTS))
    spec = chart.to_dict(validate=False)
    if spec.get("width") == "container":
        spec["width"] = width
    spec.setdefault("config", {})["background"] = PAPER
    title = spec.get("title", {})
    for part, size, weight in (("text", TITLE, 700), ("subtitle", LABEL, 400)):
        if part in title:
            title[part] = wrap(" ".join(title[part]), width, size, weight)
    svg: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return svg
