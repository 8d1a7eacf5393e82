"""Members, seats and decisions as they are told, kept whole: of a demonstration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from copro_map.base.store.connection import Database
from copro_map.members.rules.records import (
    Asked,
    Decided,
    Gift,
    Interest,
    Member,
    Seat,
    Taken,
)
from copro_map.members.store.members import put
from copro_map.people.rules.addresses import address_key

Facts = Mapping[str, object]


def keep_member(
    database: Database,
    facts: Facts,
    roles: Iterable[Facts] = (),
    gifts: Iterable[Facts] = (),
    promises: Iterable[Facts] = (),
) -> int:
    """Keep a member with what they took on, gave and promised; return the number.

    The keys are columns of the tables, but for the number and ``address_key``.
    """
    key = address_key(str(facts.get("address", "")))
    number = put(database, Member, **facts, address_key=key)
    for row in roles:
        put(database, Taken, member=number, **row)
    for row in gifts:
        put(database, Gift, member=number, **row)
    for row in promises:
        put(database, Asked, member=number, **row)
    return number


def keep_governing(
    database: Database,
    seats: Iterable[tuple[Facts, Iterable[Facts]]],
    decisions: Iterable[Facts],
) -> None:
    """Keep who sits on the Forum and the Board, each with interests; and decisions."""
    for seat, interests in seats:
        number = put(database, Seat, **seat)
        for interest in interests:
            put(database, Interest, seat=number, **interest)
    for decision in decisions:
        put(database, Decided, **decision)
