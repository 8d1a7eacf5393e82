"""What the clock deletes of what somebody knows that is missing from the map."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.retention import kept_for
from copro_map.base.store.sweeping import delete_older
from copro_map.base.today import WALES


def forget_known(settings: Settings, now: datetime) -> int:
    """Delete what was told long ago, settled or not; return how many.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something to delete.
    """
    before = now.astimezone(WALES).date() - kept_for(settings, "known_ones")
    of = ("known_one", "told_on")
    return delete_older(settings.database, of, before.isoformat())


# Each returns how much it deleted.
SWEEPS: tuple[Callable[[Settings, datetime], int], ...] = (forget_known,)
