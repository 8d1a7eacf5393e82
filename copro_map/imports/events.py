"""Files of events: what is to come, and what has been."""

from __future__ import annotations

from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.today import WALES
from copro_map.events.face import FILES, LABELS
from copro_map.imports.added import added_taken_back
from copro_map.imports.importer import Brought, Given, Importer, Meaning, Tried
from copro_map.imports.plainly import bring_plainly, meanings_of


def _meanings(settings: Settings, of: str = "") -> tuple[Meaning, ...]:  # noqa: ARG001 - there is one set alone
    return meanings_of(settings, FILES, LABELS)


def _bring(
    settings: Settings, given: Given, bringing: Brought, now: datetime, dry_run: bool
) -> Tried:
    today = now.astimezone(WALES).date()
    how = {"today": today, "bringing": bringing, "dry_run": dry_run}
    return bring_plainly(settings, FILES, LABELS, given, now, how)


EVENTS = Importer(
    "events",
    N_("Events"),
    N_("A row for each event, to come or held."),
    _meanings,
    _bring,
    added_taken_back("event", FILES),
)
