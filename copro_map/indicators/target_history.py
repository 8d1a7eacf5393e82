"""Who changed a target, when and why."""

from __future__ import annotations

from typing import Any

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading
from copro_map.base.superseded import plain
from copro_map.indicators.store.progress import last_target_changes, target_changes


def target_history(settings: Settings) -> dict[str, Any]:
    """Return every change of a target, and the last one of each indicator.

    Returns
    -------
    dict
        ``changes``: in the order of entry, each with ``id``, the fields of
        ``TargetChange`` and ``superseded_by`` (None: in force); a value of None is no
        target any more. ``last``: by indicator, who changed it last, when and why.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    with reading(settings.database) as database:
        changes = target_changes(database)
    last = {row.pop("indicator"): row for row in plain(last_target_changes(changes))}
    return {"changes": plain(changes), "last": last}
