"""Booking on light pages: the form of an event, and the page of somebody's place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from copro_map.base.clock_times import ended
from copro_map.base.config import Settings
from copro_map.base.i18n import LANGUAGES, N_, current_language, long_date, t
from copro_map.base.retention import days as days_kept
from copro_map.drawing.templates import Html, render
from copro_map.events.attending import called, entry_called, organisations
from copro_map.events.booking import (
    Place,
    ask,
    booked,
    change_needs,
    event_named,
    leave,
    places_left,
)
from copro_map.events.booking import place_of as place_by
from copro_map.events.rules.booking import (
    LONGEST_NAME,
    LONGEST_NEEDS,
    LONGEST_OF,
    NO_MORE,
    BookingError,
    Wanted,
    begins_at,
    why_not,
)
from copro_map.events.rules.records import Event, Side
from copro_map.events.rules.when import when_of
from copro_map.events.saying import name_of, when, where
from copro_map.people.links import Link
from copro_map.search.cached import assets

__all__ = [
    "PRESSES",
    "BookingError",
    "about",
    "ask",
    "cannot",
    "event_named",
    "form_of",
    "is_full",
    "place_by",
    "place_of",
    "wanted_of",
]

Form = Mapping[str, str]
Proof = Callable[[str, str], str]
NOTHING: Form = {}
LEAVE_LIST = "leave_list"  # a press, and what is said after it
SIDES: tuple[tuple[Side, str], ...] = (
    ("citizen", N_("Citizen: somebody who uses services, or cares for somebody")),
    ("professional", N_("Professional: it is my work")),
    ("", N_("I would rather not say")),
)
STANDS = {
    "held": N_("Your place is not booked yet: one press is missing."),
    "held_full": N_("You are not on the waiting list yet: one press is missing."),
    "in": N_("You have a place."),
    "waiting": N_("You are on the waiting list, at number {n}."),
    "left": N_("You have left: this place is not yours any more."),
    "left_list": N_("You have left the waiting list."),
    "cancelled": N_("This event is cancelled. We are sorry."),
    "over": N_("This event is over. Thank you for your booking."),
}


def about(event: Event) -> dict[str, str]:
    """Return what a page says of an event: what it is called, when and where."""
    language = current_language()
    page = f"/{language}/event/{event.id}"
    return {
        "id": event.id,
        "name": name_of(event).text(),
        "when": when(event),
        "where": where(event),
        "href": page,
        "calendar": f"{page}.ics",
    }


def agreement(settings: Settings, event: Event) -> str:
    """Return what somebody agrees to who says what would help: who reads it, until."""
    last = date.fromisoformat(event.ends_on)
    until = last + timedelta(days=days_kept(settings, "booking_needs"))
    told = {"who": event.organiser, "day": long_date(until)}
    if not event.organiser:
        words = N_("I agree: the organiser and nobody else may read this, until {day}.")
        return t(words, **told)
    words = N_(
        "I agree: {who}, the organiser, and nobody else may read this, until {day}."
    )
    return t(words, **told)


def cannot(event: Event, now: datetime) -> str:
    """Return why nobody can book, in the current language; "" if they can."""
    why = why_not(event, now)
    day = event.booking_ends_on or event.starts_on
    return t(NO_MORE[why], day=long_date(date.fromisoformat(day))) if why else ""


def form_of(
    settings: Settings, event: Event, action: str, typed: Form, fault: str
) -> tuple[str, Html]:
    """Return title and form by which a place is booked, with what was typed before."""
    left, waiting = places_left(settings, event)
    body = render(
        "events/book.html",
        event=about(event),
        left=left,
        waiting=waiting,
        typed=typed,
        fault=fault,
        action=action,
        sides=[(value, t(words)) for value, words in SIDES],
        languages=LANGUAGES,
        asks_needs=bool(event.address),
        agreement=agreement(settings, event),
        longest_name=LONGEST_NAME,
        longest_of=LONGEST_OF,
        longest_needs=LONGEST_NEEDS,
    )
    return t("Join the waiting list") if left == 0 else t("Book a place"), body


def is_full(settings: Settings, event: Event) -> bool:
    """Say whether whoever books now is on the waiting list."""
    return places_left(settings, event)[0] == 0


def wanted_of(form: Form) -> Wanted:
    """Return what a form says that somebody wants."""
    side: Side = ""
    for value, _ in SIDES:
        side = value if form.get("side") == value else side
    words, language = form.get("organisation", ""), form.get("language", "")
    return Wanted(
        name=form.get("name", ""),
        address=form.get("address", ""),
        language=language if language in LANGUAGES else current_language(),
        side=side,
        entry=entry_called(assets(), words),
        organisation=words,
        needs=form.get("needs", ""),
        agrees=bool(form.get("agrees")),
    )


def _kept(place: Place) -> list[tuple[str, str]]:
    booking, sides = place.booking, dict(SIDES)
    of = booking.organisation
    if booking.entry:
        names = organisations(assets())
        of = called(names[booking.entry]) if booking.entry in names else ""
    facts = (
        (t("Name"), booking.name),
        (t("E-mail address"), booking.address),
        (t("You come as"), t(sides[booking.side]) if booking.side else ""),
        (t("For whom"), of),
        (t("What would help you take part"), booking.needs),
    )
    return [(name, value) for name, value in facts if value]


def _stands(place: Place, now: datetime, said: str, left: int | None) -> str:
    """Return the word of ``STANDS`` for a place."""
    if place.event.state == "cancelled":
        return "cancelled"
    if now >= ended(when_of(place.event)):
        return "over"
    state = place.booking.state
    if state == "held" and left == 0:
        return "held_full"
    return "left_list" if state == "left" and said == LEAVE_LIST else state


def place_of(  # noqa: PLR0913 - whose, of which link, with what is pressed
    settings: Settings,
    place: Place,
    now: datetime,
    proof: Proof,
    action: str,
    *,
    typed: Form = NOTHING,
    fault: str = "",
    said: str = "",
) -> Html:
    """Return the page of somebody's place: how it stands, and its presses.

    ``proof`` makes what a form sends with a press, ``action`` is where it is posted;
    ``said`` is the press that led here.
    """
    event, booking = place.event, place.booking
    left, queued = places_left(settings, event)
    how, is_waiting = _stands(place, now, said, left), booking.state == "waiting"
    has_place = booking.state in ("in", "waiting") and how not in ("cancelled", "over")
    may_book = booking.state in ("held", "left") and not cannot(event, now)
    stands = t(STANDS[how], n=place.position)
    if booking.state in ("held", "left") and not may_book and how != "over":
        stands = cannot(event, now)
    join = t("Go on the waiting list") if left == 0 else t("Book my place")
    return render(
        "events/place.html",
        event=about(event),
        stands=stands,
        join_link=event.join_link if has_place and not is_waiting else "",
        is_online=bool(event.is_online) and has_place and not is_waiting,
        may_book=may_book,
        words_book=join,
        has_place=has_place,
        is_waiting=is_waiting,
        is_to_come=now < begins_at(event),
        somebody_waits=queued > 0,
        asks_needs=bool(event.address) and has_place,
        needs=booking.needs,
        agreement=agreement(settings, event),
        longest_needs=LONGEST_NEEDS,
        kept=_kept(place),
        typed=typed,
        fault=fault,
        proof=proof,
        action=action,
    )


Pressed = Callable[[Settings, Link, datetime, Form], object]
# What is pressed on the page of somebody's place, by the name of the press.
PRESSES: Mapping[str, Pressed] = {
    "book": lambda settings, link, now, _: booked(settings, link, now),
    "leave": lambda settings, link, now, _: leave(settings, link, now),
    LEAVE_LIST: lambda settings, link, now, _: leave(settings, link, now),
    "needs": lambda settings, link, now, form: change_needs(
        *(settings, link, form.get("needs", ""), now), agrees=bool(form.get("agrees"))
    ),
    "no_needs": lambda settings, link, now, _: change_needs(
        *(settings, link, "", now), agrees=False
    ),
}
