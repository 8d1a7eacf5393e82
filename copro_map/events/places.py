"""Places at an event: who moves up, and what those who booked are told.

All inside the caller's transaction, which holds the database's one lock: so no place is
given twice, and no letter written twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Literal

from copro_map.base.moments import written
from copro_map.base.store.connection import Database
from copro_map.events import booking_letters as letters
from copro_map.events.rules.booking import begins_at, next_up, queue
from copro_map.events.rules.records import Booking, Event, Moved
from copro_map.events.store.events import become, rows
from copro_map.people.links import make_link
from copro_map.people.outbox import put
from copro_map.people.rules.letters import Letter

Write = Callable[[Event, Booking, str], Letter]
What = Literal["moved", "cancelled", "planned"]


def bookings_of(database: Database, event: Event) -> list[Booking]:
    """Return the bookings of an event, as they were asked for."""
    return rows(database, Booking, event=event.number)


def event_at(database: Database, number: int) -> Event:
    """Return an event by its number."""
    (found,) = rows(database, Event, number=number)
    return found


def position(database: Database, booking: Booking) -> int:
    """Return at which place of the waiting list a booking is, from 1; 0 if on none."""
    event = event_at(database, booking.event)
    waiting = [one.number for one in queue(bookings_of(database, event))]
    return waiting.index(booking.number) + 1 if booking.number in waiting else 0


def link_for(database: Database, booking: Booking, now: datetime) -> str:
    """Make a link to a booking; return its token."""
    address = booking.address
    return make_link(database, "booking", now, address=address, entry=booking.mark)


def tell(
    database: Database, event: Event, booking: Booking, write: Write, now: datetime
) -> bool:
    """Write a letter to whoever booked, with a link to their place; say if it went.

    Not if the same was written before, or they are never to be written to.
    """
    token = link_for(database, booking, now)
    return put(database, write(event, booking, token), now)


def move_up(database: Database, event: Event, now: datetime) -> int:
    """Give the places that are free to the first in line; return to how many.

    Each is written to once. To be called whenever somebody leaves, or the limit is
    raised; where nothing is free, or the event has begun or is cancelled, it does
    nothing.
    """
    if event.state != "planned" or now >= begins_at(event):
        return 0
    first = next_up(event, bookings_of(database, event))
    for one in first:
        at = written(now)
        after = become(database, Booking, one.number, state="in", moved_up_at=at)
        tell(database, event, after, letters.moved_up, now)
    return len(first)


def tell_booked(database: Database, event: Event, what: What, now: datetime) -> int:
    """Write to all who booked, or wait, that an event is moved, cancelled or on again.

    ``event`` is as it is now, and its ``sequence`` has grown: by that each letter is
    written once. Returns how many letters there were. Whose event has been is not
    told.
    """
    found = rows(database, Moved, event=event.number)
    moved = found[-1] if found else None
    writes: dict[What, Write] = {
        "moved": partial(_moved, moved),
        "cancelled": letters.cancelled,
        "planned": letters.on_again,
    }
    booked = [x for x in bookings_of(database, event) if x.state in ("in", "waiting")]
    return sum(tell(database, event, one, writes[what], now) for one in booked)


def _moved(was: Moved | None, event: Event, booking: Booking, token: str) -> Letter:
    return letters.moved(event, was, booking, token)
