"""What others may ask of report, with the records that come back."""

from copro_map.report.entry import (
    STYLE,
    EntryShown,
    entries_beside,
    entry_acts,
    entry_first,
    entry_folds,
    entry_known,
    entry_served,
)
from copro_map.report.indicator import IndicatorShown, Listed, UnknownIndicatorError
from copro_map.report.report import report_file

__all__ = [
    "EntryShown",
    "IndicatorShown",
    "Listed",
    "STYLE",
    "UnknownIndicatorError",
    "entries_beside",
    "entry_acts",
    "entry_first",
    "entry_folds",
    "entry_known",
    "entry_served",
    "report_file",
]
