"""Files of audits, for whoever draws how they are brought in and taken back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from copro_map.audits.belonging import belongs_to
from copro_map.audits.deciding import Sitting
from copro_map.audits.file import SUBJECT, WANTED, import_audits
from copro_map.audits.listing import words_of_rows
from copro_map.audits.store.audits import AuditRow, add_audits, audits, first_numbers
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.base.superseded import stands_as, stored
from copro_map.files.bringing import Files
from copro_map.people.changes import note
from copro_map.people.rules.changes import Change, UndoError
from copro_map.people.rules.permissions import Actor
from copro_map.people.wording import in_both

CHANGED = N_(
    "Some of these audits were decided on since, so the file cannot be taken back. "
    "Take back the later change first."
)


def take_back(
    settings: Settings,
    database: Database,
    present: Actor,
    added: Collection[int],
    now: datetime,
) -> None:
    """Take audits back by their ids, inside the caller's transaction, and note each.

    What counted before counts again; what waited waits again; what was nothing is
    withdrawn.

    Raises
    ------
    UndoError
        If one was superseded since.
    """
    sitting = Sitting(settings, database, present, now, audits(database))
    every = stored(sitting.known, AuditRow)
    for number in sorted(added):
        last = stands_as(every, number)
        if last is None:
            raise UndoError(CHANGED)
        _take_back(sitting, number, last, every)


def _take_back(
    sitting: Sitting, number: int, last: int, every: dict[int, AuditRow]
) -> None:
    """Put back what was before an audit, over the last that says the same; note it."""
    now, by = every[number], in_both(sitting.actor.role).en
    gone = replace(now, status="withdrawn", entered_by=by)
    old, day = every.get(now.supersedes or 0, gone), sitting.today.isoformat()
    again = replace(old, supersedes=last, entered_on=day)
    add_audits(sitting.database, [again])
    here = belongs_to(sitting.settings, sitting.database, now.asset_id)
    change = Change(
        subject="audit",
        record=str(first_numbers(sitting.known)[number]),
        what="content",
        was=now.status,
        now=again.status,
        entry=now.asset_id,
        areas=here.areas,
    )
    note(sitting.database, sitting.actor, change, sitting.now)


FILES = Files(SUBJECT, WANTED, words_of_rows, import_audits, take_back)
