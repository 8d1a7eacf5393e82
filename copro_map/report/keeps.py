"""What the board's report keeps of somebody: its words may name them.

A report that was approved with such words goes as a whole; that it was approved stays.
"""

from __future__ import annotations

from copro_map.base.store.taking_out import Naming
from copro_map.base.whom import keeps
from copro_map.report.store.narratives import WORDS

RULES = (
    Naming("narrative_draft", WORDS),
    Naming("narrative", WORDS),
    Naming("approved_file", ("spoken",), all_of=True),
)
KEEPS = keeps((), {}, RULES)
