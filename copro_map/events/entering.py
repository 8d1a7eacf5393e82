"""Events are entered, changed, moved and cancelled: at the desk, one transaction each.

What has been public is never deleted: that it was moved, or is cancelled, is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from copro_map.base.clock_times import ended
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label
from copro_map.base.moments import written
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.events.acting import check_seen, event_with, looked_well, noted
from copro_map.events.belonging import belongs_at, belongs_to
from copro_map.events.checked import Looked, facts_of, look, new_id
from copro_map.events.checking import check_why
from copro_map.events.places import move_up, tell_booked
from copro_map.events.rules.given import EventError, Given
from copro_map.events.rules.records import Event, Moved
from copro_map.events.rules.when import when_of
from copro_map.events.store.events import become, put, rows
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import NOTHING
from copro_map.people.rules.permissions import Actor, Belongs, may

WHEN = ("starts_on", "starts_at", "ends_on", "ends_at", "venue")
NOT_NOW = N_("This event is not to be changed so any more: look at how it stands now.")
OVER = N_("This event is over, so it cannot be cancelled or moved any more.")


def kept_events(settings: Settings, actor: Actor) -> tuple[Event, ...]:
    """Return the events that somebody keeps, in order of time; none that is only held.

    Raises
    ------
    RefusedError
        If they have no desk, or not any more.
    """
    with reading(settings.database) as database:
        present = require_now(database, actor, "open_desk")
        found = [x for x in rows(database, Event) if x.state not in ("sent", "refused")]
        own = [
            one
            for one in found
            if may(present, "keep_events", belongs_to(settings, database, one))
        ]
    return tuple(sorted(own, key=lambda x: (x.starts_on, x.starts_at, x.number)))


def _entered(
    present: Actor, facts: Mapping[str, Any], channel: str, now: datetime
) -> dict[str, Any]:
    return {
        **facts,
        "id": new_id(),
        "state": "planned",
        "channel": channel,
        "person": present.person,
        "changed_at": written(now),
        "entered_on": now.astimezone(WALES).date().isoformat(),
    }


def add_in(
    database: Database,
    present: Actor,
    looked: Looked,
    channel: str,
    now: datetime,
) -> Event:
    """Keep a new event without faults as planned; note nothing."""
    facts = _entered(present, facts_of(looked), channel, now)
    (event,) = rows(database, Event, number=put(database, Event, **facts))
    return event


def add(settings: Settings, actor: Actor, given: Given, now: datetime) -> Event:
    """Enter an event at the desk: it is public at once.

    Raises
    ------
    EventError
        If something is wrong with it; it has every fault.
    RefusedError
        If somebody may not keep events where it is.
    """
    today = now.astimezone(WALES).date()
    with writing(settings.database, make=False) as database:
        looked = looked_well(look(settings, database, given, today))
        at = belongs_at(settings, database, looked.authority, given.entry)
        present = require_now(database, actor, "keep_events", at)
        event = add_in(database, present, looked, "desk", now)
        noted(database, present, event, "added", at, now)
    return event


def _is_moved(event: Event, facts: Mapping[str, Any]) -> bool:
    return event.state == "planned" and any(
        getattr(event, name) != facts[name] for name in (*WHEN, "place")
    )


def _keep_moved(database: Database, event: Event, why: Label, now: datetime) -> None:
    put(
        database,
        Moved,
        event=event.number,
        **{name: getattr(event, name) for name in WHEN},
        moved_on=now.astimezone(WALES).date().isoformat(),
        why_en=why.en,
        why_cy=why.cy,
    )


def change(  # noqa: PLR0913 - what is changed, to what, by whom, why
    settings: Settings,
    actor: Actor,
    event_id: str,
    given: Given,
    now: datetime,
    *,
    why: Label = NOTHING,
    seen: int | None = None,
) -> Event:
    """Change an event; at another time or place it is moved, and that is said.

    Those who booked are written to if it is moved; if there are more places, the first
    in line have them. ``seen`` is the version of the event that the form showed, as
    ``people.changes.version_of``. What is so already is not written.

    Raises
    ------
    EventError
        If something is wrong with it, fewer places than are taken among it; it was
        changed meanwhile; or it is over, and would be moved.
    RefusedError
        If somebody may not keep events where it was, or where it will be.
    """
    why = check_why(why)
    with writing(settings.database, make=False) as database:
        was = event_with(database, event_id)
        facts, at = _to_change(settings, database, was, given, now)
        here = belongs_to(settings, database, was)
        present = require_now(database, actor, "keep_events", here, at)
        check_seen(database, was, seen)
        if all(getattr(was, name) == value for name, value in facts.items()):
            return was
        what = "moved" if _is_moved(was, facts) else "changed"
        event = _changed(database, was, facts, now)
        if what == "moved":
            _keep_moved(database, was, why, now)
        noted(database, present, event, what, at, now, was=was, why=why)
        if what == "moved" and ended(when_of(event)) > now:
            tell_booked(database, event, "moved", now)
        move_up(database, event, now)
    return event


def _to_change(
    settings: Settings, database: Database, was: Event, given: Given, now: datetime
) -> tuple[Mapping[str, Any], Belongs]:
    """Return what an event becomes, and where it belongs then."""
    if was.state not in ("waiting", "planned"):
        raise EventError(NOT_NOW)
    today = now.astimezone(WALES).date()
    looked = looked_well(look(settings, database, given, today, was=was))
    at = belongs_at(settings, database, looked.authority, given.entry)
    return facts_of(looked), at


def _changed(
    database: Database, was: Event, facts: Mapping[str, Any], now: datetime
) -> Event:
    at = written(now)
    grown = {"sequence": was.sequence + 1, "changed_at": at}
    return become(database, Event, was.number, **facts, **grown)


def move(  # noqa: PLR0913 - as ``change``
    settings: Settings,
    actor: Actor,
    event_id: str,
    to: Given,
    now: datetime,
    *,
    why: Label = NOTHING,
    seen: int | None = None,
) -> Event:
    """Move an event: of ``to`` the days, the times, the place and the hall count.

    As ``change``, with its errors; what it was before is kept, and said.
    """
    with reading(settings.database) as database:
        was = event_with(database, event_id)
    names = (*WHEN, "place", "booking_ends_on")
    given = replace(Given.as_kept(was), **{x: getattr(to, x) for x in names})
    return change(settings, actor, event_id, given, now, why=why, seen=seen)


def cancel(  # noqa: PLR0913 - as ``change``
    settings: Settings,
    actor: Actor,
    event_id: str,
    why: Label,
    now: datetime,
    *,
    seen: int | None = None,
) -> Event:
    """Cancel an event: it stays, and says so, with why; those who booked are told.

    Raises
    ------
    EventError
        If it is cancelled already, is over, or was changed meanwhile; or of the reason.
    RefusedError
        If somebody may not keep events where it is.
    """
    why = check_why(why)
    with writing(settings.database, make=False) as database:
        was = event_with(database, event_id)
        here = belongs_to(settings, database, was)
        present = require_now(database, actor, "keep_events", here)
        check_seen(database, was, seen)
        if was.state != "planned":
            raise EventError(NOT_NOW)
        if ended(when_of(was)) <= now:
            raise EventError(OVER)
        facts = {
            "state": "cancelled",
            "cancelled_on": now.astimezone(WALES).date().isoformat(),
            "why_en": why.en,
            "why_cy": why.cy,
        }
        event = _changed(database, was, facts, now)
        noted(database, present, event, "cancelled", here, now, was=was, why=why)
        tell_booked(database, event, "cancelled", now)
    return event
