"""Pictures of events: kept and taken off inside the caller's transaction."""

from __future__ import annotations

import secrets

from sqlite_utils import Database

from copro_map.events.rules.records import Photo

COLUMNS = tuple(Photo.__annotations__)
PHOTOS = f"""
SELECT {", ".join(COLUMNS)} FROM event_photo WHERE event = ? ORDER BY number
"""  # noqa: S608 - names
PUT = """
INSERT INTO event_photo (event, mark, picture, words_en, words_cy, agreed_on,
    who_agreed)
VALUES (:event, :mark, :picture, :words_en, :words_cy, :agreed_on, :who_agreed)
"""
PICTURE = """
SELECT picture FROM event_photo WHERE number = :number AND event IN (
    SELECT number FROM event WHERE id = :event AND state IN ('planned', 'cancelled'))
"""
DROP = "DELETE FROM event_photo WHERE event = ? AND number = ?"


def photos(database: Database, event: int) -> tuple[Photo, ...]:
    """Return the pictures of an event by its number, oldest first, as records."""
    rows = database.conn.execute(PHOTOS, (event,)).fetchall()
    return tuple(Photo(*row) for row in rows)


def put_photo(database: Database, event: int, picture: bytes, **facts: str) -> None:
    """Keep a picture of an event."""
    row = {**facts, "event": event, "picture": picture, "mark": secrets.token_hex(16)}
    database.conn.execute(PUT, row)


def picture_of(database: Database, event: str, number: int) -> bytes | None:
    """Return a picture by the id of its event, which is public, and its number."""
    asked = {"event": event, "number": number}
    found = database.conn.execute(PICTURE, asked).fetchone()
    return bytes(found[0]) if found else None


def drop_photo(database: Database, event: int, number: int) -> None:
    """Delete a picture of an event."""
    database.conn.execute(DROP, (event, number))
