"""Who sits on the Members' Forum and the Board, and what they decided: in public."""

from __future__ import annotations

from datetime import date

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading
from copro_map.members.rules.records import Decided, Interest, Seat
from copro_map.members.rules.seats import Sitting, sits, sitting
from copro_map.members.store.members import rows


def seats(settings: Settings, day: date) -> tuple[Sitting, ...]:
    """Return the seats held on a day as everybody may see them, the Forum's first.

    Those first who sit longest; of whoever does not agree to be named only the body.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        held = [one for one in rows(database, Seat) if sits(one, day)]
        interests = rows(database, Interest) if held else []
    held.sort(key=lambda one: (one.body != "forum", one.from_on, one.number))
    return tuple(sitting(one, interests, day) for one in held)


def decisions(settings: Settings) -> tuple[Decided, ...]:
    """Return the decisions that are public and were not withdrawn, the last first.

    ``person`` is the number of whoever entered one: it is nobody's business in public.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        found = rows(database, Decided, is_public=1, withdrawn_on="")
    found.sort(key=lambda one: (one.decided_on, one.number), reverse=True)
    return tuple(found)
