"""Meetings outlast a backup that is put in place: what was agreed stays so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from copro_map.base.store.connection import Database
from copro_map.exchange.moving import keep_entries
from copro_map.exchange.store import meetings as store
from copro_map.exchange.store.restored import carry_meetings


def carry(database: Database, today: date, is_known: bool) -> None:  # noqa: FBT001 - as called
    """Keep in a backup the meetings until now, inside the caller's transaction.

    What they make of the entries that it has is kept in them anew.
    """
    if is_known:
        carry_meetings(database)
    for meeting in store.meetings(database):
        keep_entries(database, meeting, today.isoformat())


CARRIES: tuple[Callable[[Database, date, bool], None], ...] = (carry,)
