"""Import of the network's entries: one file, one transaction, all or nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from copro_map.assets.bodies import load_body_names
from copro_map.assets.contacts import keep_contacts
from copro_map.assets.exported import INVENTED
from copro_map.assets.identity import Twins
from copro_map.assets.making import Entries, dated, where_known, where_set, with_points
from copro_map.assets.own_areas import with_own_areas
from copro_map.assets.persons import at_their_district, beside_what_is_hidden
from copro_map.assets.reading import Read, read_entries
from copro_map.assets.rules.records import Asset
from copro_map.assets.store.bodies import (
    named_bodies,
    named_body,
    named_id,
    namings,
    own_names,
)
from copro_map.assets.store.entries import places_known, points_known, save_assets
from copro_map.assets.store.identity import (
    Held,
    held_entries,
    practitioner_types,
    remember_file,
)
from copro_map.assets.suppressing import without_forgotten
from copro_map.base.config import Settings
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_, Label
from copro_map.base.names import fold, initials
from copro_map.base.store.connection import Database, Saved, writing
from copro_map.base.store.programme import start_in
from copro_map.base.today import current_day
from copro_map.files.bringing import NOBODY, Bringing
from copro_map.files.rows import Fault, ImportResult, Row
from copro_map.files.told import NOTHING, Told
from copro_map.geography.areas import BASE_LAYER
from copro_map.geography.gazetteer import area_labels, load_gazetteer
from copro_map.people.suppressed import forgotten

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


def _refuse_to_mix(
    file: Path, start: date | None, held: Mapping[str, Held], read: Read
) -> None:
    """Keep real entries out of a demonstration, and from among synthetic ones.

    What a demonstration exported goes back into that one alone.
    """
    demonstration = N_(
        "{file}: the database is a demonstration, and real entries are never mixed "
        "with invented ones. Name a new file in COPRO_MAP_DB and try again."
    )
    synthetic = N_(
        "{file}: the database holds synthetic entries, and the two are never mixed. "
        "Name a new file in COPRO_MAP_DB and try again."
    )
    invented = N_(
        "{file}: what it holds is invented, and never mixed with real entries."
    )
    if start:
        ids = {row.cells["id"] for row in read.rows}
        if not (read.marked and read.origin.exported and ids <= held.keys()):
            raise ImportFileError(demonstration, file=file)
    elif any(entry.origin == "synthetic" for entry in held.values()):
        raise ImportFileError(synthetic, file=file)
    elif any(row.cells["origin"] in INVENTED for row in read.rows):
        raise ImportFileError(invented, file=read.intake.table.name)


def import_network(
    settings: Settings,
    path: Path,
    told: Told = NOTHING,
    *,
    dry_run: bool = False,
    today: date | None = None,
    bringing: Bringing = NOBODY,
) -> ImportResult:
    """Import a file of entries into the database: all of it, or nothing.

    ``told`` says what its columns and words mean where their names do not. A dry run
    does everything in a real transaction and rolls it back. What is new is known from
    ``today`` on (None: the day it is). ``bringing`` says who does it.

    Raises
    ------
    ImportFileError
        If the file cannot be read at all, or the database holds made-up entries.
    RefusedError
        If who does it may not.
    DatabaseError
        If the database cannot be written.
    CoproMapError
        If who asked to be forgotten cannot be known: without their rows nothing of
        the file is taken in.
    """
    day = today or current_day()
    read = read_entries(settings, path, told, day)
    if read.faults:
        return ImportResult(faults=tuple(read.faults), **read.how())
    precisions = [*load_definitions(settings.data_dir).terms["precisions"]]
    entries = Entries(gazetteer := load_gazetteer(settings), read, precisions)
    assets = [entries.of(row) for row in read.rows]
    with writing(settings.database, keep=not dry_run) as database:
        bringing.begin(database)
        held = held_entries(database)
        _refuse_to_mix(settings.database, start_in(database), held, read)
        read, assets, left = without_forgotten(read, assets, forgotten(settings), held)
        assets = dated(read.rows, _as_known(database, read, assets), held, day)
        notes = [
            *entries.places.notes,
            *left,
            *_of_identity(read.rows, assets, held),
            *keep_contacts(database, read.rows, day),
        ]
        named = _named(database, settings, read, assets)
        everything = list(with_own_areas(gazetteer, [*assets, *named]))
        saved = _save_all(database, settings, everything, day)
        remember_file(database, read.origin.file, [asset.id for asset in assets])
        read.intake.keep(database, day)
        bringing.done(database, "entries", (saved.added, saved.changed))
    return ImportResult(saved.added, saved.changed, saved.unchanged, **read.how(*notes))


def _save_all(
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


def _as_known(
    database: Database, read: Read, assets: Sequence[Asset]
) -> Sequence[Asset]:
    """Return entries where they are known to be, as far as the file does not say it."""
    if read.rows and "longitude" in read.rows[0].absent:
        assets = with_points(assets, points_known(database))
    known = places_known(database)
    if read.origin.exported:
        assets = beside_what_is_hidden(assets, known)
    return where_known(read.rows, assets, known)


def _of_identity(
    rows: Sequence[Row], assets: Sequence[Asset], held: Mapping[str, Held]
) -> Iterator[Fault]:
    """Yield what a steward should know of the new entries: each may be there."""
    new = [pair for pair in zip(rows, assets, strict=True) if pair[1].id not in held]
    twins = Twins(held, len(new))
    for row, asset in new:
        yield from twins.told(row, asset)


def _named(
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


def _topics(asset: Asset, definitions: Definitions, names: Mapping[str, Label]) -> str:
    """Return further words by which an entry is found, in both languages.

    The names of its kind, themes, authority and the areas that it serves, and the
    initials of its own.
    """
    codes = {*asset.words("served"), asset.areas.get(BASE_LAYER, "")}
    labels = [
        definitions.kinds[asset.text("kind")].label,
        *(definitions.label("themes", theme) for theme in asset.words("themes")),
        *(names[code] for code in sorted(codes) if code in names),
    ]
    own = (asset.text("name_en"), asset.text("name_cy"))
    short = [made for name in own for made in initials(name)]
    return " ".join([f"{label.en} {label.cy}" for label in labels] + short)


def save_entries(
    database: Database, settings: Settings, assets: Collection[Asset], today: date
) -> Saved:
    """Write entries inside the caller's transaction; return what became of them.

    They are found by their own words and by the names of their kind, themes and areas.
    What changed is known from ``today`` on. What was set by hand stays (``where_set``).
    A person is placed no more exactly than by the district of the postcode.
    """
    definitions = load_definitions(settings.data_dir)
    gazetteer = load_gazetteer(settings)
    names = area_labels(gazetteer.layers)
    types = practitioner_types(database)
    coarse = at_their_district(settings, assets, types)
    as_set = where_set(database, gazetteer.layers, coarse)
    standing = list(at_their_district(settings, as_set, types))
    topics = {asset.id: _topics(asset, definitions, names) for asset in standing}
    return save_assets(database, standing, topics, today)
