"""What events were before they were changed; and those that nobody confirmed."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.events.rules.records import Event

KEEP_WAS = """
INSERT INTO event_was (change, event, address_key, was, changed_on)
VALUES (?, ?, ?, ?, ?)
"""
WAS = "SELECT was FROM event_was WHERE change = ?"
DROP_WAS = "DELETE FROM event_was WHERE change = ?"
# What hangs on an event, and would be lost with it.
HANGS = """
SELECT EXISTS (SELECT 1 FROM booking WHERE event = :event)
    OR EXISTS (SELECT 1 FROM event_attended WHERE event = :event)
    OR EXISTS (SELECT 1 FROM event_photo WHERE event = :event)
    OR EXISTS (SELECT 1 FROM event_moved WHERE event = :event)
    OR EXISTS (SELECT 1 FROM event_was WHERE event = :event)
"""
NOT_MOVED = """
DELETE FROM event_moved
WHERE number = (SELECT MAX(number) FROM event_moved WHERE event = ?)
"""


def keep_was(database: Database, change: int, event: Event, was: str, day: str) -> None:
    """Keep what an event was before a change, by its number; ``was`` is JSON."""
    row = (change, event.number, event.address_key, was, day)
    database.conn.execute(KEEP_WAS, row)


def was_before(database: Database, change: int) -> str:
    """Return what an event was before a change, as JSON; "" if it is kept no more."""
    found = database.conn.execute(WAS, [change]).fetchone()
    return found[0] if found else ""


def drop_was(database: Database, change: int) -> None:
    """Let go of what an event was before a change."""
    database.conn.execute(DROP_WAS, [change])


def is_tied(database: Database, event: int) -> bool:
    """Say whether anything else is kept of an event: bookings, who came, pictures."""
    return bool(database.conn.execute(HANGS, {"event": event}).fetchone()[0])


def not_moved(database: Database, event: int) -> None:
    """Take back that an event was moved, the last time."""
    database.conn.execute(NOT_MOVED, [event])


def drop_event(database: Database, event: int) -> None:
    """Delete an event on which nothing hangs."""
    database.conn.execute("DELETE FROM event WHERE number = ?", [event])


# Told of, and nobody pressed in the letter.
PAST = "FROM event WHERE state = 'sent' AND entered_on < ?"


def is_told_past(database: Database, before: str) -> bool:
    """Say whether an event was told of before a day, and nobody pressed."""
    sql = f"SELECT 1 {PAST} LIMIT 1"
    return database.conn.execute(sql, [before]).fetchone() is not None


def drop_told(database: Database, before: str) -> int:
    """Delete events that nobody confirmed since a day; return how many."""
    return int(database.conn.execute(f"DELETE {PAST}", [before]).rowcount)
