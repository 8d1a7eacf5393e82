"""How every chart looks: the typeface, quiet axes, the message as its title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

import altair as alt

from copro_map.drawing.bands import number
from copro_map.drawing.lettering import FONT_FAMILY, INK, MUTED, PAPER, wrap

GRID = "#E4DFD3"
TITLE, LABEL = 17, 13  # pixels
TITLE_LINE, LABEL_LINE, ABOVE = 21, 15, 16  # pixels: a line of each, and round them
PHONE = 272  # pixels: a title in wider lines would run off a phone
# The same symbols as on the maps, in Vega's box from -1 to 1.
TRIANGLE = "M-1,-0.85L1,-0.85L0,0.95Z"
TWO_TRIANGLES = "M-1.85,-0.85L-0.05,-0.85L-0.95,0.95ZM0.05,-0.85L1.85,-0.85L0.95,0.95Z"
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
    chart: alt.LayerChart = alt.LayerChart(layer=list(layers)).properties(
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
    text, shown = chart.title.text, chart.title.subtitle
    return ABOVE + TITLE_LINE * len(text) + LABEL_LINE * len(shown)


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
