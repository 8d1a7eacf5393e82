"""What of people must outlast a backup that is put in the place of the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from copro_map.base.store.connection import Database
from copro_map.people.consents import consents_by
from copro_map.people.contacts import is_never, let_go_contact, never_write
from copro_map.people.rules.contacts import Contact
from copro_map.people.store.consents import consents
from copro_map.people.store.contacts import contacts
from copro_map.people.store.restored import (
    addresses,
    carry_never_over,
    carry_people_over,
)


def carry_over(
    database: Database, known: Sequence[Path], today: date, *, is_known: bool
) -> None:
    """Keep in a backup what is so until now, inside the caller's transaction.

    Who is never written to again is the union of both, and such addresses leave the
    backup. Who may do what, who is signed in, what is half filled in, what was sent and
    what was agreed to, or withdrawn, are as until now: as ``earlier``, a database that
    is attached, has them. If nothing is left of that (not ``is_known``), who is never
    written to and what was withdrawn is taken from ``known``, backups with the newest
    first.
    """
    carry_people_over(database, is_known=is_known)
    if not is_known and known:
        carry_never_over(database, known[0])
    for address in addresses(database):
        if is_never(database, address):
            never_write(database, address, today)
    for one in contacts(database):
        if _is_withdrawn(database, one):
            let_go_contact(database, one.entry, one.address, today)


def _is_withdrawn(database: Database, contact: Contact) -> bool:
    """Say whether somebody agreed that we keep their address, and withdrew that."""
    agreed = [
        one.withdrawn_on
        for one in consents_by(database, contact.address)
        if (one.entry, one.field) == (contact.entry, "contact")
    ]
    return bool(agreed) and all(agreed)


def agreed_entries(database: Database) -> tuple[str, ...]:
    """Return the entries of which somebody agreed to something, withdrawn or not."""
    return tuple(dict.fromkeys(one.entry for one in consents(database)))
