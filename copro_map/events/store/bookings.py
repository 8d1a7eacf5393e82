"""Bookings that go, and pictures of events: inside the caller's transaction."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.connection import NEXT_REVISION

DROP = "DELETE FROM booking WHERE number = ?"
# Of events that ended before a day; and what was not confirmed since a moment.
PAST = "event IN (SELECT number FROM event WHERE ends_on < :before)"
PAST_NEEDS = f"needs <> '' AND {PAST}"
PAST_HELD = "state = 'held' AND asked_at < :before"
PAST_ORGANISER = "ends_on < :before AND (address <> '' OR address_key <> '')"
EMPTY_NEEDS = f"UPDATE booking SET needs = '', needs_on = '' WHERE {PAST_NEEDS}"  # noqa: S608 - ours alone
EMPTY_ORGANISER = (
    f"UPDATE event SET address = '', address_key = '' WHERE {PAST_ORGANISER}"  # noqa: S608 - ours alone
)
ANY = "SELECT 1 FROM {0} WHERE {1} LIMIT 1"
DELETE = "DELETE FROM booking WHERE {0}"


def drop(database: Database, number: int) -> None:
    """Delete a booking: it was never confirmed, and another takes its place."""
    database.conn.execute(DROP, (number,))


def _is_past(database: Database, table: str, what: str, before: str) -> bool:
    found = database.conn.execute(ANY.format(table, what), {"before": before})
    return found.fetchone() is not None


def are_past(database: Database, before: str) -> bool:
    """Say whether anybody booked for an event that ended before a day."""
    return _is_past(database, "booking", PAST, before)


def drop_past(database: Database, before: str) -> int:
    """Delete such bookings; return how many there were."""
    found = database.conn.execute(DELETE.format(PAST), {"before": before})
    return int(found.rowcount)


def are_needs_past(database: Database, before: str) -> bool:
    """Say whether needs are kept of an event that ended before a day."""
    return _is_past(database, "booking", PAST_NEEDS, before)


def empty_needs(database: Database, before: str) -> int:
    """Delete such needs; return of how many bookings."""
    return int(database.conn.execute(EMPTY_NEEDS, {"before": before}).rowcount)


def is_held_past(database: Database, before: str) -> bool:
    """Say whether a booking waits for its press since before a moment."""
    return _is_past(database, "booking", PAST_HELD, before)


def drop_held(database: Database, before: str) -> int:
    """Delete such bookings; return how many there were."""
    found = database.conn.execute(DELETE.format(PAST_HELD), {"before": before})
    return int(found.rowcount)


def is_organiser_past(database: Database, before: str) -> bool:
    """Say whether an organiser's address is kept of an event from before a day."""
    return _is_past(database, "event", PAST_ORGANISER, before)


def empty_organisers(database: Database, before: str) -> int:
    """Delete such addresses; return how many there were."""
    return int(database.conn.execute(EMPTY_ORGANISER, {"before": before}).rowcount)


def touch(database: Database) -> None:
    """Let what is kept of answers about events be asked anew."""
    database.conn.execute(NEXT_REVISION)
