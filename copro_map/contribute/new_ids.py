"""The id of a new entry that somebody sends in."""

from __future__ import annotations

import secrets
import string

from copro_map.assets.face import kept_entries
from copro_map.base.store.connection import Database

LETTERS_OF_ID = 8


def new_id(database: Database) -> str:
    """Draw an id that no entry has: by chance, so that it says nothing."""
    while True:
        letters = (secrets.choice(string.ascii_lowercase) for _ in range(LETTERS_OF_ID))
        drawn = f"c-{''.join(letters)}"
        if not kept_entries(database, drawn):
            return drawn
