"""Whoever has the address says that it was them who sent something in."""

from __future__ import annotations

from datetime import datetime

from copro_map.assets.face import EntryState, kept_entries, set_states
from copro_map.base.moments import written
from copro_map.base.store.connection import Database
from copro_map.base.today import WALES
from copro_map.versions.accepting import belong_to_sender, count_agreed
from copro_map.versions.keeping import found_version
from copro_map.versions.store import versions as store


def prove(database: Database, number: int, now: datetime) -> None:
    """Keep that whoever has the address of a version said that it was them.

    Inside the caller's transaction, who knows it by a link. If a new entry was accepted
    before, it is theirs from now on. A second time nothing happens.

    Raises
    ------
    VersionError
        If there is none.
    """
    version = found_version(database, number)
    if not store.prove(database, number, written(now)):
        return
    if version.state != "accepted":
        return
    today = now.astimezone(WALES).date()
    if count_agreed(database, found_version(database, number)):
        state = EntryState(version.entry, today.isoformat(), taken_off=None)
        set_states(database, [state])
    entry = kept_entries(database, version.entry).get(version.entry)
    if version.sent.is_new and entry and entry.status == "published":
        is_said = entry.verification != "unverified"
        belong_to_sender(database, version, today, is_said=is_said)
