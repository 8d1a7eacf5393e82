"""The gate for every file that is given to a command: opened once, with its limits.

What has passed is a list of lines with so many cells of text and no more, without a
character that steers what shows it. Nobody looks at a header before that.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from xlsxwriter.utility import (  # type: ignore[import-untyped] # as in tables
    xl_rowcol_to_cell,
)

from copro_map.base.characters import has_control
from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_
from copro_map.files.limits import (
    LARGEST_FILE,
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Cells,
    too_large,
)
from copro_map.files.separated import records
from copro_map.files.workbook import BROKEN, Head, ask_which, read_workbook

IS_ZIP = b"PK\x03\x04"
# Workbooks with a password, and those of before 2007.
IS_OLD = b"\xd0\xcf\x11\xe0"
# A pipe, or a device, must not make us wait for it, nor become our terminal.
CAREFULLY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
MOST_NAMED = 10  # cells in one message
CANNOT = N_("{file}: the file cannot be read ({reason}). Check its name and rights.")


def _careful(path: str, flags: int) -> int:
    return os.open(path, flags | CAREFULLY)


def _cannot(path: Path, error: Exception) -> ImportFileError:
    reason = getattr(error, "strerror", None) or error
    return ImportFileError(CANNOT, file=path, reason=reason)


def opened(path: Path) -> io.FileIO:
    """Open a regular file, also by a link; nothing else, however long it would go on.

    Raises
    ------
    ImportFileError
        If it is missing, may not be read, is no file, or too large.
    """
    try:
        file = io.FileIO(path, "rb", opener=_careful)
    except (OSError, ValueError) as error:
        raise _cannot(path, error) from error
    about = os.fstat(file.fileno())
    if stat.S_ISREG(about.st_mode) and about.st_size <= LARGEST_FILE:
        return file
    file.close()
    if stat.S_ISREG(about.st_mode):
        raise too_large(path.name)
    raise ImportFileError(
        N_("{file}: this is a device or a pipe, not a file. Name a CSV or XLSX file."),
        file=path,
    )


def _text(path: Path, data: bytes) -> str:
    """Return the text of a file in UTF-8, with or without a byte order mark.

    Raises
    ------
    ImportFileError
        If it is in another encoding.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFileError(
            N_(
                "{file}: the text is not UTF-8 (byte {byte}). Save it from your "
                'spreadsheet as "CSV UTF-8" and import it again.'
            ),
            file=path.name,
            byte=error.start,
        ) from error


def _separator(path: Path, text: str, separators: Sequence[str]) -> str:
    """Return the sign that parts the first row into most cells; the first if in doubt.

    A text of another separator may be no well-formed CSV.
    """

    def cells(separator: str) -> int:
        try:
            return len(next(records(path.name, text, separator), (0, []))[1])
        except ImportFileError:
            return 0

    return max(separators, key=cells) if len(separators) > 1 else separators[0]


def _read_csv(path: Path, text: str, separators: Sequence[str]) -> Cells:
    """Return the rows of a CSV text, no more than a file may have."""
    lines = records(path.name, text, _separator(path, text, separators))
    rows: Cells = []
    held = 0
    for number, cells in islice(lines, MOST_ROWS + 2):
        held += len(cells)
        if len(cells) > MOST_COLUMNS or held > MOST_CELLS:
            raise too_large(path.name)
        rows.append((number, cells))
    return rows


def check_size(path: Path, rows: Cells) -> None:
    """Refuse rows that are too many, or a cell that is too long."""
    if len(rows) > MOST_ROWS + 1:
        raise too_large(path.name)
    if any(len(cell) > LONGEST_CELL for _, cells in rows for cell in cells):
        raise too_large(path.name)


def cell_name(line: int, column: int) -> str:
    """Return the name of a cell in a spreadsheet; the column is counted from 0.

    Examples
    --------
    >>> cell_name(1, 0), cell_name(12, 27)
    ('A1', 'AB12')
    """
    return str(xl_rowcol_to_cell(line - 1, column))


def check_signs(
    path: Path, rows: Cells, name: Callable[[int, int], str] = cell_name
) -> None:
    """Refuse a cell that steers a terminal; the message names the first of them."""
    named = []
    for number, cells in rows:
        if has_control(" ".join(cells)):
            named += [
                name(number, i) for i, cell in enumerate(cells) if has_control(cell)
            ]
        if len(named) > MOST_NAMED:
            break
    if named:
        raise ImportFileError(
            N_(
                "{file}: characters that are not seen, and steer what shows them, "
                "stand in these cells: {cells}. Delete what the cells hold and type "
                "it anew."
            ),
            file=path.name,
            cells=", ".join(named[:MOST_NAMED]) + " …" * (len(named) > MOST_NAMED),
        )


def is_workbook(path: Path, file: io.FileIO) -> bool:
    """Say whether an open file begins as an XLSX workbook does; it is left there."""
    try:
        begins = file.read(len(IS_ZIP))
        file.seek(0)  # also for the process that reads workbooks
    except OSError as error:
        raise _cannot(path, error) from error
    return begins == IS_ZIP


def whole(path: Path, file: io.FileIO) -> bytes:
    """Return all that an open file holds; one that has grown too large is refused."""
    try:
        data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _cannot(path, error) from error
    if len(data) > LARGEST_FILE:
        raise too_large(path.name)
    return data


def read_lines(
    path: Path,
    separators: Sequence[str] = (",",),
    sheet: str = "",
    *,
    only: bool = False,
) -> Cells:
    """Return the lines of a file with their numbers: cells of text.

    The file is CSV in UTF-8, parted by one of ``separators``, or an XLSX workbook, of
    which ``sheet`` and ``only`` say the sheet (``files.workbook.read_workbook``).

    Raises
    ------
    ImportFileError
        If it cannot be read, is larger than ``files.limits`` allows, or holds control
        characters. The message says what to do.
    """
    with opened(path) as file:
        if is_workbook(path, file):

            def choose(heads: list[Head]) -> str:
                if only:
                    raise ask_which(path.name, [one.name for one in heads])
                return heads[0].name

            rows = read_workbook(path.name, file, choose, sheet)
        else:
            data = whole(path, file)
            if data.startswith(IS_OLD):
                raise ImportFileError(BROKEN, file=path.name, reason="password / .xls")
            rows = _read_csv(path, _text(path, data), separators)
    check_size(path, rows)
    check_signs(path, rows)
    return rows
