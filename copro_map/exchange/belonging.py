"""Where those belong who may be introduced: which officers may do it."""

from __future__ import annotations

from collections.abc import Mapping

from copro_map.assets.face import kept_entries
from copro_map.base.config import Settings
from copro_map.base.store.connection import Database
from copro_map.geography.areas import load_layers
from copro_map.geography.officers import officers_areas
from copro_map.people.rules.permissions import Belongs, between

NOWHERE = Belongs("", frozenset())


def belongs_of_all(settings: Settings, database: Database) -> Mapping[str, Belongs]:
    """Return where every entry belongs, on the map or not, by its id."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    return {
        entry.id: Belongs(entry.id, officers_areas(layers, entry.areas, entry.served))
        for entry in kept_entries(database).values()
    }


def belongs_between(settings: Settings, database: Database, *entries: str) -> Belongs:
    """Return where two belong over their entries, inside the caller's transaction.

    Wherever either does; an entry that is not there, or "", belongs nowhere.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    found = [kept_entries(database, one).get(one) for one in entries if one]
    return between(
        *(
            Belongs(entry.id, officers_areas(layers, entry.areas, entry.served))
            for entry in found
            if entry is not None
        )
    )
