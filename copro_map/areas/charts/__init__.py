"""The brief: what is here, what is missing and what next in one area, to hand round.

One page a language, as PDF to print and as HTML to read on a screen.
"""

from copro_map.areas.charts.paper import brief_pdf
from copro_map.areas.charts.parts import BriefPage, Figure, Gap, Line, Table
from copro_map.areas.charts.screen import brief_html
from copro_map.drawing.symbols import Level

__all__ = [
    "BriefPage",
    "Figure",
    "Gap",
    "Level",
    "Line",
    "Table",
    "brief_html",
    "brief_pdf",
]
