"""What others may ask of report, with the records that come back."""

from copro_map.report.report import report_file

__all__ = ["report_file"]
