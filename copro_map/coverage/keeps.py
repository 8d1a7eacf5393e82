"""What coverage keeps of somebody: that they are missing, and whom a council asked.

Both are told by others, of others: it is found by a name alone, and told to nobody.
"""

from __future__ import annotations

from copro_map.base.store.taking_out import Naming
from copro_map.base.whom import keeps

RULES = (
    Naming("known_one", ("name", "place"), all_of=True),
    Naming("outreach", ("asked_by", "none_by", "note")),
)
KEEPS = keeps((), {}, RULES)
