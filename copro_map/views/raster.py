"""From SVG and charts to PNG, with the project's own letters."""

from __future__ import annotations

from functools import cache

import altair as alt
import vl_convert

from copro_map.views.chart_style import LABEL, TITLE
from copro_map.views.lettering import FONTS, PAPER, wrap

PIXELS = 2  # a PNG has this many for each pixel of the drawing
CHART_WIDTH = 680  # pixels: a chart that fills its page needs a width in a file


@cache
def _use_own_fonts() -> None:
    """Make the typeface known: the converter cannot read the pages' woff2 files."""
    vl_convert.register_font_directory(str(FONTS))


def to_png(svg: str, scale: float = PIXELS) -> bytes:
    r"""Return an SVG as a PNG picture; ``scale``: its pixels for each of the SVG's.

    Examples
    --------
    >>> to_png('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>')[:4]
    b'\x89PNG'
    """
    _use_own_fonts()
    return vl_convert.svg_to_png(svg, scale=scale)


def chart_svg(chart: alt.TopLevelMixin, width: int = CHART_WIDTH) -> str:
    """Return a chart as SVG, ``width`` pixels wide inside its axes, its title in lines.

    Nothing is fetched: a chart that names an address fails.
    """
    _use_own_fonts()
    spec = chart.to_dict(validate=False)
    if spec.get("width") == "container":
        spec["width"] = width
    spec.setdefault("config", {})["background"] = PAPER
    title = spec.get("title", {})
    for part, size, weight in (("text", TITLE, 700), ("subtitle", LABEL, 400)):
        if part in title:
            title[part] = wrap(" ".join(title[part]), width, size, weight)
    return vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])


def chart_png(chart: alt.TopLevelMixin, width: int = CHART_WIDTH) -> bytes:
    """Return a chart as a PNG picture; as :func:`chart_svg`."""
    return to_png(chart_svg(chart, width))
