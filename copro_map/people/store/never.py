"""Addresses that are never written to again: kept as keyed hashes, not as they are."""

from __future__ import annotations

import hmac
import secrets
from datetime import date

from sqlite_utils import Database

NAME, KEY_BYTES = "never_write", 32
KEY = "SELECT key FROM secret WHERE name = ?"
NEW_KEY = "INSERT INTO secret (name, key) VALUES (?, ?)"
MARK = "INSERT INTO never_write (mark, since) VALUES (?, ?) ON CONFLICT DO NOTHING"
# A backup of another installation that was restored brings its own beside it.
KEYS = "SELECT key FROM secret WHERE name = :name OR name GLOB :name || ' *'"
UNMARK = "DELETE FROM never_write WHERE mark = ?"
MARKED = "SELECT 1 FROM never_write WHERE mark = ?"


def _key(database: Database) -> bytes | None:
    row = database.conn.execute(KEY, (NAME,)).fetchone()
    return bytes(row[0]) if row else None


def _mark(key: bytes, address_key: str) -> str:
    return hmac.digest(key, address_key.encode(), "sha256").hex()


def mark_of(database: Database, address_key: str) -> str:
    """Return the keyed mark of an address, by which it is known again and not read."""
    key = _key(database)
    if key is None:
        key = secrets.token_bytes(KEY_BYTES)
        database.conn.execute(NEW_KEY, (NAME, key))
    return _mark(key, address_key)


def marks_of(database: Database, address_key: str) -> tuple[str, ...]:
    """Return the marks that an address may have here, by each of the keys."""
    keys = database.conn.execute(KEYS, {"name": NAME}).fetchall()
    return tuple(_mark(bytes(key), address_key) for (key,) in keys)


def mark_never(database: Database, address_key: str, today: date) -> None:
    """Keep that an address is never written to, from a day on."""
    mark = mark_of(database, address_key)
    database.conn.execute(MARK, (mark, today.isoformat()))


def is_marked(database: Database, address_key: str) -> bool:
    """Say whether an address is never written to."""
    marks = marks_of(database, address_key)
    return any(database.conn.execute(MARKED, (one,)).fetchone() for one in marks)


def unmark(database: Database, address_key: str) -> None:
    """Keep no longer that an address is never written to."""
    for one in marks_of(database, address_key):
        database.conn.execute(UNMARK, (one,))
