"""New entries of which a file says that they are none of those that are there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from copro_map.assets.face import kept_entries
from copro_map.base.config import Settings
from copro_map.base.store.connection import Database
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor
from copro_map.upkeep.belonging import belonging
from copro_map.upkeep.merging import note_judged
from copro_map.upkeep.rules.pairs import Pair, record_of
from copro_map.upkeep.store.pairs import Judged, judged_pairs


def _keep_apart(
    settings: Settings,
    database: Database,
    actor: Actor,
    apart: Collection[Pair],
    now: datetime,
) -> None:
    """Keep of pairs that they are two bodies, as whoever brought one of each in said.

    Inside the caller's transaction. One that was judged before stays as it was judged.

    Raises
    ------
    RefusedError
        If they may not judge both.
    """
    kept, done = (kept_entries(database), judged_pairs(database)) if apart else ({}, ())
    for one, other in apart:
        record = record_of(one, other)
        if record not in done:
            where = tuple(belonging(settings, kept[x]) for x in (one, other))
            present = require_now(database, actor, "merge", *where)
            judged = Judged(0, record, "two", "", "", {}, {})
            note_judged(database, present, judged, where, now)


# Keeps what a file says of new entries, for whoever brings it in.
KEEP_APART = _keep_apart
