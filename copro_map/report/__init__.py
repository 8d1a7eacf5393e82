"""The board's report: progress and coverage as one document."""
