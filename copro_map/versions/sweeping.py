"""What the clock empties of what was sent in.

Once something is decided its sender may still ask why, and a decision can be taken
back: for 90 days. After that nothing of it is needed but the day, the language and how
it was decided: what was accepted is on the map, and its owner among the contacts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.moments import written
from copro_map.base.retention import kept_for
from copro_map.base.store.connection import Database
from copro_map.base.store.sweeping import swept
from copro_map.people.consents import let_consents_go
from copro_map.versions.keeping import forget_sender
from copro_map.versions.store import versions as store


def empty_decided(settings: Settings, now: datetime) -> int:
    """Empty what was sent, by whom, and what was answered, 90 days after a decision.

    Returns how many there were. When it was sent and decided, how, and in which
    language it was, stays.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something to empty.
    """
    before = written(now - kept_for(settings, "versions"))
    return swept(settings.database, before, store.is_past, _sweep)


def _sweep(database: Database, before: str) -> int:
    """Empty it, with what was agreed to in case that it was accepted."""
    for entry, address in store.not_accepted(database, before):
        let_consents_go(database, entry, address)
    return store.sweep(database, before)


# Each takes an address that is never written to again out of what was sent from it,
# inside the caller's transaction.
FORGETS: tuple[Callable[[Database, str], None], ...] = (forget_sender,)
# Each returns how much it emptied.
SWEEPS: tuple[Callable[[Settings, datetime], int], ...] = (empty_decided,)
