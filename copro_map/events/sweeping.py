"""What the clock deletes of events: bookings, needs, and the organiser's address."""

from __future__ import annotations

from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.moments import written
from copro_map.base.retention import kept_for
from copro_map.base.store.sweeping import delete_older, swept
from copro_map.base.today import WALES
from copro_map.events.store import bookings as store
from copro_map.events.store.changed import drop_told, is_told_past


def sweep_bookings(settings: Settings, now: datetime) -> int:
    """Delete what is past of events; return of how many records.

    What would help somebody take part, and who booked, 30 days after the event; what
    was not confirmed after two; the organiser's address 90 days after the event.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something past.
    """
    today, path = now.astimezone(WALES).date(), settings.database

    def before(line: str) -> str:
        return (today - kept_for(settings, line)).isoformat()

    held = written(now - kept_for(settings, "bookings_held"))
    return (
        swept(path, before("booking_needs"), store.are_needs_past, store.empty_needs)
        + swept(path, before("bookings"), store.are_past, store.drop_past)
        + swept(path, held, store.is_held_past, store.drop_held)
        + swept(
            *(path, before("organisers")),
            *(store.is_organiser_past, store.empty_organisers),
        )
    )


def sweep_events(settings: Settings, now: datetime) -> int:
    """Delete what nobody confirmed, and what events were before changes that are past.

    Returns how many records; errors as ``sweep_bookings``.
    """
    today, path = now.astimezone(WALES).date(), settings.database

    def before(line: str) -> str:
        return (today - kept_for(settings, line)).isoformat()

    told = swept(path, before("events_told"), is_told_past, drop_told)
    was = delete_older(path, ("event_was", "changed_on"), before("event_changes"))
    return told + was


SWEEPS = (sweep_bookings, sweep_events)
