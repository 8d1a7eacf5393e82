"""What commands print: tables for people, one JSON document for programs.

A command imports what answers it inside its function, so that ``--help`` loads nothing
heavy; what is heavy stays inside functions here too.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError, DayError
from copro_map.base.i18n import N_
from copro_map.base.today import FIRST_DAY, LAST_DAY, current_day

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document.")]
By = Annotated[str, typer.Option("--by", help="A role, never a name.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Keep nothing.")]

say = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
out = Console(highlight=False, markup=False, soft_wrap=True)


def print_json(answer: Any, records: Settings | None = None) -> None:
    """Print one JSON document on standard output, and nothing else.

    ``records``: whose records it tells of, so that a demonstration says so.
    """
    told = answer
    if records:
        from copro_map.files.marking import marked

        told = marked(records, answer)
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")


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


def write_file(content: bytes, target: Path | None) -> None:
    """Write a file, or standard output if none is named.

    Raises
    ------
    ExportFileError
        If the file cannot be written.
    """
    if target is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        target.write_bytes(content)
    except OSError as error:
        raise ExportFileError(
            N_("{file}: the file cannot be written ({reason}). Check its folder."),
            file=target,
            reason=error.strerror or error,
        ) from error


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
        table.add_row(*("" if cell is None else str(cell) for cell in cells))
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
