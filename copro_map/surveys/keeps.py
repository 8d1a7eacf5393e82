"""What surveys keep of somebody: of replies nobody can say whose they are."""

from __future__ import annotations

from copro_map.base.store.taking_out import Naming
from copro_map.base.whom import keeps

RULES = (
    Naming("reply", ("source", "entered_by")),
    Naming("wave", ("entered_by",)),
    Naming("survey_mapping", ("mapping", "entered_by")),
)
KEEPS = keeps((), {}, RULES)
