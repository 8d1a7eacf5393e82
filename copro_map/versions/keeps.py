"""What versions keep of somebody: what they sent in, and what was sent of them.

That something was sent, and how it was decided, stays without a word of it. What still
waits of an entry about them goes; what they sent of others waits without their address.
"""

from __future__ import annotations

from dataclasses import replace

from copro_map.assets.face import CALLED
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.base.store.taking_out import Naming, Taken, Told, take_out
from copro_map.base.whom import Keeps, Personal, Whom, keeps
from copro_map.versions.rules.content import of_content
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


def _personal(database: Database, whom: Whom) -> tuple[Personal, ...]:
    """Return what was sent, each field of it by its name."""
    kept = keeps(TOLD, LABELS, ()).personal(database, whom)
    return tuple(replace(one, fields=_spread(dict(one.fields))) for one in kept)


def _spread(fields: dict[str, str]) -> dict[str, str]:
    given = of_content("", fields.pop(LABELS["content"], "{}")).given
    return fields | {
        CALLED[name]: ", ".join(value) if isinstance(value, tuple) else str(value)
        for name, value in given.items()
        if value and name in CALLED
    }


def _forget(database: Database, whom: Whom) -> int:
    found = take_out(database, RULES, whom)
    withdraw_emptied(database)
    return found


KEEPS = Keeps(_personal, _forget)
