"""The tables of links and of whoever is signed in: hashes of their tokens alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from copro_map.base.store.connection import Database

PUT = """
INSERT INTO link (token_hash, purpose, address, person, entry, browser_hash, is_local,
    goes_to, made_at, ends_at)
VALUES (:token_hash, :purpose, :address, :person, :entry, :browser_hash, :is_local,
    :goes_to, :made_at, :ends_at)
"""
NAMES = (
    *("purpose", "address", "person", "entry", "browser_hash", "is_local", "goes_to"),
    *("ends_at", "used_at"),
)
FIND = """
SELECT purpose, address, person, entry, browser_hash, is_local, goes_to, ends_at,
    used_at
FROM link WHERE token_hash = ?
"""
USE = "UPDATE link SET used_at = ? WHERE token_hash = ? AND used_at IS NULL"
# A link that ends letters signs nobody in, and goes on doing so.
DROP = """
DELETE FROM link WHERE person = ? AND used_at IS NULL AND purpose <> 'letters'
"""
BEGIN = """
INSERT INTO signed_in (token_hash, person, epoch, made_at, ends_at)
VALUES (:token_hash, :person, :epoch, :made_at, :ends_at)
"""
SESSION = "SELECT person, epoch, ends_at FROM signed_in WHERE token_hash = ?"
END = "DELETE FROM signed_in WHERE token_hash = ?"
END_ALL = "DELETE FROM signed_in WHERE person = ?"
SWEEP_LINKS = "DELETE FROM link WHERE ends_at <= ?"
SWEEP_SESSIONS = "DELETE FROM signed_in WHERE ends_at <= ?"
SWEEP_USED = "DELETE FROM identity_used WHERE until <= ?"
# Links that sign in are a person's, who is entered.
FORGET_ADDRESS = """
UPDATE link SET address = ''
WHERE purpose IN ('my_page', 'entry', 'claim', 'version') AND lower(address) = ?
"""


def put_link(database: Database, row: Mapping[str, Any]) -> None:
    """Keep a link under the hash of its token."""
    database.conn.execute(PUT, row)


def find_link(database: Database, token_hash: str) -> dict[str, Any] | None:
    """Return what is kept of a link; None if there is none of this hash."""
    row = database.conn.execute(FIND, (token_hash,)).fetchone()
    return dict(zip(NAMES, row, strict=True)) if row else None


def mark_used(database: Database, token_hash: str, at: str) -> bool:
    """Mark a link as used; False if it was before."""
    return bool(database.conn.execute(USE, (at, token_hash)).rowcount)


def drop_links(database: Database, person: int) -> None:
    """Delete the links of a person that are not used yet, and all their sessions."""
    database.conn.execute(DROP, (person,))
    database.conn.execute(END_ALL, (person,))


def put_session(database: Database, row: Mapping[str, Any]) -> None:
    """Keep a session under the hash of its token."""
    database.conn.execute(BEGIN, row)


def find_session(database: Database, token_hash: str) -> tuple[int, int, str] | None:
    """Return the person, the epoch and the end of a session; None if there is none."""
    row = database.conn.execute(SESSION, (token_hash,)).fetchone()
    return (int(row[0]), int(row[1]), str(row[2])) if row else None


def drop_session(database: Database, token_hash: str) -> None:
    """Delete a session."""
    database.conn.execute(END, (token_hash,))


def sweep(database: Database, now: str, links_until: str) -> int:
    """Delete links and sessions that are past; return how many there were."""
    connection = database.conn
    return int(
        connection.execute(SWEEP_LINKS, (links_until,)).rowcount
        + connection.execute(SWEEP_SESSIONS, (now,)).rowcount
        + connection.execute(SWEEP_USED, (now,)).rowcount
    )


def forget_address(database: Database, address_key: str) -> None:
    """Let the links of an address open nothing of anybody, and not name it."""
    database.conn.execute(FORGET_ADDRESS, (address_key,))
