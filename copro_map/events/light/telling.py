"""The form by which anybody tells of an event, and what its link opens: read, drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from copro_map.assets.face import kept_entries
from copro_map.base.clock_times import read_clock, read_day
from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, Label, current_language, explain, t
from copro_map.base.names import is_web_address
from copro_map.base.store.connection import reading
from copro_map.drawing.templates import Html, render
from copro_map.events.acting import event_with
from copro_map.events.checking import LONGEST
from copro_map.events.kinds import event_types
from copro_map.events.rules.given import SPOKEN, EventError, Given
from copro_map.events.rules.records import Event
from copro_map.events.saying import name_of, when, where
from copro_map.events.telling import tell, told

__all__ = ["EventError", "Given", "tell", "told"]  # asked for by the pages of links
Form = Mapping[str, str]
# What may be left out: shown at once if something stands there, or is wrong.
MORE = (
    *("about_en", "about_cy", "spoken", "is_interpreted", "organiser", "web"),
    *("has_booking", "places", "booking_ends_on", "join_link"),
)
DAYS, CLOCKS = ("starts_on", "ends_on", "booking_ends_on"), ("starts_at", "ends_at")
HOW = {
    "sent": N_("Send your event to us"),
    "waiting": N_("Your event is with us"),
    "refused": N_("Your event is not on the map"),
}


def read(form: Form) -> Given:
    """Return what the form sends, as it was typed; a bare web address is made whole."""
    given = Given.of(form)
    web = f"https://{given.web}"
    is_bare = "." in given.web and ":" not in given.web
    if is_bare and is_web_address(web):
        return Given(**{**asdict(given), "web": web})
    return given


def _named(settings: Settings, entry: str) -> Label | None:
    """Return what the entry is called that organises it, if it is on the map."""
    with reading(settings.database) as database:
        kept = kept_entries(database, entry).get(entry) if entry else None
    return kept.name if kept and kept.status == "published" else None


def _kinds(given: Given) -> dict[str, str]:
    """Return what sort of box each day and time has: text for what is none."""
    days = {x: (getattr(given, x), read_day, "date") for x in DAYS}
    clocks = {x: (getattr(given, x), read_clock, "time") for x in CLOCKS}
    return {
        name: kind if text == read_it(text) else "text"
        for name, (text, read_it, kind) in {**days, **clocks}.items()
    }


def form_page(
    settings: Settings, given: Given, action: str, error: CoproMapError | None = None
) -> Html:
    """Return the form with what was typed, and what is wrong beside each field."""
    faults: dict[str, str] = {}
    other = ""
    if isinstance(error, EventError) and error.faults:
        faults = {one.field: one.reason() for one in error.faults}
    elif error is not None:
        other = explain(error)
    named = _named(settings, given.entry)
    own, second = current_language(), "en" if current_language() == "cy" else "cy"
    return render(
        "events/tell.html",
        action=action,
        given=given,
        faults=faults,
        other=other,
        types={x: one.label.text() for x, one in event_types(settings).items()},
        spoken={x: t(words) for x, words in SPOKEN.items()},
        kinds=_kinds(given),
        longest=LONGEST,
        own=own,
        second=second,
        organiser=named.text() if named else "",
        is_open=any(getattr(given, x) or x in faults for x in MORE),
        has_second=bool(getattr(given, f"name_{second}")),
    )


def held_page(address: str, again: str) -> Html:
    """Return what is said once an event is held: look in your mail."""
    return render("events/held.html", address=address, again=again)


def event_of(settings: Settings, event_id: str) -> Event:
    """Return the event of a link.

    Raises
    ------
    EventError
        If it is kept no more.
    """
    with reading(settings.database) as database:
        return event_with(database, event_id)


def told_page(event: Event, action: str, proof: str) -> tuple[str, Html]:
    """Return title and body of the page of an event that is not on the map yet."""
    body = render(
        "events/told.html",
        state=event.state,
        called=name_of(event).text(),
        when=when(event),
        where=where(event),
        action=action,
        proof=proof,
    )
    return t(HOW[event.state]), body
