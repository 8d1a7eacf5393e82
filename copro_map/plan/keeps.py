"""What the plan keeps of somebody: its words may name them.

Where money went is known to the board and the stewards alone; a row of it that names
somebody keeps its amount, not its words.
"""

from __future__ import annotations

from copro_map.base.store.taking_out import Naming, Taken
from copro_map.base.whom import keeps

WORDS = ("words_en", "words_cy")
RULES: tuple[Taken | Naming, ...] = (
    Taken("plan_evidence", "target", "entries"),
    Taken("research", "entry", "entries"),
    Taken("influence", "entry", "entries", ("entry",)),
    Naming("activity", ("label_en", "label_cy")),
    Naming("activity_said", WORDS),
    Naming("milestone_said", WORDS),
    Naming("plan_evidence", ("target", *WORDS), all_of=True),
    Naming("research", ("fields",)),
    Naming("influence", ("body_en", "body_cy", *WORDS, "web")),
    Naming("spend", ("code", "words")),
)
KEEPS = keeps((), {}, RULES)
