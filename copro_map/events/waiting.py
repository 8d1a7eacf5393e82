"""What waits of events: those that somebody told of, and nobody has decided."""

from __future__ import annotations

from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.base.waiting import Line
from copro_map.events.entering import kept_events
from copro_map.people.rules.permissions import Actor, may

HREF = "desk?part=events"


def waiting(settings: Settings, actor: Actor, today: date) -> tuple[Line, ...]:  # noqa: ARG001 - as of every subject
    """Return how many events wait for somebody's yes or no, and since when."""
    if not may(actor, "open_desk"):
        return ()
    found = [x for x in kept_events(settings, actor) if x.state == "waiting"]
    if not found:
        return ()
    words = t("Events that somebody told us of: {n}", n=len(found))
    return (Line(words, HREF, len(found), min(x.entered_on for x in found)),)
