"""Files of figures of indicators that are not counted here."""

from __future__ import annotations

from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.imports.added import added_taken_back
from copro_map.imports.importer import Brought, Given, Importer, Meaning, Tried
from copro_map.imports.labels import OBSERVATIONS as LABELS
from copro_map.imports.plainly import bring_plainly, meanings_of
from copro_map.indicators.face import FILES


def _meanings(settings: Settings, of: str = "") -> tuple[Meaning, ...]:  # noqa: ARG001 - there is one set alone
    return meanings_of(settings, FILES, LABELS)


def _bring(
    settings: Settings, given: Given, bringing: Brought, now: datetime, dry_run: bool
) -> Tried:
    actor = bringing.actor
    how = {"actor": actor, "now": now, "bringing": bringing, "dry_run": dry_run}
    return bring_plainly(settings, FILES, LABELS, given, now, how)


OBSERVATIONS = Importer(
    "observations",
    N_("Figures of indicators"),
    N_("A row for each indicator and period, such as what another survey found."),
    _meanings,
    _bring,
    added_taken_back("observation", FILES),
)
