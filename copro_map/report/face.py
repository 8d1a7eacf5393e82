"""What others may ask of report, with the records that come back."""

from copro_map.report.approving import publish_and_approve
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
from copro_map.report.keeps import KEEPS
from copro_map.report.narratives import UNDO
from copro_map.report.report import report_file
from copro_map.report.rules.narrative import Words

__all__ = [
    "EntryShown",
    "IndicatorShown",
    "Listed",
    "KEEPS",
    "STYLE",
    "UNDO",
    "UnknownIndicatorError",
    "Words",
    "entries_beside",
    "entry_acts",
    "entry_first",
    "entry_folds",
    "entry_known",
    "entry_served",
    "publish_and_approve",
    "report_file",
]
