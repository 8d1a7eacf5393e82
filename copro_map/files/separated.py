"""The lines of a text whose cells are parted by some sign, which is found out."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_
from copro_map.files.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Cells, too_large

SEPARATORS = (",", ";", "\t", "|")
LOOKED_AT = 40  # records
# What spreadsheets write above the header: what parts the cells.
SEP_LINE = re.compile(r'"?sep=([^\w\s"]|\t)"?[,;\t ]*(?:\r\n|\r|\n|$)', re.IGNORECASE)


def records(name: str, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the records of a CSV text, each with the number of its last line.

    Raises
    ------
    ImportFileError
        If the text is not well-formed CSV.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise ImportFileError(
            N_(
                "{file}, line {line}: this is not well-formed CSV ({reason}). Look "
                "for a quotation mark that is not closed."
            ),
            file=name,
            line=reader.line_num,
            reason=error,
        ) from error


def _fit(
    text: str, separator: str, known: Callable[[list[str]], int]
) -> tuple[int, bool, float, int]:
    """Return how well a sign parts a text: the better, the greater.

    The most known headings in one record; whether it is well-formed CSV of this sign,
    and parted by it; the share of records that have as many cells as most have, if that
    is more than one; and that number. Of a text with a fault what stands before it
    counts: so the fault is found where it is, and the text is not one column.
    """
    found: list[list[str]] = []
    is_whole = True
    try:
        for _, cells in islice(records("", text, separator), LOOKED_AT):
            found += [cells] if cells else []
    except ImportFileError:
        is_whole = False
    is_whole &= max(map(len, found), default=0) <= MOST_COLUMNS
    width, times = Counter(map(len, found)).most_common(1)[0] if found else (1, 0)
    share = times / len(found) if width > 1 else 0.0
    best = max(map(known, found), default=0)
    return best, is_whole and share > 0, share, width


def separated(
    name: str, text: str, known: Callable[[list[str]], int]
) -> tuple[Cells, str]:
    r"""Return the lines of a text, and the sign that its first line says parts cells.

    That line (``sep=;``) is left out. Else the sign returned is "", and it is found by
    the first records: ``known`` says how many headings of a record mean something. No
    more lines are returned than a file may have, and one.

    Raises
    ------
    ImportFileError
        If the text is not well-formed CSV, or has too many columns or cells.

    Examples
    --------
    >>> separated("x.csv", "sep=|\na|b\n", len)
    ([(2, ['a', 'b'])], '|')
    """
    said = SEP_LINE.match(text)
    body, above = (text[said.end() :], 1) if said else (text, 0)
    sign = said[1] if said else max(SEPARATORS, key=lambda x: _fit(text, x, known))
    rows: Cells = []
    held = 0
    for number, cells in islice(records(name, body, sign), MOST_ROWS + 2):
        held += len(cells)
        if len(cells) > MOST_COLUMNS or held > MOST_CELLS:
            raise too_large(name)
        rows.append((number + above, cells))
    return rows, said[1] if said else ""
