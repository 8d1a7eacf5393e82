"""The rows of a survey tool's file that are no replies: not finished, tests, totals."""

from __future__ import annotations

from collections.abc import Iterator

from copro_map.base.i18n import N_
from copro_map.files.layout import named
from copro_map.files.mapped import MappedFile
from copro_map.files.of_tools import SENT, words_of
from copro_map.files.plain import plain
from copro_map.files.rows import Fault, Row

UNFINISHED = N_("Rows that were not finished, left out: {n} (lines {lines}).")
TRIALS = N_("Rows of a preview or a test, left out: {n} (lines {lines}).")
TOTAL = N_("Rows of totals, left out: {n} (lines {lines}).")
NOT_DONE = (
    "false",
    "no",
    "0",
    "partial",
    "partially complete",
    "partial response",
    "incomplete",
    "not complete",
    "not completed",
    "in progress",
    "started",
    "unfinished",
    "unverified",
    "disqualified",
    "heb ei orffen",
    "anghyflawn",
    "rhannol",
)
NOT_MEANT = (
    "survey preview",
    "survey test",
    "preview",
    "test",
    "test data",
    "spam",
    "deleted",
)
TOTALS = ("total", "totals", "grand total", "cyfanswm", "sum", "swm")
WHOLE = 100  # per cent of a form


def why_not_finished(column: str, cell: str) -> str:
    """Return why a row is no reply by a column that says how far it is; "" if it is.

    Examples
    --------
    >>> why_not_finished("Finished", "FALSE") == why_not_finished("Progress", "50%")
    True
    >>> why_not_finished("Status", "IP Address"), why_not_finished("Progress", "100")
    ('', '')
    """
    text = plain(cell)
    if words_of(column) == "progress":
        number = text.removesuffix("%").strip().replace(",", ".")
        is_number = number.replace(".", "", 1).isdecimal()
        return UNFINISHED if is_number and float(number) < WHOLE else ""
    if text in NOT_MEANT:
        return TRIALS
    return UNFINISHED if text in NOT_DONE else ""


class Unfinished:
    """The rows of a file that are no replies: not finished, a test, a total."""

    def __init__(self) -> None:
        self.rows: dict[str, list[int]] = {}

    @property
    def count(self) -> int:
        """How many they are."""
        return sum(map(len, self.rows.values()))

    def add(self, row: Row, why: str) -> None:
        """Take note of one."""
        self.rows.setdefault(why, []).append(row.number)

    def _why(self, row: Row, file: MappedFile, dates: list[str]) -> str:
        """Return why a row is no reply; "" if it is one."""
        filled = [cell for cell in row.cells.values() if cell]
        no_day = not file.cell(row, "date")
        if (
            filled
            and plain(filled[0]).rstrip(" :") in TOTALS
            and not row.cells.get(dates[0])
        ):
            return TOTAL
        for column in file.columns("finished"):
            if why := why_not_finished(column, row.cells[column]):
                return why
        was_not_sent = no_day and SENT.search(words_of(dates[0]))
        return UNFINISHED if was_not_sent else ""

    def without(self, file: MappedFile) -> list[Row]:
        """Return the rows that are replies."""
        dates = [*file.columns("date"), ""]
        found = []
        for row in file.rows:
            if why := self._why(row, file, dates):
                self.add(row, why)
            else:
                found.append(row)
        return found

    def notes(self) -> Iterator[Fault]:
        """Yield what was left out, and why."""
        for message, rows in self.rows.items():
            facts = {"n": len(rows), "lines": named(rows)}
            yield Fault(rows[0], "", message, facts)
