"""Claims: somebody whose address is proved asks to speak for an entry."""

from __future__ import annotations

from collections.abc import Mapping

from sqlite_utils import Database

from copro_map.people.rules.contacts import Claim

COLUMNS = tuple(Claim.__annotations__)
OPEN = """
SELECT number, entry, address, language, proved_at FROM claim
WHERE decided_at IS NULL AND (:number IS NULL OR number = :number)
    AND (:entry IS NULL OR entry = :entry)
    AND (:address_key IS NULL OR address_key = :address_key)
ORDER BY number
"""
CLAIM = """
INSERT INTO claim (entry, address, address_key, language, proved_at)
VALUES (:entry, :address, :address_key, :language, :proved_at)
"""
DECIDE = """
UPDATE claim SET decided_at = ?, decided_by = ?, agreed = ?
WHERE number = ? AND decided_at IS NULL
"""
FORGET = "DELETE FROM claim WHERE address_key = ?"


def open_claims(
    database: Database,
    *,
    number: int | None = None,
    entry: str | None = None,
    address_key: str | None = None,
) -> tuple[Claim, ...]:
    """Return the claims that nobody has decided, oldest first; all, or those named."""
    asked = {"number": number, "entry": entry, "address_key": address_key}
    rows = database.conn.execute(OPEN, asked)
    return tuple(Claim(**dict(zip(COLUMNS, row, strict=True))) for row in rows)


def enter(database: Database, row: Mapping[str, object]) -> None:
    """Enter a claim."""
    database.conn.execute(CLAIM, dict(row))


def decide(
    database: Database, number: int, by: int | None, at: str, *, agreed: bool
) -> None:
    """Keep what was decided of a claim, by whom and when."""
    database.conn.execute(DECIDE, (at, by, int(agreed), number))


def forget(database: Database, address_key: str) -> None:
    """Delete the claims of an address."""
    database.conn.execute(FORGET, (address_key,))
