"""What the exchange keeps of somebody: thanks, and what came of a meeting, in words.

That two entries were brought together stays, by their ids, without a word of it.
"""

from __future__ import annotations

from copro_map.base.i18n import N_
from copro_map.base.store.taking_out import Naming, Taken, Told
from copro_map.base.whom import keeps

LABELS = {"thanks": N_("A thank-you"), "outcome": N_("What came of it")}
WORDS = ("thanks", "outcome")
OF = N_("A meeting over your offer or request")
TOLD = (
    Told(OF, "meeting", "begun_on", WORDS, "request", "entries"),
    Told(OF, "meeting", "begun_on", WORDS, "offer", "entries"),
)
RULES: tuple[Taken | Naming, ...] = (
    Taken("meeting", "request", "entries", WORDS),
    Taken("meeting", "offer", "entries", WORDS),
    Naming("meeting", WORDS),
)
KEEPS = keeps(TOLD, LABELS, RULES)
