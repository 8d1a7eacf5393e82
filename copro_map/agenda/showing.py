"""An event as everybody sees it: when, where, for whom, and how it stands, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import Label, long_date, t
from copro_map.base.said import Spoken, spoken
from copro_map.events.face import Event, Moved, event_types, kept_events
from copro_map.geography.areas import BASE_LAYER, load_layers

Stands = Literal["ahead", "on", "over", "cancelled"]
Booking = Literal["", "open", "full", "closed"]
LONG_DAY = "EEEE d MMMM y"
OTHER = "#52606D"  # the colour of a sort that is no more in the file


@dataclass(frozen=True)
class Public:
    """What is public of all events, read once.

    ``moved`` are the moves of each event by its number, the first one first; ``booked``
    how many have a place and how many wait for one; ``entries`` what those are called
    (English, Welsh) who organise them, by the id of an entry that is on the map.
    """

    events: tuple[Event, ...]
    moved: Mapping[int, tuple[Moved, ...]] = field(default_factory=dict)
    booked: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    entries: Mapping[str, Label] = field(default_factory=dict)

    def find(self, event_id: str) -> Event | None:
        """Return the event of an id; None if there is none that is public."""
        return next((one for one in self.events if one.id == event_id), None)


def public(settings: Settings, assets: pd.DataFrame) -> Public:
    """Return what is public of all events; ``assets`` are all entries that are.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    kept = kept_events(settings)
    events = kept.shown
    own = assets.loc[[x for x in {one.entry for one in events} if x in assets.index]]
    names = zip(own.index, own["name_en"], own["name_cy"], strict=True)
    called = {x: Label(en, cy) for x, en, cy in names}
    return Public(events, kept.moved, kept.booked, called)


@dataclass(frozen=True)
class Shown:
    """An event in words of the language in force.

    ``colour`` and ``shape`` are those of its sort, whose name is ``type``. ``when`` and
    ``where`` are its time by a clock in Wales and its place; ``area`` its authority
    (code and name), None of one that is online alone. ``moved`` are its moves, the
    first one first; ``moved_from`` says when and where it was to be, "" if it was not
    moved; ``places`` how many are left. ``organiser`` is the name of who holds it,
    ``entry`` the id of its entry, if it has one on the map.
    """

    event: Event
    type: str
    colour: str
    shape: str
    name: Spoken
    about: tuple[Spoken, ...]
    when: str
    where: str
    area: tuple[str, str] | None
    languages: str
    organiser: str
    entry: str
    stands: Stands
    moved: tuple[Moved, ...]
    moved_from: str
    why: tuple[Spoken, ...]
    booking: Booking
    places: str
    outcome: tuple[Spoken, ...]

    @property
    def day(self) -> date:
        """The day on which it begins."""
        return date.fromisoformat(self.event.starts_on)

    @property
    def weekday(self) -> str:
        """The day of the week on which it begins, shortly."""
        return long_date(self.day, "EEE")

    @property
    def month(self) -> str:
        """The month in which it begins, shortly."""
        return long_date(self.day, "MMM")

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.stands == "cancelled"

    @property
    def state(self) -> str:
        """How it stands, in a word or two; "" if it is to come as it was planned."""
        if self.is_cancelled:
            return t("Cancelled")
        if self.stands == "over":
            return t("Over")
        return t("Has been moved") if self.moved_from else ""


def days_in_words(one: Event | Moved, pattern: str = LONG_DAY) -> str:
    """Return when something is, by a clock in Wales, in the language in force."""
    first, last = (
        long_date(date.fromisoformat(x), pattern) for x in (one.starts_on, one.ends_on)
    )
    if one.starts_on == one.ends_on:
        return f"{first}, {one.starts_at}–{one.ends_at}" if one.starts_at else first
    if one.starts_at:
        return f"{first}, {one.starts_at} – {last}, {one.ends_at}"
    return f"{first} – {last}"


def stands_on(event: Event, day: date) -> Stands:
    """Return how an event stands on a day."""
    if event.state == "cancelled":
        return "cancelled"
    today = day.isoformat()
    if event.ends_on < today:
        return "over"
    return "on" if event.starts_on <= today else "ahead"


def booking_of(event: Event, taken: tuple[int, int], day: date) -> Booking:
    """Return whether a place can be booked on a day; "" if nobody has to, or can.

    ``taken``: how many have a place, how many wait for one. While anybody waits it is
    full: they come first.
    """
    today = day.isoformat()
    if not event.has_booking or stands_on(event, day) != "ahead":
        return ""
    if event.booking_ends_on and event.booking_ends_on < today:
        return "closed"
    held, waiting = taken
    return "full" if event.places and (waiting or held >= event.places) else "open"


def places_in_words(event: Event, taken: tuple[int, int], day: date) -> str:
    """Return what is said of an event's places on a day; "" if nothing need be."""
    stands = booking_of(event, taken, day)
    if stands == "closed":
        return t("Booking has closed")
    if stands == "full":
        return t("Full: there is a waiting list")
    if stands == "open" and event.places:
        return t("Places left: {n}", n=event.places - taken[0])
    if stands == "open":
        return t("Book a place")
    is_to_come = stands_on(event, day) == "ahead"
    return "" if event.has_booking or not is_to_come else t("No need to book")


def languages_in_words(event: Event) -> str:
    """Return in which languages an event is held; "" if nobody has said so."""
    said = {
        "cy": t("In Welsh"),
        "en": t("In English"),
        "both": t("In Welsh and English"),
    }.get(event.spoken, "")
    if event.is_interpreted:
        translated = t("with simultaneous translation")
        return f"{said}, {translated}" if said else translated.capitalize()
    return said


def where_in_words(event: Event, *area: str) -> str:
    """Return where an event is; ``area`` names its authority, as ``Event.at``."""
    said = event.at(*area)
    if not event.is_online:
        return said
    return f"{said} · {t('also online')}" if said else t("Online")


def _moved_from(event: Event, moves: tuple[Moved, ...]) -> str:
    """Return when it was to be before it was first moved, and where if elsewhere."""
    if not moves:
        return ""
    first = moves[0]
    days = days_in_words(first, "d MMMM y")
    venue = first.venue if first.venue and first.venue != event.venue else ""
    return f"{days}, {venue}" if venue else days


def shown(settings: Settings, found: Public, event: Event, day: date) -> Shown:
    """Return an event as it is shown on a day, in the language in force."""
    layer = load_layers(settings.boundaries_dir, settings.data_dir)[BASE_LAYER]
    code = event.authority if event.authority in layer.areas else ""
    label = layer.area_label(code) if code else None
    area = (code, label.text()) if label else None
    moves, taken = found.moved.get(event.number, ()), found.booked.get(event.number)
    held = found.entries.get(event.entry)
    kind = event_types(settings).get(event.type)
    reason = event if event.state == "cancelled" else moves[-1] if moves else None
    return Shown(
        event,
        kind.label.text() if kind else event.type,
        kind.colour if kind else OTHER,
        kind.shape if kind else "circle",
        spoken(event, "name")[0],
        tuple(spoken(event, "about")[:1]),
        days_in_words(event),
        where_in_words(event, *(label.text(), label.en, label.cy) if label else ()),
        area,
        languages_in_words(event),
        event.organiser or (held.text() or held.en if held else ""),
        event.entry if held else "",
        stands_on(event, day),
        moves,
        _moved_from(event, moves),
        tuple(spoken(reason, "why")[:1]) if reason else (),
        booking_of(event, taken or (0, 0), day),
        places_in_words(event, taken or (0, 0), day),
        tuple(spoken(event, "outcome")[:1]),
    )
