"""The records of events: an event, how it was moved, a booking, a picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

EventState = Literal["sent", "waiting", "planned", "cancelled", "refused"]
BookingState = Literal["held", "in", "waiting", "left", "cancelled"]
Side = Literal["", "citizen", "professional"]
Came = Literal["", "yes", "no"]


@dataclass(frozen=True)
class Event:
    """An event; the fields are the columns of the table ``event``.

    Days and times are ISO texts of a clock in Wales, "" for none; without
    ``starts_at`` it takes whole days, the last of which is ``ends_on``. ``longitude``
    and ``latitude`` are EPSG:4326; ``place`` is what they were found by. ``address``
    and ``join_link`` are never public.
    """

    number: int
    id: str
    type: str
    name_en: str
    name_cy: str
    about_en: str
    about_cy: str
    starts_on: str
    starts_at: str
    ends_on: str
    ends_at: str
    venue: str
    place: str
    postcode: str
    longitude: float | None
    latitude: float | None
    authority: str
    is_online: bool
    join_link: str
    web: str
    spoken: str
    is_interpreted: bool
    has_booking: bool
    places: int | None
    booking_ends_on: str
    entry: str
    project: str
    organiser: str
    address: str
    address_key: str
    language: str
    state: EventState
    cancelled_on: str
    why_en: str
    why_cy: str
    citizens: int | None
    professionals: int | None
    counted_on: str
    outcome_en: str
    outcome_cy: str
    outcome_on: str
    thanked_on: str
    sequence: int
    changed_at: str
    channel: Literal["form", "desk", "import"]
    person: int | None
    entered_on: str

    @property
    def town(self) -> str:
        """The town or village it was found by; "" if that was a postcode or a point."""
        is_name = any(x.isalpha() for x in self.place) and self.place != self.postcode
        return self.place if is_name else ""

    def at(self, *more: str) -> str:
        """Return the venue, the town and ``more``, none of which is said twice.

        The first of ``more`` is what is said; the others are what it is called
        elsewhere: whoever said one of them said it.
        """
        others = {x.casefold() for x in more}
        pieces = (x.strip() for x in self.town.split(","))
        said = self.venue
        for piece in (x for x in pieces if x and x.casefold() not in others):
            if not says(said, piece):
                said = f"{said}, {piece}" if said else piece
        if any(says(said, x) for x in more):
            return said
        return ", ".join(x for x in (said, *more[:1]) if x)


def says(text: str, name: str) -> bool:
    """Return whether a text has a name in it, as whole words.

    Examples
    --------
    >>> says("Neuadd Dwyfor, PWLLHELI", "Pwllheli"), says("Neuadd Balaclava", "Bala")
    (True, False)
    """
    words = re.escape(name.casefold())
    return bool(name) and bool(re.search(rf"(?<!\w){words}(?!\w)", text.casefold()))


@dataclass(frozen=True)
class Moved:
    """When and where an event was to be before it was moved on a day, and why."""

    number: int
    event: int
    starts_on: str
    starts_at: str
    ends_on: str
    ends_at: str
    venue: str
    moved_on: str
    why_en: str
    why_cy: str


@dataclass(frozen=True)
class Booking:
    """A place at an event, or in its queue; the organiser alone reads ``needs``."""

    number: int
    event: int
    mark: str
    name: str
    address: str
    address_key: str
    language: str
    side: Side
    entry: str
    organisation: str
    needs: str
    needs_on: str
    state: BookingState
    asked_at: str
    booked_at: str
    moved_up_at: str
    left_at: str
    came: Came


@dataclass(frozen=True)
class Photo:
    """A picture of an event, without it: its words, and who agreed when to be shown."""

    number: int
    event: int
    words_en: str
    words_cy: str
    agreed_on: str
    who_agreed: str
