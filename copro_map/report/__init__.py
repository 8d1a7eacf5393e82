"""The board's report: progress and coverage as one document."""

from copro_map.report.report import report_file

__all__ = ["report_file"]
