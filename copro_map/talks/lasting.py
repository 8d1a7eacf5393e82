"""What is written through the map, when an address goes, or a backup comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from copro_map.base.store.connection import Database
from copro_map.people.contacts import is_never
from copro_map.people.rules.addresses import address_key
from copro_map.talks.store.restored import addresses, carry_talks
from copro_map.talks.store.talks import forget


def forget_address(database: Database, address: str) -> None:
    """Take an address out of all conversations, and what it had not sent yet."""
    if key := address_key(address):
        forget(database, key)


def carry(database: Database, today: date, is_known: bool) -> None:  # noqa: ARG001, FBT001 - as called
    """Keep in a backup what was written until now, inside the caller's transaction.

    Addresses that are never written to again leave it: that is to be known before.
    """
    if is_known:
        carry_talks(database)
    for address in addresses(database):
        if is_never(database, address):
            forget_address(database, address)


# Each takes an address that is never written to again out, inside the transaction.
FORGETS: tuple[Callable[[Database, str], None], ...] = (forget_address,)
# Each keeps in a backup what is not to be lost by it.
CARRIES: tuple[Callable[[Database, date, bool], None], ...] = (carry,)
