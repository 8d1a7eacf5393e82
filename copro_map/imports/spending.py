"""Files of what was spent: each row a sum on a line of the budget, in a year."""

from __future__ import annotations

from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.base.today import WALES
from copro_map.imports.importer import Brought, Given, Importer, Meaning, Tried
from copro_map.imports.plainly import bring_plainly, meanings_of
from copro_map.imports.taking_back import put_back
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor
from copro_map.plan.face import FILES, LABELS


def _meanings(settings: Settings, of: str = "") -> tuple[Meaning, ...]:  # noqa: ARG001 - there is one set alone
    return meanings_of(settings, FILES, LABELS)


def _bring(
    settings: Settings, given: Given, bringing: Brought, now: datetime, dry_run: bool
) -> Tried:
    today = now.astimezone(WALES).date()
    who = {"bringing": bringing, "actor": bringing.actor}
    how = {"today": today, "dry_run": dry_run, **who}
    return bring_plainly(settings, FILES, LABELS, given, now, how)


def _undo(
    settings: Settings,  # noqa: ARG001 - as of every subject
    database: Database,
    actor: Actor,
    number: int,
    now: datetime,  # noqa: ARG001 - the same
) -> None:
    require_now(database, actor, "keep_money")
    put_back(database, number)


SPENDING = Importer(
    "spend",
    N_("What was spent"),
    N_(
        "A row for each sum on a line of the budget. The board and stewards alone see "
        "it."
    ),
    _meanings,
    _bring,
    _undo,
)
