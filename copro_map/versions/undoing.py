"""Taking a decision back: the entry is as it was, and what was sent in waits again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from copro_map.assets.face import Asset, EntryState, Whole, kept_entries, set_states
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, writing
from copro_map.base.today import WALES
from copro_map.geography.areas import load_layers
from copro_map.people.changes import note, undoable
from copro_map.people.contacts import let_go_contact
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change, Made, Subject, UndoError
from copro_map.people.rules.permissions import Actor
from copro_map.versions.accepting import mend, moves
from copro_map.versions.belonging import belongs_to
from copro_map.versions.keeping import found_version
from copro_map.versions.rules.versions import Version, differences, point_in_words
from copro_map.versions.store import versions as store


def undo_version(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Take a decision back: what was sent in waits as it did before.

    What was accepted leaves the map, or is as it was before. A letter that was written
    is not taken back.

    Raises
    ------
    RefusedError
        If somebody may not decide it, where the entry is or would be.
    UndoError
        If it was taken back, what was sent is deleted, or the entry was changed since.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    with writing(settings.database, make=False) as database:
        made = undoable(database, made.number)
        version = found_version(database, int(made.change.record))
        entry = kept_entries(database, version.entry).get(version.entry)
        where = belongs_to(layers, version, entry)
        present = require_now(database, actor, "decide_version", *where)
        if version.state != made.change.now or version.is_emptied:
            raise UndoError(
                N_(
                    "What was sent in has been changed since, or is deleted, so this "
                    "cannot be taken back."
                )
            )
        if version.state == "accepted":
            _take_off_or_back(settings, database, version, now)
        change = Change(
            "version",
            made.change.record,
            "state",
            made.change.now,
            made.change.was,
            entry=version.entry,
            areas=made.change.areas,
            undoes=made.number,
        )
        note(database, present, change, now)
        store.reopen(database, version.number, made.change.was)  # type: ignore[arg-type]


def _take_off_or_back(
    settings: Settings, database: Database, version: Version, now: datetime
) -> None:
    today = now.astimezone(WALES).date()
    if version.sent.is_new:
        state = EntryState(version.entry, today.isoformat(), taken_off=True)
        set_states(database, [state])
        let_go_contact(database, version.entry, version.sent.address, today)
        return
    whole = Whole.of(database, version.entry)
    before = store.was_of(database, version.number)
    if whole is None or not _stands(whole.asset, version.sent.asset):
        raise UndoError(
            N_(
                "The entry was changed after that, so it cannot be put back as it "
                "was. Correct it again."
            )
        )
    moved = moves(version.sent.asset)
    mend(settings, database, whole.asset, before, today, moves=moved)


def _stands(there: Asset, accepted: Asset) -> bool:
    """Say whether an entry is still as it was accepted, in what was given."""
    same_place = not moves(accepted) or point_in_words(there) == point_in_words(
        accepted
    )
    return same_place and not differences(there.given, accepted.given)


# How changes of versions are taken back, by what they are about.
UNDO: Mapping[Subject, Callable[[Settings, Actor, Made, datetime], None]] = {
    "version": undo_version,
}
