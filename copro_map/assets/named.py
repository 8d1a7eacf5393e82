"""Bodies that are named only as who runs something: each is an entry of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from copro_map.assets.bodies import load_body_names
from copro_map.assets.own_areas import with_own_areas
from copro_map.assets.reading import Read
from copro_map.assets.rules.records import Asset
from copro_map.assets.saving import save_entries
from copro_map.assets.store.bodies import (
    named_bodies,
    named_body,
    named_id,
    namings,
    own_names,
)
from copro_map.base.config import Settings
from copro_map.base.names import fold
from copro_map.base.store.connection import Database, Saved
from copro_map.geography.gazetteer import load_gazetteer

NO_NAMES: Mapping[str, str] = {}


def named_practitioners(
    assets: Iterable[Asset],
    own: Collection[str],
    known: Mapping[str, Asset],
    namings: Mapping[str, tuple[str, str]],
    english: Mapping[str, str] = NO_NAMES,
) -> list[Asset]:
    """Return a practitioner for each body that is named only as the runner of others.

    Nothing is made up: it has the name, and the source of the first entry that names
    it, as long as one does. ``own`` holds the names (``base.names.fold``) of those with
    an entry of their own, ``known`` the bodies that were named before, ``namings`` the
    runner's name and the source of each entry that is kept. ``english`` holds the
    English name of a body by its Welsh one, so that both are one body.
    """

    def key_of(key: str) -> str:
        return fold(english[key]) if key in english else key

    sources = {one: (key_of(key), url) for one, (key, url) in namings.items()}
    found: dict[str, Asset] = {}
    for asset in assets:
        name, url = asset.text("organisation"), asset.text("source_url")
        key = fold(name) if name else ""
        if key not in own:
            name = english.get(key, name)
            key = key_of(key)
        sources[asset.id] = key, url
        if key and key not in own and key not in found:
            day = asset.text("source_date")
            found[key] = named_body(named_id(name), name, url, day)
    named = set(sources.values())
    for key in found.keys() & known.keys():
        old, new = known[key], found[key]
        is_named = (key, old.text("source_url")) in named
        found[key] = old if is_named else replace(new, id=old.id)
    return list(found.values())


def bodies_named(
    database: Database, settings: Settings, read: Read, assets: Collection[Asset]
) -> list[Asset]:
    """Return the bodies that entries name and that have none of their own.

    None of what this program exported: there each has an entry already, and what else
    stands there as who runs an entry was typed here, and may be a person.
    """
    if read.origin.exported:
        return []
    names_of = load_body_names(settings)
    practitioners = [x for x in assets if x.text("kind") == "practitioner"]
    names = {x.text(name) for x in practitioners for name in ("name_en", "name_cy")}
    own = {fold(name) for name in names - {""}} | own_names(database)
    known, runners = named_bodies(database), namings(database)
    found = named_practitioners(assets, own, known, runners, names_of.english)
    return list(names_of.with_welsh(found))


def save_with_bodies(
    database: Database, settings: Settings, assets: Collection[Asset], day: date
) -> Saved:
    """Write entries, and give the bodies of an older version their own areas."""
    saved = save_entries(database, settings, assets, day)
    done = {asset.id for asset in assets}
    bodies = [x for x in named_bodies(database).values() if x.id not in done]
    bodies = list(load_body_names(settings).with_welsh(bodies))
    public = with_own_areas(load_gazetteer(settings), bodies)
    placed = [x for x in public if x.areas or x.words("served")]
    older = save_entries(database, settings, placed, day)
    return replace(saved, changed=saved.changed + older.changed)
