"""Import of the network's entries: one file, one transaction, all or nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from copro_map.assets.checks import entry_rules, kind_of
from copro_map.assets.identity import Origin, Twins, file_key, taken_ids
from copro_map.assets.placing import Places
from copro_map.assets.rules.fields import FIELDS, KEPT, OPTIONAL, REQUIRED, Field
from copro_map.assets.rules.records import Asset, Location, Value
from copro_map.assets.store.bodies import (
    named_bodies,
    named_body,
    named_id,
    namings,
    own_names,
)
from copro_map.assets.store.entries import (
    origins,
    points_known,
    save_assets,
)
from copro_map.assets.store.identity import Held, held_entries, remember_file
from copro_map.base.config import Settings
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_, Label
from copro_map.base.names import fold
from copro_map.base.store.connection import (
    Database,
    Saved,
    prepare,
    reading,
    writing,
)
from copro_map.base.store.programme import start_in
from copro_map.base.today import current_day
from copro_map.files.columns import check_rows, split_list
from copro_map.files.rows import Fault, ImportResult, Row, in_order, read_rows
from copro_map.geography.areas import BASE_LAYER, areas_of
from copro_map.geography.gazetteer import area_labels, load_gazetteer


def _value(field: Field, cell: str) -> Value:
    """Return what a cell says, as the field holds it."""
    if field.holds == "words":
        return split_list(cell)
    if field.holds == "year":
        return int(cell) if cell else None
    return kind_of(cell) if field.holds == "kind" else cell


def _to_asset(row: Row, places: Places) -> Asset:
    """Return the entry of a row: the fields of which the file has the column."""
    given = {
        field.name: _value(field, row.cells[field.column])
        for field in FIELDS
        if field.holds in (*KEPT, "words") and field.in_file != "never"
        if field.column not in row.absent
    }
    is_practitioner = given["kind"] == "practitioner"
    given |= {
        "practitioner_type": "organisation" if is_practitioner else "",
        "served": places.served(row),
        "origin": "network",
    }
    authority, location = places.find(row)
    areas = areas_of(places.gazetteer.layers, authority)
    based = {layer: code for layer, code in areas.items() if code}
    return Asset(row.cells["id"], given, based, location)


def with_points(
    assets: Iterable[Asset], known: Mapping[tuple[str, str, str], Location]
) -> list[Asset]:
    """Return entries of a file without points, each with the point that is known of it.

    ``known`` is as of ``store.entries.points_known``: a point that the file does not
    speak of stays where it is, as long as the place and the authority do.
    """
    return [
        replace(
            asset,
            location=known.get(
                (
                    asset.id,
                    asset.text("place"),
                    asset.areas.get(BASE_LAYER, ""),
                ),
                asset.location,
            ),
        )
        for asset in assets
    ]


def named_practitioners(
    assets: Iterable[Asset],
    own: Collection[str],
    known: Mapping[str, Asset],
    namings: Mapping[str, tuple[str, str]],
) -> list[Asset]:
    """Return a practitioner for each body that is named only as the runner of others.

    Nothing is made up: it has the name, and the source of the first entry that names
    it, as long as one does. ``own`` holds the names (``base.names.fold``) of those with
    an entry of their own, ``known`` the bodies that were named before, ``namings`` the
    runner's name and the source of each entry that is kept.
    """
    sources = dict(namings)
    found: dict[str, Asset] = {}
    for asset in assets:
        name, url = asset.text("organisation"), asset.text("source_url")
        key = fold(name) if name else ""
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


def _refuse_to_mix(file: Path, start: date | None, held: Iterable[str]) -> None:
    """Keep real entries out of a demonstration, and from among synthetic ones."""
    demonstration = N_(
        "{file}: the database is a demonstration, and real entries are never mixed "
        "with invented ones. Name a new file in COPRO_MAP_DB and try again."
    )
    synthetic = N_(
        "{file}: the database holds synthetic entries, and the two are never mixed. "
        "Name a new file in COPRO_MAP_DB and try again."
    )
    if start or "synthetic" in held:
        raise ImportFileError(demonstration if start else synthetic, file=file)


def import_network(
    settings: Settings,
    path: Path,
    *,
    dry_run: bool = False,
    today: date | None = None,
) -> ImportResult:
    """Import a file of entries into the database: all of it, or nothing.

    A dry run does everything in a real transaction and rolls it back. What is new is
    known from ``today`` on (None: the day it is).

    Raises
    ------
    ImportFileError
        If the file cannot be read at all or its header differs, or the database holds
        made-up entries.
    DatabaseError
        If the database cannot be written.
    """
    given = read_rows(path, REQUIRED, OPTIONAL, str.strip)
    definitions = load_definitions(settings.data_dir)
    gazetteer = load_gazetteer(settings)
    rules = entry_rules(definitions, gazetteer.area_names)
    origin = Origin(file_key(path), file_key(settings.network_file))
    rows, faults = check_rows(*given, rules)
    if faults := in_order(faults, taken_ids(rows, faults, _held(settings), origin)):
        return ImportResult(faults=tuple(faults))
    places = Places(gazetteer, rows)
    assets = [_to_asset(row, places) for row in rows]
    with writing(settings.database, keep=not dry_run) as database:
        _refuse_to_mix(settings.database, start_in(database), origins(database))
        held = held_entries(database)
        if rows and "longitude" in rows[0].absent:
            assets = with_points(assets, points_known(database))
        notes = [*places.notes, *_of_identity(rows, assets, held)]
        saved = save_entries(
            database,
            settings,
            [*assets, *_named(database, assets)],
            today or current_day(),
        )
        remember_file(database, origin.file, [asset.id for asset in assets])
    return ImportResult(
        saved.added, saved.changed, saved.unchanged, notes=tuple(in_order(notes))
    )


def _held(settings: Settings) -> dict[str, Held]:
    """Return the entries that are there; none if there is no database yet."""
    prepare(settings.database)
    if not settings.database.exists():
        return {}
    with reading(settings.database) as database:
        return held_entries(database)


def _of_identity(
    rows: Sequence[Row], assets: Sequence[Asset], held: Mapping[str, Held]
) -> Iterator[Fault]:
    """Yield what a steward should know of the new entries: each may be there."""
    new = [pair for pair in zip(rows, assets, strict=True) if pair[1].id not in held]
    twins = Twins(held, len(new))
    for row, asset in new:
        yield from twins.told(row, asset)


def _named(database: Database, assets: Collection[Asset]) -> list[Asset]:
    """Return the bodies that entries name and that have none of their own."""
    practitioners = [x for x in assets if x.text("kind") == "practitioner"]
    names = {x.text(name) for x in practitioners for name in ("name_en", "name_cy")}
    own = {fold(name) for name in names - {""}} | own_names(database)
    return named_practitioners(assets, own, named_bodies(database), namings(database))


def _topics(asset: Asset, definitions: Definitions, names: Mapping[str, Label]) -> str:
    """Return further words by which an entry is found, in both languages.

    The names of its kind, themes, authority and the areas that it serves.
    """
    codes = {*asset.words("served"), asset.areas.get(BASE_LAYER, "")}
    labels = [
        definitions.kinds[asset.text("kind")].label,
        *(definitions.label("themes", theme) for theme in asset.words("themes")),
        *(names[code] for code in sorted(codes) if code in names),
    ]
    return " ".join(f"{label.en} {label.cy}" for label in labels)


def save_entries(
    database: Database, settings: Settings, assets: Collection[Asset], today: date
) -> Saved:
    """Write entries inside the caller's transaction; return what became of them.

    They are found by their own words and by the names of their kind, themes and areas.
    What changed is known from ``today`` on.
    """
    definitions = load_definitions(settings.data_dir)
    names = area_labels(load_gazetteer(settings).layers)
    topics = {asset.id: _topics(asset, definitions, names) for asset in assets}
    return save_assets(database, assets, topics, today)
