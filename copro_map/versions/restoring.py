"""What was sent in is kept when a backup is put in the place of the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from copro_map.assets.face import EntryState, set_states
from copro_map.base.store.connection import Database
from copro_map.people.contacts import is_never
from copro_map.people.restored import agreed_entries
from copro_map.versions.keeping import forget_sender
from copro_map.versions.store.restored import addresses, carry_versions


def carry(database: Database, today: date, is_known: bool) -> None:  # noqa: FBT001 - as called
    """Keep in a backup what was sent in until now, inside the caller's transaction.

    Who agreed to what is known before; persons are shown, and found, by that alone.

    What was accepted since the backup waits to be accepted again. If nothing is known
    of it (not ``is_known``) it is as in the backup, but without the addresses that are
    never written to again: that is to be known before.
    """
    if is_known:
        carry_versions(database)
    for address in addresses(database):
        if is_never(database, address):
            forget_sender(database, address)
    day = today.isoformat()
    states = [EntryState(x, day, taken_off=None) for x in agreed_entries(database)]
    set_states(database, states)


# Each keeps in a backup what is not to be lost by it.
CARRIES: tuple[Callable[[Database, date, bool], None], ...] = (carry,)
