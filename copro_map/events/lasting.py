"""Events outlast a backup that is put in place: who left has left, needs are gone.

A place that was given stays given, and what people were told stays so. If the database
until now cannot be read, the sweeps delete in the backup what is past.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from copro_map.base.store.connection import Database
from copro_map.events.store.restored import carry_events


def carry(database: Database, _today: date, is_known: bool) -> None:  # noqa: FBT001 - as called
    """Keep in a backup the events and bookings until now, inside the transaction."""
    if is_known:
        carry_events(database)


CARRIES: tuple[Callable[[Database, date, bool], None], ...] = (carry,)
