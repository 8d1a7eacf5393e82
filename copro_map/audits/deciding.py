"""Whether an audit counts: accepted or withdrawn by whoever may, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import pandas as pd

from copro_map.audits.belonging import belongs_to
from copro_map.audits.importing import check_role
from copro_map.audits.store.audits import (
    AuditError,
    AuditRow,
    Status,
    add_audits,
    audit_of,
    audits,
    first_numbers,
)
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label
from copro_map.base.store.connection import Database, writing
from copro_map.base.superseded import current, stored
from copro_map.base.today import WALES
from copro_map.files.columns import check_words
from copro_map.people.changes import note, undoable
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import NOTHING, Change, Made, UndoError
from copro_map.people.rules.permissions import Actor, Belongs

# What is said of an audit that has a status already.
ALREADY: dict[Status, str] = {
    "draft": N_("Audit {number} waits already: nothing was changed."),
    "checked": N_("Audit {number} is accepted already: nothing was changed."),
    "withdrawn": N_("Audit {number} is withdrawn already: nothing was changed."),
}
MEANWHILE = N_(
    "Audit {number} was decided on while you looked at it, so nothing was changed. Its "
    "number is {newer} now. Look at it again."
)
NO_REASON = N_("Say in a few words why, for whoever asks later. Name no person.")
LATER = N_(
    "Something was changed here after that, so it cannot be taken back by itself. Take "
    "the later change back first, or change it again."
)


@dataclass(frozen=True)
class Decided:
    """An audit's new number, and that of the change, by which it can be taken back."""

    number: int
    change: int


@dataclass(frozen=True)
class Decision:
    """What an audit is to be: by which role, why; ``undoes`` is a change's number."""

    to: Status
    by: str = ""
    why: Label = NOTHING
    undoes: int | None = None


@dataclass(frozen=True)
class Sitting:
    """One transaction in which audits are decided on: who does it, when, what is known.

    ``known`` is as ``audits.store.audits.audits`` returns it.
    """

    settings: Settings
    database: Database
    actor: Actor
    now: datetime
    known: pd.DataFrame

    @property
    def today(self) -> date:
        """The day it is in Wales."""
        return self.now.astimezone(WALES).date()

    def acts_as(self, present: Actor) -> Sitting:
        """Return the same, of who they are now."""
        return replace(self, actor=present)


def write(sitting: Sitting, number: int, here: Belongs, decision: Decision) -> Decided:
    """Write what is decided of an audit, and note it, inside the transaction.

    Whether somebody may is asked before.

    Raises
    ------
    AuditError
        If there is no such audit, it is superseded, or is that already.
    """
    old = stored(audit_of(sitting.known, number), AuditRow)[number]
    if number not in current(sitting.known).index:
        newer = sitting.known["superseded_by"][number]
        raise AuditError(MEANWHILE, number=number, newer=newer)
    if old.status == decision.to:
        raise AuditError(ALREADY[decision.to], number=number)
    new = replace(
        old,
        status=decision.to,
        entered_by=decision.by.strip() or sitting.actor.role,
        entered_on=sitting.today.isoformat(),
        supersedes=number,
    )
    (added,) = add_audits(sitting.database, [new])
    change = Change(
        subject="audit",
        record=str(first_numbers(sitting.known)[number]),
        what="status",
        was=old.status,
        now=decision.to,
        why=decision.why,
        entry=old.asset_id,
        areas=here.areas,
        undoes=decision.undoes,
    )
    return Decided(added, note(sitting.database, sitting.actor, change, sitting.now))


def note_imported(sitting: Sitting, rows: Sequence[AuditRow]) -> None:
    """Note what rows of a file superseded, inside the transaction."""
    first = first_numbers(sitting.known)
    for row in rows:
        if row.supersedes is None:
            continue
        here = belongs_to(sitting.settings, sitting.database, row.asset_id)
        change = Change(
            subject="audit",
            record=str(first[row.supersedes]),
            what="content",
            was=str(sitting.known.at[row.supersedes, "status"]),
            now=row.status,
            entry=row.asset_id,
            areas=here.areas,
        )
        note(sitting.database, sitting.actor, change, sitting.now)


def _decide(
    settings: Settings, actor: Actor, number: int, decision: Decision, now: datetime
) -> Decided:
    with writing(settings.database, make=False) as database:
        sitting = Sitting(settings, database, actor, now, audits(database))
        (asset_id,) = audit_of(sitting.known, number)["asset_id"]
        here = belongs_to(settings, database, asset_id)
        present = require_now(database, actor, "decide_audit", here)
        return write(sitting.acts_as(present), number, here, decision)


def accept(
    settings: Settings,
    actor: Actor,
    number: int,
    now: datetime,
    *,
    by: str | None = None,
) -> Decided:
    """Accept an audit that waits: from today on it counts if it is complete.

    What waited is kept, superseded by the accepted one; one that was withdrawn can be
    accepted again. ``by`` is the role that is written down, if whoever is at the
    machine does it for somebody.

    Raises
    ------
    RefusedError
        If somebody may not, or not any more.
    AuditError
        If there is no such audit, it is superseded or accepted already, or ``by`` is
        no role.
    DatabaseError
        If the database cannot be written.
    """
    if by is not None:
        check_role(by)
    return _decide(settings, actor, number, Decision("checked", by or ""), now)


def withdraw(  # noqa: PLR0913 - what, by whom, when and why
    settings: Settings,
    actor: Actor,
    number: int,
    now: datetime,
    *,
    by: str | None = None,
    why: Label | None = None,
) -> Decided:
    """Withdraw an audit, or refuse one that waits: from today on it does not count.

    ``why`` is what is written down with it; None, if nobody is asked. Errors as
    ``accept``, and if ``why`` says nothing, or how to reach somebody.
    """
    if by is not None:
        check_role(by)
    for words in (why.en, why.cy) if why else ():
        check_words(words, AuditError, NO_REASON)
    decision = Decision("withdrawn", by or "", why or NOTHING)
    return _decide(settings, actor, number, decision, now)


def take_back(
    settings: Settings, actor: Actor, changes: Sequence[int], now: datetime
) -> None:
    """Take changes of audits back: all of them, or nothing. Each is what it was before.

    Raises
    ------
    UndoError
        If one cannot be, or something was changed there after it.
    RefusedError
        If somebody may not, or not any more.
    """
    with writing(settings.database, make=False) as database:
        sitting = Sitting(settings, database, actor, now, audits(database))
        first = first_numbers(sitting.known)
        held = {first[number]: number for number in current(sitting.known).index}
        for one in changes:
            made = undoable(database, one)
            _undo(sitting, held.get(int(made.change.record), 0), made)


def _undo(sitting: Sitting, number: int, made: Made) -> None:
    """Write the inverse of a change on the audit that is in force."""
    change = made.change
    if change.what != "status":
        raise UndoError(
            N_("This cannot be taken back by itself. Put it right where it was done.")
        )
    if not number or sitting.known.at[number, "status"] != change.now:
        raise UndoError(LATER)
    here = belongs_to(sitting.settings, sitting.database, change.entry)
    present = require_now(sitting.database, sitting.actor, "decide_audit", here)
    back = Decision(change.was, undoes=made.number)  # type: ignore[arg-type] # a status
    write(sitting.acts_as(present), number, here, back)


def undo_decision(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Take one change of an audit back; errors as ``take_back``."""
    take_back(settings, actor, [made.number], now)
