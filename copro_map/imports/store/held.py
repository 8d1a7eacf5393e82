"""What imports keep of what they touched, read for those of whom it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from copro_map.base.store.connection import Database

ROWS = "SELECT id, number, of, key, was, now FROM import_row ORDER BY id"
FORGET = "DELETE FROM import_row WHERE id = ?"
FILES = "SELECT number, name FROM import_made WHERE name <> ''"
NAMELESS = "UPDATE import_made SET name = '' WHERE number = ?"
MADE_BY = """
SELECT subject, name, at FROM import_made
WHERE person IN (SELECT value FROM json_each(?)) ORDER BY number
"""


def _texts(told: Any) -> Iterator[str]:
    """Yield every text in what JSON says, however deep; an object's names too."""
    if isinstance(told, dict):
        for name, one in told.items():
            yield str(name)
            yield from _texts(one)
    elif isinstance(told, list):
        for one in told:
            yield from _texts(one)
    elif isinstance(told, str):
        yield told


def _said(text: str) -> list[str]:
    try:
        return list(_texts(json.loads(text))) if text else []
    except ValueError:
        return [text]


def rows_that_say(
    database: Database, is_theirs: Callable[[str], bool]
) -> Iterator[tuple[int, int, str]]:
    """Yield the id, the import and the table of each row in which a text is theirs."""
    for row, number, of, *texts in database.conn.execute(ROWS):
        if any(is_theirs(text) for one in texts for text in _said(one)):
            yield row, number, of


def forget_rows(database: Database, rows: list[int]) -> int:
    """Delete what is kept of rows that imports touched; return how many."""
    database.conn.executemany(FORGET, [(row,) for row in rows])
    return len(rows)


def forget_names(database: Database, is_theirs: Callable[[str], bool]) -> int:
    """Empty the names of files that name them; return how many."""
    files = database.conn.execute(FILES).fetchall()
    theirs = [(number,) for number, name in files if is_theirs(name)]
    database.conn.executemany(NAMELESS, theirs)
    return len(theirs)


def made_by(database: Database, persons: list[int]) -> list[tuple[str, str, str]]:
    """Return the subject, the file and the moment of each import that persons made."""
    return list(database.conn.execute(MADE_BY, (json.dumps(persons),)))
