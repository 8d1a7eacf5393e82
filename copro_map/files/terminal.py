"""What commands print: tables for people, one JSON document for programs.

A command imports what answers it inside its function, so that ``--help`` loads nothing
heavy; what is heavy stays inside functions here too.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from copro_map.base.characters import CONTROL, harmless
from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError, DayError
from copro_map.base.i18n import N_, t
from copro_map.base.today import FIRST_DAY, LAST_DAY, current_day

if TYPE_CHECKING:
    from copro_map.files.rows import Fault, ImportResult

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document.")]
By = Annotated[str, typer.Option("--by", help="A role, never a name.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Keep nothing.")]
IS_ZIP = b"PK\x03\x04"  # a workbook


class Harmless:
    """A stream of a terminal; no text that is printed there can steer it.

    Whoever wrote it, and however it came here: colours and widths are ours.
    """

    def __init__(self, *, stderr: bool = False) -> None:
        self._console = Console(
            stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=True
        )

    def print(self, told: str | Table) -> None:
        """Print a text, or a table of such texts."""
        self._console.print(harmless(told) if isinstance(told, str) else told)


say = Harmless(stderr=True)
out = Harmless()


def escaped(document: str) -> str:
    r"""Return a JSON document in which what would steer a terminal is escaped.

    Examples
    --------
    >>> escaped('{"name": "\x9b31m\u202e"}')
    '{"name": "\\u009b31m\\u202e"}'
    """
    return CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", document)


def print_json(answer: Any, records: Settings | None = None) -> None:
    """Print one JSON document on standard output, and nothing else.

    ``records``: whose records it tells of, so that a demonstration says so.
    """
    told = answer
    if records:
        from copro_map.files.marking import marked

        told = marked(records, answer)
    sys.stdout.write(escaped(json.dumps(told, ensure_ascii=False, indent=2)) + "\n")


def read_day(text: str) -> date:
    """Return a day from ISO text; today if it is empty.

    Raises
    ------
    DayError
        If it is no date.
    """
    if not text:
        return current_day()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.max
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DayError(
            N_("{text}: not a date. Write it like this: 2027-03-31."), text=text
        )
    return day


class ExportFileError(CoproMapError):
    """The file that an export should go to cannot be written, or is not named."""


def _not_written(target: Path, error: OSError) -> ExportFileError:
    return ExportFileError(
        N_("{file}: the file cannot be written ({reason}). Check its folder."),
        file=target,
        reason=error.strerror or error,
    )


def write_file(content: bytes, target: Path | None) -> None:
    """Write a file, or standard output if none is named: a text that steers nothing.

    Raises
    ------
    ExportFileError
        If the file cannot be written.
    """
    if target is None:
        if not content.startswith(IS_ZIP):
            content = harmless(content.decode()).encode()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        target.write_bytes(content)
    except OSError as error:
        raise _not_written(target, error) from error


def _made(target: Path) -> int:
    """Make a file that was not there, for its owner alone; return its descriptor."""
    try:
        return os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise ExportFileError(
            N_("{file}: there is such a file already. Name another one."), file=target
        ) from error
    except OSError as error:
        raise _not_written(target, error) from error


@contextmanager
def private_file(target: Path) -> Iterator[Callable[[bytes], None]]:
    """Make a file that only its owner may read, and return what writes it.

    It is on the disk once that has returned. If anything then goes wrong in the block,
    the file is removed.

    Raises
    ------
    ExportFileError
        If it is there already, as it may hold what is kept nowhere else, or cannot be
        written.
    """
    number = _made(target)

    def write(content: bytes) -> None:
        try:
            file.write(content)
            file.flush()
            os.fsync(number)
        except OSError as error:
            raise _not_written(target, error) from error

    with os.fdopen(number, "wb") as file:
        try:
            yield write
        except BaseException:
            target.unlink(missing_ok=True)
            raise


def print_note(settings: Settings) -> None:
    """Print that what follows is a demonstration, if it is."""
    from copro_map.base.store.programme import demonstration_note

    if note := demonstration_note(settings):
        out.print(note)


def print_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object] | Mapping[str, object]],
    records: Settings | None = None,
) -> None:
    """Print rows under their column names; ``records`` as for ``print_json``.

    A row is its cells, or holds them by the names of the columns, and perhaps others.
    """
    if records:
        print_note(records)
    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        cells = [row[x] for x in columns] if isinstance(row, Mapping) else row
        table.add_row(*("" if cell is None else harmless(str(cell)) for cell in cells))
    out.print(table)


def print_either(
    answer: Any,
    columns: Sequence[str],
    rows: Iterable[Sequence[object] | Mapping[str, object]],
    records: Settings | None = None,
    *,
    as_json: bool,
) -> None:
    """Print an answer as JSON, or its rows as a table."""
    if as_json:
        print_json(answer, records)
    else:
        print_table(columns, rows, records)


def _where(fault: Fault) -> str:
    if not (fault.row or fault.column):  # of the whole file
        return fault.reason()
    place = t("line {row}, {column}", row=fault.row, column=fault.column or "-")
    return f"{place}: {fault.reason()}"


def tell_import(
    result: ImportResult, *, as_json: bool, dry_run: bool, **more: object
) -> None:
    """Print what an import did, for people or as one JSON document.

    How the columns were read is always said. ``more`` are further keys of the document.
    With faults the command fails.
    """
    counts = {x: getattr(result, x) for x in ("added", "changed", "unchanged")}
    read = {
        "mapping": dict(result.mapping),
        "ignored": list(result.ignored),
        "skipped_rows": result.skipped_rows,
    }
    if as_json:
        told = {
            name: [
                {"row": one.row, "column": one.column, "reason": one.reason()}
                for one in faults
            ]
            for name, faults in (("errors", result.faults), ("notes", result.notes))
        }
        print_json(counts | told | read | more)
    else:
        _tell_columns(result)
    if result.faults:
        for fault in result.faults:
            say.print(_where(fault))
        message = t(
            "Nothing was imported. Faults: {n}. Mend them and import again.",
            n=len(result.faults),
        )
        say.print(message)
        raise typer.Exit(1)
    if as_json:
        return
    out.print(
        t("Added: {added}. Changed: {changed}. Unchanged: {unchanged}.", **counts)
    )
    if dry_run:
        out.print(t("Dry run: nothing was kept."))


def _tell_columns(result: ImportResult) -> None:
    """Print what each column was taken for, what was left out, and what to look at.

    A column that bears the name of its field goes without saying.
    """
    from copro_map.files.told import heading_key

    where = say if result.faults else out

    for heading, meaning in result.mapping.items():
        if heading_key(heading) != heading_key(meaning):
            told = t("Column: {heading} = {meaning}", heading=heading, meaning=meaning)
            where.print(told)
    if result.ignored:
        names = "; ".join(result.ignored)
        where.print(t("Columns that were not read: {columns}", columns=names))
    if result.skipped_rows:
        where.print(t("Lines that were passed over: {n}", n=result.skipped_rows))
    for note in result.notes:
        where.print(_where(note))
