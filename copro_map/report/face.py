"""What others may ask of report, with the records that come back."""

from copro_map.report.entry import EntryShown, entry_html
from copro_map.report.indicator import IndicatorShown, Listed, UnknownIndicatorError
from copro_map.report.report import report_file

__all__ = [
    "EntryShown",
    "IndicatorShown",
    "Listed",
    "UnknownIndicatorError",
    "entry_html",
    "report_file",
]
