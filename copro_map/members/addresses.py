"""An address of a member that is never to be written to again is kept no more."""

from __future__ import annotations

from collections.abc import Callable

from copro_map.base.store.connection import Database
from copro_map.members.rules.records import Member
from copro_map.members.store import past
from copro_map.members.store.members import rows
from copro_map.people.rules.addresses import address_key


def forget_address(database: Database, address: str) -> None:
    """Take an address out of memberships, in the caller's transaction; they stay."""
    if key := address_key(address):
        found = rows(database, Member, address_key=key)
        past.take_address(database, [one.number for one in found])


FORGETS: tuple[Callable[[Database, str], None], ...] = (forget_address,)
