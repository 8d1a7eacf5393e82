"""Events as they are told, kept whole: of a demonstration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from copro_map.base.store.connection import Database
from copro_map.events.rules.records import Booking, Event, Moved
from copro_map.events.store.events import attend, put
from copro_map.people.rules.addresses import address_key

Facts = Mapping[str, object]


def _with_key(facts: Facts) -> dict[str, object]:
    return {**facts, "address_key": address_key(str(facts.get("address", "")))}


def keep_event(
    database: Database,
    facts: Facts,
    moved: Iterable[Facts] = (),
    bookings: Iterable[Facts] = (),
    came: Iterable[str] = (),
) -> int:
    """Keep an event with how it was moved, who booked, and which entries came.

    The keys are columns of the tables, but for numbers and ``address_key``; ``came``
    are ids of entries. Returns the event's number.
    """
    number = put(database, Event, **_with_key(facts))
    for row in moved:
        put(database, Moved, event=number, **row)
    for row in bookings:
        put(database, Booking, event=number, **_with_key(row))
    for entry in came:
        attend(database, number, entry, str(facts["ends_on"]))
    return number
