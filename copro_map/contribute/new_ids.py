"""The id of a new entry that somebody sends in."""

from __future__ import annotations

from copro_map.assets.face import kept_entries
from copro_map.base.names import drawn_id
from copro_map.base.store.connection import Database


def new_id(database: Database) -> str:
    """Draw an id that no entry has: by chance, so that it says nothing."""
    while True:
        drawn = drawn_id()
        if not kept_entries(database, drawn):
            return drawn
