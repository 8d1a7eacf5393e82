"""What the clock deletes of contacts that were left, and of claims once decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.moments import written
from copro_map.base.retention import kept_for
from copro_map.base.store.sweeping import delete_older
from copro_map.base.today import WALES


def sweep_left(settings: Settings, now: datetime) -> int:
    """Delete contacts that were left long ago; return how many. Errors as ``swept``."""
    before = now.astimezone(WALES).date() - kept_for(settings, "contacts_left")
    of = ("contact", "left_on")
    return delete_older(settings.database, of, before.isoformat())


def sweep_claims(settings: Settings, now: datetime) -> int:
    """Delete claims that were decided long ago; return how many. Errors as above."""
    before = written(now - kept_for(settings, "claims"))
    return delete_older(settings.database, ("claim", "decided_at"), before)


# Each returns how much it deleted.
SWEEPS: tuple[Callable[[Settings, datetime], int], ...] = (sweep_left, sweep_claims)
