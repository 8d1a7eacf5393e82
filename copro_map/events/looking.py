"""An event as somebody at the desk looks at it: how it stands, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from copro_map.base.clock_times import ended
from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.store.connection import reading
from copro_map.events.acting import event_with
from copro_map.events.belonging import belongs_to
from copro_map.events.rules.records import Booking, Event, Moved
from copro_map.events.rules.when import when_of
from copro_map.events.saying import name_of
from copro_map.events.store.changed import was_before
from copro_map.events.store.events import rows
from copro_map.people.changes import standing, version_of
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Made
from copro_map.people.rules.permissions import Actor


@dataclass(frozen=True)
class Seen:
    """An event, when it was to be before, who booked, and what was done last.

    ``version`` is how often it was changed; ``last`` the last change that can be taken
    back, None if there is none. ``is_over``: it has been.
    """

    event: Event
    moved: tuple[Moved, ...]
    booked: int
    waiting: int
    version: int
    last: Made | None
    is_over: bool


def look_at(settings: Settings, actor: Actor, event_id: str, now: datetime) -> Seen:
    """Return an event as it stands, for whoever keeps it.

    Raises
    ------
    EventError
        If there is none.
    RefusedError
        If somebody may not keep events where it is.
    """
    with reading(settings.database) as database:
        event = event_with(database, event_id)
        here = belongs_to(settings, database, event)
        require_now(database, actor, "keep_events", here)
        states = [x.state for x in rows(database, Booking, event=event.number)]
        done = standing(database, "event", event.id)
        last = done[-1] if done else None
        if last and last.change.what != "added":
            last = last if was_before(database, last.number) else None
        return Seen(
            event,
            tuple(rows(database, Moved, event=event.number)),
            states.count("in"),
            states.count("waiting"),
            version_of(database, "event", event.id),
            last,
            ended(when_of(event)) <= now,
        )


def called(settings: Settings, event_id: str) -> Label | None:
    """Return what an event is called, whatever its state; None if there is none."""
    with reading(settings.database) as database:
        found = rows(database, Event, id=event_id)
    return name_of(found[0]) if found else None
