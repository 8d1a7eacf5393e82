"""Charts on a page; apart from other components, as Altair takes long to load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt
import streamlit as st

from copro_map.drawing.chart_style import heading_room

AXIS = 44  # pixels: an axis with its title, below a chart


@dataclass(frozen=True)
class Drawn:
    """A chart as it goes to the browser, to be kept between runs."""

    spec: dict[str, Any]
    height: int


def drawn(chart: alt.LayerChart, below: int = AXIS) -> Drawn:
    """Return a chart ready to be shown; making it takes longer than showing it.

    Streamlit counts a chart's title and what is ``below`` it in its height (pixels),
    Altair does not.
    """
    height = int(chart.height) + heading_room(chart) + below
    return Drawn(chart.to_dict(validate=False), height)


def chart(drawn: Drawn) -> None:
    """Show a chart as its view made it: its own colours, letters and height."""
    st.vega_lite_chart(spec=drawn.spec, theme=None, height=drawn.height)
