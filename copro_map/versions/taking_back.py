"""The last decision of a version taken back, from where it was made."""

from __future__ import annotations

from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import reading
from copro_map.people.changes import standing
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import Actor
from copro_map.versions.undoing import undo_version


def take_back(settings: Settings, actor: Actor, number: int, now: datetime) -> None:
    """Take the last decision of a version back: it waits as it did before.

    Raises
    ------
    RefusedError, UndoError
        As ``undo_version``; or if there is no decision to take back.
    """
    with reading(settings.database) as database:
        made = standing(database, "version", str(number))
    if not made:
        raise UndoError(N_("This was taken back already; look at the list again."))
    undo_version(settings, actor, made[-1], now)
