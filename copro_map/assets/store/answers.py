"""What a steward said of a row that may be there already: which entry it is.

Kept by a mark of the row, so that nobody is asked the same again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from copro_map.base.store.connection import Database

ALL = "SELECT mark, entry FROM row_answered"
KEEP = """
INSERT INTO row_answered (mark, entry, since) VALUES (?, ?, ?)
ON CONFLICT (mark) DO UPDATE SET entry = excluded.entry, since = excluded.since
WHERE entry <> excluded.entry
"""


def answered_rows(database: Database) -> dict[str, str]:
    """Return which entry each row was said to be, by its mark; "" if it is left out."""
    return dict(database.conn.execute(ALL).fetchall())


def keep_answers(database: Database, answers: Mapping[str, str], today: date) -> None:
    """Keep which entries rows are, inside the caller's transaction."""
    rows = [(mark, entry, today.isoformat()) for mark, entry in answers.items()]
    database.conn.executemany(KEEP, rows)
