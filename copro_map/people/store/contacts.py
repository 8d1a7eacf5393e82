"""Contacts of entries, private: who may see them is asked before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlite_utils import Database

from copro_map.people.rules.addresses import address_key as address_key_of
from copro_map.people.rules.contacts import Contact

COLUMNS = tuple(Contact.__annotations__)
# Those of what became an entry are its own. An address that both had stands once.
CONTACTS = """
SELECT number, COALESCE(became, entry), address, language, origin, found_at, found_on,
    basis, is_personal, is_owner, entered_on
FROM contact LEFT JOIN asset_successor ON id = entry
WHERE left_on IS NULL AND (:entry IS NULL OR COALESCE(became, entry) = :entry)
    AND (:address_key IS NULL OR address_key = :address_key)
ORDER BY COALESCE(became, entry), is_owner, number
"""
ENTER = """
INSERT INTO contact (entry, address, address_key, language, origin, found_at, found_on,
    basis, is_personal, is_owner, entered_on, entered_by)
VALUES (:entry, :address, :address_key, :language, :origin, :found_at, :found_on,
    :basis, :is_personal, :is_owner, :entered_on, :entered_by)
ON CONFLICT (entry, address_key) WHERE left_on IS NULL DO UPDATE
SET address = excluded.address, origin = excluded.origin,
    language = CASE excluded.language WHEN '' THEN language
        ELSE excluded.language END,
    found_at = excluded.found_at, found_on = excluded.found_on,
    basis = excluded.basis, is_personal = excluded.is_personal,
    is_owner = max(is_owner, excluded.is_owner)
"""
LEAVE = """
UPDATE contact SET left_on = :day
WHERE left_on IS NULL AND (entry, address_key) IN (
    SELECT entry, address_key FROM contact
    LEFT JOIN asset_successor ON id = entry
    WHERE COALESCE(became, entry) = :entry AND left_on IS NULL AND address_key = (
        SELECT address_key FROM contact WHERE number = :number AND left_on IS NULL))
"""
OWN_NO_MORE = """
UPDATE contact SET is_owner = 0 WHERE left_on IS NULL AND entry IN (
    SELECT :entry UNION SELECT id FROM asset_successor WHERE became = :entry)
"""
FORGET = "DELETE FROM contact WHERE address_key = ?"


def _contact(row: tuple[object, ...]) -> Contact:
    facts = dict(zip(COLUMNS, row, strict=True))
    said = {name: bool(facts[name]) for name in ("is_personal", "is_owner")}
    return Contact(**facts | said)  # type: ignore[arg-type]


def contacts(
    database: Database, *, entry: str | None = None, address_key: str | None = None
) -> tuple[Contact, ...]:
    """Return the contacts there are now, of an entry or an address if one is named."""
    asked = {"entry": entry, "address_key": address_key}
    found = [_contact(row) for row in database.conn.execute(CONTACTS, asked)]
    once = {(one.entry, address_key_of(one.address)): one for one in found}
    kept = sorted(once.values(), key=lambda one: (one.entry, one.number))
    return tuple(kept)


def entries_of(database: Database, address: str) -> frozenset[str]:
    """Return the entries that an address speaks for now: those it is a contact of."""
    if not address:
        return frozenset()
    found = contacts(database, address_key=address_key_of(address))
    return frozenset(contact.entry for contact in found)


def enter(database: Database, row: Mapping[str, object]) -> None:
    """Enter a contact, or change the one of the same entry and address."""
    database.conn.execute(ENTER, dict(row))


def leave(database: Database, entry: str, number: int, day: date) -> bool:
    """Let a contact be nobody's from a day on; say whether there was one."""
    asked = {"day": day.isoformat(), "entry": entry, "number": number}
    found = database.conn.execute(LEAVE, asked)
    return bool(found.rowcount)


def own_no_more(database: Database, entry: str) -> None:
    """Let no contact of an entry be its owner's; each stays a contact."""
    database.conn.execute(OWN_NO_MORE, {"entry": entry})


def forget(database: Database, address_key: str) -> None:
    """Delete an address from all contacts, past ones too."""
    database.conn.execute(FORGET, (address_key,))
