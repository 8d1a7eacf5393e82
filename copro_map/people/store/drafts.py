"""Drafts: what somebody has filled in and not sent yet, kept for days under a key.

The key is a random text that only the visitor's address holds; the table has its
SHA-256. Nothing here is a record: no export, snapshot or figure reads it, and the
revision of the data stays.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from sqlite_utils import Database

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.store.sweeping import swept

KEY_BYTES = 32
MOST_BYTES = 64 * 1024
# Anybody may begin a form, so there is an end, for each sort of form its own, so that
# nobody who begins many of one keeps others from another: with the above, 64 MB each.
MOST_DRAFTS = 1_000

KEEP = """
INSERT INTO draft (key_hash, subject, content, kept_until)
VALUES (:key_hash, :subject, :content, :kept_until)
ON CONFLICT (key_hash) DO UPDATE
SET subject = excluded.subject, content = excluded.content,
    kept_until = excluded.kept_until
"""
OPEN = """
SELECT content FROM draft
WHERE key_hash = ? AND subject = ? AND kept_until >= ?
"""
OTHERS = """
SELECT COUNT(*) FROM draft WHERE key_hash <> ? AND (subject || ' ') GLOB ? || ' *'
"""
LET_GO = "DELETE FROM draft WHERE key_hash = ?"
OF_SORT = """
SELECT key_hash, content FROM draft WHERE (subject || ' ') GLOB ? || ' *'
ORDER BY key_hash
"""
LISTED = "SELECT subject, kept_until FROM draft ORDER BY kept_until, subject"
PAST = "SELECT 1 FROM draft WHERE kept_until < ? LIMIT 1"
SWEEP = "DELETE FROM draft WHERE kept_until < ?"


class DraftError(CoproMapError):
    """A draft that is not kept: too long, or one too many."""


def _hash(key: str) -> str:
    return sha256(key.encode("utf-8", "replace")).hexdigest()


def keep_draft(
    database: Database,
    key: str,
    subject: str,
    content: Mapping[str, Any],
    today: date,
    *,
    days: int,
) -> str:
    """Keep a draft inside the caller's transaction for some days; return its key.

    ``key`` is what this returned before, "" for a new draft: the new key has 256 random
    bits. ``subject`` says what is filled in, such as "audit tir-coed"; ``content`` is
    whatever JSON can say. Drafts whose day is past are deleted.

    Raises
    ------
    DraftError
        If it is longer than 64 kB as JSON, or there are 1,000 others of its sort: the
        first word of their subject is the same.
    """
    text = json.dumps(content, ensure_ascii=False)
    size = len(text.encode("utf-8", "replace"))
    if size > MOST_BYTES:
        raise DraftError(
            N_(
                "This is too much to keep: {size} KB; the most: {most} KB. Shorten "
                "what you wrote, and it is kept again."
            ),
            size=-(-size // 1024),
            most=MOST_BYTES // 1024,
        )
    key = key or secrets.token_urlsafe(KEY_BYTES)
    row = {"key_hash": _hash(key), "subject": subject, "content": text}
    database.conn.execute(SWEEP, (today.isoformat(),))
    asked = (row["key_hash"], subject.split(" ")[0])
    (others,) = database.conn.execute(OTHERS, asked).fetchone()
    if others >= MOST_DRAFTS:
        raise DraftError(
            N_(
                "Too many forms are half filled in at the moment: {n}. What you fill "
                "in stays here while this page is open."
            ),
            n=others,
        )
    until = (today + timedelta(days=days)).isoformat()
    database.conn.execute(KEEP, row | {"kept_until": until})
    return key


def open_draft(
    database: Database, key: str, subject: str, today: date
) -> dict[str, Any] | None:
    """Return what is kept under a key; None if nothing is, or of another subject.

    It was sent, its day is past, or it never was.
    """
    asked = (_hash(key), subject, today.isoformat())
    row = database.conn.execute(OPEN, asked).fetchone()
    return dict(json.loads(row[0])) if row else None


def with_changes(  # noqa: PLR0913 - what is kept where, and what has changed
    database: Database,
    key: str,
    subject: str,
    seen: Mapping[str, Any],
    changes: Mapping[str, Any],
    today: date,
) -> dict[str, Any]:
    """Return what is kept under a key, with what has changed; nothing is written.

    What somebody else with the key filled in meanwhile stays, but for the same fields.
    ``seen`` is what is kept besides if nothing is any more: it was sent elsewhere, or
    its days are past.
    """
    held = open_draft(database, key, subject, today)
    return {**(seen if held is None else held), **changes}


def let_go(database: Database, key: str) -> None:
    """Delete a draft, in the transaction of what it has become; "" is none."""
    database.conn.execute(LET_GO, (_hash(key),))


def drafts_of(database: Database, sort: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the hash of the key of each draft of a sort, and what is filled in.

    A sort is the first word of their subject.
    """
    rows = database.conn.execute(OF_SORT, (sort,)).fetchall()
    return [(key_hash, dict(json.loads(content))) for key_hash, content in rows]


def drop_draft(database: Database, key_hash: str) -> None:
    """Delete the draft whose key has a hash, inside the caller's transaction."""
    database.conn.execute(LET_GO, (key_hash,))


def drafts(database: Database) -> list[dict[str, str]]:
    """Return what each draft is about and until when it is kept, not what it says."""
    names = ("subject", "kept_until")
    return [dict(zip(names, x, strict=True)) for x in database.conn.execute(LISTED)]


def sweep_drafts(settings: Settings, today: date) -> int:
    """Delete the drafts whose day is past; return how many there were.

    Where there are none, or no database, nothing is written.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something to delete.
    """
    return swept(settings.database, today.isoformat(), _is_past, _sweep)


def _is_past(database: Database, today: str) -> bool:
    return database.conn.execute(PAST, (today,)).fetchone() is not None


def _sweep(database: Database, today: str) -> int:
    return int(database.conn.execute(SWEEP, (today,)).rowcount)
