"""From SVG and charts to PNG, with the project's own letters."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt

from copro_map.drawing.chart_style import LABEL, TITLE
from copro_map.drawing.lettering import FONTS, PAPER, wrap

PIXELS = 2  # a PNG has this many for each pixel of the drawing
CHART_WIDTH = 680  # pixels: a chart that fills its page needs a width in a file


@cache
def _converter() -> Any:
    """Return the converter, which knows our letters (it cannot read woff2 files).

    It takes 13 MB, so it is imported only where a file is made.
    """
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def to_png(svg: str, scale: float = PIXELS) -> bytes:
    r"""Return an SVG as a PNG picture; ``scale``: its pixels for each of the SVG's.

    Examples
    --------
    >>> to_png('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>')[:4]
    b'\x89PNG'
    """
    drawn: bytes = _converter().svg_to_png(svg, scale=scale)
    return drawn


def chart_svg(chart: alt.TopLevelMixin, width: int = CHART_WIDTH) -> str:
    """Return a chart as SVG, ``width`` pixels wide inside its axes, its title in lines.

    Nothing is fetched: a chart that names an address fails.
    """
    spec = chart.to_dict(validate=False)
    if spec.get("width") == "container":
        spec["width"] = width
    spec.setdefault("config", {})["background"] = PAPER
    title = spec.get("title", {})
    for part, size, weight in (("text", TITLE, 700), ("subtitle", LABEL, 400)):
        if part in title:
            title[part] = wrap(" ".join(title[part]), width, size, weight)
    svg: str = _converter().vegalite_to_svg(spec, allowed_base_urls=[])
    return svg
