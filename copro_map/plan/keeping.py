"""What is entered of the plan: asked for its right anew, written down, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, writing
from copro_map.base.today import WALES
from copro_map.people.changes import note, undoable
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change, Made, Subject
from copro_map.people.rules.permissions import Action, Actor
from copro_map.plan.rules.records import Record
from copro_map.plan.store import plan as store

MEANWHILE = N_("This is not as it was any more. Look at the list again.")


class PlanError(CoproMapError):
    """What cannot be kept of the plan; says what to write."""


@dataclass(frozen=True)
class Keeping:
    """An act on the plan inside its transaction: who does it, and when."""

    database: Database
    present: Actor
    now: datetime
    subject: Subject

    @property
    def day(self) -> str:
        """The day of it, as an ISO text."""
        return self.now.astimezone(WALES).date().isoformat()

    def put(self, record: type[Record], **facts: object) -> int:
        """Keep a new record, said today by whoever does it; write down that it was."""
        own = {"said_on": self.day, "person": self.present.person}
        number = store.put(self.database, record, **{**own, **facts})
        self._note(record, number, "entered")
        return number

    def withdraw(self, record: type[Record], number: int) -> None:
        """Let a record stand no more from today on.

        Raises
        ------
        PlanError
            If it does not stand.
        """
        if not store.rows(self.database, record, number=number, withdrawn_on=""):
            raise PlanError(MEANWHILE)
        store.withdraw(self.database, record, number, self.day)
        self._note(record, number, "withdrawn")

    def _note(self, record: type[Record], number: int, what: str) -> None:
        named = f"{store.TABLES[record]}-{number}"
        note(self.database, self.present, Change(self.subject, named, what), self.now)


@contextmanager
def keeping(
    settings: Settings, actor: Actor, now: datetime, action: Action = "keep_plan"
) -> Iterator[Keeping]:
    """Ask for the right, and yield what an act on the plan needs.

    ``action`` is "keep_plan", or "keep_money" for what is about money.

    Raises
    ------
    RefusedError
        If somebody may not.
    """
    subject: Subject = "money" if action == "keep_money" else "plan"
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, action)
        yield Keeping(database, present, now, subject)


def undo_plan(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Take back what was entered of the plan or the money, or its withdrawal.

    Raises
    ------
    RefusedError
        If somebody may not.
    UndoError
        If it was taken back already.
    """
    of_money = made.change.subject == "money"
    action: Action = "keep_money" if of_money else "keep_plan"
    with writing(settings.database, make=False) as database:
        change = undoable(database, made.number).change
        present = require_now(database, actor, action)
        table, _, number = change.record.rpartition("-")
        record = next(x for x, name in store.TABLES.items() if name == table)
        day = now.astimezone(WALES).date().isoformat()
        back = day if change.what == "entered" else ""
        store.withdraw(database, record, int(number), back)
        undone = Change(change.subject, change.record, change.what, undoes=made.number)
        note(database, present, undone, now)


UNDO: Mapping[Subject, Callable[[Settings, Actor, Made, datetime], None]] = {
    "plan": undo_plan,
    "money": undo_plan,
}
