"""Cells as they are read: without what nobody sees, which is said, cell by cell."""

from __future__ import annotations

from collections.abc import Callable

from copro_map.base.characters import INVISIBLE, WIDE, tidied
from copro_map.base.i18n import N_
from copro_map.files.layout import named
from copro_map.files.limits import Cells
from copro_map.files.rows import Fault

UNSEEN = N_(
    "Characters that are not seen, or turn the direction of writing, were taken out of "
    "these cells: {cells}."
)
COMPOSED = N_(
    "Letters and their accents, which were characters of their own, were put together "
    "in these cells: {cells}."
)


def tidy(rows: Cells, name: Callable[[int, int], str]) -> tuple[Cells, list[Fault]]:
    """Return cells of tidied text, and notes that name those that were not.

    ``name`` names a cell by its line's number and its column's, counted from 0. Nothing
    is said of spaces.
    """
    tidy_rows: Cells = []
    told: dict[str, list[tuple[int, str]]] = {UNSEEN: [], COMPOSED: []}
    for number, cells in rows:
        line = [tidied(cell) for cell in cells]
        tidy_rows.append((number, line))
        if line == cells:
            continue
        for column, (before, after) in enumerate(zip(cells, line, strict=True)):
            if INVISIBLE.search(before):
                told[UNSEEN].append((number, name(number, column)))
            elif WIDE.sub(" ", before) != after:
                told[COMPOSED].append((number, name(number, column)))
    notes = [
        Fault(where[0][0], "", message, {"cells": named([cell for _, cell in where])})
        for message, where in told.items()
        if where
    ]
    return tidy_rows, notes
