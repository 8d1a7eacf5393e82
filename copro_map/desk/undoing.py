"""Taking a change back: each subject says how its own are taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from copro_map.audits.face import undo_decision
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import reading
from copro_map.coverage.face import UNDO as OF_COVERAGE
from copro_map.desk.rules.lasting import is_lasting
from copro_map.events.face import UNDO as OF_EVENTS
from copro_map.exchange.face import UNDO as OF_EXCHANGE
from copro_map.imports.face import UNDO as OF_IMPORTS
from copro_map.indicators.face import UNDO as OF_FIGURES
from copro_map.members.face import UNDO as OF_MEMBERS
from copro_map.people.changes import undoable
from copro_map.people.rules.changes import Made, Subject, UndoError
from copro_map.people.rules.permissions import Actor
from copro_map.people.settling import undo_setting
from copro_map.plan.face import UNDO as OF_PLAN
from copro_map.report.face import UNDO as OF_REPORT
from copro_map.surveys.face import undo_wave
from copro_map.talks.judging import undo_judgement
from copro_map.upkeep.face import UNDO as OF_UPKEEP
from copro_map.upkeep.face import undo
from copro_map.versions.face import UNDO as OF_VERSIONS

# What takes a change of a subject back: it asks for the right, and looks again
# (``people.changes.undoable``) inside its own transaction, and notes a change with
# ``undoes``.
Undo = Callable[[Settings, Actor, Made, datetime], object]
UNDO: Mapping[Subject, Undo] = {
    "audit": undo_decision,
    "entry": undo,
    "setting": undo_setting,
    "talk": undo_judgement,
    "wave": undo_wave,
    **OF_COVERAGE,
    **OF_EVENTS,
    **OF_EXCHANGE,
    **OF_FIGURES,
    **OF_IMPORTS,
    **OF_MEMBERS,
    **OF_PLAN,
    **OF_REPORT,
    **OF_UPKEEP,
    **OF_VERSIONS,
}


def can_undo(made: Made) -> bool:
    """Say whether a change is of a kind that can be taken back, and was not yet."""
    is_left = made.undone_by is None and made.change.undoes is None
    return is_left and made.change.subject in UNDO and not is_lasting(made.change)


def undo_change(settings: Settings, actor: Actor, number: int, now: datetime) -> None:
    """Take a change back; both stay in what is kept.

    Raises
    ------
    UndoError
        If it cannot be, or something was changed there after it.
    RefusedError
        If somebody may not.
    """
    with reading(settings.database) as database:
        made = undoable(database, number)
    take_back = UNDO.get(made.change.subject)
    if take_back is None:
        raise UndoError(
            N_("This cannot be taken back by itself. Put it right where it was done.")
        )
    take_back(settings, actor, made, now)
