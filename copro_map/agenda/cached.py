"""What is kept of events between two answers, by the revision of the data."""

from __future__ import annotations

from collections.abc import Mapping

from copro_map.agenda import asked as asking
from copro_map.agenda import showing
from copro_map.agenda.asked import Answer
from copro_map.agenda.of_area import NextEvents, next_events
from copro_map.agenda.rules.asked import Asked
from copro_map.agenda.showing import Public, Shown
from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.today import current_day
from copro_map.events.face import photos_of
from copro_map.frame import cache
from copro_map.search import cached

MOST_OF_ENTRY = 5  # events that stand on the page of who organises them


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


@cache.kept(100, "data", "language", "day")
def pictures(where: Settings, event_id: str) -> tuple[tuple[str, str], ...]:
    """Return the pictures of an event: where each is, and what is to be seen."""
    if (event := public().find(event_id)) is None:
        return ()
    return tuple(
        (address, Label(one.words_en, one.words_cy).text())
        for address, one in photos_of(where, event)
    )


@cache.kept(70, "data", "language", "day")
def of_entry(where: Settings, entry_id: str) -> tuple[Shown, ...]:
    """Return the events that an entry organises: those to come, then the latest."""
    own = [one for one in public().events if one.entry == entry_id]
    today = current_day().isoformat()
    ahead = [one for one in own if one.ends_on >= today]
    over = [one for one in own[::-1] if one.ends_on < today]
    rows = (*ahead, *over)[:MOST_OF_ENTRY]
    return tuple(showing.shown(where, public(), one, current_day()) for one in rows)


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
