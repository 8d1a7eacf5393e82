"""What an event, and what was done with it, is called on the desk."""

from __future__ import annotations

from datetime import date

from copro_map.base.dates import parse_date
from copro_map.base.i18n import N_, long_date
from copro_map.events.looking import called
from copro_map.frame import cache

STATES = {
    "waiting": N_("Waits for your yes or no"),
    "planned": N_("On the map"),
    "cancelled": N_("Cancelled"),
    "refused": N_("Not on the map"),
    "sent": N_("Not sent yet"),
}
# What can be done with one, as it is called where it is taken back.
ACTS = {
    "added": N_("Event entered"),
    "changed": N_("Event changed"),
    "moved": N_("Event moved"),
    "cancelled": N_("Event cancelled"),
    "accepted": N_("Event put on the map"),
    "refused": N_("Event not put on the map"),
    "after": N_("What came of an event"),
}


def event_said(value: str) -> str:
    """Return an event as it is written down, in words: its name, and when it starts.

    ``value`` is its id, and a day and a time after that, as ``rules.when.said_when``.
    """
    which, *moment = value.split(" ")
    name = called(cache.settings(), which)
    days = (parse_date(one) or one for one in moment)
    said = (long_date(x) if isinstance(x, date) else x for x in days)
    return ", ".join((name.text() if name else which, *said))
