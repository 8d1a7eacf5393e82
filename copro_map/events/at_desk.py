"""What came of an event, said at the desk: numbers, words, which organisations came.

Who booked, and what would help them, is the organiser's alone: nothing of it is here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading, writing
from copro_map.events import after as answers
from copro_map.events.acting import check_seen, event_with, noted
from copro_map.events.after import After, entries_of
from copro_map.events.belonging import belongs_to
from copro_map.events.places import bookings_of
from copro_map.events.rules.records import Event
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor


@dataclass(frozen=True)
class Came:
    """What is known of who came: the organisations, and what those who booked said.

    ``likely`` are the numbers as kept, or as who came of those who booked has them.
    """

    entries: tuple[str, ...]
    likely: After


def came_to(settings: Settings, event: Event) -> Came:
    """Return what is known of who came to an event, without a name."""
    with reading(settings.database) as database:
        likely = answers.came_of(event, bookings_of(database, event))
        return Came(entries_of(database, event), likely)


def say_at_desk(  # noqa: PLR0913 - who says what of which event
    settings: Settings,
    actor: Actor,
    event_id: str,
    told: After,
    came: Collection[str],
    now: datetime,
    *,
    seen: int | None = None,
) -> Event:
    """Keep how many came, what came of it and which entries came; note who said so.

    ``came`` are the ids of all entries that came: whatever else was noted is not.

    Raises
    ------
    RefusedError
        If somebody may not keep events where it is.
    EventError
        If there is none, or somebody else changed it since version ``seen``.
    BookingError
        If it has not begun, was cancelled, or the words are too long.
    """
    with writing(settings.database, make=False) as database:
        was = event_with(database, event_id)
        here = belongs_to(settings, database, was)
        present = require_now(database, actor, "keep_events", here)
        check_seen(database, was, seen)
        event = answers.say(database, was, told, now)
        before = set(entries_of(database, event))
        for entry in sorted(before.symmetric_difference(came)):
            is_new = entry not in before
            answers.keep_attended(database, event, entry, now, came=is_new)
        noted(database, present, event, "after", here, now, was=was)
    return event
