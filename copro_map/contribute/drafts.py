"""An entry that is half filled in: kept as a draft, under the key of its address.

Whoever has the key sees what was typed, but never the e-mail address: only whether
there is one. Once it is sent, the same key leads to its receipt.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.retention import days
from copro_map.base.store.connection import Database, reading, writing
from copro_map.people.drafts import keep_draft, open_draft, with_changes

SUBJECT = "contribute"
# What the form knows besides the fields of an entry.
ENTRY, SEEN, LANGUAGE, SENT = "entry", "seen", "language", "sent"
ADDRESS, HAS_ADDRESS, CONSENTS = "address", "has_address", "consents"

# What is filled in: fields of an entry by name, and the above.
Content = Mapping[str, Any]


def _without_address(content: Content) -> dict[str, Any]:
    """Return a draft as a page may know it."""
    known = {name: value for name, value in content.items() if name != ADDRESS}
    return known | ({HAS_ADDRESS: True} if content.get(ADDRESS) else {})


def open_entry(settings: Settings, key: str, today: date) -> dict[str, Any] | None:
    """Return what is filled in under a key, or was sent; None if nothing is kept.

    Never the e-mail address: "has_address" says whether there is one.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        content = open_draft(database, key, SUBJECT, today)
    return None if content is None else _without_address(content)


def keep_entry(
    settings: Settings, key: str, seen: Content, changes: Content, today: date
) -> str:
    """Keep what has changed; return its key, a new one if it was "".

    As ``people.drafts.with_changes``.

    Raises
    ------
    DraftError
        If it is too long, or too many drafts are kept.
    DatabaseError
        If the database cannot be written.
    """
    with writing(settings.database, make=False) as database:
        content = with_changes(database, key, SUBJECT, seen, changes, today)
        content.pop(HAS_ADDRESS, None)
        return keep_whole(settings, database, key, content, today)


def held_whole(database: Database, key: str, today: date) -> dict[str, Any] | None:
    """Return a draft with its address, inside the caller's transaction."""
    return open_draft(database, key, SUBJECT, today)


def keep_whole(
    settings: Settings, database: Database, key: str, content: Content, today: date
) -> str:
    """Keep a draft as it is to be, inside the caller's transaction."""
    kept = days(settings, "form_drafts")
    return keep_draft(database, key, SUBJECT, content, today, days=kept)
