"""What events keep of somebody: their bookings, and that they organise one.

Who is forgotten frees their place: the first on the waiting list moves up.
"""

from __future__ import annotations

from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.base.store.taking_out import Naming, Taken, Told
from copro_map.base.today import current_moment
from copro_map.base.whom import Keeps, Whom, keeps
from copro_map.events.places import move_up
from copro_map.events.rules.records import Event
from copro_map.events.store.events import rows

LABELS = {
    "name": N_("Name"),
    "address": N_("E-mail address"),
    "organisation": N_("For whom they come"),
    "needs": N_("What would help them take part"),
}
OF_BOOKING = ("name", "address", "organisation", "needs")
WORDS = (
    *("about_en", "about_cy", "organiser", "why_en", "why_cy"),
    *("outcome_en", "outcome_cy", "join_link"),
)
OF_PHOTO = ("words_en", "words_cy", "who_agreed")
TOLD = (
    Told(
        *(N_("A place at an event"), "booking", "asked_at", OF_BOOKING),
        *("address_key", "keys"),
    ),
    Told(
        *(N_("An event that you organise"), "event", "entered_on", ("address",)),
        *("address_key", "keys"),
    ),
)
RULES: tuple[Taken | Naming, ...] = (
    Taken("booking", "address_key", "keys"),
    Taken("booking", "entry", "entries", ("entry",)),
    Taken("event_attended", "entry", "entries"),
    Taken("event_was", "address_key", "keys"),
    Taken("event", "address_key", "keys", ("address", "address_key")),
    Naming("booking", ("organisation", "needs")),
    Naming("event", WORDS),
    Naming("event_was", ("was",), all_of=True),
    Naming("event_moved", ("why_en", "why_cy")),
    Naming("event_photo", OF_PHOTO, all_of=True),
)
_KEEPS = keeps(TOLD, LABELS, RULES)


def _forget(database: Database, whom: Whom) -> int:
    gone = _KEEPS.forget(database, whom)
    if gone:
        for event in rows(database, Event, state="planned"):
            move_up(database, event, current_moment())
    return gone


KEEPS = Keeps(_KEEPS.personal, _forget)
