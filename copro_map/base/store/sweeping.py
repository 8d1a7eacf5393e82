"""Sweeping away what is kept for so long: written to only if something is past."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from copro_map.base.store.connection import Database, reading, writing


def swept(
    path: Path,
    before: str,
    is_past: Callable[[Database, str], bool],
    sweep: Callable[[Database, str], int],
) -> int:
    """Sweep what is from before a day or a moment; return how many there were.

    Where there is nothing to sweep, or no database, nothing is written.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something to sweep.
    """
    if not path.exists():
        return 0
    with reading(path) as database:
        if not is_past(database, before):
            return 0
    with writing(path, make=False) as database:
        return sweep(database, before)
