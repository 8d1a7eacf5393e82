"""The tables of events: read and written inside the caller's transaction."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.records import Records
from copro_map.events.rules.records import Booking, Event, Moved

RECORDS = Records({Event: "event", Moved: "event_moved", Booking: "booking"})
rows, put, become = RECORDS.rows, RECORDS.put, RECORDS.become
ATTENDED = "SELECT event, entry, noted_on FROM event_attended ORDER BY event, entry"
ATTEND = (
    "INSERT OR IGNORE INTO event_attended (event, entry, noted_on) VALUES (?, ?, ?)"
)
NOT_ATTENDED = "DELETE FROM event_attended WHERE event = ? AND entry = ?"


def attended(database: Database) -> list[tuple[int, str, str]]:
    """Return which entries came to which event, by its number, and when."""
    return list(database.conn.execute(ATTENDED).fetchall())


def attend(database: Database, event: int, entry: str, day: str) -> None:
    """Keep that an entry's people came to an event."""
    database.conn.execute(ATTEND, (event, entry, day))


def not_attended(database: Database, event: int, entry: str) -> None:
    """Take back that an entry's people came to an event."""
    database.conn.execute(NOT_ATTENDED, (event, entry))


BOOKED = """
    SELECT event, SUM(state = 'in'), SUM(state = 'waiting')
    FROM booking GROUP BY event
"""


def booked(database: Database) -> dict[int, tuple[int, int]]:
    """Return how many have a place at each event, and how many wait for one."""
    found = database.conn.execute(BOOKED).fetchall()
    return {event: (held, waiting) for event, held, waiting in found}
