"""What happened: every change is written down with it, in one transaction.

A subject calls ``note`` where it writes, and ``check_seen`` first where two people may
have the same record before them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.moments import written
from copro_map.base.store.connection import Database, reading
from copro_map.people.rights import require_now
from copro_map.people.rules import changes as rules
from copro_map.people.rules.changes import Change, Made, Subject, UndoError
from copro_map.people.rules.permissions import MACHINE, Actor, may
from copro_map.people.store import changes as store


def note(database: Database, actor: Actor, change: Change, now: datetime) -> int:
    """Write down a change inside the caller's transaction; return its number.

    ``actor`` is who they are now, as ``rights.require_now`` returns them.
    """
    before = store.version(database, change.subject, change.record)
    row = {
        "at": written(now),
        "person": actor.person,
        "role": actor.role,
        "subject": change.subject,
        "record": change.record,
        "what": change.what,
        "was": change.was,
        "now": change.now,
        "why": change.why.en,
        "why_cy": change.why.cy,
        "entry": change.entry,
        "areas": json.dumps(sorted(change.areas)),
        "version": before + 1,
        "undoes": change.undoes,
    }
    return store.add_change(database, row)


@dataclass(frozen=True)
class FromMachine:
    """Whoever is at the machine brings a file in: ``files.bringing.Bringing``.

    Nobody asks them for a right; what came is written down as a change.
    """

    now: datetime

    def begin(self, database: Database) -> None:
        """Ask for nothing: whoever is at the machine may do all."""

    def done(
        self, database: Database, what: str, counts: tuple[int, int], of: str = ""
    ) -> None:
        """Write down that so many records, new and changed, came with a file.

        Not what it is called: a list may be called by whom it is of.
        """
        new, changed = counts
        told = f"{new} {changed} {of}".strip()
        change = Change("file", what, what, now=told)
        note(database, MACHINE, change, self.now)


def version_of(database: Database, subject: Subject, record: str) -> int:
    """Return the version of a record: how often it was changed; 0 if never.

    A page keeps it with the form that it draws, and hands it to ``check_seen``.
    """
    return store.version(database, subject, record)


def check_seen(
    database: Database,
    subject: Subject,
    record: str,
    seen: int | None,
    wanted: dict[str, str],
) -> None:
    """Refuse to overwrite what somebody changed since version ``seen`` of a record.

    Inside the caller's transaction, before it writes. ``wanted`` are the fields that
    are to be written; None for ``seen`` checks nothing.

    Raises
    ------
    ConflictError
        If one of them was changed meanwhile; its message shows both.
    """
    if seen is not None:
        rules.check_seen(store.later_than(database, subject, record, seen), wanted)


def standing(
    database: Database, subject: Subject, record: str, after: int = 0
) -> list[Made]:
    """Return the changes of a record after a version that stand, in order.

    Not what was taken back, nor what took it back.
    """
    later = store.later_than(database, subject, record, after)
    return [x for x in later if x.undone_by is None and x.change.undoes is None]


def undoable(database: Database, number: int) -> Made:
    """Return a change that can be taken back: no change of its record stands after it.

    Inside the caller's transaction.

    Raises
    ------
    UndoError
        If there is none, it was taken back, or a later change stands on it.
    """
    made = store.made_with(database, number)
    if made is None or made.undone_by is not None or made.change.undoes is not None:
        raise UndoError(N_("This was taken back already; look at the list again."))
    change = made.change
    if standing(database, change.subject, change.record, made.version):
        raise UndoError(
            N_(
                "Something was changed here after that, so it cannot be taken back by "
                "itself. Take the later change back first, or change it again."
            )
        )
    return made


def changes(  # noqa: PLR0913 - what a list is narrowed to, by name
    settings: Settings,
    actor: Actor,
    *,
    subject: Subject | None = None,
    record: str = "",
    entry: str = "",
    before: int = 0,
    most: int = 50,
) -> tuple[Made, ...]:
    """Return what happened, the last first: what an officer did, or of their areas.

    Of a subject, a record, or about an entry, if one is named. ``before`` is the number
    of a change, for what is older.

    Raises
    ------
    RefusedError
        If somebody may not see them.
    """
    with reading(settings.database) as database:
        present = require_now(database, actor, "open_desk")
        asked = {
            "subject": subject or "",
            "record": record,
            "entry": entry,
            "before": before,
            "all": int(may(present, "see_all_changes")),
            "person": present.person,
            "areas": json.dumps(sorted(present.areas)),
            "most": most,
        }
        return tuple(store.last_made(database, asked))
