"""Which meetings there are: of a conversation, of an entry, of a pair, or all."""

from __future__ import annotations

from copro_map.base.config import Settings
from copro_map.base.store.connection import Database, reading
from copro_map.exchange.rules.records import Meeting
from copro_map.exchange.rules.standing import is_apart
from copro_map.exchange.store import meetings as store


def meeting_of(database: Database, talk_mark: str) -> Meeting | None:
    """Return the meeting that a conversation is of; None if it is of none."""
    found = store.meetings(database, talk=talk_mark) if talk_mark else ()
    return found[-1] if found else None


def of_entry(database: Database, entry: str) -> tuple[Meeting, ...]:
    """Return the meetings of an entry, oldest first; none that nobody was told of."""
    found = store.meetings(database, entry=entry)
    return tuple(one for one in found if one.state != "held" and not is_apart(one))


def tried(database: Database) -> frozenset[tuple[str, str]]:
    """Return the pairs (request, offer) that were brought together before."""
    return frozenset(
        (one.request, one.offer)
        for one in store.meetings(database)
        if one.request and one.offer and one.state != "held"
    )


def all_meetings(settings: Settings) -> tuple[Meeting, ...]:
    """Return every meeting, oldest first; none that nobody was told of.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        found = store.meetings(database)
    return tuple(one for one in found if one.state != "held" and not is_apart(one))
