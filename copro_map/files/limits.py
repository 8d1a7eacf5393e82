"""How large a file may be that is given to any command: one place for every reader."""

from __future__ import annotations

from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_

MEGABYTE = 2**20
LARGEST_FILE = 5 * MEGABYTE  # bytes
MOST_ROWS, MOST_COLUMNS = 20_000, 200  # a header is one line more
MOST_CELLS = 500_000  # in the rectangle that they fill
MOST_TEXT = 10_000_000  # characters in all
LONGEST_CELL = 32_767  # characters: XLSX holds no more in one cell

# The rows of a file, each with the number of its line.
Cells = list[tuple[int, list[str]]]


def too_large(name: str) -> ImportFileError:
    """Return the error for a file that is larger than any that is expected."""
    return ImportFileError(
        N_(
            "{file}: the file is too large, or asks for more memory or time than it "
            "should. At most: {megabytes} MB, {rows} rows, {columns} columns, {cells} "
            "cells, {length} characters in a cell. Copy what is needed into a new "
            "file, or import it in parts."
        ),
        file=name,
        megabytes=LARGEST_FILE // MEGABYTE,
        rows=MOST_ROWS,
        columns=MOST_COLUMNS,
        cells=MOST_CELLS,
        length=LONGEST_CELL,
    )
