"""Whose an entry is: which areas it belongs to, so who answers for it."""

from __future__ import annotations

from collections.abc import Mapping

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.names import COUNCIL_LAYER
from copro_map.base.store.connection import Database, reading
from copro_map.geography.areas import load_layers
from copro_map.geography.officers import officers_areas
from copro_map.people.rules.permissions import Belongs

# Whose officers answer for the entries of their areas.
OFFICERS_LAYER = COUNCIL_LAYER


class NoEntryError(CoproMapError):
    """An id that no entry has."""


def belonging(settings: Settings, entry: KeptEntry) -> Belongs:
    """Return where an entry belongs, of what is kept of it."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    return Belongs(entry.id, officers_areas(layers, entry.areas, entry.served))


def kept_entry(database: Database, entry_id: str) -> KeptEntry:
    """Return an entry, on the map or not.

    Raises
    ------
    NoEntryError
        If there is none.
    """
    entry = kept_entries(database, entry_id).get(entry_id) if entry_id else None
    if entry is None:
        raise NoEntryError(
            N_("{id}: there is no such entry. Look its id up on the map."), id=entry_id
        )
    return entry


def belongs(
    settings: Settings, entry_id: str, database: Database | None = None
) -> Belongs:
    """Return where an entry belongs; inside the caller's transaction, if there is one.

    ``areas`` are codes of County Voluntary Councils: that of its base, else those of
    every area that it serves; none if it is for all Wales, or nowhere.

    Raises
    ------
    NoEntryError
        If there is no such entry.
    """
    if database is not None:
        return belonging(settings, kept_entry(database, entry_id))
    with reading(settings.database) as opened:
        return belonging(settings, kept_entry(opened, entry_id))


def belongs_of_all(settings: Settings) -> Mapping[str, Belongs]:
    """Return where every entry belongs, on the map or not, by its id."""
    with reading(settings.database) as database:
        entries = kept_entries(database)
    return {one: belonging(settings, entry) for one, entry in entries.items()}
