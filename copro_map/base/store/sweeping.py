"""Sweeping away what is kept for so long: written to only if something is past."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from copro_map.base.store.connection import Database, reading, writing

PAST = "FROM {table} WHERE {column} <> '' AND {column} < ?"
ANY = "SELECT 1 {} LIMIT 1"
DELETE = "DELETE {}"


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


def delete_older(path: Path, of: tuple[str, str], before: str) -> int:
    """Delete the rows of a table from before a day or a moment; return how many.

    ``of``: the table, and its column that says from when a row is. Rows that do not
    say stay. Errors as ``swept``.
    """
    table, column = of
    past = PAST.format(table=table, column=column)

    def is_past(database: Database, before: str) -> bool:
        return database.conn.execute(ANY.format(past), (before,)).fetchone() is not None

    def sweep(database: Database, before: str) -> int:
        return int(database.conn.execute(DELETE.format(past), (before,)).rowcount)

    return swept(path, before, is_past, sweep)
