"""Files of members: who joined the Network before there was a form for it."""

from __future__ import annotations

from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.base.today import WALES
from copro_map.imports.importer import Brought, Given, Importer, Meaning, Tried
from copro_map.imports.labels import MEMBERS as LABELS
from copro_map.imports.plainly import bring_plainly, meanings_of
from copro_map.imports.taking_back import put_back
from copro_map.members.face import FILES
from copro_map.people.rules.permissions import Actor


def _meanings(settings: Settings, of: str = "") -> tuple[Meaning, ...]:  # noqa: ARG001 - there is one set alone
    return meanings_of(settings, FILES, LABELS)


def _bring(
    settings: Settings, given: Given, bringing: Brought, now: datetime, dry_run: bool
) -> Tried:
    today = now.astimezone(WALES).date()
    how = {"today": today, "bringing": bringing, "dry_run": dry_run}
    return bring_plainly(settings, FILES, LABELS, given, now, how)


def _undo(
    settings: Settings,  # noqa: ARG001 - as of every subject
    database: Database,
    actor: Actor,  # noqa: ARG001 - the same
    number: int,
    now: datetime,  # noqa: ARG001 - the same
) -> None:
    put_back(database, number)


MEMBERS = Importer(
    "members",
    N_("Members of the Network"),
    N_("A row for each organisation, group, department or individual who joined."),
    _meanings,
    _bring,
    _undo,
)
