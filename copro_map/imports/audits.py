"""Files of self-audits of projects."""

from __future__ import annotations

from datetime import datetime

from copro_map.audits.face import FILES
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.imports.added import added_taken_back
from copro_map.imports.importer import Brought, Given, Importer, Meaning, Tried
from copro_map.imports.labels import AUDITS as LABELS
from copro_map.imports.plainly import bring_plainly, meanings_of
from copro_map.people.wording import in_both


def _meanings(settings: Settings, of: str = "") -> tuple[Meaning, ...]:  # noqa: ARG001 - there is one set alone
    return meanings_of(settings, FILES, LABELS)


def _bring(
    settings: Settings, given: Given, bringing: Brought, now: datetime, dry_run: bool
) -> Tried:
    actor = bringing.actor
    by = in_both(actor.role).en
    how = {
        "by": by,
        "actor": actor,
        "now": now,
        "bringing": bringing,
        "dry_run": dry_run,
    }
    return bring_plainly(settings, FILES, LABELS, given, now, how)


AUDITS = Importer(
    "audits",
    N_("Self-audits of projects"),
    N_("A row for each project, day, group and principle."),
    _meanings,
    _bring,
    added_taken_back("audit", FILES),
)
