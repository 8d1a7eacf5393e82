"""What a backup is given of events when it is put in place.

``earlier`` is the database as it was until now; ``main`` the backup.
"""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.events.rules.records import Booking, Event, Moved

PHOTO = (
    *("number", "event", "mark", "picture", "words_en", "words_cy", "agreed_on"),
    "who_agreed",
)
TABLES: dict[str, tuple[str, ...]] = {
    "event": tuple(Event.__annotations__),
    "event_was": ("change", "event", "address_key", "was", "changed_on"),
    "event_moved": tuple(Moved.__annotations__),
    "booking": tuple(Booking.__annotations__),
    "event_attended": ("event", "entry", "noted_on"),
    "event_photo": PHOTO,
}


def carry_events(database: Database) -> None:
    """Keep in a backup, inside the caller's transaction, all events as until now."""
    for table in reversed(TABLES):
        database.conn.execute(f"DELETE FROM {table}")  # noqa: S608 - ours alone
    for table, columns in TABLES.items():
        names = ", ".join(columns)
        database.conn.execute(
            f"INSERT INTO {table} ({names}) SELECT {names} FROM earlier.{table}"  # noqa: S608
        )
