"""Files that are about to be brought in, each kept for a day under a key.

The key is a random text that only the address of whoever uploaded it holds; the table
has its SHA-256. Nothing here is a record: no export, snapshot or figure reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from copro_map.base.store.connection import Database

ADD = """
INSERT INTO import_draft (key_hash, person, subject, name, content, told, kept_until)
VALUES (:key_hash, :person, :subject, :name, :content, :told, :kept_until)
"""
FIND = """
SELECT subject, name, length(content), told FROM import_draft
WHERE key_hash = ? AND person IS ? AND kept_until >= ?
"""
CONTENT = "SELECT content FROM import_draft WHERE key_hash = ? AND person IS ?"
IS_THERE = "SELECT 1 FROM import_draft WHERE key_hash = ? AND person IS ?"
CHANGE = """
UPDATE import_draft SET subject = ?, told = ? WHERE key_hash = ? AND person IS ?
"""
LET_GO = "DELETE FROM import_draft WHERE key_hash = ? AND person IS ?"
# What somebody uploaded before, but for the last so many.
OLDER = """
DELETE FROM import_draft WHERE rowid IN (
    SELECT rowid FROM import_draft WHERE person IS ?
    ORDER BY rowid DESC LIMIT -1 OFFSET ?
)
"""
LISTED = """
SELECT name, kept_until FROM import_draft
WHERE person IN (SELECT value FROM json_each(?)) ORDER BY rowid
"""
PAST = "SELECT 1 FROM import_draft WHERE kept_until < ? LIMIT 1"
SWEEP = "DELETE FROM import_draft WHERE kept_until < ?"
FORGET = "DELETE FROM import_draft"


def mark_of(key: str) -> str:
    """Return what is kept of a key: its SHA-256, in hexadecimal."""
    return sha256(key.encode("utf-8", "replace")).hexdigest()


def add(database: Database, key: str, row: Mapping[str, Any], most: int) -> None:
    """Keep a file; of the same person no more than ``most``, the last ones."""
    given = {**row, "key_hash": mark_of(key), "told": json.dumps(row["told"])}
    database.conn.execute(ADD, given)
    database.conn.execute(OLDER, (row["person"], most))


def find(
    database: Database, key: str, person: int | None, today: str
) -> tuple[str, str, int, dict[str, Any]] | None:
    """Return a file's subject, name, size in bytes and what was told of it.

    None if there is none under the key, it is somebody else's, or its day is past.
    """
    asked = (mark_of(key), person, today)
    row = database.conn.execute(FIND, asked).fetchone()
    return (row[0], row[1], row[2], dict(json.loads(row[3]))) if row else None


def content(database: Database, key: str, person: int | None) -> bytes | None:
    """Return the bytes of a file; None if it is not there."""
    row = database.conn.execute(CONTENT, (mark_of(key), person)).fetchone()
    return bytes(row[0]) if row else None


def change(
    database: Database,
    key: str,
    person: int | None,
    subject: str,
    told: Mapping[str, Any],
) -> None:
    """Keep what is told of a file now."""
    text = json.dumps(told, ensure_ascii=False)
    database.conn.execute(CHANGE, (subject, text, mark_of(key), person))


def is_there(database: Database, key: str, person: int | None) -> bool:
    """Say whether somebody's file is kept, inside the caller's transaction."""
    asked = (mark_of(key), person)
    return database.conn.execute(IS_THERE, asked).fetchone() is not None


def let_go(database: Database, key: str, person: int | None) -> None:
    """Delete a file of somebody; that of somebody else stays."""
    database.conn.execute(LET_GO, (mark_of(key), person))


def of_persons(database: Database, persons: list[int]) -> list[tuple[str, str]]:
    """Return the name of each file that persons uploaded, and until when it is kept."""
    return list(database.conn.execute(LISTED, (json.dumps(persons),)))


def is_past(database: Database, today: str) -> bool:
    """Say whether the day of any file is past."""
    return database.conn.execute(PAST, (today,)).fetchone() is not None


def sweep(database: Database, today: str) -> int:
    """Delete the files whose day is past; return how many."""
    return int(database.conn.execute(SWEEP, (today,)).rowcount)


def forget(database: Database) -> int:
    """Delete every file; return how many there were."""
    return int(database.conn.execute(FORGET).rowcount)
