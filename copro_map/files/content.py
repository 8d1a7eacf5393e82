"""The cells of a file, whatever it is kept in, and what there is to say of that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path

from copro_map.base.characters import shown, tidied
from copro_map.base.i18n import N_
from copro_map.files.containers import (
    is_json,
    refuse_binary,
    refuse_bytes,
    refuse_text,
)
from copro_map.files.encoding import ASSUMED, decoded
from copro_map.files.gate import is_workbook, opened, whole
from copro_map.files.geojson import read_features
from copro_map.files.layout import best_sheets, named
from copro_map.files.limits import Cells
from copro_map.files.rows import Fault
from copro_map.files.separated import separated
from copro_map.files.tables import typed_cell
from copro_map.files.workbook import Head, ask_which, read_workbook, sheets_of

SEP = N_("Left out: the first line, which says what parts the cells (sep={sign}).")
SHEET = N_("Read: the sheet “{sheet}”. Left out: {others}.")


@dataclass(frozen=True)
class Content:
    """The cells of a file with the numbers of their lines, and what there is to say.

    ``skipped`` lines were left out. The rows of ``features`` are those of a map, below
    a header; those of ``faults`` are not among them.
    """

    rows: Cells
    notes: list[Fault] = field(default_factory=list)
    skipped: int = 0
    features: bool = False
    faults: list[Fault] = field(default_factory=list)


def plain(cells: Sequence[str]) -> list[str]:
    """Return cells without what spreadsheets and we put there."""
    return [typed_cell(tidied(cell)) for cell in cells]


def _of_text(name: str, text: str, known: Callable[[str], bool]) -> Content:
    """Return the content of a text whose cells are parted by some sign."""

    def headings(cells: Sequence[str]) -> int:
        # Each once: a line may be four million cells that are alike.
        return sum(map(known, set(plain(list(set(cells))))))

    rows, sign = separated(name, text, headings)
    facts: dict[str, object] = {"sign": "TAB" if sign == "\t" else sign}
    return Content(rows, [Fault(1, "", SEP, facts)] if sign else [], bool(sign))


def _of_workbook(
    name: str, file: FileIO, known: Callable[[str], bool], sheet: str
) -> Content:
    """Return the content of the sheet of a workbook whose header is known best."""
    notes = []

    def choose(heads: list[Head]) -> str:
        first = {one.name: [(n, plain(x)) for n, x in one.rows] for one in heads}
        best, others = best_sheets(first, known)
        if len(best) != 1:
            raise ask_which(name, best)
        left = named([shown(one) for one in others])
        notes.append(Fault(0, "", SHEET, {"sheet": shown(best[0]), "others": left}))
        return best[0]

    return Content(read_workbook(name, file, choose, sheet), notes)


def sheets(path: Path) -> tuple[str, ...]:
    """Return the sheets of a workbook to choose from; none of any other file.

    Raises
    ------
    ImportFileError
        If the file cannot be read.
    """
    with opened(path) as file:
        return sheets_of(path.name, file) if is_workbook(path, file) else ()


def read_content(path: Path, known: Callable[[str], bool], sheet: str) -> Content:
    """Return what a file holds; ``known`` says whether a heading means something.

    Raises
    ------
    ImportFileError
        If the file cannot be read, is of another kind, larger than ``files.limits``
        allows, or does not say which sheet is meant.
    """
    name = path.name
    with opened(path) as file:
        if is_workbook(path, file):
            return _of_workbook(name, file, known, sheet)
        data = whole(path, file)
        refuse_bytes(name, data)
        text, assumed = decoded(name, data)
        refuse_text(name, text)
        refuse_binary(name, text)
        if is_json(text):
            del data, text  # as the process that reads it needs its own memory
            rows, notes, faults = read_features(name, file)
            return Content(rows, notes, features=True, faults=faults)
    content = _of_text(name, text, known)
    if assumed:
        content.notes.insert(0, Fault(0, "", ASSUMED, {"encoding": assumed}))
    return content
