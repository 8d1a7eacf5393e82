"""Where an event belongs: which officers keep it."""

from __future__ import annotations

from copro_map.assets.face import kept_entries
from copro_map.base.config import Settings
from copro_map.base.names import COUNCIL_LAYER
from copro_map.base.store.connection import Database
from copro_map.events.rules.records import Event
from copro_map.geography.areas import areas_of, load_layers
from copro_map.geography.officers import officers_areas
from copro_map.people.rules.permissions import Belongs


def belongs_at(
    settings: Settings, database: Database, authority: str, entry: str
) -> Belongs:
    """Return where an event at an authority belongs: to the council of its place.

    One that is online alone belongs where the ``entry`` does that organises it; without
    one it is the stewards'. It is no entry, so no owner has it as their own.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    if authority:
        council = areas_of(layers, authority).get(COUNCIL_LAYER)
        return Belongs("", frozenset({council} if council else ()))
    kept = kept_entries(database, entry).get(entry) if entry else None
    if kept is None:
        return Belongs("", frozenset())
    return Belongs("", officers_areas(layers, kept.areas, kept.served))


def belongs_to(settings: Settings, database: Database, event: Event) -> Belongs:
    """Return where an event that is kept belongs."""
    return belongs_at(settings, database, event.authority, event.entry)
