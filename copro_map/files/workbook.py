"""Reading a sheet of an XLSX workbook into cells of text, however hostile the file."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import datetime, time

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_, Label

IS_ZIP = b"PK\x03\x04"
# Workbooks with a password, and those of before 2007.
IS_OLD = b"\xd0\xcf\x11\xe0"
LARGEST_FILE_MB = 5
LARGEST_CONTENT_MB = 50
MOST_ROWS, MOST_COLUMNS = 20_000, 200
MEGABYTE = 1_000_000
LARGEST_WHOLE = 1e15  # A spreadsheet holds no more digits than fifteen.
# Where a cell or a row says that it stands: "B7", "7".
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{0,3})([0-9]{1,7})["']""")
BROKEN = N_(
    "{file}: this is not a workbook that can be read ({reason}). Open it, save it anew "
    "as XLSX, without a password, and import it again."
)
# The last two: packed in another way, or encrypted.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
# The sheet of a template that says what can be chosen: it holds no replies.
CHOICES = Label("Choices", "Dewisiadau")
Cells = list[tuple[int, list[str]]]


def too_large(name: str) -> ImportFileError:
    """Return the error for a file that is larger than any survey's."""
    return ImportFileError(
        N_(
            "{file}: the file is too large. At most: {megabytes} MB, {rows} rows, "
            "{columns} columns. Remove what is not needed, or import it in parts."
        ),
        file=name,
        megabytes=LARGEST_FILE_MB,
        rows=MOST_ROWS,
        columns=MOST_COLUMNS,
    )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _check_places(name: str, content: bytes) -> None:
    """Refuse a sheet with a cell far out: the reader would fill all before it."""
    for letters, digits in set(PLACE.findall(content)):
        if int(digits) > MOST_ROWS or _column_number(letters) > MOST_COLUMNS:
            raise too_large(name)


def _check_archive(name: str, data: bytes) -> None:
    """Refuse a file that is no workbook, is damaged, or grows out of all bounds.

    Every part is unpacked once, counted: what an archive declares may be a lie.
    """
    if data.startswith(IS_OLD):
        raise ImportFileError(BROKEN, file=name, reason="password / .xls")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > LARGEST_CONTENT_MB * MEGABYTE:
                raise too_large(name)
            for part in parts:
                content = archive.read(part)
                if "worksheets/" in part.filename:
                    _check_places(name, content)
    except UNREADABLE as error:
        raise ImportFileError(BROKEN, file=name, reason=error) from error


def _sheet(name: str, book: CalamineWorkbook, sheet: str) -> CalamineSheet:
    """Return the sheet that is named, the first if none is."""
    names = book.sheet_names
    if sheet and sheet not in names:
        raise ImportFileError(
            N_("{file}: there is no such sheet: {sheet}. Name one of: {choices}."),
            file=name,
            sheet=sheet,
            choices=", ".join(names),
        )
    return book.get_sheet_by_name(sheet or names[0])


def _only_sheet(file: str, book: CalamineWorkbook) -> str:
    """Return the name of the only sheet that holds anything."""
    filled = [
        name
        for name in book.sheet_names
        if name not in (CHOICES.en, CHOICES.cy)
        and book.get_sheet_by_name(name).total_height
    ] or book.sheet_names[:1]
    if len(filled) > 1:
        raise ImportFileError(
            N_(
                "{file}: several sheets hold something. Name the one with the replies: "
                "--sheet NAME. Sheets: {choices}."
            ),
            file=file,
            choices=", ".join(filled),
        )
    return filled[0]


def cell_text(cell: object) -> str:
    """Return a cell of a spreadsheet as text; dates as ISO writes them.

    Examples
    --------
    >>> cell_text(24.0), cell_text(33.3), cell_text(True), cell_text(" a ")
    ('24', '33.3', 'TRUE', 'a')
    >>> cell_text(datetime(2027, 3, 31)), cell_text(datetime(2027, 3, 31, 10, 15))
    ('2027-03-31', '2027-03-31 10:15:00')
    """
    if isinstance(cell, datetime):
        midnight = cell.time() == time.min
        return str(cell.date()) if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < LARGEST_WHOLE:
        return str(int(cell))
    return str(cell).strip()


def read_workbook(
    name: str, data: bytes, *, sheet: str = "", only: bool = False
) -> Cells:
    """Return the rows of a sheet with their numbers: cells of text, all equally many.

    ``sheet`` is the sheet's name, the first one if it is empty; with ``only``, the one
    that holds anything. A formula is what it gave when the workbook was saved, and an
    empty text if that was an error. ``name`` is the file's, for messages.

    Raises
    ------
    ImportFileError
        If the workbook has a password, is damaged or too large, or does not say which
        sheet is meant.
    """
    if len(data) > LARGEST_FILE_MB * MEGABYTE:
        raise too_large(name)
    _check_archive(name, data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        wanted = _only_sheet(name, book) if only and not sheet else sheet
        rows = _sheet(name, book, wanted).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise ImportFileError(BROKEN, file=name, reason=error) from error
    return [
        (number, [cell_text(cell) for cell in row])
        for number, row in enumerate(rows, start=1)
    ]
