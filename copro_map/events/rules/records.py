"""The records of events: an event, how it was moved, a booking, a picture."""

from __future__ import annotations

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
