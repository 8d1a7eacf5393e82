"""What indicators keep of somebody: where a figure is from, if that names them."""

from __future__ import annotations

from copro_map.base.store.taking_out import Naming
from copro_map.base.whom import keeps

CHANGED = ("changed_by", "changed_by_cy", "reason", "reason_cy")
RULES = (
    Naming("observation", ("source", "entered_by")),
    Naming("target_change", CHANGED),
)
KEEPS = keeps((), {}, RULES)
