"""What imports kept so that they can be taken back, emptied once they cannot."""

from __future__ import annotations

from copro_map.base.store.connection import Database

ANY_PAST = """
SELECT 1 FROM import_made AS m WHERE at < ? AND (name <> ''
    OR EXISTS (SELECT 1 FROM import_row WHERE number = m.number)) LIMIT 1
"""
FORGET_ROWS = """
DELETE FROM import_row
WHERE number IN (SELECT number FROM import_made WHERE at < ?)
"""
FORGET_NAMES = "UPDATE import_made SET name = '' WHERE at < ? AND name <> ''"


def is_past(database: Database, before: str) -> bool:
    """Say whether an import of before a moment still has rows, or its file's name."""
    return database.conn.execute(ANY_PAST, (before,)).fetchone() is not None


def empty(database: Database, before: str) -> int:
    """Delete rows and names of imports of before a moment; return how many."""
    found = [database.conn.execute(x, (before,)) for x in (FORGET_ROWS, FORGET_NAMES)]
    return sum(int(one.rowcount) for one in found)
