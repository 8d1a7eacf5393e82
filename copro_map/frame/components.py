"""Smaller components of the pages; they hide how Streamlit keeps their state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import altair as alt
import streamlit as st

from copro_map.drawing.chart_style import heading_room
from copro_map.drawing.templates import render
from copro_map.files.marking import file_name
from copro_map.frame import cache as ui_cache

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


def download(
    label: str, make: Callable[[], bytes], name: str, *, key: str, about: str
) -> None:
    """Offer a file; ``make`` is called in a thread of its own when it is wanted.

    Every file that the pages offer is offered here, so its name says if it is of a
    demonstration; ``about`` says what is in it.
    """
    st.download_button(
        label,
        data=make,
        file_name=file_name(ui_cache.settings(), name),
        icon=":material/download:",
        on_click="ignore",
        key=key,
        help=about,
    )


def show(template: str, **facts: object) -> None:
    """Draw a template, "room/name.html", filled in."""
    st.html(render(template, **facts))


def paragraph(text: str, style: str = "") -> None:
    """Draw a paragraph; ``style`` is its class: "note", "muted" ..."""
    show("drawing/paragraph.html", text=text, style=style)


def facts(rows: Iterable[tuple[str, str]], style: str = "facts") -> None:
    """Draw pairs of a name and what is known; what is not known is left out."""
    show("drawing/facts.html", rows=rows, style=style)


def heading(text: str, level: int) -> None:
    """Draw a heading of a level from 1 to 6."""
    show("drawing/heading.html", text=text, level=level)


def lead(text: str) -> None:
    """Draw the sentence that says what a page is for."""
    paragraph(text, "lead")
