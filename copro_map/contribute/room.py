"""A workshop's room: who came in by the code, and the lines that are typed there.

The way in is kept as a draft, under a key in the address of the page: a reload, or hall
wifi that drops, loses nothing, and the code stands in no address for long. What is half
typed is in the draft too, but for the e-mail address. A line is a version that waits.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.moments import written
from copro_map.base.retention import days
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.contribute.rules.workshop import Workshop
from copro_map.contribute.store import workshops as store
from copro_map.contribute.workshops import WorkshopError, belongs, mark_of_code
from copro_map.people.drafts import keep_draft, open_draft
from copro_map.people.limits import TooOftenError, check_left, check_limit
from copro_map.people.marks import mark_of
from copro_map.people.rights import now_of
from copro_map.people.rules.permissions import Actor, require
from copro_map.versions.face import TYPED, Version

RETENTION, KEY_BYTES = "drafts", 32
NUMBER, HALF, MENDS = "number", "half", "mends"
# A room shares one address: wrong codes are counted by that, all else by the workshop.
WRONG, WAYS_IN = "10 per minute", "30 per minute"
NOT_OPEN = N_(
    "No workshop is open with this code. Look at the wall and type it again; if it has "
    "ended, ask whoever runs it for a new one."
)
TOO_MANY_WRONG = N_(
    "Too many wrong codes came from here. Wait a minute, then type it again: what you "
    "typed stays here."
)
TOO_MANY_COME = N_("Many people come in at once. Wait a moment, then press again.")
ENDED = N_(
    "This workshop has ended, so no line can be added. A steward of the map reads the "
    "lines. What you typed stays here, so that you can copy it."
)


@dataclass(frozen=True)
class Room:
    """A workshop as a phone in it finds it.

    ``half`` is what was half typed, by the name of its field; ``mends`` the number of
    the line that is mended, 0 if none is. ``mark`` is that of the phone.
    """

    workshop: Workshop
    is_open: bool
    half: Mapping[str, Any] = field(default_factory=dict)
    mends: int = 0
    mark: str = ""


def _limited(limit: str, message: str, *keys: str) -> None:
    try:
        check_limit(limit, *keys)
    except TooOftenError as error:
        raise WorkshopError(message) from error


def enter(settings: Settings, code: str, now: datetime, client: str) -> str:
    """Come in by the code on the wall; return the key of the way in.

    Raises
    ------
    WorkshopError
        If no workshop is open with it, or it was tried too often.
    DraftError
        If too many are in rooms already.
    """
    try:
        check_left(WRONG, "workshop code", client)
    except TooOftenError as error:
        raise WorkshopError(TOO_MANY_WRONG) from error
    with writing(settings.database, make=False) as database:
        found = store.workshop_of(database, mark_of_code(database, code))
        if found and found.is_open(written(now)):
            _limited(WAYS_IN, TOO_MANY_COME, "workshop ways in", str(found.number))
            return give_way(settings, database, found.number, now)
    _limited(WRONG, TOO_MANY_WRONG, "workshop code", client)
    raise WorkshopError(NOT_OPEN)


def way_for_wall(settings: Settings, who: Actor, number: int, now: datetime) -> str:
    """Return the key of a way in for the wall, to whoever runs a workshop.

    No code is tried, so whoever tries codes in the room does not keep them out. No
    record is changed, so nothing is noted.

    Raises
    ------
    RefusedError
        If somebody may not in its area.
    WorkshopError
        If there is no such workshop.
    """
    with writing(settings.database, make=False) as database:
        found = store.workshop_with(database, number)
        if found is None:
            raise WorkshopError(NOT_OPEN)
        where = belongs(settings, found.area)
        require(now_of(database, who), "open_workshop", where)
        return give_way(settings, database, number, now)


def give_way(settings: Settings, database: Database, number: int, now: datetime) -> str:
    """Return the key of a new way into a workshop, inside the transaction."""
    key = f"{number}-{secrets.token_urlsafe(KEY_BYTES)}"
    return _keep(settings, database, key, {NUMBER: number}, now)


def _subject(key: str) -> str:
    """Return of what a way in is: each workshop's are a sort of their own.

    So whoever comes in again and again fills that one alone.
    """
    number, _, _ = key.partition("-")
    return f"workshop-{number}"


def _keep(
    settings: Settings,
    database: Database,
    key: str,
    content: Mapping[str, Any],
    now: datetime,
) -> str:
    today, kept = now.astimezone(WALES).date(), days(settings, RETENTION)
    return keep_draft(database, key, _subject(key), content, today, days=kept)


def room_in(database: Database, key: str, now: datetime) -> Room | None:
    """Return the room that a key opens, inside the transaction; None if it is none."""
    today = now.astimezone(WALES).date()
    content = open_draft(database, key, _subject(key), today)
    found = content and store.workshop_with(database, int(content[NUMBER]))
    if not (content and found):
        return None
    return Room(
        found,
        found.is_open(written(now)),
        content.get(HALF) or {},
        int(content.get(MENDS) or 0),
        mark_of(database, f"workshop phone {key}"),
    )


def room_of(settings: Settings, key: str, now: datetime) -> Room | None:
    """Return the room that a key opens; None if it opens none, or not any more.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    if not key:
        return None
    with reading(settings.database) as database:
        return room_in(database, key, now)


def keep_half(
    settings: Settings, key: str, half: Mapping[str, Any], mends: int, now: datetime
) -> None:
    """Keep what is half typed on a phone, and which line it mends.

    Raises
    ------
    WorkshopError
        If the key opens no room any more.
    DraftError
        If it is too long.
    """
    with writing(settings.database, make=False) as database:
        keep_half_in(settings, database, key, half, mends, now)


def keep_half_in(  # noqa: PLR0913 - what is kept of which line, where and when
    settings: Settings,
    database: Database,
    key: str,
    half: Mapping[str, Any],
    mends: int,
    now: datetime,
) -> None:
    """Keep what is half typed inside the transaction; errors as ``keep_half``."""
    room = found_room(database, key, now)
    content = {NUMBER: room.workshop.number, HALF: dict(half), MENDS: mends}
    _keep(settings, database, key, content, now)


def found_room(database: Database, key: str, now: datetime) -> Room:
    """Return the room that a key opens, inside the transaction.

    Raises
    ------
    WorkshopError
        If it opens none any more.
    """
    room = room_in(database, key, now)
    if room is None:
        raise WorkshopError(
            N_("The way into this workshop is past. Type the code on the wall again.")
        )
    return room


def lines_typed(settings: Settings, room: Room) -> tuple[Version, ...]:
    """Return the lines that were typed in a workshop, by whichever phone; in order.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        return TYPED(database, room.workshop.number)
