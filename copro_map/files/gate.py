"""The gate for every file that is given to a command: opened once, with its limits.

What has passed is so many cells of text and no more, without a character that steers
what shows it.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from xlsxwriter.utility import (  # type: ignore[import-untyped] # as in tables
    xl_rowcol_to_cell,
)

from copro_map.base.characters import has_control
from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_
from copro_map.files.layout import MOST_NAMED, named
from copro_map.files.limits import (
    LARGEST_FILE,
    LONGEST_CELL,
    MOST_ROWS,
    Cells,
    too_large,
)

IS_ZIP = b"PK\x03\x04"
# A pipe, or a device, must not make us wait for it, nor become our terminal.
CAREFULLY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
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
    steering = (
        name(number, column)
        for number, cells in rows
        if has_control(" ".join(cells))
        for column, cell in enumerate(cells)
        if has_control(cell)
    )
    found = list(islice(steering, MOST_NAMED + 1))
    if found:
        raise ImportFileError(
            N_(
                "{file}: characters that are not seen, and steer what shows them, "
                "stand in these cells: {cells}. Delete what the cells hold and type "
                "it anew."
            ),
            file=path.name,
            cells=named(found),
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
