"""What is owed once somebody is out of the tables: they are still in the file."""

from __future__ import annotations

import json
from collections.abc import Collection

from copro_map.base.store.connection import NEXT_REVISION, Database

OWE = "INSERT OR REPLACE INTO owed (what, since) VALUES (?, ?)"
OWED = "SELECT what FROM owed ORDER BY what"
PAID = "DELETE FROM owed WHERE what IN (SELECT value FROM json_each(?))"


def owe(database: Database, what: str, since: str) -> None:
    """Keep that the file is to be written anew, inside the caller's transaction."""
    database.conn.execute(OWE, (what, since))
    database.conn.execute(NEXT_REVISION)


def owed(database: Database) -> tuple[str, ...]:
    """Return what is owed."""
    return tuple(what for (what,) in database.conn.execute(OWED))


def paid(database: Database, done: Collection[str]) -> None:
    """Keep that it is owed no more, inside the caller's transaction."""
    database.conn.execute(PAID, [json.dumps([*done])])
