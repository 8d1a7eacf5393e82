"""Where an event belongs: which officers keep it."""

from __future__ import annotations

from copro_map.assets.face import EXCHANGE_KINDS, kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.names import COUNCIL_LAYER
from copro_map.base.store.connection import Database, reading
from copro_map.events.rules.records import Event
from copro_map.geography.areas import areas_of, load_layers
from copro_map.geography.officers import officers_areas
from copro_map.people.rules.permissions import Belongs

PROJECT = "project"  # the kind of entry that an event can be a part of


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


def who_may_organise(settings: Settings) -> tuple[dict[str, Label], dict[str, Label]]:
    """Return the entries on the map that may organise an event, and the projects.

    Each by its id, with its name; one that is missing in a language is in the other.
    """
    with reading(settings.database) as database:
        kept = [x for x in kept_entries(database).values() if x.status == "published"]
    named = {
        one.id: Label(one.name.en or one.name.cy, one.name.cy or one.name.en)
        for one in kept
        if one.kind not in EXCHANGE_KINDS
    }
    kinds = {one.id: one.kind for one in kept}
    return named, {x: name for x, name in named.items() if kinds[x] == PROJECT}
