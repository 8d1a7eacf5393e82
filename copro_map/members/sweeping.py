"""What the clock deletes of members: what was not confirmed, words of who left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.retention import kept_for
from copro_map.base.store.sweeping import swept
from copro_map.base.today import WALES
from copro_map.members.store import past


def _before(settings: Settings, now: datetime, line: str) -> str:
    return (now.astimezone(WALES).date() - kept_for(settings, line)).isoformat()


def drop_held(settings: Settings, now: datetime) -> int:
    """Delete what was filled in and never confirmed, in time; return how many.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something to delete.
    """
    before = _before(settings, now, "members_held")
    return swept(settings.database, before, past.is_held_past, past.drop_held)


def empty_left(settings: Settings, now: datetime) -> int:
    """Empty of words whoever left long ago; return how many.

    That they were members, and from when until when, goes on counting. Errors as
    ``drop_held``.
    """
    before = _before(settings, now, "members_left")
    return swept(settings.database, before, past.has_left_past, past.empty_left)


# Each returns how much it deleted.
SWEEPS: tuple[Callable[[Settings, datetime], int], ...] = (drop_held, empty_left)
