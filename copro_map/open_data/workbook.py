"""A long table as a workbook (XLSX), a row at a time: it is never whole in memory.

Text is written as text, never as a formula or a link; a number is one, a day is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

import xlsxwriter  # type: ignore[import-untyped]  # ships no types, nor does anybody

from copro_map.files.xlsx import LONGEST_CELL, NAME_WIDTH, TEXT_WIDTH, WORKBOOK
from copro_map.open_data.columns import Column

LIST_SIGN = ";"  # between the words of a list
WIDTHS = {"string": 24, "list": 24}
NARROW = 12
ROW_BY_ROW = {"in_memory": False, "constant_memory": True}
# The same rows are the same file: when it was made stands in the sheets about the data.
MADE = {"created": datetime(2026, 1, 1, tzinfo=UTC)}


class _Sheets:
    """The sheets of a workbook and how their cells look."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def write(self, sheet: Any, row: int, place: int, value: Any, holds: str) -> None:
        """Write a cell, by what its column holds; nothing if it is missing."""
        if value is None or value in ("", ()):
            return
        if holds == "date":
            sheet.write_datetime(row, place, date.fromisoformat(value), self.day)
        elif holds == "boolean":
            sheet.write_boolean(row, place, value)
        elif holds in ("string", "list"):
            text = value if holds == "string" else LIST_SIGN.join(value)
            if len(text) > LONGEST_CELL:
                text = f"{text[: LONGEST_CELL - 1]}…"
            sheet.write_string(row, place, text)
        else:
            sheet.write_number(row, place, value)

    def table(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]
    ) -> None:
        """Write a table, its header frozen and to be filtered."""
        sheet, last = self.book.add_worksheet(name), 0
        sheet.freeze_panes(1, 0)
        for place, one in enumerate(columns):
            sheet.set_column(place, place, WIDTHS.get(one.holds, NARROW))
            sheet.write_string(0, place, one.name, self.head)
        for last, row in enumerate(rows, start=1):
            for place, (one, value) in enumerate(zip(columns, row, strict=True)):
                self.write(sheet, last, place, value, one.holds)
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def about(self, name: str, lines: Iterable[tuple[str, str]]) -> None:
        """Write what is said of the data, a name and a text a row."""
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, NAME_WIDTH)
        sheet.set_column(1, 1, TEXT_WIDTH)
        for row, (head, text) in enumerate(lines):
            sheet.write_string(row, 0, head, self.head)
            sheet.write_string(row, 1, text, self.wrapped)


def write_workbook(
    file: BinaryIO,
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    about: Mapping[str, Iterable[tuple[str, str]]],
) -> None:
    """Write a workbook: one sheet with the table, then those about it by their names.

    ``rows`` have a plain value for each column, None if it is missing. Text that is
    longer than a cell can be ends in "…".
    """
    with xlsxwriter.Workbook(file, {**WORKBOOK, **ROW_BY_ROW}) as book:
        book.set_properties(MADE)
        sheets = _Sheets(book)
        sheets.table(name, columns, rows)
        for title, lines in about.items():
            sheets.about(title, lines)
