"""After an event: who came, how many, what came of it, and thanks.

The organiser says it by their link, a steward or officer at the desk; both end here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from copro_map.base.i18n import N_
from copro_map.base.moments import written
from copro_map.base.store.connection import Database
from copro_map.base.today import WALES
from copro_map.events import booking_letters as letters
from copro_map.events.places import bookings_of
from copro_map.events.rules.booking import BookingError, begins_at
from copro_map.events.rules.records import Booking, Came, Event
from copro_map.events.store.bookings import touch
from copro_map.events.store.events import attend, attended, become, not_attended
from copro_map.people.marks import is_marked
from copro_map.people.outbox import put

LONGEST_OUTCOME = 2000  # characters
MOST = 100_000  # people
NOT_YET = N_("This event has not begun. Say afterwards who came.")
CANCELLED = N_("This event was cancelled, so nobody came to it.")


@dataclass(frozen=True)
class After:
    """What is said after an event: how many came, and what came of it."""

    citizens: int | None = None
    professionals: int | None = None
    outcome_en: str = ""
    outcome_cy: str = ""


def read_count(text: str) -> int | None:
    """Return a number of people as it was typed; None if nothing was.

    Raises
    ------
    BookingError
        If it is no number from 0 to 100,000.

    Examples
    --------
    >>> read_count(" 12 "), read_count("")
    (12, None)
    """
    given = text.strip()
    if not given:
        return None
    if not (given.isascii() and given.isdecimal() and int(given[:7]) <= MOST):
        raise BookingError(
            N_("{given}: write a whole number, such as 12."), given=given[:20]
        )
    return int(given)


def came_of(event: Event, bookings: Collection[Booking]) -> After:
    """Return what is said of an event, or what those who booked make likely."""
    sides = [one.side for one in bookings if one.came == "yes"]
    citizens, professionals = event.citizens, event.professionals
    if not event.counted_on and sides:
        citizens, professionals = sides.count("citizen"), sides.count("professional")
    return After(citizens, professionals, event.outcome_en, event.outcome_cy)


def _day(now: datetime) -> str:
    return now.astimezone(WALES).date().isoformat()


def refuse_before(event: Event, now: datetime) -> None:
    """Refuse to say who came before an event, or to one that was cancelled.

    Raises
    ------
    BookingError
        If it is so.
    """
    if event.state != "planned":
        raise BookingError(CANCELLED)
    if now < begins_at(event):
        raise BookingError(NOT_YET)


def say(database: Database, event: Event, after: After, now: datetime) -> Event:
    """Keep how many came and what came of it, inside the caller's transaction.

    Raises
    ------
    BookingError
        If the event has not begun, was cancelled, or the words are too long.
    """
    refuse_before(event, now)
    english, welsh = after.outcome_en.strip(), after.outcome_cy.strip()
    for text in (english, welsh):
        if len(text) > LONGEST_OUTCOME:
            raise BookingError(
                N_("This is too long, at most {most} characters: {text}…"),
                most=LONGEST_OUTCOME,
                text=text[:30],
            )
    is_counted = (after.citizens, after.professionals) != (None, None)
    told = become(
        database,
        Event,
        event.number,
        citizens=after.citizens,
        professionals=after.professionals,
        counted_on=_day(now) if is_counted else "",
        outcome_en=english,
        outcome_cy=welsh,
        outcome_on=_day(now) if english or welsh else "",
        changed_at=written(now),
    )
    touch(database)
    return told


def keep_came(
    database: Database,
    event: Event,
    shown: Collection[int],
    came: Collection[int],
    now: datetime,
) -> None:
    """Keep which of the bookings that were shown came, by their numbers; others not.

    The organisations on the map for which they come have come too. Inside the caller's
    transaction; errors as ``refuse_before``.
    """
    refuse_before(event, now)
    before = {x.entry for x in _who_came(database, event)}
    for one in bookings_of(database, event):
        if one.number in shown and one.state == "in":
            is_there: Came = "yes" if one.number in came else "no"
            become(database, Booking, one.number, came=is_there)
    after = {x.entry for x in _who_came(database, event)}
    for entry in sorted((before - after) - {""}):
        not_attended(database, event.number, entry)
    for entry in sorted((after - before) - {""}):
        attend(database, event.number, entry, _day(now))
    touch(database)


def _who_came(database: Database, event: Event) -> list[Booking]:
    return [one for one in bookings_of(database, event) if one.came == "yes"]


def entries_of(database: Database, event: Event) -> tuple[str, ...]:
    """Return the ids of the entries whose people came to an event."""
    found = attended(database)
    return tuple(entry for number, entry, _ in found if number == event.number)


def keep_attended(
    database: Database, event: Event, entry: str, now: datetime, *, came: bool
) -> None:
    """Keep that an entry's people came, or take it back; in the caller's transaction.

    Errors as ``refuse_before``.
    """
    refuse_before(event, now)
    if came:
        attend(database, event.number, entry, _day(now))
    else:
        not_attended(database, event.number, entry)
    touch(database)


def to_thank(database: Database, event: Event) -> list[Booking]:
    """Return who is thanked: all who had a place but those of whom it is said not."""
    return [
        one
        for one in bookings_of(database, event)
        if one.state == "in"
        and one.came != "no"
        and not is_marked(database, one.address_key)
    ]


def thank(database: Database, event: Event, now: datetime) -> int:
    """Thank those who came, once, in the caller's transaction; return how many.

    Errors as ``refuse_before``; and if they were thanked before.
    """
    refuse_before(event, now)
    if event.thanked_on:
        raise BookingError(N_("They have been thanked already."))
    found = to_thank(database, event)
    sent = sum(put(database, letters.thanks(event, one), now) for one in found)
    become(database, Event, event.number, thanked_on=_day(now))
    return sent
