"""Whose messages are not passed on: kept as who is never written to, apart from it."""

from __future__ import annotations

from datetime import date

from copro_map.base.store.connection import Database
from copro_map.people import marks

BLOCKED = "passes on nothing of {key}"


def is_blocked(database: Database, key: str) -> bool:
    """Say whether a steward decided that nothing of an address is passed on."""
    return marks.is_marked(database, BLOCKED.format(key=key))


def block(database: Database, key: str, today: date) -> None:
    """Pass nothing on of an address: kept is a keyed hash."""
    marks.mark_never(database, BLOCKED.format(key=key), today)


def unblock(database: Database, key: str) -> None:
    """Pass messages of an address on again."""
    marks.unmark(database, BLOCKED.format(key=key))
