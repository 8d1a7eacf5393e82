"""A survey tool's export as one header and its rows, whichever way it was written."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter.utility import (  # type: ignore[import-untyped] # as in tables
    xl_col_to_name,
)

from copro_map.base.characters import SPACE, shown
from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_
from copro_map.files.gate import read_lines
from copro_map.files.limits import Cells
from copro_map.files.tables import typed_cell

SEPARATORS = (",", ";", "\t")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
# What stands under a question with one column, in a second header row.
ONE_COLUMN = ("response", "open-ended response", "ymateb", "ymateb penagored")
# A number of a respondent, or what begins like a date: a row of replies, no header.
DATA = re.compile(r"\d{3,}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*")


@dataclass(frozen=True)
class Column:
    """A column: a name that no other has, short and printable, and its header.

    ``option`` is what a second header row, or square brackets, say of it.
    """

    name: str
    title: str
    option: str = ""

    @property
    def header(self) -> str:
        """The whole header, as one text."""
        return f"{self.title} [{self.option}]" if self.option else self.title


@dataclass(frozen=True)
class SurveyFile:
    """A file of replies: its columns, and its rows with their numbers in the file."""

    columns: tuple[Column, ...]
    header_row: int
    rows: Cells


def plain(text: str) -> str:
    """Return a text as it is compared: no HTML, one kind of quotes, spaces and case.

    Examples
    --------
    >>> plain("<b>Ydych chi&rsquo;n</b>  CYD-GYNHYRCHU? *")
    "ydych chi'n cyd-gynhyrchu?"
    """
    bare = html.unescape(TAG.sub(" ", text))
    tidy = unicodedata.normalize("NFKC", bare).translate(QUOTES)
    return SPACE.sub(" ", tidy).strip().removesuffix("*").strip().casefold()


def has_two_headers(first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether the second row of a file belongs to its header.

    It does if it goes on where the first is empty, or says "Response"; but not if it
    holds a date or a respondent's number, or has a text under a column that stands
    alone, as a reply has.

    Examples
    --------
    >>> has_two_headers(["ID", "Why?", ""], ["", "Health", "Food"])
    True
    >>> has_two_headers(["ID", "Why?", ""], ["118000001", "Health", "Food"])
    False
    >>> has_two_headers(["ID", "Why?", ""], ["ann", "Health", "Food"])
    False
    """
    if any(DATA.fullmatch(cell) for cell in second):
        return False
    goes_on = False
    for top, below, after in zip(first, second, [*first[1:], "end"], strict=True):
        says_one = plain(below) in ONE_COLUMN
        if below and top and after and not says_one:
            return False
        goes_on |= bool(below) and (says_one or not top)
    return goes_on


def _parts(header: str) -> tuple[str, str]:
    """Return a question and its option, as "Question [Option]" says it.

    Examples
    --------
    >>> _parts("Why? [Health]"), _parts("Why [exactly]?"), _parts("[Health]")
    (('Why?', 'Health'), ('Why [exactly]?', ''), ('[Health]', ''))
    """
    title, _, option = header.removesuffix("]").rpartition("[")
    is_both = header.endswith("]") and title.strip() and option and "]" not in option
    return (title.rstrip(), option) if is_both else (header, "")


def _titles(first: Sequence[str], second: Sequence[str]) -> list[tuple[str, str]]:
    """Return question and option of each column; an empty question is the one before.

    Examples
    --------
    >>> _titles(["ID", "Why?", "", "Age"], ["", "Health", "Food", "Response"])
    [('ID', ''), ('Why?', 'Health'), ('Why?', 'Food'), ('Age', '')]
    """
    titles, last = [], ""
    for top, below in zip(first, second, strict=True):
        last = top or (last if below else "")
        titles.append((last, "" if plain(below) in ONE_COLUMN else below))
    return titles


def columns_of(titles: Sequence[tuple[str, str]]) -> tuple[Column, ...]:
    """Return the columns, each with a name that no other has."""
    seen: Counter[str] = Counter()
    columns = []
    for number, (title, option) in enumerate(titles):
        name = shown(title) or xl_col_to_name(number)
        if option:
            name = f"{name} [{shown(option)}]"
        seen[plain(name)] += 1
        if seen[plain(name)] > 1:
            name = f"{name} ({seen[plain(name)]})"
        columns.append(Column(name, title, option))
    return tuple(columns)


def _same_width(rows: Cells) -> Cells:
    """Return the rows that hold something, all as long as the last cell that does."""
    filled = [(number, cells) for number, cells in rows if any(cells)]
    used = (i for _, cells in filled for i, cell in enumerate(cells, start=1) if cell)
    width = max(used, default=0)
    return [(n, [*cells, *[""] * width][:width]) for n, cells in filled]


def read_survey_file(path: Path, sheet: str = "") -> SurveyFile:
    """Return a file of replies: CSV (comma, semicolon or tab, UTF-8) or XLSX.

    One or two header rows become one; every row has as many cells as there are
    columns, and empty rows are left out. ``sheet`` is a workbook's sheet.

    Raises
    ------
    ImportFileError
        If the file cannot be read, is empty, holds no replies, or does not say which
        of several sheets is meant; the message says what to do.
    """
    lines = read_lines(path, SEPARATORS, sheet, only=True)
    rows = _same_width(
        [(n, [typed_cell(cell) for cell in cells]) for n, cells in lines]
    )
    if not rows:
        raise ImportFileError(
            N_("{file}: the file is empty. Export the replies again, with a header."),
            file=path.name,
        )
    (number, first), below = rows[0], rows[1:]
    titles = [_parts(cell) for cell in first]
    if below and has_two_headers(first, below[0][1]):
        titles = _titles(first, below[0][1])
        below = below[1:]
    if not below:
        raise ImportFileError(
            N_(
                "{file}: there are no replies, only a header. Export the file again "
                "when somebody has replied."
            ),
            file=path.name,
        )
    return SurveyFile(columns_of(titles), number, below)
