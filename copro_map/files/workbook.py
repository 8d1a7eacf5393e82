"""Reading a sheet of an XLSX workbook into cells of text, however hostile the file.

The reading is done by a process of its own, ``files.sheet``, with limits of memory and
time: whatever a workbook does to its reader, it ends there, and here with a sentence.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from io import FileIO
from pathlib import Path
from typing import Any

from copro_map.base.characters import shown
from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_, Label
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
LARGEST_CONTENT = 40 * MEGABYTE  # unpacked
# Of the reader. The largest workbook that is taken needs 65 MB and a second or two.
MOST_MEMORY, MOST_SECONDS = 80 * MEGABYTE, 3
PATIENCE = 10.0  # seconds by the clock, where the system does not count
BROKEN = N_(
    "{file}: this is not a workbook that can be read ({reason}). Open it, save it anew "
    "as XLSX, without a password, and import it again."
)
NO_SHEET = N_("{file}: there is no such sheet: {sheet}. Name one of: {choices}.")
SEVERAL = N_(
    "{file}: several sheets hold something. Name the one with the replies: "
    "--sheet NAME. Sheets: {choices}."
)
# The sheet of a template that says what can be chosen: it holds no replies.
CHOICES = Label("Choices", "Dewisiadau")


def _run(file: FileIO, wanted: dict[str, Any]) -> bytes | None:
    """Return what the reader wrote; None if it came to grief or took too long."""
    command = [sys.executable, "-P", str(READER), json.dumps(wanted)]
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(
                command,
                stdin=file,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
        answer.seek(0)
        return None if done.returncode else answer.read(MOST_MEMORY)


def _understood(told: bytes) -> tuple[Cells, dict[str, Any]]:
    """Return the rows of an answer, numbered, and what is wrong, if something is.

    Raises
    ------
    ValueError, RecursionError
        If it holds anything else.
    """
    rows: Cells = []
    for number, line in enumerate(told.splitlines(), start=1):
        one = json.loads(line)
        if isinstance(one, dict):
            return [], one
        if not (isinstance(one, list) and all(isinstance(cell, str) for cell in one)):
            raise ValueError("?")
        rows.append((number, one))
    return rows, {}


def read_workbook(
    name: str, file: FileIO, *, sheet: str = "", only: bool = False
) -> Cells:
    """Return the rows of a sheet with their numbers: cells of text, all equally many.

    ``file`` is open at its beginning. ``sheet`` is the sheet's name, the first one if
    it is empty; with ``only``, the one that holds anything. A formula is what it gave
    when the workbook was saved, and an empty text if that was an error. ``name`` is the
    file's, for messages.

    Raises
    ------
    ImportFileError
        If the workbook has a password, is damaged or too large, or does not say which
        sheet is meant.
    """
    wanted = {
        "sheet": sheet,
        "choices": [CHOICES.en, CHOICES.cy] if only else [],
        "bytes": LARGEST_FILE,
        "unpacked": LARGEST_CONTENT,
        "rows": MOST_ROWS + 1,
        "columns": MOST_COLUMNS,
        "cells": MOST_CELLS,
        "text": MOST_TEXT,
        "memory": MOST_MEMORY,
        "seconds": MOST_SECONDS,
    }
    try:
        told = _run(file, wanted)
        rows, no = _understood(told) if told is not None else ([], {"wrong": "large"})
        choices = ", ".join(map(shown, no.get("choices", ())))
        reason = shown(str(no.get("reason", "")))
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ImportFileError(BROKEN, file=name, reason=error) from error
    match no.get("wrong"):
        case None:
            return rows
        case "no sheet" | "several" as wrong:
            message = NO_SHEET if wrong == "no sheet" else SEVERAL
            raise ImportFileError(message, file=name, sheet=sheet, choices=choices)
        case "broken":
            raise ImportFileError(BROKEN, file=name, reason=reason)
        case _:
            raise too_large(name)
