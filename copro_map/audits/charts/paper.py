"""A self-audit on paper: one HTML document that needs nothing from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from copro_map.audits.charts.chart import STYLE
from copro_map.drawing.on_screen import POLICY
from copro_map.drawing.templates import Html, render, styles

PAGE_STYLE = STYLE.with_name("paper.css")


@dataclass(frozen=True)
class Line:
    """One thing in a list: what it is about, and what is said of it."""

    title: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading, a sentence, and a list below; either of these may be empty."""

    title: str
    sentence: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Paper:
    """What stands on the paper; ``chart`` is the HTML of ``audit_chart_html``."""

    title: str
    project: str
    level: str
    facts: tuple[str, ...]
    chart: Html
    sections: tuple[Section, ...]
    small_print: tuple[str, ...]


def paper_html(paper: Paper) -> Html:
    """Return the whole document, in the current language."""
    style = styles(PAGE_STYLE, STYLE)
    return render("audits/paper.html", paper=paper, style=style, policy=POLICY)
