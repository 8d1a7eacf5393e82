"""Taking a whole import back: every record is as it was, or none is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.moments import written
from copro_map.base.retention import days, kept_for
from copro_map.base.store.connection import writing
from copro_map.imports.rules.kept import Made
from copro_map.imports.store import batches
from copro_map.imports.store import undoing as store
from copro_map.imports.subjects import SUBJECTS
from copro_map.people.changes import note, undoable
from copro_map.people.rights import require_now
from copro_map.people.rules import changes
from copro_map.people.rules.changes import Change, Subject, UndoError
from copro_map.people.rules.permissions import Actor

TOO_LATE = N_(
    "This was brought in more than {n} days ago, and what stood there before is kept "
    "no longer. Put right what is wrong where it stands."
)
NOT_THERE = N_("There is no such import any more, or it was taken back already.")

KEPT_NO_MORE = N_(
    "What this import changed is kept no more, so it cannot be taken back. Correct the "
    "entries one by one, or bring a better file in."
)


def undo_import(
    settings: Settings,
    actor: Actor,
    number: int,
    now: datetime,
    *,
    only_untouched: bool = False,
) -> tuple[str, ...]:
    """Take an import back, all of it or nothing; return what was left as it is.

    With ``only_untouched`` what was changed since is left, and the names of those
    entries are returned, or "-" if none of it is an entry; all else is taken back.

    Raises
    ------
    RefusedError
        If somebody may not bring files in.
    UndoError
        If it was taken back already, something was changed since, or it is so long
        ago that what it changed is kept no longer.
    """
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "bring_in")
        made = _standing(settings, batches.made_with(database, number), now)
        stands = undoable(database, made.change)
        if (made.added or made.changed) and not batches.touched(database, number):
            raise UndoError(KEPT_NO_MORE)
        left: list[str] = []
        if only_untouched:
            since = store.touched_since(database, number)
            store.leave(database, number, since)
            entries = [str(key[0]) for of, key in since if of == "asset"]
            left = store.names_of(database, entries) or ["-"] * bool(since)
        SUBJECTS[made.subject].undo(settings, database, present, number, now)
        store.set_undone(database, number)
        note(database, present, _taken_back(made, stands), now)
    return tuple(left)


def _standing(settings: Settings, made: Made | None, now: datetime) -> Made:
    """Return an import that can still be taken back: what it changed is kept."""
    if made is None or made.state == "undone" or made.subject not in SUBJECTS:
        raise UndoError(NOT_THERE)
    if made.at < written(now - kept_for(settings, "imports")):
        raise UndoError(TOO_LATE, n=days(settings, "imports"))
    return made


def _taken_back(made: Made, stands: changes.Made) -> Change:
    was = stands.change
    return Change(
        "import", str(made.number), was.what, was=was.now, undoes=stands.number
    )


def undo_made(
    settings: Settings, actor: Actor, made: changes.Made, now: datetime
) -> None:
    """Take an import back by its line in what happened, as ``undo_import``."""
    undo_import(settings, actor, int(made.change.record), now)


# How imports are taken back, by what they are about.
UNDO: Mapping[Subject, Callable[[Settings, Actor, changes.Made, datetime], None]] = {
    "import": undo_made,
}
