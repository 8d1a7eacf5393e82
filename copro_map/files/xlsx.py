"""Tables as workbooks (XLSX), to be read on a screen and on paper.

A cell of text can never become a formula or a link, whoever wrote it; a number stays a
number, a day is a day.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
import xlsxwriter  # type: ignore[import-untyped]  # ships no types, nor does anybody

from copro_map.base.i18n import t
from copro_map.files.paper import (
    BOLD_LETTERS,
    FONT,
    LOOSE,
    ROOM_ACROSS,
    column_widths,
    print_on_a4,
    row_height,
)
from copro_map.files.tables import columns_of

LONGEST_CELL = 32_767  # characters: XLSX holds no more in one cell
MARKED = "#FFE2A6"
NAME_WIDTH, TEXT_WIDTH = 28, 82  # characters: the columns of the sheet about the data
ISO_DAY = re.compile(r"(?:19|[2-9][0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}")
WORKBOOK = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": FONT,
}


@dataclass(frozen=True)
class Printed:
    """What a workbook looks like on paper.

    ``columns`` are, by the name of a sheet, the columns that are printed, which stand
    beside one another; all of them, if it is not named. ``foot`` stands below each page
    (what it is, of which day), ``note`` above it. ``marked`` are cells that stand out
    by colour and frame: the name of a column and a row, counted from 0.
    """

    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    foot: str = ""
    note: str = ""
    marked: frozenset[tuple[str, int]] = frozenset()


ALL = Printed()


class _Formats:
    """How cells of a workbook look."""

    def __init__(self, book: Any, fractions: str) -> None:
        top = {"valign": "top"}
        self.head = book.add_format({"bold": True, "text_wrap": True} | top)
        self.text = book.add_format({"text_wrap": True} | top)
        apart = {"align": "right", "indent": 1} | top  # from the text beside it
        self.whole = book.add_format(apart)
        self.fraction = book.add_format({"num_format": fractions} | apart)
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"} | top)
        stands_out = {"bg_color": MARKED, "border": 1, "text_wrap": True}
        self.marked = book.add_format(stands_out | top)
        self.decimals = 0 if fractions == "General" else len(fractions.split(".")[1])

    def shown(self, value: object) -> str:
        """Return a cell as it is shown, as far as its width goes."""
        if isinstance(value, float) and not value.is_integer() and self.decimals:
            return f"{value:.{self.decimals}f}"
        if isinstance(value, float):
            return f"{value:g}"
        return "" if value is None else str(value)


def _days(cells: Sequence[object]) -> Sequence[object]:
    """Return a column as days if all that it holds are ISO dates; else as it is."""
    said = [cell for cell in cells if cell not in (None, "")]
    if not said or not all(
        isinstance(cell, str) and ISO_DAY.fullmatch(cell) for cell in said
    ):
        return cells
    try:
        return [date.fromisoformat(str(x)) if x not in (None, "") else x for x in cells]
    except ValueError:
        return cells


def _write_cell(sheet: Any, row: int, column: int, value: object, of: _Formats) -> None:
    """Write text as text, a number as a number, a day as one; nothing if missing."""
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            value = value[: LONGEST_CELL - 1] + "…"
        if value:
            sheet.write_string(row, column, value, of.text)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, of.day)
    elif value is not None:
        is_whole = not isinstance(value, float) or value.is_integer()
        sheet.write_number(row, column, value, of.whole if is_whole else of.fraction)


def _on_page(names: Sequence[str], wanted: Sequence[str]) -> tuple[int, int]:
    """Return the first and the last of the columns that are printed."""
    places = [place for place, name in enumerate(names) if name in wanted]
    return (min(places), max(places)) if places else (0, max(len(names) - 1, 0))


def _write_table(
    sheet: Any, table: pd.DataFrame, of: _Formats, printed: Printed
) -> None:
    """Write a header that stays in sight and can be filtered, and the rows."""
    heads, columns = (
        [str(x) for x in table.columns],
        list(map(_days, columns_of(table))),
    )
    shown = list(zip(heads, [list(map(of.shown, x)) for x in columns], strict=True))
    first, last = _on_page(heads, printed.columns.get(sheet.get_name(), ()))
    on_page = column_widths(shown[first : last + 1], ROOM_ACROSS)
    left, right = (
        column_widths(x, shapes=LOOSE) for x in (shown[:first], shown[last + 1 :])
    )
    widths = [*left, *on_page, *right]
    for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.write_string(0, place, head, of.head)
        sheet.set_column(place, place, width)
        for row, value in enumerate(columns[place], start=1):
            if (head, row - 1) in printed.marked:
                sheet.write_string(row, place, of.shown(value), of.marked)
            else:
                _write_cell(sheet, row, place, value, of)
    for row, texts in enumerate(zip(*(texts for _, texts in shown), strict=True), 1):
        sheet.set_row(row, row_height(texts, widths))
    sheet.set_row(0, row_height(heads, widths, BOLD_LETTERS))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table), len(heads) - 1)
    sheet.print_area(0, first, len(table), last)
    print_on_a4(sheet, sum(on_page), printed.foot, printed.note)


def _write_about(
    sheet: Any, about: Sequence[tuple[str, str]], of: _Formats, printed: Printed
) -> None:
    """Write what is said of the data, a name and a text a row."""
    sheet.set_column(0, 0, NAME_WIDTH)
    sheet.set_column(1, 1, TEXT_WIDTH)
    for row, (name, text) in enumerate(about):
        sheet.write_string(row, 0, name, of.head)
        sheet.write_string(row, 1, text, of.text)
        sheet.set_row(row, row_height((name, text), (NAME_WIDTH, TEXT_WIDTH)))
    print_on_a4(sheet, NAME_WIDTH + TEXT_WIDTH, printed.foot, printed.note)


def to_workbook(
    tables: Mapping[str, pd.DataFrame],
    about: Sequence[tuple[str, str]],
    fractions: str = "0.0",
    printed: Printed = ALL,
) -> bytes:
    """Return tables as an XLSX workbook: a sheet each, by its name, then one about it.

    The index is left out; missing values are empty cells. The header is frozen and can
    be filtered. Text is always written as text, never as a formula or a link; what is
    longer than a cell can be ends in "…". A column of ISO dates is one of days. The
    last sheet, named in the current language, holds the lines of ``about``, a name and
    a text each; the first is its title. A name has at most 31 characters and no two are
    the same. ``fractions`` is how a number that is not whole is shown; the cell has all
    of it. Every sheet is set up for paper (``files.paper``).

    Examples
    --------
    >>> book = to_workbook({"Ids": pd.DataFrame({"id": ["tir-coed"]})}, [("Date", "x")])
    >>> book[:2]
    b'PK'
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, WORKBOOK) as book:
        formats = _Formats(book, fractions)
        for name, table in tables.items():
            _write_table(book.add_worksheet(name), table, formats, printed)
        _write_about(book.add_worksheet(t("About the data")), about, formats, printed)
    return buffer.getvalue()
