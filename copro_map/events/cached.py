"""What is kept of events between two answers, by the revision of the data."""

from __future__ import annotations

from collections.abc import Mapping

from copro_map.base.config import Settings
from copro_map.base.today import current_day
from copro_map.events import asked as asking
from copro_map.events import showing
from copro_map.events.asked import Answer
from copro_map.events.of_area import NextEvents, next_events
from copro_map.events.rules.asked import Asked
from copro_map.events.showing import Public, Shown
from copro_map.frame import cache
from copro_map.search import cached


@cache.kept(2, "data", "day")
def public(where: Settings) -> Public:
    """Return what is public of all events; nobody may change it."""
    return showing.public(where, cached.assets())


@cache.kept(2, "data", "day")
def _names(where: Settings) -> Mapping[str, str]:
    return asking.names_of(where, public().entries)


@cache.kept(32, "data", "day")
def answer(where: Settings, asked: Asked) -> Answer:
    """Return which events answer a question today; errors as ``asked.answer``."""
    return asking.answer(where, public().events, asked, current_day(), _names())


@cache.kept(1_000, "data", "language", "day")
def shown(where: Settings, event_id: str) -> Shown | None:
    """Return an event as it is shown, in the language in force; None without one."""
    event = public().find(event_id)
    return showing.shown(where, public(), event, current_day()) if event else None


@cache.kept(70, "data", "language", "day")
def of_area(where: Settings, area: str) -> NextEvents:
    """Return the next events of an area of any layer, by its code."""
    return next_events(where, public(), (area,), current_day())


def first_in_words(
    given: tuple[tuple[str, str], ...], most: int
) -> list[tuple[Shown, str]]:
    """Return the first events that an address asks for, each in a line of words.

    ``given`` are its parameters; none of a place that is not known.
    """
    asked = asking.addressed(cache.settings(), dict(given)).asked
    try:
        found = answer(asked).events[:most]
    except asking.PlaceError:
        return []
    rows = (shown(one.id) for one in found)
    return [
        (
            one,
            f"{one.name}: "
            + " · ".join(filter(None, (one.state, one.when, one.where))),
        )
        for one in rows
        if one
    ]
