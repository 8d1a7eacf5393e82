"""Events for calendars: those that answer a question, or one alone."""

from __future__ import annotations

from collections.abc import Mapping

from copro_map.agenda import asked as asking
from copro_map.agenda import cached, ical
from copro_map.agenda.asked import Addressed
from copro_map.agenda.asked import PlaceError as PlaceError
from copro_map.agenda.rules.asked import PARAMS, Asked
from copro_map.agenda.wording import in_words
from copro_map.base.config import load_settings
from copro_map.base.i18n import t
from copro_map.base.store.programme import DEMONSTRATION, demonstration_note
from copro_map.base.today import current_day
from copro_map.events.face import Event

NAMES = tuple(PARAMS.values())
NEAR = PARAMS["near"]


def addressed(params: Mapping[str, str]) -> Addressed:
    """Return what the parameters of an address ask of events."""
    return asking.addressed(load_settings(), params)


def _written(events: tuple[Event, ...], *more: str) -> bytes:
    settings = load_settings()
    invented = [DEMONSTRATION.text()] if demonstration_note(settings) else []
    name = " · ".join((*invented, t("Events of co-production in Wales"), *more))
    return ical.calendar(settings, cached.public(), events, current_day(), name)


def calendar_of(asked: Asked) -> bytes:
    """Return the events that answer a question as a calendar, in this language.

    Raises
    ------
    PlaceError
        If its place is not known, or lies outside Wales.
    """
    words = in_words(load_settings(), asked)
    return _written(cached.answer(asked).events, *words.values())


def calendar_of_one(event_id: str) -> bytes:
    """Return an event as a calendar, in the language in force; b"" if there is none."""
    found = cached.public().find(event_id)
    return _written((found,)) if found else b""
