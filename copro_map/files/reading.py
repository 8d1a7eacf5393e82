"""The one reader of files as people have them: a header, its rows, what was done.

Every import reads through ``read_table``; what the columns mean is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from xlsxwriter.utility import (  # type: ignore[import-untyped] # as in tables
    xl_rowcol_to_cell,
)

from copro_map.base.characters import shown, tidied
from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_
from copro_map.files.containers import refuse_binary, refuse_bytes, refuse_text
from copro_map.files.encoding import ASSUMED, decoded
from copro_map.files.gate import check_signs, check_size, is_workbook, opened, whole
from copro_map.files.layout import best_sheets, lay_out, named
from copro_map.files.limits import Cells
from copro_map.files.rows import Fault
from copro_map.files.separated import separated
from copro_map.files.tables import typed_cell
from copro_map.files.tidying import tidy
from copro_map.files.workbook import Head, ask_which, read_workbook

SEP = N_("Left out: the first line, which says what parts the cells (sep={sign}).")
SHEET = N_("Read: the sheet “{sheet}”. Left out: {others}.")
EMPTY = N_("{file}: the file is empty. Give one with a header and rows below it.")


@dataclass(frozen=True)
class Table:
    """A file as people have it, as one header and its rows.

    Attributes
    ----------
    name
        The file's name, for messages.
    header_row
        The number of its line in the file; 0 for a file that has no lines (GeoJSON),
        whose rows are features, counted from 1.
    header
        The headings as they stand; "" where there is none.
    rows
        The number of each line and its cells, as many as the header has; empty ones are
        left out.
    notes
        What was skipped, tidied or assumed. It stops nothing.
    skipped
        How many lines were left out (titles, totals, ``sep=``), besides the empty ones.
    faults
        What is wrong with rows, which are left out: with any, nothing may be written.
    """

    name: str
    header_row: int
    header: tuple[str, ...]
    rows: Cells
    notes: tuple[Fault, ...] = ()
    skipped: int = 0
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class _Content:
    """The cells of a file, what there is to say of them, and lines left out."""

    rows: Cells
    notes: tuple[Fault, ...] = ()
    skipped: int = 0


def _read(rows: Cells) -> Cells:
    """Return rows as they are compared: without what spreadsheets and we put there."""
    return [(n, [typed_cell(tidied(cell)) for cell in cells]) for n, cells in rows]


def _of_text(name: str, data: bytes, known: Callable[[str], bool]) -> _Content:
    """Return the content of a file that is not a workbook."""
    refuse_bytes(name, data)
    text, assumed = decoded(name, data)
    refuse_text(name, text)
    refuse_binary(name, text)

    def headings(cells: Sequence[str]) -> int:
        return len({cell for cell in cells if known(typed_cell(tidied(cell)))})

    rows, sign = separated(name, text, headings)
    notes = []
    if assumed:
        notes.append(Fault(0, "", ASSUMED, {"encoding": assumed}))
    if sign:
        notes.append(Fault(1, "", SEP, {"sign": "TAB" if sign == "\t" else sign}))
    return _Content(rows, tuple(notes), bool(sign))


def _of_workbook(
    name: str, file: FileIO, known: Callable[[str], bool], sheet: str
) -> _Content:
    """Return the content of the sheet of a workbook whose header is known best."""
    notes = []

    def choose(heads: list[Head]) -> str:
        first = {one.name: _read(one.rows) for one in heads}
        best, others = best_sheets(first, known)
        if len(best) != 1:
            raise ask_which(name, best or others)
        left = named([shown(one) for one in others])
        notes.append(Fault(0, "", SHEET, {"sheet": shown(best[0]), "others": left}))
        return best[0]

    return _Content(read_workbook(name, file, choose, sheet), tuple(notes))


def _cell_name(number: int, column: int) -> str:
    return str(xl_rowcol_to_cell(number - 1, column))


def read_table(path: Path, known: Callable[[str], bool], *, sheet: str = "") -> Table:
    """Return a file as a table.

    Parameters
    ----------
    path
        A CSV file or an XLSX workbook.
    known
        Says whether a heading means something: the header is the line, of the first 30,
        in which most do.
    sheet
        The workbook's sheet that is meant.

    Raises
    ------
    ImportFileError
        If the file cannot be read, is of another kind, larger than ``files.limits``
        allows, holds control characters or nothing, or does not say which sheet is
        meant. The message says what to do.
    """
    with opened(path) as file:
        if is_workbook(path, file):
            content = _of_workbook(path.name, file, known, sheet)
        else:
            content = _of_text(path.name, whole(path, file), known)
    check_size(path, content.rows)
    rows, notes = tidy(content.rows, _cell_name)
    check_signs(path, rows)
    found = lay_out(_read(rows), known)
    if not found.header:
        raise ImportFileError(EMPTY, file=path.name)
    return Table(
        path.name,
        found.header_row,
        found.header,
        found.rows,
        (*content.notes, *notes, *found.notes),
        content.skipped + found.skipped,
        found.faults,
    )
