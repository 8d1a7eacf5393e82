"""Whose a project is: which officers may decide on its audits."""

from __future__ import annotations

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.store.connection import Database
from copro_map.geography.areas import load_layers
from copro_map.geography.officers import officers_areas
from copro_map.people.rules.permissions import Belongs


def belonging(settings: Settings, asset_id: str, entry: KeptEntry | None) -> Belongs:
    """Return where a project belongs: nowhere, if it is no entry that is known."""
    if entry is None:
        return Belongs(asset_id, frozenset())
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    return Belongs(asset_id, officers_areas(layers, entry.areas, entry.served))


def belongs_to(settings: Settings, database: Database, asset_id: str) -> Belongs:
    """Return where a project belongs, as is kept inside the caller's transaction."""
    entry = kept_entries(database, asset_id).get(asset_id)
    return belonging(settings, asset_id, entry)
