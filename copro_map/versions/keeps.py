"""What versions keep of somebody: what they sent in, and what was sent of them.

That something was sent, and how it was decided, stays without a word of it. What still
waits of an entry about them goes; what they sent of others waits without their address.
"""

from __future__ import annotations

from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.base.store.taking_out import Naming, Taken, Told, take_out
from copro_map.base.whom import Keeps, Whom, keeps
from copro_map.versions.store.versions import withdraw_emptied

LABELS = {
    **{"entry": N_("Entry"), "content": N_("What you sent"), "note": N_("Your answer")},
    **{"words": N_("What you were asked, or told"), "address": N_("Address")},
    "decided_at": N_("Decided"),
}
COLUMNS = ("entry", "address", "content", "words", "note", "decided_at")
OTHERS = "iif(address_key IN (SELECT value FROM json_each(:keys)), '', entry)"
TOLD = (
    Told(
        *(N_("What you sent in"), "version_sent", "sent_at", COLUMNS),
        *("address_key", "keys"),
    ),
    Told(
        *(N_("What somebody sent in about you"), "version_sent", "sent_at"),
        *(("entry", "content"), OTHERS, "entries"),
    ),
)
BY_THEM = ("address", "address_key", "client", "words", "note")
ALL = ("content", "was", *BY_THEM)
RULES = (
    Taken("version_sent", "iif(decided_at = '', entry, '')", "entries"),
    Taken("version_sent", "entry", "entries", ALL),
    Taken("version_sent", "address_key", "keys", BY_THEM),
    Naming("version_sent", ("content", "was", "words", "note")),
)


def _forget(database: Database, whom: Whom) -> int:
    found = take_out(database, RULES, whom)
    withdraw_emptied(database)
    return found


KEEPS = Keeps(keeps(TOLD, LABELS, ()).personal, _forget)
