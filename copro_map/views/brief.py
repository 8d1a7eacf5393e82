"""The brief: what is here, what is missing and what next in one area, to hand round.

One page a language, as PDF to print and as HTML to read on a screen.
"""

from copro_map.drawing.symbols import Level
from copro_map.views.brief_paper import brief_pdf
from copro_map.views.brief_parts import BriefPage, Figure, Gap, Line, Table
from copro_map.views.brief_screen import brief_html

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
