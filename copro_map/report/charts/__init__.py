"""The board's report: every indicator against its target, to print or to read.

In the language of the report; as PDF and as HTML, with the same figures.
"""

from copro_map.report.charts.paper import report_pdf
from copro_map.report.charts.parts import (
    Changes,
    Coverage,
    Grid,
    Measured,
    Move,
    Report,
)
from copro_map.report.charts.screen import report_html

__all__ = [
    "Changes",
    "Coverage",
    "Grid",
    "Measured",
    "Move",
    "Report",
    "report_html",
    "report_pdf",
]
