"""What self-audits keep of somebody: notes, which are asked not to name anybody."""

from __future__ import annotations

from copro_map.base.i18n import N_
from copro_map.base.store.taking_out import Naming, Taken, Told
from copro_map.base.whom import keeps

LABELS = {"entry": N_("Entry"), "notes": N_("Notes")}
TOLD = (
    Told(
        *(N_("Notes of a self-audit of your entry"), "audit", "audited_on"),
        *(("asset_id AS entry", "notes"), "asset_id", "entries"),
    ),
)
RULES = (
    Taken("audit", "asset_id", "entries", ("notes",)),
    Naming("audit", ("notes", "entered_by")),
)
KEEPS = keeps(TOLD, LABELS, RULES)
