"""Files of entries: practitioners, projects, offers and requests."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from copro_map.assets.face import EntryFile
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.base.today import WALES
from copro_map.imports.importer import Brought, Given, Importer, Meaning, Tried, Twin
from copro_map.imports.rules.kept import entries_of
from copro_map.imports.taking_back import put_back, touched_by
from copro_map.imports.tried import previewed, tried
from copro_map.people.rules.permissions import Actor
from copro_map.upkeep.face import KEEP_APART


def _meanings(settings: Settings, of: str = "") -> tuple[Meaning, ...]:  # noqa: ARG001 - there is one set alone
    return tuple(Meaning(*one) for one in EntryFile.columns(settings))


def _bring(
    settings: Settings, given: Given, bringing: Brought, now: datetime, dry_run: bool
) -> Tried:
    file = EntryFile(given.path, given.told, given.rows)
    today, meanings = now.astimezone(WALES).date(), _meanings(settings)
    if given.look:
        return tried(file.look(settings, today), meanings)

    def apart(database: Database, pairs: Collection[tuple[str, str]]) -> None:
        KEEP_APART(settings, database, bringing.actor, pairs, now)

    result, may_be = file.bring(settings, today, bringing, dry_run=dry_run, apart=apart)
    twins = []
    for one in may_be:
        (says,) = previewed([one.row], meanings)
        names = one.row.cells["name_en"], one.entry, one.known
        line = one.row.number
        twins.append(Twin(line, *names, one.point, one.there, says))
    return tried(result, meanings, tuple(twins))


def _undo(
    settings: Settings,
    database: Database,
    actor: Actor,  # noqa: ARG001 - whoever asked: the caller has looked
    number: int,
    now: datetime,
) -> None:
    """Put entries back as they were, with what hangs on them, and their contacts.

    A body known by name only stays as long as another entry names it.
    """
    entries = entries_of(touched_by(database, number))
    still = EntryFile.named_still(database, entries)
    put_back(database, number, but=[("asset", (one,)) for one in still])
    today = now.astimezone(WALES).date()
    EntryFile.settle(settings, database, entries, today)


ENTRIES = Importer(
    "entries",
    N_("Entries of the map"),
    N_("A row for each practitioner, project, offer or request."),
    _meanings,
    _bring,
    _undo,
)
