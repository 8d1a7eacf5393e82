"""The one reader of files as people have them: a header, its rows, what was done.

Every import reads through ``read_table``; what the columns mean is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_, Label
from copro_map.files.content import Content, read_content
from copro_map.files.gate import cell_name, check_signs, check_size
from copro_map.files.layout import Layout, lay_out
from copro_map.files.limits import Cells
from copro_map.files.rows import Fault
from copro_map.files.tables import typed_cell
from copro_map.files.tidying import tidy
from copro_map.files.told import heading_key

# The column of a sheet to mend that says what is wrong: ours, so it is never read.
WRONG = Label(
    "What is wrong (this column is not read)",
    "Beth sydd o’i le (ni ddarllenir y golofn hon)",
)
OURS = frozenset(map(heading_key, (WRONG.en, WRONG.cy)))
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


def without(table: Table, lines: Collection[int]) -> Table:
    """Return a table without the rows of some lines, nor what is wrong in them."""
    if not lines:
        return table
    rows = [row for row in table.rows if row[0] not in lines]
    faults, notes = (
        tuple(one for one in told if one.row not in lines)
        for told in (table.faults, table.notes)
    )
    left = len(table.rows) - len(rows)
    return replace(
        table, rows=rows, faults=faults, notes=notes, skipped=table.skipped + left
    )


def _without_ours(found: Layout) -> Layout:
    """Return a table without the column that says what was wrong with its rows."""
    keep = [n for n, one in enumerate(found.header) if heading_key(one) not in OURS]
    if len(keep) == len(found.header):
        return found
    return replace(
        found,
        header=tuple(found.header[n] for n in keep),
        rows=[
            (line, left)
            for line, cells in found.rows
            if any(left := [cells[n] for n in keep])
        ],
    )


def _namer(content: Content) -> Callable[[int, int], str]:
    """Return how a cell is named in a message: as in a spreadsheet, or by its feature.

    That is told its line and the number of its column, counted from 0.
    """
    if not content.features:
        return cell_name
    header = content.rows[0][1]
    return lambda line, column: f"{line} ({header[column]})"


def read_table(path: Path, known: Callable[[str], bool], *, sheet: str = "") -> Table:
    """Return a file as a table.

    Parameters
    ----------
    path
        A CSV file, an XLSX workbook, or a GeoJSON or uMap file. Of this, the columns
        are the properties, ``longitude`` and ``latitude``, and the ``layer`` of uMap.
    known
        Says whether a heading means something: the header is the line, of the first 30,
        in which most do.
    sheet
        The workbook's sheet that is meant; if none is named, the one whose header is
        known best.

    Raises
    ------
    ImportFileError
        If the file cannot be read, is of another kind, larger than ``files.limits``
        allows, holds control characters or nothing, or does not say which sheet is
        meant. The message says what to do.
    """
    content = read_content(path, known, sheet)
    name = _namer(content)
    check_size(path, content.rows)
    rows, notes = tidy(content.rows, name)
    check_signs(path, rows, name)
    if content.features:
        (_, header), *below = [(n, [*map(str.strip, cells)]) for n, cells in rows]
        below = [(number, cells) for number, cells in below if any(cells)]
        found = Layout(0, tuple(header), below, (), (), 0)
    else:
        found = lay_out([(n, [*map(typed_cell, cells)]) for n, cells in rows], known)
        found = _without_ours(found)
    if not found.header:
        raise ImportFileError(EMPTY, file=path.name)
    return Table(
        path.name,
        found.header_row,
        found.header,
        found.rows,
        (*content.notes, *notes, *found.notes),
        content.skipped + found.skipped,
        (*content.faults, *found.faults),
    )
