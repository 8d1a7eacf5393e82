"""How every chart looks, and how a picture becomes a file.

The typeface, quiet axes, the message as its title, labels that have room along an axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Literal

import altair as alt

from copro_map.drawing.bands import number
from copro_map.drawing.lettering import (
    FONT_FAMILY,
    FONTS,
    INK,
    MUTED,
    PAPER,
    text_width,
    wrap,
)

PIXELS = 2  # a PNG has this many for each pixel of the drawing

Side = Literal["left", "center", "right"]
APART = 8  # pixels between two labels, at least

GRID = "#E4DFD3"
TITLE, LABEL = 17, 13  # pixels
TITLE_LINE, LABEL_LINE, ABOVE = 21, 15, 16  # pixels: a line of each, and round them
PHONE = 272  # pixels: a title in wider lines would run off a phone
AXIS = {
    "labelColor": MUTED,
    "titleColor": INK,
    "labelFontSize": LABEL,
    "titleFontSize": LABEL,
    "titleFontWeight": "normal",
    "gridColor": GRID,
    "domainColor": MUTED,
    "tickColor": MUTED,
    "aria": False,
}
HEADING = {
    "anchor": "start",
    "frame": "group",
    "color": INK,
    "fontSize": TITLE,
    "fontWeight": "bold",
    "subtitleColor": MUTED,
    "subtitleFontSize": LABEL,
    "offset": 14,
}


@dataclass(frozen=True)
class Heading:
    """What a chart says; what it shows; and all of it for those who do not see it."""

    message: str
    shown: str
    spoken: str


@dataclass(frozen=True)
class Lettering:
    """How a text stands to its point: its side, pixels away, and its look."""

    align: Literal["left", "right"]
    dx: float
    dy: float = 0
    color: str = INK
    weight: Literal["normal", "bold"] = "normal"


def lettered(chart: alt.Chart, text: str, look: Lettering) -> list[alt.Chart]:
    """Return text marks with a light edge, so that they read across lines.

    ``text`` is the field with the words.
    """
    style = asdict(look)
    weight = style.pop("weight")
    under = chart.mark_text(
        **style | {"color": PAPER},
        fontWeight=weight,
        stroke=PAPER,
        strokeWidth=4,
        strokeJoin="round",
    )
    above = chart.mark_text(**style, fontWeight=weight)
    return [under.encode(text=text), above.encode(text=text)]


def finished(
    layers: Sequence[alt.Chart], heading: Heading, height: int, room: int = PHONE
) -> alt.LayerChart:
    """Return layers as one chart, as wide as its container, in our own letters.

    Its title is broken into lines that a phone has ``room`` for (pixels); a file breaks
    it anew.
    Screen readers get one description instead of every mark by itself.
    """
    title = alt.TitleParams(
        wrap(heading.message, room, TITLE, 700),
        subtitle=wrap(heading.shown, room, LABEL),
        limit=0,  # Streamlit would cut lines that have room
    )
    chart = alt.LayerChart(layer=list(layers)).properties(
        title=title, description=heading.spoken, width="container", height=height
    )
    styled: alt.LayerChart = chart.configure(
        font=FONT_FAMILY,
        background="transparent",
        axis=AXIS,
        title=HEADING,
        view={"stroke": None},
        mark={"aria": False},
        text={"color": INK, "fontSize": LABEL},
        padding={"left": 4, "right": 12, "top": 4, "bottom": 4},
    )
    return styled


def heading_room(chart: alt.LayerChart) -> int:
    """Return how many pixels the title of a finished chart takes above its marks."""
    title = chart.title
    return ABOVE + TITLE_LINE * len(title.text) + LABEL_LINE * len(title.subtitle)


def count_text(count: float) -> str:
    """Return a count as people read it; a small share of an entry never reads as none.

    Examples
    --------
    >>> count_text(3.0), count_text(0.5), count_text(0.045), count_text(0)
    ('3', '0.5', '<0.1', '0')
    """
    if 0 < count < 0.05:
        return "<0.1"
    return number(count, 0 if float(count).is_integer() else 1)


def _placed(at: float, wide: float, room: float) -> tuple[Side, float]:
    """Return how a text is aligned to its place so that it stays inside; its left."""
    if at < wide / 2:
        return "left", at
    if at > room - wide / 2:
        return "right", at - wide
    return "center", at - wide / 2


def with_room(labels: Sequence[tuple[float, str]], room: float) -> dict[int, Side]:
    """Return which labels can be written along an axis, and their alignment.

    Parameters
    ----------
    labels
        Where on the axis, from 0 to 1, and the text; the important ones first.
    room
        Length of the axis in pixels, as on a phone: on a wider page the labels only
        stand further apart.

    Returns
    -------
    dict
        The places in ``labels`` of those that stay: of two that would touch, the first.

    Examples
    --------
    >>> with_room([(0.5, "250"), (0.52, "260"), (0, "0")], 300)
    {0: 'center', 2: 'left'}
    """
    taken: list[tuple[float, float]] = []
    found: dict[int, Side] = {}
    for place, (at, text) in enumerate(labels):
        wide = text_width(text, LABEL, 700)
        side, left = _placed(at * room, wide, room)
        if all(left > b + APART or left + wide < a - APART for a, b in taken):
            taken.append((left, left + wide))
            found[place] = side
    return found


def below_view(pixels: float) -> alt.YValue:
    """Return a place so many pixels below the view, however high it is drawn."""
    return alt.YValue(alt.ExprRef(f"height + {pixels:g}"))  # type: ignore[no-untyped-call]  # altair's own


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
