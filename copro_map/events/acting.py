"""What every act on an event begins and ends with: found, looked at, noted."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from copro_map.base.i18n import N_, Label
from copro_map.base.store.connection import Database
from copro_map.base.today import WALES
from copro_map.events.checked import Looked
from copro_map.events.rules.given import EventError
from copro_map.events.rules.records import Event
from copro_map.events.rules.when import said_when
from copro_map.events.store.changed import keep_was
from copro_map.events.store.events import rows
from copro_map.people.changes import note, version_of
from copro_map.people.rules.changes import NOTHING, Change
from copro_map.people.rules.permissions import Actor, Belongs

NOT_THERE = N_("This event is not there any more. Look at the list again.")
CHANGED = N_(
    "Somebody else changed this event while you had it open. What you typed is still "
    "here: look at what it says now, then save again if yours is right."
)


def event_with(database: Database, event_id: str) -> Event:
    """Return an event by its id, inside the caller's transaction.

    Raises
    ------
    EventError
        If there is none.
    """
    found = rows(database, Event, id=event_id)
    if not found:
        raise EventError(NOT_THERE)
    return found[0]


def looked_well(looked: Looked) -> Looked:
    """Return what was looked at.

    Raises
    ------
    EventError
        If anything is wrong with it.
    """
    if looked.faults:
        raise EventError.of(looked.faults)
    return looked


def noted(  # noqa: PLR0913 - what was changed, by whom, and why
    database: Database,
    present: Actor,
    event: Event,
    what: str,
    belongs: Belongs,
    now: datetime,
    *,
    was: Event | None = None,
    why: Label = NOTHING,
) -> None:
    """Write down what was done with an event, and keep what it was, to take it back."""
    moved = what == "moved" and was is not None
    number = note(
        database,
        present,
        Change(
            "event",
            event.id,
            what,
            was=said_when(was) if moved and was else "",
            now=said_when(event) if moved else event.id,
            why=why,
            entry=event.entry,
            areas=belongs.areas,
        ),
        now,
    )
    if was is not None:
        day = now.astimezone(WALES).date().isoformat()
        kept = json.dumps(asdict(was), ensure_ascii=False)
        keep_was(database, number, was, kept, day)


def check_seen(database: Database, event: Event, seen: int | None) -> None:
    """Refuse to change what somebody else changed since a version of it was shown.

    Raises
    ------
    EventError
        If it was; what to do.
    """
    if seen is not None and seen != version_of(database, "event", event.id):
        raise EventError(CHANGED)
