"""A backup is put in the place of the database: who was forgotten is so in it too."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from copro_map.assets.face import kept_entries
from copro_map.base.config import Settings
from copro_map.base.errors import DatabaseError
from copro_map.base.names import fold
from copro_map.base.store.connection import Database, reading
from copro_map.base.whom import Whom
from copro_map.people.known_by import in_use
from copro_map.people.suppressed import Forgotten
from copro_map.privacy.rooms import ROOMS
from copro_map.privacy.rules.addresses import addresses_in
from copro_map.privacy.store.texts import texts_with_addresses
from copro_map.privacy.whose import about_persons, whom_of


@dataclass(frozen=True)
class Here:
    """Who is on the map until now: addresses that somebody entered, ids of entries."""

    keys: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()


def who_is_here(settings: Settings) -> Here:
    """Return who is on the map now; nobody if it cannot be read, or there is none.

    Somebody may have entered an address again that is on the list, and a namesake may
    have come: neither is forgotten by a backup that is restored.
    """
    with suppress(DatabaseError), reading(settings.database) as database:
        return Here(in_use(database), frozenset(kept_entries(database)))
    return Here()


def forget_again(database: Database, gone: Forgotten, here: Here) -> int:
    """Forget in a backup whoever is on the list, inside the caller's transaction.

    ``here`` is who is on the map until now. Returned is how many records that were.
    """
    if gone.is_empty:
        return 0
    whom = _whom(database, gone, here)
    if whom == Whom():
        return 0
    return sum(room.forget(database, whom) for room in ROOMS.values())


def _whom(database: Database, gone: Forgotten, here: Here) -> Whom:
    """Return all of a backup who are on the list, as one."""
    found = [
        whom_of(database, address=key)
        for key in _addresses(database) - here.keys
        if gone.address(key)
    ]
    about = about_persons(database, _entries(database, gone, here))
    return Whom(
        keys=frozenset(key for one in found for key in one.keys),
        entries=frozenset(x for one in found for x in one.entries).union(about),
        names=frozenset(x for one in found for x in one.names).union(*about.values()),
        persons=frozenset(x for one in found for x in one.persons),
    )


def _addresses(database: Database) -> frozenset[str]:
    texts = texts_with_addresses(database)
    return frozenset(key for text in texts for key in addresses_in(text))


def _entries(database: Database, gone: Forgotten, here: Here) -> list[str]:
    """Return the entries of a backup that were forgotten, by their ids or names."""
    return [
        one.id
        for one in kept_entries(database).values()
        if gone.entry(one.id)
        or (
            one.id not in here.entries
            and any(gone.name(fold(x)) for x in (one.name.en, one.name.cy))
        )
    ]
