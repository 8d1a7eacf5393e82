"""The events that everybody may see: as records, and as frames to count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading
from copro_map.events.rules.records import Event, EventState, Moved
from copro_map.events.store.events import attended, booked, rows

SHOWN: tuple[EventState, ...] = ("planned", "cancelled")
COLUMNS = (
    *("id", "type", "starts_on", "ends_on", "state", "authority", "is_online"),
    *("entry", "citizens", "professionals", "counted_on", "entered_on"),
    *("name_en", "name_cy", "about_en", "about_cy", "starts_at", "ends_at", "venue"),
    *("postcode", "longitude", "latitude", "web", "spoken", "is_interpreted"),
    *("has_booking", "places", "organiser", "cancelled_on", "outcome_en"),
    *("outcome_cy", "changed_at"),
)


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return those of the events that are public, in order of time."""
    found = [one for one in events if one.state in SHOWN]
    return tuple(sorted(found, key=lambda x: (x.starts_on, x.starts_at, x.number)))


def all_events(settings: Settings) -> tuple[Event, ...]:
    """Return the events that are public, in order of time; those cancelled too."""
    with reading(settings.database) as database:
        return in_order(rows(database, Event))


@dataclass(frozen=True)
class KeptEvents:
    """All events, oldest first, in every state; who shows them looks at that.

    ``moved`` are the moves of each event by its number, the first one first; ``booked``
    how many have a place and how many wait for one.
    """

    events: tuple[Event, ...]
    moved: Mapping[int, tuple[Moved, ...]]
    booked: Mapping[int, tuple[int, int]]

    @property
    def shown(self) -> tuple[Event, ...]:
        """Those that are public, in order of time; those cancelled too."""
        return in_order(self.events)


def kept_events(settings: Settings) -> KeptEvents:
    """Return all events, with how they were moved and how many booked."""
    moved: dict[int, tuple[Moved, ...]] = {}
    with reading(settings.database) as database:
        events = tuple(rows(database, Event))
        for one in rows(database, Moved):
            moved[one.event] = (*moved.get(one.event, ()), one)
        return KeptEvents(events, moved, booked(database))


def events_frame(settings: Settings) -> pd.DataFrame:
    """Return the public events, a row each, in order of time.

    Columns ``id``, ``type``, ``starts_on``, ``ends_on`` (ISO texts), ``state``
    ("planned" or "cancelled"), ``authority`` (code, "" if online alone), ``is_online``,
    ``entry`` (of whoever organises it), ``citizens`` and ``professionals`` (who came;
    missing if nobody counted), ``counted_on`` ("" if not) and ``entered_on`` (ISO);
    then what else is public, as in the record, and ``moved_from``: the day on which it
    was to be at first, "" if it was not moved.
    """
    events = all_events(settings)
    with reading(settings.database) as database:
        moves = {one.event: one.starts_on for one in rows(database, Moved)[::-1]}
    return pd.DataFrame(
        [
            {name: getattr(one, name) for name in COLUMNS}
            | {"moved_from": moves.get(one.number, "")}
            for one in events
        ],
        columns=[*COLUMNS, "moved_from"],
    )


def attended_frame(settings: Settings) -> pd.DataFrame:
    """Return which entries came to an event, and when that was; a row for each time.

    Columns ``organisation_id`` (id of the entry), ``date`` (last day of the event) and
    ``noted_on`` (ISO texts). What was cancelled nobody came to.
    """
    held = [one for one in all_events(settings) if one.state == "planned"]
    ends = {one.number: one.ends_on for one in held}
    with reading(settings.database) as database:
        came = attended(database)
    found = [(entry, ends[event], day) for event, entry, day in came if event in ends]
    return pd.DataFrame(found, columns=["organisation_id", "date", "noted_on"])
