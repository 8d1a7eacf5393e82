"""Booking a place: asked for on a page, and had with one press in the letter.

Whether an address has booked is told to that address alone: the page says the same to
everybody.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, long_date
from copro_map.base.moments import written
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.events import booking_letters as letters
from copro_map.events import places
from copro_map.events.events import SHOWN
from copro_map.events.rules import booking as rules
from copro_map.events.rules.booking import NO_MORE, BookingError, Wanted, read_wanted
from copro_map.events.rules.records import Booking, BookingState, Event
from copro_map.events.store.bookings import drop
from copro_map.events.store.events import become, put, rows
from copro_map.people.limits import TooOftenError, check_form, check_limit
from copro_map.people.links import Link
from copro_map.people.outbox import put as put_letter
from copro_map.people.rules.addresses import address_key, read_address

MARK_BYTES = 16
MOST_HELD = 5  # bookings of an address that are not confirmed
TO_ONE = "3 per hour"  # of an address, for one event
GONE = N_(
    "This booking is not kept any more. One that is not confirmed is deleted after two "
    "days, any other 30 days after its event."
)
ALREADY = N_("You have booked already: open the newest letter that you had of it.")
OFTEN = N_(
    "That is a lot of bookings. Try again in an hour: what you wrote stays here."
)


@dataclass(frozen=True)
class Place:
    """A booking, its event, and at which place of the waiting list it is, if on it."""

    event: Event
    booking: Booking
    position: int


def event_named(settings: Settings, given: str) -> Event | None:
    """Return a public event by its id; None if there is none."""
    with reading(settings.database) as database:
        found = rows(database, Event, id=given)
    return found[0] if found and found[0].state in SHOWN else None


def places_left(settings: Settings, event: Event) -> tuple[int | None, int]:
    """Return how many places are left, None without a limit, and how many wait."""
    with reading(settings.database) as database:
        booked = places.bookings_of(database, event)
    return rules.places_left(event, booked), len(rules.queue(booked))


def refuse(event: Event, now: datetime) -> None:
    """Refuse a booking that cannot be.

    Raises
    ------
    BookingError
        If the event is cancelled, has begun, needs no booking, or that is closed.
    """
    if why := rules.why_not(event, now):
        ends = event.booking_ends_on or event.starts_on
        raise BookingError(NO_MORE[why], day=long_date(date.fromisoformat(ends)))


def ask(
    settings: Settings, event: Event, wanted: Wanted, now: datetime, *, client: str
) -> None:
    """Hold a booking, and write to its address: one press there books the place.

    Whoever has booked is sent the link to their place instead. ``client`` is the
    network address of who asks.

    Raises
    ------
    BookingError, AddressError
        If what was typed cannot be taken, or nobody can book.
    TooOftenError
        If this was asked for too often.
    """
    wanted, address = read_wanted(wanted), read_address(wanted.address)
    refuse(event, now)
    key = address_key(address)
    check_limit(TO_ONE, "booking", key, event.id)
    check_form("booking", key, client)
    with writing(settings.database, make=False) as database:
        own = rows(database, Booking, address_key=key)
        here = [one for one in own if one.event == event.number]
        for one in here:
            if one.state in ("in", "waiting"):
                places.tell(database, event, one, letters.already, now)
                return
            if one.state == "held":
                drop(database, one.number)
        held = [x for x in own if x.state == "held" and x.event != event.number]
        if len(held) >= MOST_HELD:
            raise TooOftenError(OFTEN)
        _hold(database, event, wanted, address, now)


def _hold(
    database: Database, event: Event, wanted: Wanted, address: str, now: datetime
) -> None:
    needs = wanted.needs if event.address else ""  # nobody else may read them
    put(
        database,
        Booking,
        event=event.number,
        mark=secrets.token_hex(MARK_BYTES),
        name=wanted.name,
        address=address,
        address_key=address_key(address),
        language=wanted.language,
        side=wanted.side,
        entry=wanted.entry,
        organisation="" if wanted.entry else wanted.organisation,
        needs=needs,
        needs_on=_day(now) if needs else "",
        state="held",
        asked_at=written(now),
    )
    booking = rows(database, Booking, event=event.number)[-1]
    token = places.link_for(database, booking, now)
    full = rules.places_left(event, places.bookings_of(database, event)) == 0
    letter = letters.to_confirm(event, booking, token, is_full=full)
    put_letter(database, letter, now)


def _day(now: datetime) -> str:
    return now.astimezone(WALES).date().isoformat()


def of_link(database: Database, link: Link) -> Place:
    """Return the booking that a link is about, and its event.

    Raises
    ------
    BookingError
        If it is kept no more.
    """
    found = rows(database, Booking, mark=link.entry) if link.entry else []
    if not found:
        raise BookingError(GONE)
    event = places.event_at(database, found[0].event)
    return Place(event, found[0], places.position(database, found[0]))


def place_of(settings: Settings, link: Link) -> Place:
    """Return the same for a page; nothing changes. Errors as ``of_link``."""
    with reading(settings.database) as database:
        return of_link(database, link)


def booked(settings: Settings, link: Link, now: datetime) -> Place:
    """Book the place of a link: it is in, or on the waiting list if all are taken.

    The places are counted in the same transaction. What is booked is so already;
    whoever left books again, at the end of the line.

    Raises
    ------
    BookingError
        If it is kept no more, nobody can book, or this address has another place.
    """
    with writing(settings.database, make=False) as database:
        place = of_link(database, link)
        event, booking = place.event, place.booking
        if booking.state in ("in", "waiting"):
            return place
        refuse(event, now)
        every = places.bookings_of(database, event)
        own = [x for x in every if x.address_key == booking.address_key]
        if any(x.state in ("in", "waiting") for x in own):
            raise BookingError(ALREADY)
        left = rules.places_left(event, every)
        state: BookingState = "waiting" if left == 0 else "in"
        at = _next_moment(every, now)
        told = {"state": state, "booked_at": at, "left_at": "", "moved_up_at": ""}
        booking = become(database, Booking, booking.number, **told)
        place = Place(event, booking, places.position(database, booking))
        _tell(database, place, now)
        return place


def _next_moment(every: list[Booking], now: datetime) -> str:
    """Return a moment later than all at which somebody booked: the order of the line.

    Two may press within a second, and a clock may be set back.
    """
    moment = now.astimezone(UTC).replace(tzinfo=None)
    last = max((one.booked_at for one in every), default="")
    if last:
        before = datetime.fromisoformat(last.removesuffix("Z"))
        moment = max(moment, before + timedelta(microseconds=1))
    return f"{moment.isoformat(timespec='microseconds')}Z"


def _tell(database: Database, place: Place, now: datetime) -> None:
    event, booking = place.event, place.booking
    token = places.link_for(database, booking, now)
    letter = (
        letters.waits(event, booking, token, place.position)
        if booking.state == "waiting"
        else letters.has_place(event, booking, token)
    )
    put_letter(database, letter, now)


def leave(settings: Settings, link: Link, now: datetime) -> Place:
    """Give a place back, or leave the waiting list: the first in line moves up.

    What would help them take part is deleted at once. Whoever left has left already.

    Raises
    ------
    BookingError
        If it is kept no more.
    """
    with writing(settings.database, make=False) as database:
        place = of_link(database, link)
        if place.booking.state not in ("in", "waiting"):
            return place
        told = {"state": "left", "left_at": written(now), "needs": "", "needs_on": ""}
        booking = become(database, Booking, place.booking.number, **told)
        places.move_up(database, place.event, now)
        return Place(place.event, booking, 0)


def change_needs(
    settings: Settings, link: Link, needs: str, now: datetime, *, agrees: bool
) -> None:
    """Keep what would help somebody take part, or take it back if it is empty.

    Raises
    ------
    BookingError
        If it is too long, it was not agreed who may read it, or it is kept no more.
    """
    with writing(settings.database, make=False) as database:
        place = of_link(database, link)
        booking, event = place.booking, place.event
        if booking.state not in ("held", "in", "waiting") or not event.address:
            raise BookingError(NOT_NOW)
        wanted = Wanted(booking.name, booking.address, "", needs=needs, agrees=agrees)
        needs = read_wanted(wanted).needs
        on = _day(now) if needs else ""
        become(database, Booking, booking.number, needs=needs, needs_on=on)


NOT_NOW = N_("This can be said only while you have a place, and somebody reads it.")
