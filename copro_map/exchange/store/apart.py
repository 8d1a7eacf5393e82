"""Two whom the Network keeps apart: a meeting that was declined before it began."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from copro_map.base.store.connection import NEXT_REVISION

KEEP = """
INSERT INTO meeting (request, offer, begun_by, person, state, begun_on, ended_on,
    ended_by)
VALUES (:request, :offer, 'network', :person, 'declined', :day, :day, 'network')
RETURNING number
"""
IS_APART = "talk = '' AND state = 'declined' AND ended_by = 'network'"
DROP = f"DELETE FROM meeting WHERE number = ? AND {IS_APART}"  # noqa: S608 - ours


def keep_apart(
    database: Database, request: str, offer: str, person: int | None, day: date
) -> int:
    """Write that two are not to be introduced; return the number of it."""
    row = {"request": request, "offer": offer, "person": person}
    found = database.conn.execute(KEEP, {**row, "day": day.isoformat()})
    (number,) = found.fetchone()
    database.conn.execute(NEXT_REVISION)
    return int(number)


def let_together(database: Database, number: int) -> bool:
    """Take that out again; say whether it was there."""
    was_there = bool(database.conn.execute(DROP, [number]).rowcount)
    if was_there:
        database.conn.execute(NEXT_REVISION)
    return was_there
