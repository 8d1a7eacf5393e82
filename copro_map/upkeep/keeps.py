"""What upkeep keeps of somebody: what was said of their entry, and by them at the desk.

That an entry was confirmed, moved or merged stays, by its id; the texts beside go.
"""

from __future__ import annotations

from copro_map.base.i18n import N_
from copro_map.base.store.taking_out import Naming, Taken, Told
from copro_map.base.whom import keeps

LABELS = {
    **{"entry": N_("Entry"), "note": N_("Note"), "place": N_("Place")},
    **{"words": N_("Words"), "how": N_("How we know")},
}
SAID, WAS = ("how", "note", "place"), ("was", "now")
SET = ("asset_id AS entry", "now ->> '$.place' AS place")
OF = N_("What was said of your entry")
WRONG = N_("What a visitor said is wrong with your entry")
PLACED = N_("Where your entry was set to be")
TOLD = (
    Told(
        OF,
        "asset_word_said",
        "said_on",
        ("asset_id AS entry", *SAID),
        "asset_id",
        "entries",
    ),
    Told(WRONG, "visitor_report", "said_on", ("entry", "words"), "entry", "entries"),
    Told(PLACED, "place_set", "''", SET, "asset_id", "entries"),
)
WAITS = "iif(answer = '', entry, '')"
RULES: tuple[Taken | Naming, ...] = (
    Taken("asset_word_said", "asset_id", "entries", SAID),
    Naming("asset_word_said", SAID),
    Taken("visitor_report", WAITS, "entries"),
    Taken("visitor_report", "entry", "entries", ("words", "note")),
    Naming("visitor_report", ("words", "note")),
    Taken("place_set", "asset_id", "entries", WAS),
    Naming("place_set", WAS),
    *(Taken("pair_judged", side, "entries", WAS) for side in ("gone", "stays")),
    Naming("pair_judged", WAS),
    Naming("sought", ("words",), all_of=True),
)
KEEPS = keeps(TOLD, LABELS, RULES)
