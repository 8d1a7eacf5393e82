"""What was done with an event at the desk, taken back: it is as it was before."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from copro_map.base.clock_times import ended
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.moments import written
from copro_map.base.store.connection import Database, writing
from copro_map.events.acting import event_with
from copro_map.events.belonging import belongs_to
from copro_map.events.checked import taken_places
from copro_map.events.places import What, move_up, tell_booked
from copro_map.events.rules.records import Event
from copro_map.events.rules.when import when_of
from copro_map.events.store.changed import (
    drop_event,
    drop_was,
    is_tied,
    not_moved,
    was_before,
)
from copro_map.events.store.events import become
from copro_map.people.changes import note, undoable
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change, Made, Subject, UndoError
from copro_map.people.rules.permissions import Actor, Belongs

# What those who booked are told once it is taken back.
TELLS: Mapping[str, What] = {"moved": "moved", "cancelled": "planned"}
# What is said after an event: no other change takes it back, nor the address with it
# that was deleted meanwhile.
AFTERWARDS = (
    *("citizens", "professionals", "counted_on", "thanked_on"),
    *("outcome_en", "outcome_cy", "outcome_on"),
)
TOO_LATE = N_(
    "What this event was before is kept no longer, so it cannot be taken back by "
    "itself. Change the event where it stands."
)
TIED = N_(
    "People have booked, or more was done with this event, so it cannot be taken out. "
    "Cancel it instead: it then says so."
)
TOO_FEW = N_(
    "More places are taken now than there were before, so this cannot be taken back. "
    "Taken: {booked}, places before: {n}."
)


def undo_event(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Take a change of an event back; those who booked are told if it is moved so.

    Raises
    ------
    RefusedError
        If somebody may not keep events where it was, or where it is.
    UndoError
        If it was taken back, something was changed after it, what it was is kept no
        longer, or more places are taken than it had.
    EventError
        If the event is not there.
    """
    with writing(settings.database, make=False) as database:
        stands = undoable(database, made.number)
        event = event_with(database, stands.change.record)
        here = belongs_to(settings, database, event)
        if stands.change.what == "added":
            _taken_out(database, actor, event, here, stands, now)
            return
        kept = was_before(database, stands.number)
        if not kept:
            raise UndoError(TOO_LATE)
        was = Event(**json.loads(kept))
        there = belongs_to(settings, database, was)
        present = require_now(database, actor, "keep_events", here, there)
        _check_places(database, event, was)
        after = _put_back(database, stands, event, was, now)
        note(database, present, _back(stands, there), now)
        what = TELLS.get(stands.change.what)
        if what and ended(when_of(after)) > now:
            tell_booked(database, after, what, now)
        move_up(database, after, now)


def _taken_out(  # noqa: PLR0913 - who takes what out
    database: Database,
    actor: Actor,
    event: Event,
    here: Belongs,
    stands: Made,
    now: datetime,
) -> None:
    """Take an event out that was entered, while nothing hangs on it."""
    present = require_now(database, actor, "keep_events", here)
    if is_tied(database, event.number):
        raise UndoError(TIED)
    drop_event(database, event.number)
    note(database, present, _back(stands, here), now)


def _check_places(database: Database, event: Event, was: Event) -> None:
    booked = taken_places(database, event)
    if was.places is not None and booked > was.places:
        raise UndoError(TOO_FEW, booked=booked, n=was.places)


def _put_back(
    database: Database, stands: Made, event: Event, was: Event, now: datetime
) -> Event:
    facts = {**vars(was), "sequence": event.sequence + 1, "changed_at": written(now)}
    facts.pop("number")
    if stands.change.what != "after":  # said since, also by the organiser
        facts |= {name: getattr(event, name) for name in AFTERWARDS}
    if stands.change.what == "moved":
        not_moved(database, event.number)
    drop_was(database, stands.number)
    return become(database, Event, event.number, **facts)


def _back(stands: Made, here: Belongs) -> Change:
    was = stands.change
    return Change(
        was.subject,
        was.record,
        was.what,
        was=was.now,
        now=was.was,
        entry=was.entry,
        areas=here.areas,
        undoes=stands.number,
    )


# How a change of this subject is taken back.
UNDO: Mapping[Subject, Callable[[Settings, Actor, Made, datetime], None]] = {
    "event": undo_event
}
