"""How an entry stands after a word, for programs."""

from __future__ import annotations

from copro_map.base.config import Settings
from copro_map.base.freshness import verification_on
from copro_map.base.store.connection import reading
from copro_map.base.today import current_day
from copro_map.upkeep.belonging import kept_entry


def confirmed(settings: Settings, entry_id: str) -> dict[str, str]:
    """Return how far an entry is checked today: when it was last, as which role.

    Raises
    ------
    NoEntryError
        If there is no such entry.
    """
    with reading(settings.database) as database:
        entry = kept_entry(database, entry_id)
    return {
        "id": entry.id,
        "verification": verification_on(
            entry.verification, entry.verified_on, current_day(), settings.stale_months
        ),
        "verified_on": entry.verified_on,
        "verified_by": entry.verified_role,
    }
