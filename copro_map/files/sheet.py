"""One sheet of an XLSX workbook as text: a program of its own, which may come to grief.

``files.workbook`` starts it for each workbook, with the file as its standard input and
what is wanted as JSON. It answers on standard output, with a line of JSON for each row;
if something is wrong, the last one says so (``wrong``). It loads the standard library
and calamine alone, so that a start takes hundredths of a second.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
import zlib
from collections.abc import Collection, Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

LARGEST_WHOLE = 1e15  # A spreadsheet holds no more digits than fifteen.
WORKBOOK = "xl/workbook.xml"
# What other sorts of workbook keep in their archives: XLSB, and those of OpenDocument.
OF_OTHERS = ("xl/workbook.bin", "content.xml")
MOST_PARTS = 2_000
PIECE = 1_000_000  # bytes that are unpacked at a time
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


class Refused(Exception):  # noqa: N818 - no fault of ours: the answer is that
    """What is wrong with a workbook, and what there is to say about it."""

    def __init__(self, wrong: str, **facts: object) -> None:
        super().__init__(wrong)
        self.answer: dict[str, Any] = {"wrong": wrong, **facts}


def limit_this_process(memory: int, seconds: int) -> None:
    """Let the system end this process if it wants more memory (bytes) or time.

    The memory is what it may take besides what it has, which depends on the system.
    Where Python has no ``resource`` (Windows), whoever started it must watch it.
    """
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        memory += pages * resource.getpagesize()
    except ImportError:
        return
    except OSError:
        pass  # not Linux
    for name, most in (
        ("RLIMIT_AS", memory),
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_FSIZE", memory),
        ("RLIMIT_CORE", 0),
    ):
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, OSError, ValueError):
            continue  # not known here, or a lower one is in force


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


def check_archive(data: bytes, largest: int) -> None:
    """Refuse an archive that is no XLSX, or would grow beyond so many bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > largest:
            raise Refused("large")
        names = [part.filename.casefold() for part in parts]
        if WORKBOOK not in names or any(name in names for name in OF_OTHERS):
            raise Refused("broken", reason="XLSX?")
        if len(set(names)) < len(names):
            raise Refused("broken", reason="ZIP")
        for part in parts:
            with archive.open(part) as content:
                while content.read(PIECE):
                    pass  # what it declares is true, or zipfile says that it is not


def find_sheet(
    book: CalamineWorkbook, sheet: str, choices: Collection[str]
) -> CalamineSheet:
    """Return the sheet that is wanted; without a name, the first.

    With ``choices``, names that are never meant, the only one that holds anything.
    """
    names = book.sheet_names
    if sheet and sheet not in names:
        raise Refused("no sheet", choices=names[:SHOWN])
    if sheet or not choices:
        return book.get_sheet_by_name(sheet or names[0])
    own = (book.get_sheet_by_name(name) for name in names if name not in choices)
    filled = [one for one in own if one.end is not None]
    if len(filled) > 1:
        raise Refused("several", choices=[one.name for one in filled[:SHOWN]])
    return filled[0] if filled else book.get_sheet_by_name(names[0])


def rows_of(sheet: CalamineSheet, limits: dict[str, int]) -> Iterator[list[str]]:
    """Yield the rows of a sheet as text, the first row and column of all included."""
    if sheet.start is None or sheet.end is None:
        return
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    if height > limits["rows"] or width > limits["columns"]:
        raise Refused("large")
    if height * width > limits["cells"]:
        raise Refused("large")
    before, said = [""] * sheet.start[1], 0
    for row in sheet.iter_rows():
        cells = [*before, *map(cell_text, row)]
        said += sum(map(len, cells))
        if said > limits["text"]:
            raise Refused("large")
        yield cells


def answer(data: bytes, wanted: dict[str, Any]) -> Iterator[list[str] | dict[str, Any]]:
    """Yield the rows of the sheet that is wanted; at last what is wrong, if it is."""
    try:
        check_archive(data, wanted["unpacked"])
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        yield from rows_of(find_sheet(book, wanted["sheet"], wanted["choices"]), wanted)
    except Refused as refused:
        yield refused.answer
    except MemoryError:
        yield {"wrong": "large"}
    except UNREADABLE as error:
        yield {"wrong": "broken", "reason": str(error)[:LONGEST_REASON]}


def main() -> None:
    """Read standard input as the first argument says; write the answer."""
    wanted = json.loads(sys.argv[1])
    limit_this_process(wanted["memory"], wanted["seconds"])
    data = sys.stdin.buffer.read(wanted["bytes"] + 1)
    for line in answer(data, wanted):
        sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


if __name__ == "__main__":
    main()
