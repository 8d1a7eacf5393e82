"""A survey tool's export as one header and its rows, whichever way it was written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter.utility import (  # type: ignore[import-untyped] # as in tables
    xl_col_to_name,
)

from copro_map.base.characters import LONGEST_SHOWN, shown
from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_
from copro_map.files.limits import Cells
from copro_map.files.of_tools import is_usual
from copro_map.files.plain import plain
from copro_map.files.reading import read_table, without
from copro_map.files.rows import Fault
from copro_map.files.told import NOTHING, Told

# What stands under a question with one column, in a second header row.
ONE_COLUMN = ("response", "open-ended response", "ymateb", "ymateb penagored")
# A number of a respondent, or what begins like a date: a row of replies, no header.
DATA = re.compile(r"\d{3,}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*")
IMPORT_ID = re.compile(r'\{\s*"ImportId"')  # of Qualtrics, in a third header row
FEWEST_HEADINGS = 2  # that are known, in a second header row
Parts = Callable[[str], tuple[str, str]]


@dataclass(frozen=True)
class Column:
    """A column: a name that no other has, short and printable, and its header.

    ``title`` is the question and ``option`` what the header says beside it: in a second
    row, in square brackets, or after a hyphen, a colon or a slash.
    """

    name: str
    title: str
    option: str = ""
    header: str = ""


@dataclass(frozen=True)
class SurveyFile:
    """A file of replies: its columns, and its rows with their numbers in the file.

    ``notes``, ``faults`` and ``skipped`` as in ``files.reading.Table``.
    """

    columns: tuple[Column, ...]
    header_row: int
    rows: Cells
    notes: tuple[Fault, ...] = ()
    faults: tuple[Fault, ...] = ()
    skipped: int = 0


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


def bracketed(header: str) -> tuple[str, str]:
    """Return a question and its option, as "Question [Option]" says it.

    Examples
    --------
    >>> bracketed("Why? [Health]"), bracketed("Why [exactly]?")
    (('Why?', 'Health'), ('Why [exactly]?', ''))
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
        header = f"{title} [{option}]" if option else title
        name = shown(header) or xl_col_to_name(number)
        if option and len(header) > LONGEST_SHOWN:
            name = f"{shown(title)} [{shown(option)}]"
        seen[plain(name)] += 1
        if seen[plain(name)] > 1:
            name = f"{name} ({seen[plain(name)]})"
        columns.append(Column(name, title, option, header))
    return tuple(columns)


def _header(
    header: Sequence[str], rows: Cells, knows: Callable[[str], bool], parts: Parts
) -> tuple[list[tuple[str, str]], int]:
    """Return question and option of each column, and how many rows go on with them."""
    titles, more = [parts(cell) for cell in header], 0
    for _, cells in rows:
        is_data = any(DATA.fullmatch(cell) for cell in cells)
        if any(map(IMPORT_ID.match, cells)):
            more += 1
        elif not is_data and sum(map(knows, set(cells))) >= FEWEST_HEADINGS:
            both = zip(cells, header, strict=True)
            titles, more = [parts(cell or top) for cell, top in both], more + 1
        elif not more and has_two_headers(header, cells):
            titles, more = _titles(header, cells), more + 1
        else:
            break
    return titles, more


def read_survey_file(
    path: Path,
    knows: Callable[[str], bool] = is_usual,
    parts: Parts = bracketed,
    told: Told = NOTHING,
) -> SurveyFile:
    """Return a file of replies, as ``files.reading.read_table`` reads it.

    Header rows, up to three, become one. ``knows`` says whether a heading means
    something, ``parts`` parts it into a question and an option. ``told`` says which
    sheet of a workbook is meant, and which lines are left out.

    Raises
    ------
    ImportFileError
        If the file cannot be read, is empty, holds no replies, or does not say which
        of several sheets is meant; the message says what to do.
    """
    table = without(read_table(path, knows, sheet=told.sheet), told.without)
    titles, more = _header(table.header, table.rows, knows, parts)
    if len(table.rows) == more and not table.faults:
        raise ImportFileError(
            N_(
                "{file}: there are no replies, only a header. Export the file again "
                "when somebody has replied."
            ),
            file=path.name,
        )
    return SurveyFile(
        columns_of(titles),
        table.header_row,
        table.rows[more:],
        table.notes,
        table.faults,
        table.skipped + more,
    )
