"""The rules of booking: what may be asked, until when, and who is next in line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from copro_map.base.clock_times import begins
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.today import WALES
from copro_map.events.rules.records import Booking, Event, Side

LONGEST_NAME, LONGEST_OF, LONGEST_NEEDS = 100, 150, 1000  # characters
# Days: of a reminder before an event; of asking after it who came, and how long.
REMIND_BEFORE, ASK_AFTER, LATEST = 3, (1, 14), 28
NO_MORE = {
    "none": N_("Nobody has to book for this event: just come."),
    "cancelled": N_("This event is cancelled, so no place can be booked."),
    "past": N_("This event has begun, or is over, so no place can be booked."),
    "closed": N_("Booking for this event is closed: its last day was {day}."),
}


class BookingError(CoproMapError):
    """A place that cannot be booked, or what was typed for it; says what to do."""


@dataclass(frozen=True)
class Wanted:
    """What somebody types who books: ``agrees`` to who reads their ``needs``.

    ``entry`` is the id of the organisation on the map for which they come,
    ``organisation`` its name in their words.
    """

    name: str
    address: str
    language: str
    side: Side = ""
    entry: str = ""
    organisation: str = ""
    needs: str = ""
    agrees: bool = False


def begins_at(event: Event) -> datetime:
    """Return the moment at which an event begins, by the clock in Wales."""
    return begins(event.starts_on, event.starts_at)


def why_not(event: Event, now: datetime) -> str:
    """Return why nobody can book now, as a word of ``NO_MORE``; "" if they can.

    An event of whole days can be booked until its first day begins, any other until it
    starts, unless its organiser said another last day.
    """
    if event.state == "cancelled":
        return "cancelled"
    if now >= begins_at(event):
        return "past"
    if not event.has_booking:
        return "none"
    today = now.astimezone(WALES).date().isoformat()
    return "closed" if event.booking_ends_on and today > event.booking_ends_on else ""


def read_wanted(wanted: Wanted) -> Wanted:
    """Return what was typed, tidied; needs without a tick are not taken.

    Raises
    ------
    BookingError
        If the name is missing, something is too long, or needs were written without
        the tick that says who may read them.

    Examples
    --------
    >>> read_wanted(Wanted(" Ann  Lee ", "a@example.org", "en")).name
    'Ann Lee'
    """
    name, of = " ".join(wanted.name.split()), " ".join(wanted.organisation.split())
    needs = wanted.needs.strip()
    if not name:
        raise BookingError(N_("Write your name: the organiser looks for it."))
    for text, most in ((name, LONGEST_NAME), (of, LONGEST_OF), (needs, LONGEST_NEEDS)):
        if len(text) > most:
            raise BookingError(
                N_("This is too long, at most {most} characters: {text}…"),
                most=most,
                text=text[:30],
            )
    if needs and not wanted.agrees:
        raise BookingError(
            N_(
                "Tick that the organiser may read what would help you, or leave "
                "that box empty."
            )
        )
    return replace(wanted, name=name, organisation=of, needs=needs)


def queue(bookings: Sequence[Booking]) -> tuple[Booking, ...]:
    """Return who is on the waiting list, the first in line first."""
    waiting = (one for one in bookings if one.state == "waiting")
    return tuple(sorted(waiting, key=lambda x: (x.booked_at, x.number)))


def places_left(event: Event, bookings: Sequence[Booking]) -> int | None:
    """Return how many places are left for whoever books now; None without a limit.

    None is left while anybody waits: they come first.
    """
    if event.places is None:
        return None
    taken = sum(one.state == "in" for one in bookings)
    return 0 if queue(bookings) else max(0, event.places - taken)


def next_up(event: Event, bookings: Sequence[Booking]) -> tuple[Booking, ...]:
    """Return who on the waiting list has a place now, in their order."""
    waiting = queue(bookings)
    if event.places is None:
        return waiting
    taken = sum(one.state == "in" for one in bookings)
    return waiting[: max(0, event.places - taken)]


def is_to_be_reminded(event: Event, booking: Booking, day: date) -> bool:
    """Say whether somebody is reminded on a day, some days before.

    Not whoever booked, or moved up, so late that they had a letter within those days.
    """
    first = date.fromisoformat(event.starts_on) - timedelta(days=REMIND_BEFORE)
    told = max(booking.booked_at, booking.moved_up_at)[:10]
    return told < first.isoformat() <= day.isoformat()


def asked_again(event: Event, day: date) -> int:
    """Return for which time, from 1, an organiser is asked who came; 0 if not yet.

    Not about what was over long ago: hardly anybody is left to thank.
    """
    gone = (day - date.fromisoformat(event.ends_on)).days
    return sum(gone >= after for after in ASK_AFTER) if gone <= LATEST else 0
