"""What the clock deletes of contacts that were left, and of claims once decided."""

from __future__ import annotations

from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.moments import written
from copro_map.base.retention import kept_for
from copro_map.base.store.sweeping import delete_older
from copro_map.base.today import WALES


def sweep_past(settings: Settings, now: datetime) -> int:
    """Delete both, once their days are past; return how many. Errors as ``swept``."""
    day = now.astimezone(WALES).date() - kept_for(settings, "contacts_left")
    moment = written(now - kept_for(settings, "claims"))
    ends = {("contact", "left_on"): day.isoformat(), ("claim", "decided_at"): moment}
    return sum(delete_older(settings.database, of, x) for of, x in ends.items())
