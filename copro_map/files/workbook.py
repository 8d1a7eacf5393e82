"""Reading what is not plain text into cells of text, however hostile the file.

The reading is done by a process of its own, ``files.sheet`` for XLSX workbooks, with
limits of memory and time: whatever a file does to its reader, it ends there, and here
with a sentence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

from copro_map.base.characters import shown
from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_, Label
from copro_map.files.containers import refuse_archive
from copro_map.files.limits import (
    LARGEST_FILE,
    MEGABYTE,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TEXT,
    Cells,
    too_large,
)

READER = Path(__file__).with_name("sheet.py")
ROOT = Path(__file__).parents[2]  # from where the reader imports what is ours
HEADS = 31  # rows of each of several sheets: a header is among thirty
LARGEST_CONTENT = 40 * MEGABYTE  # unpacked
# Of the reader. The largest workbook that is taken needs 65 MB and a second or two.
MOST_MEMORY, MOST_SECONDS = 80 * MEGABYTE, 3
PATIENCE = 10.0  # seconds by the clock, where the system does not count
LIMITS = {
    "bytes": LARGEST_FILE,
    "unpacked": LARGEST_CONTENT,
    "rows": MOST_ROWS + 1,
    "columns": MOST_COLUMNS,
    "cells": MOST_CELLS,
    "text": MOST_TEXT,
    "memory": MOST_MEMORY,
    "seconds": MOST_SECONDS,
}
BROKEN = N_(
    "{file}: this is not a workbook that can be read ({reason}). Open it, save it anew "
    "as XLSX, without a password, and import it again."
)
NO_SHEET = N_("{file}: there is no such sheet: {sheet}. Name one of: {choices}.")
SEVERAL = N_(
    "{file}: several sheets hold something. Name the one that is meant: "
    "--sheet NAME. Sheets: {choices}."
)
SAYS = {"no sheet": NO_SHEET, "broken": BROKEN}
# The sheet of a template that says what can be chosen: it holds no replies.
CHOICES = Label("Choices", "Dewisiadau")


@dataclass(frozen=True)
class Head:
    """One of several sheets: its name, and its first rows that hold something."""

    name: str
    rows: Cells


def _run(file: FileIO, program: Path, wanted: dict[str, Any]) -> bytes | None:
    """Return what the reader wrote; None if it came to grief or took too long."""
    command = [sys.executable, "-P", str(program), json.dumps(wanted)]
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(
                command,
                stdin=file,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=False,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
            )
        except subprocess.TimeoutExpired:
            return None
        answer.seek(0)
        return None if done.returncode else answer.read(MOST_MEMORY)


def _numbered(rows: Iterable[object]) -> Cells:
    """Return rows with their numbers.

    Raises
    ------
    ValueError
        If one is no list of texts.
    """
    numbered: Cells = []
    for number, one in enumerate(rows, start=1):
        if not (isinstance(one, list) and all(isinstance(cell, str) for cell in one)):
            raise ValueError("?")
        numbered.append((number, one))
    return numbered


def _understood(told: bytes) -> tuple[Cells, dict[str, Any]]:
    """Return the rows of an answer, numbered, and what else is told, if anything is.

    Raises
    ------
    ValueError, RecursionError
        If it holds anything else.
    """
    lines = told.splitlines()
    last = json.loads(lines[-1]) if lines else []
    if isinstance(last, dict):
        return [], last
    return _numbered(map(json.loads, lines)), {}


def ask(
    name: str,
    file: FileIO,
    program: Path,
    more: Mapping[str, Any],
    says: Mapping[str, str],
) -> tuple[Cells, dict[str, Any]]:
    """Return the rows that a program reads in an open file, and what else it tells.

    ``name`` is the file's, for messages; ``more`` is what the program must know besides
    the limits; ``says`` is what to say of what it finds wrong.

    Raises
    ------
    ImportFileError
        If the file is damaged or too large, or is what the program does not read.
    """
    try:
        file.seek(0)
        told = _run(file, program, {**LIMITS, **more})
        rows, no = _understood(told) if told is not None else ([], {"wrong": "large"})
        choices = ", ".join(map(shown, no.get("choices", ())))
        parts = list(map(str, no.get("parts", ())))
        reason = shown(str(no.get("reason", "")))
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ImportFileError(BROKEN, file=name, reason=error) from error
    wrong = str(no.get("wrong", ""))
    if not wrong:
        return rows, no
    if wrong == "kind":
        refuse_archive(name, parts)
    if wrong in says:
        facts = {"reason": reason, "sheet": more.get("sheet"), "choices": choices}
        raise ImportFileError(says[wrong], file=name, **facts)
    raise too_large(name)


def read_workbook(
    name: str, file: FileIO, choose: Callable[[list[Head]], str], sheet: str = ""
) -> Cells:
    """Return the rows of a sheet with their numbers: cells of text, all equally many.

    ``sheet`` is the sheet's name; the only one that holds anything if it is empty, and
    of several the one that ``choose`` names by their heads. A formula is what it gave
    when the workbook was saved, an error too. ``name`` is the file's, for messages.

    Raises
    ------
    ImportFileError
        If the workbook has a password, is damaged or too large, or has no such sheet.
    """
    choices = [CHOICES.en, CHOICES.cy]
    more = {"sheet": sheet, "choices": choices, "heads": HEADS}
    rows, told = ask(name, file, READER, more, SAYS)
    if "heads" not in told:
        return rows
    try:
        heads = [Head(str(x["name"]), _numbered(x["rows"])) for x in told["heads"]]
    except (ValueError, TypeError, KeyError) as error:
        raise ImportFileError(BROKEN, file=name, reason=error) from error
    return ask(name, file, READER, more | {"sheet": choose(heads)}, SAYS)[0]


def sheets_of(name: str, file: FileIO) -> tuple[str, ...]:
    """Return the names of the sheets that hold something; none, if but one does.

    Raises
    ------
    ImportFileError
        As ``read_workbook``.
    """
    more = {"sheet": "", "choices": [CHOICES.en, CHOICES.cy], "heads": 1}
    _, told = ask(name, file, READER, more, SAYS)
    return tuple(str(one["name"]) for one in told.get("heads", ()))


def ask_which(name: str, sheets: Iterable[str]) -> ImportFileError:
    """Return the error that asks which of several sheets is meant."""
    return ImportFileError(SEVERAL, file=name, choices=", ".join(map(shown, sheets)))
