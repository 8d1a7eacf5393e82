"""Somebody is forgotten: taken out of every room, and out of the file."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError, DatabaseError
from copro_map.base.i18n import N_, Label
from copro_map.base.made import drop_made
from copro_map.base.moments import written
from copro_map.base.store.connection import Database, writing
from copro_map.base.today import WALES
from copro_map.base.whom import Whom
from copro_map.people.changes import note
from copro_map.people.known_by import refuse_last
from copro_map.people.rights import require_now
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.changes import NOTHING, Change
from copro_map.people.rules.permissions import Actor, RefusedError
from copro_map.people.suppressed import add_forgotten
from copro_map.privacy.cleaning import clean
from copro_map.privacy.rooms import ROOMS
from copro_map.privacy.store.owed import owe
from copro_map.privacy.whose import whom_of

NUMBERS = 10**8
OTHERS = N_(
    "You can let yourself be forgotten, and nobody else. Load the page again, or write "
    "to whoever looks after the map."
)
WORKS_HERE = N_(
    "You are entered as somebody who works on this map. Ask an administrator to let "
    "you go."
)


class ForgettingError(CoproMapError):
    """Nobody who could be forgotten."""


@dataclass(frozen=True)
class Forgotten:
    """That somebody was forgotten: under which number, how many records by room.

    ``is_clean`` says whether the file holds nothing of them any more; else the clock
    sees to that within the hour.
    """

    number: int
    counts: Mapping[str, int]
    is_clean: bool


def forget(
    settings: Settings,
    actor: Actor,
    whom: Whom,
    now: datetime,
    *,
    why: Label = NOTHING,
) -> Forgotten:
    """Forget somebody everywhere; from then on no backup and no file brings them back.

    Projects and bodies that they speak for stay, without their address. Whoever comes
    by a link may forget whom its address is, whether or not they speak for anything.
    They are on the list, and that is on the disk, before they are out of the tables.
    The files that were made of what is public are deleted at once.
    ``why`` is how it was known that it is them: in words of ours.

    Raises
    ------
    RefusedError
        If somebody else may not, or not any more.
    ForgettingError
        If there is nobody to forget.
    PersonError
        If they are the last administrator.
    CoproMapError
        If the list of the forgotten cannot be written; nobody is forgotten then.
    """
    number = secrets.randbelow(NUMBERS)
    with writing(settings.database, make=False) as database:
        present = _who(database, actor, whom)
        if whom == Whom():
            raise ForgettingError(N_("Nobody of that name or address is kept here."))
        for one in whom.persons:
            refuse_last(database, one)
        counts = take_out(database, whom, now, number)
        change = Change("erasure", str(number), "forgotten", why=why)
        note(database, present, change, now)
        add_forgotten(settings, whom, now.astimezone(WALES).date())
    drop_made(settings.database)
    is_clean = False
    with suppress(DatabaseError):  # busy: the clock does it
        is_clean = clean(settings) > 0
    return Forgotten(number, counts, is_clean)


def take_out(
    database: Database, whom: Whom, now: datetime, number: int
) -> dict[str, int]:
    """Take somebody out of every room, inside the caller's transaction.

    Returned is how many records that were, by room. The file is to be written anew:
    that is owed from then on.
    """
    counts = {name: room.forget(database, whom) for name, room in ROOMS.items()}
    owe(database, f"file {number}", written(now))
    return counts


def _who(database: Database, actor: Actor, whom: Whom) -> Actor:
    """Return who forgets somebody, now: themselves, by their address, or a steward.

    Whoever works here is let go by whoever may enter them.
    """
    if actor.person is None and actor.address:
        own = whom_of(database, actor.address)
        is_own = (
            whom.keys == {address_key(actor.address)} and whom.entries <= own.entries
        )
        if not is_own or not whom.names <= own.names:
            raise RefusedError(OTHERS)
        if own.persons:
            raise RefusedError(WORKS_HERE)
        return Actor(role="owner", address=actor.address, own=own.entries)
    if whom.persons:
        require_now(database, actor, "enter_person")
    return require_now(database, actor, "forget")
