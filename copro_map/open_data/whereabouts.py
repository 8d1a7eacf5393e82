"""Whether an entry's address leads anywhere: there, elsewhere, gone, or nowhere."""

from __future__ import annotations

from copro_map.assets.face import Whereabouts
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import reading
from copro_map.frame.heads import AddressError, GoneError, MovedError


def whereabouts(settings: Settings, entry_id: str) -> None:
    """Say nothing if an entry is on the map, else where it is, or that it is not.

    Raises
    ------
    MovedError
        If it became another entry that is on the map, merged or known by name before.
    GoneError
        If it is the entry of a body that was on the map, and was taken off.
    AddressError
        If there is none: it never was, or is not public, or it is about a person, of
        whom nobody is told that they were here.
    DatabaseError
        If the map cannot be read.
    """
    with reading(settings.database) as database:
        found = Whereabouts.of(database, entry_id)
    if found.is_shown:
        return
    if found.became:
        raise MovedError(f"entry/{found.became}")
    if found.was_shown:
        raise GoneError(N_("This entry was taken off the map."))
    raise AddressError(N_("There is no such entry on the map."))
