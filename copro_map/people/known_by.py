"""By what somebody is known here: their address, what it speaks for, their number."""

from __future__ import annotations

from copro_map.base.store.connection import Database
from copro_map.people.consents import consents_by
from copro_map.people.persons import leave_one_administrator
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.consents import SHOWN
from copro_map.people.store.contacts import contacts
from copro_map.people.store.persons import (
    active_persons,
    person_by_key,
    person_by_number,
)


def address_of(database: Database, person: int) -> str:
    """Return the address of a person who works here, as it is compared; "" if none."""
    found = person_by_number(database, person)
    return address_key(found.address) if found else ""


def number_of(database: Database, key: str) -> int | None:
    """Return the number of whoever works here with an address, active or not."""
    found = person_by_key(database, key) if key else None
    return found.number if found else None


def theirs(database: Database, key: str) -> frozenset[str]:
    """Return the entries that an address owns, or agreed to be shown in.

    Whoever suggests a correction agrees to be written to about somebody else's entry:
    that makes it none of theirs.
    """
    if not key:
        return frozenset()
    owned = {x.entry for x in contacts(database, address_key=key) if x.is_owner}
    agreed = {x.entry for x in consents_by(database, key) if x.field in SHOWN}
    return frozenset(owned | agreed)


def owners_of(database: Database, entry: str) -> frozenset[str]:
    """Return the addresses that own an entry, as addresses are compared."""
    found = contacts(database, entry=entry)
    return frozenset(address_key(x.address) for x in found if x.is_owner)


def in_use(database: Database) -> frozenset[str]:
    """Return the addresses of contacts and of whoever works here now, as compared."""
    found = [x.address for x in contacts(database)]
    found += [x.address for x in active_persons(database) if x.address]
    return frozenset(map(address_key, found))


def refuse_last(database: Database, number: int) -> None:
    """Refuse (``PersonError``) to let the last administrator go."""
    if person := person_by_number(database, number):
        leave_one_administrator(database, person)
