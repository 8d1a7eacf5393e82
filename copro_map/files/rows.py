"""Reading a file into rows, with every fault named by line, column and reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_, t
from copro_map.files.workbook import IS_OLD, IS_ZIP, read_workbook


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell: a catalogue message and its facts."""

    row: int
    column: str
    message: str
    facts: dict[str, object] = field(default_factory=dict)

    def reason(self) -> str:
        """Return the fault as a sentence in the current language."""
        return t(self.message, **self.facts)


@dataclass(frozen=True)
class Row:
    """One line of the file: its number (the header is line 1) and its cells.

    Those of the columns that the file has not, the ``absent`` ones, are empty.
    """

    number: int
    cells: dict[str, str]
    absent: Collection[str] = ()

    def fault(self, column: str, message: str, **facts: object) -> Fault:
        """Return a fault in one of the row's cells."""
        return Fault(self.number, column, message, facts)

    def whole(self, column: str) -> int | None:
        """Return the whole number in a cell; None if it is empty."""
        cell = self.cells[column]
        return int(cell) if cell else None


def _check_header(
    path: Path, header: Sequence[str], required: Sequence[str], optional: Sequence[str]
) -> None:
    missing = [name for name in required if name not in header]
    unexpected = [name for name in header if name not in (*required, *optional)]
    unexpected += sorted({name for name in header if header.count(name) > 1})
    if missing or unexpected:
        raise ImportFileError(
            N_(
                "{file}: the header differs.\n  missing: {missing}\n  unexpected: "
                "{unexpected}\nRename or remove the columns, and import again. See "
                "data/README.md for the expected header."
            ),
            file=path.name,
            missing=", ".join(missing) or "-",
            unexpected=", ".join(repr(name) for name in unexpected) or "-",
        )


def read_bytes(path: Path) -> bytes:
    """Return what is in a file.

    Raises
    ------
    ImportFileError
        If it is missing or may not be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise ImportFileError(
            N_(
                "{file}: the file cannot be read ({reason}). Check its name and rights."
            ),
            file=path,
            reason=error.strerror,
        ) from error


def is_workbook(data: bytes) -> bool:
    """Say whether a file is a workbook of a spreadsheet, by how it begins."""
    return data.startswith((IS_ZIP, IS_OLD))


def as_text(path: Path, data: bytes) -> str:
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


def records(
    path: Path, text: str, separator: str = ","
) -> Iterator[tuple[int, list[str]]]:
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
            file=path.name,
            line=reader.line_num,
            reason=error,
        ) from error


def read_rows(
    path: Path,
    required: Sequence[str],
    optional: Sequence[str] = (),
    cell: Callable[[str], str] = str.strip,
) -> tuple[list[Row], list[Fault]]:
    """Return the rows of a file, and a fault for each line of the wrong length.

    The file is CSV, or an XLSX workbook, of which the first sheet is read. An optional
    column that it has not is empty. ``cell`` says how the text of a cell is taken.

    Raises
    ------
    ImportFileError
        If the file is missing, not UTF-8, not CSV, empty, or its header differs; the
        message shows the difference. If a workbook cannot be read.
    """
    data = read_bytes(path)
    lines = (
        iter(read_workbook(path.name, data))
        if is_workbook(data)
        else records(path, as_text(path, data))
    )
    _, header = next(lines, (0, []))
    header = [name.strip() for name in header]
    _check_header(path, header, required, optional)
    absent = frozenset(optional) - set(header)
    rows, faults = [], []
    for number, cells in lines:
        if not any(map(str.strip, cells)):
            continue
        if len(cells) != len(header):
            message = N_("{found} cells instead of {expected}: look for a stray comma.")
            facts: dict[str, object] = {"found": len(cells), "expected": len(header)}
            faults.append(Fault(number, "", message, facts))
            continue
        values = dict(zip(header, map(cell, cells), strict=True))
        rows.append(Row(number, dict.fromkeys(absent, "") | values, absent))
    return rows, faults


@dataclass(frozen=True)
class ImportResult:
    """What an import did. With faults, nothing was written.

    ``notes`` are things a steward should look at that do not stop the import.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, new: Sequence[Any], given: int, **more: Any) -> Self:
        """Return what was done with so many given records, of which these were new.

        ``supersedes`` of a new record is the id of the one that it changes, or None.
        """
        changed = sum(one.supersedes is not None for one in new)
        return cls(len(new) - changed, changed, given - len(new), **more)
