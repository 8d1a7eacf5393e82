"""One sheet of an XLSX workbook as text: a program of its own, which may come to grief.

``files.workbook`` starts it for each workbook, as ``files.apart`` says. It loads the
standard library and calamine alone.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, time
from itertools import islice
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetVisibleEnum,
)

from copro_map.files.apart import Refused, run
from copro_map.files.error_cells import (
    OF_ERROR,
    OVERLAP,
    PIECE,
    WORKBOOK,
    Place,
    errors_in,
)

LARGEST_WHOLE = 1e15  # A spreadsheet holds no more digits than fifteen.
# What other sorts of workbook keep in their archives: XLSB, and those of OpenDocument.
OF_OTHERS = ("xl/workbook.bin", "content.xml")
MOST_PARTS = 2_000
SHOWN = 20  # sheets that a message names
LONGEST_REASON = 200
# The last two of the standard library's: packed in another way, or encrypted.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    IndexError,
    NotImplementedError,
    RuntimeError,
    CalamineError,
)


def cell_text(cell: object) -> str:
    """Return a cell of a spreadsheet as text; dates as ISO writes them.

    Examples
    --------
    >>> cell_text(24.0), cell_text(33.3), cell_text(True), cell_text(" a ")
    ('24', '33.3', 'TRUE', 'a')
    >>> cell_text(datetime(2027, 3, 31)), cell_text(datetime(2027, 3, 31, 10, 15))
    ('2027-03-31', '2027-03-31 10:15:00')
    """
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, datetime):
        midnight = cell.time() == time.min
        return str(cell.date()) if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < LARGEST_WHOLE:
        return str(int(cell))
    return str(cell).strip()


def check_archive(archive: zipfile.ZipFile, largest: int) -> list[str]:
    """Refuse an archive that is no XLSX, or would grow beyond so many bytes.

    Return the names of the parts in which a cell holds an error.
    """
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise Refused("large")
    names = [part.filename.casefold() for part in parts]
    if WORKBOOK not in names or any(name in names for name in OF_OTHERS):
        raise Refused("kind", parts=[name[:LONGEST_REASON] for name in names])
    if sum(part.file_size for part in parts) > largest:
        raise Refused("large")
    if len(set(names)) < len(names):
        raise Refused("broken", reason="ZIP")
    with_errors = []
    for part in parts:
        with archive.open(part) as content:
            # What it declares is true, or zipfile says that it is not.
            last, found = b"", False
            while piece := content.read(PIECE):
                found = found or bool(OF_ERROR.search(last + piece))
                last = piece[-OVERLAP:]
        with_errors += [part.filename] * found
    return with_errors


def find_sheet(book: CalamineWorkbook, name: str) -> CalamineSheet | None:
    """Return the sheet of a name; None if none is named."""
    if not name:
        return None
    if name not in book.sheet_names:
        raise Refused("no sheet", choices=book.sheet_names[:SHOWN])
    return book.get_sheet_by_name(name)


def worksheets(book: CalamineWorkbook, others: Collection[str]) -> list[str]:
    """Return the names of the sheets; hidden ones only if no other is there.

    ``others`` are names of sheets that are never meant.
    """
    sheets = [one for one in book.sheets_metadata if one.name not in others]
    seen = [one for one in sheets if one.visible == SheetVisibleEnum.Visible]
    return [one.name for one in seen or sheets]


def rows_of(
    sheet: CalamineSheet, limits: dict[str, int], errors: Mapping[Place, str]
) -> Iterator[list[str]]:
    """Yield the rows of a sheet as text, the first row and column of all included.

    ``errors`` are what stands in the cells that hold an error.
    """
    if sheet.start is None or sheet.end is None:
        return
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    if height > limits["rows"] or width > limits["columns"]:
        raise Refused("large")
    if height * width > limits["cells"]:
        raise Refused("large")
    before, said = [""] * sheet.start[1], 0
    of_row: dict[int, list[tuple[int, str]]] = {}
    for (line, column), text in errors.items():
        of_row.setdefault(line, []).append((column, text))
    for number, row in enumerate(sheet.iter_rows()):
        cells = [*before, *map(cell_text, row)]
        for column, text in of_row.get(number, ()):
            cells[column] = text
        said += sum(map(len, cells))
        if said > limits["text"]:
            raise Refused("large")
        yield cells


def head_of(sheet: CalamineSheet, limits: dict[str, int]) -> dict[str, Any]:
    """Return the name of a sheet and its first rows that hold something."""
    try:
        filled = filter(any, rows_of(sheet, limits, {}))
        rows = list(islice(filled, limits["heads"]))
    except Refused:
        rows = []  # too large: it can be read no more than it can be looked at
    return {"name": sheet.name, "rows": rows}


def choose(
    book: CalamineWorkbook, wanted: dict[str, Any]
) -> CalamineSheet | dict[str, Any]:
    """Return the only sheet that holds something; the heads of all, if several do."""
    heads: list[dict[str, Any]] = []
    only = None
    for name in worksheets(book, wanted["choices"]):
        sheet = book.get_sheet_by_name(name)
        if sheet.end is not None:
            only = None if heads else sheet
            heads.append(head_of(sheet, wanted))
    if len(heads) > 1:
        return {"heads": heads[:SHOWN]}
    return only or book.get_sheet_by_index(0)


def read(data: bytes, wanted: dict[str, Any]) -> Iterator[list[str] | dict[str, Any]]:
    """Yield the rows of the sheet that is wanted; heads alone, if that is not clear."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        with_errors = check_archive(archive, wanted["unpacked"])
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = find_sheet(book, wanted["sheet"]) or choose(book, wanted)
        if isinstance(sheet, dict):
            yield sheet
            return
        errors = errors_in(archive, sheet.name, with_errors) if with_errors else {}
    yield from rows_of(sheet, wanted, errors)


def answer(data: bytes, wanted: dict[str, Any]) -> Iterator[list[str] | dict[str, Any]]:
    """Yield what is read; at last what is wrong, if something is."""
    try:
        yield from read(data, wanted)
    except Refused as refused:
        yield refused.answer
    except MemoryError:
        yield {"wrong": "large"}
    except UNREADABLE as error:
        yield {"wrong": "broken", "reason": str(error)[:LONGEST_REASON]}


if __name__ == "__main__":
    run(answer)
