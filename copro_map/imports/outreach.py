"""Files of the outreach ledger: who was asked where."""

from __future__ import annotations

from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.today import WALES
from copro_map.coverage.face import FILES
from copro_map.imports.importer import Brought, Given, Importer, Meaning, Tried
from copro_map.imports.labels import OUTREACH as LABELS
from copro_map.imports.plainly import bring_plainly, meanings_of, not_yet


def _meanings(settings: Settings, of: str = "") -> tuple[Meaning, ...]:  # noqa: ARG001 - there is one set alone
    return meanings_of(settings, FILES, LABELS)


def _bring(
    settings: Settings, given: Given, bringing: Brought, now: datetime, dry_run: bool
) -> Tried:
    today = now.astimezone(WALES).date()
    how = {"today": today, "bringing": bringing, "dry_run": dry_run}
    return bring_plainly(settings, FILES, LABELS, given, now, how)


OUTREACH = Importer(
    "outreach",
    N_("Who was asked where"),
    N_("A row for each area where somebody asked, or found that there is none."),
    _meanings,
    _bring,
    not_yet,
)
