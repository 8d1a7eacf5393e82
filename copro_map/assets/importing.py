"""Import of the network's entries: one file, one transaction, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from copro_map.assets.contacts import keep_contacts
from copro_map.assets.exported import INVENTED
from copro_map.assets.identity import Alike, Identity
from copro_map.assets.making import Entries, dated, where_known, with_points
from copro_map.assets.named import bodies_named, save_with_bodies
from copro_map.assets.own_areas import with_own_areas
from copro_map.assets.persons import beside_what_is_hidden, still_persons
from copro_map.assets.reading import Read, read_entries
from copro_map.assets.rules.records import Asset
from copro_map.assets.store.answers import keep_answers
from copro_map.assets.store.entries import places_known, points_known
from copro_map.assets.store.identity import (
    Held,
    held_entries,
    remember_file,
)
from copro_map.assets.suppressing import without_forgotten
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, writing
from copro_map.base.store.programme import start_in
from copro_map.base.today import current_day
from copro_map.files.bringing import NOBODY, Bringing
from copro_map.files.rows import ImportResult
from copro_map.files.told import NOTHING, Told
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.people.suppressed import forgotten


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


# Keeps of pairs of entries that they are two, inside the caller's transaction.
KeepApart = Callable[[Database, Collection[tuple[str, str]]], None]


def keep_nothing(database: Database, pairs: Collection[tuple[str, str]]) -> None:
    """Keep nothing of entries that are two."""


@dataclass(frozen=True)
class Came:
    """What became of a file, and which rows may be entries that are there already."""

    result: ImportResult
    alike: tuple[Alike, ...] = ()


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
    return bring_in(settings, read, bringing, day, dry_run=dry_run).result


def bring_in(
    settings: Settings,
    read: Read,
    bringing: Bringing,
    day: date,
    *,
    dry_run: bool = False,
    apart: KeepApart = keep_nothing,
) -> Came:
    """Write the rows of a file that was read, all of them or nothing.

    ``apart`` keeps, inside the transaction, which new entries are none of those that
    are there, as it was said of their rows.

    Raises
    ------
    ImportFileError, RefusedError, DatabaseError, CoproMapError
        As for ``import_network``.
    """
    if read.faults:
        return Came(ImportResult(faults=tuple(read.faults), **read.how()))
    precisions = [*load_definitions(settings.data_dir).terms["precisions"]]
    entries = Entries(gazetteer := load_gazetteer(settings), read, precisions)
    assets = [entries.of(row) for row in read.rows]
    with writing(settings.database, keep=not dry_run) as database:
        bringing.begin(database)
        held = held_entries(database)
        _refuse_to_mix(settings.database, start_in(database), held, read)
        read, assets, left = without_forgotten(read, assets, forgotten(settings), held)
        assets = dated(read.rows, _as_known(database, read, assets, held), held, day)
        identity = _identity(database, read, assets, held)
        notes = [
            *entries.places.notes,
            *left,
            *identity.notes,
            *keep_contacts(database, read.rows, day),
        ]
        named = bodies_named(database, settings, read, assets)
        everything = list(with_own_areas(gazetteer, [*assets, *named]))
        saved = save_with_bodies(database, settings, everything, day)
        remember_file(database, read.origin.file, [asset.id for asset in assets])
        _keep_said(database, read, day)
        apart(database, [(x.id, x.entry) for x in identity.alike if read.is_apart(x)])
        bringing.done(database, "entries", (saved.added, saved.changed))
    return Came(
        ImportResult(saved.added, saved.changed, saved.unchanged, **read.how(*notes)),
        tuple(one for one in identity.alike if not read.is_apart(one)),
    )


def _keep_said(database: Database, read: Read, day: date) -> None:
    """Keep what was said of a file and its rows, so that it is not asked again."""
    keep_answers(database, read.answers_to_keep(), day)
    read.intake.keep(database, day)


def _identity(
    database: Database,
    read: Read,
    assets: Sequence[Asset],
    held: Mapping[str, Held],
) -> Identity:
    """Return which rows may be entries that are there, and are not said to be."""
    places = places_known(database).items()
    points = {one: point for one, (_, point) in places if point}
    return Identity.of(read.rows, assets, held, read.by_name(), points)


def _as_known(
    database: Database,
    read: Read,
    assets: Sequence[Asset],
    held: Mapping[str, Held],
) -> Sequence[Asset]:
    """Return entries as they are known, as far as the file may not say otherwise.

    Where they are, and that somebody is a person.
    """
    if read.rows and "longitude" in read.rows[0].absent:
        assets = with_points(assets, points_known(database))
    known = places_known(database)
    if read.origin.exported:
        assets = beside_what_is_hidden(assets, known)
    types = {one.id: one.practitioner_type for one in held.values()}
    return where_known(read.rows, still_persons(assets, types), known)
