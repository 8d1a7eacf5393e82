"""What happens to events by the clock: a reminder, and asking what came of one.

Each letter is written once, in the transaction in which it is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from copro_map.base.config import Settings
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.events import booking_letters as letters
from copro_map.events.organising import (
    ask_what_came,
    is_to_be_asked,
    is_to_be_written,
    write_to_organiser,
)
from copro_map.events.places import bookings_of, move_up, tell
from copro_map.events.rules.booking import begins_at, is_to_be_reminded, next_up
from copro_map.events.rules.records import Booking, Event
from copro_map.events.store.events import rows
from copro_map.people.marks import is_marked
from copro_map.people.outbox import written_of


def by_the_clock(settings: Settings, now: datetime) -> int:
    """Do what is due of events at a moment; return how many letters were written.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something to do.
    """
    if not settings.database.exists():
        return 0
    with reading(settings.database) as database:
        if not _is_due(database, now):
            return 0  # without the lock
    with writing(settings.database, make=False) as database:
        planned = rows(database, Event, state="planned")
        written = sum(move_up(database, event, now) for event in planned)
        written += sum(
            tell(database, event, booking, letters.reminder, now)
            for event, booking in [*_reminders(database, now)]
        )
        written += sum(
            write_to_organiser(database, event, now)
            for event in _to_write(database, now)
        )
        return written + sum(
            ask_what_came(database, event, now) for event in _to_ask(database, now)
        )


def _is_due(database: Database, now: datetime) -> bool:
    if _to_ask(database, now) or _to_write(database, now):
        return True
    if any(_reminders(database, now)):
        return True
    return any(
        next_up(event, bookings_of(database, event))
        for event in rows(database, Event, state="planned")
        if event.has_booking and now < begins_at(event)
    )


def _reminders(database: Database, now: datetime) -> Iterator[tuple[Event, Booking]]:
    """Yield whom to remind of what: nobody twice, and nobody never to be written to."""
    day = now.astimezone(WALES).date()
    for event in rows(database, Event, state="planned"):
        if event.starts_on < day.isoformat() or now >= begins_at(event):
            continue
        for one in rows(database, Booking, event=event.number, state="in"):
            cause = letters.reminder(event, one, "").cause
            if is_to_be_reminded(event, one, day) and not (
                is_marked(database, one.address_key) or written_of(database, cause)
            ):
                yield event, one


def _to_ask(database: Database, now: datetime) -> list[Event]:
    today: date = now.astimezone(WALES).date()
    planned = rows(database, Event, state="planned")
    return [one for one in planned if is_to_be_asked(database, one, today)]


def _to_write(database: Database, now: datetime) -> list[Event]:
    planned = rows(database, Event, state="planned")
    return [one for one in planned if is_to_be_written(database, one, now)]
