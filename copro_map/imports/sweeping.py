"""What the clock deletes of imports: files whose day is past, and what they touched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.moments import written
from copro_map.base.retention import kept_for
from copro_map.base.store.sweeping import swept
from copro_map.imports.drafts import SWEEPS as OF_DRAFTS
from copro_map.imports.store import past


def empty_past(settings: Settings, now: datetime) -> int:
    """Empty imports that can no longer be taken back; return how many rows and names.

    That there was one, of what, when, and how much it changed, stays.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something to empty.
    """
    before = written(now - kept_for(settings, "imports"))
    return swept(settings.database, before, past.is_past, past.empty)


# Each returns how much it deleted.
SWEEPS: tuple[Callable[[Settings, datetime], int], ...] = (*OF_DRAFTS, empty_past)
