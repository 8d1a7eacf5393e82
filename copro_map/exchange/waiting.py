"""What waits of the exchange: two who could be introduced today."""

from __future__ import annotations

from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.base.waiting import Line
from copro_map.exchange.introducing import to_introduce
from copro_map.people.rules.permissions import Actor, may

HREF = "desk?part=exchange"


def waiting(settings: Settings, actor: Actor, today: date) -> tuple[Line, ...]:
    """Return how many could be introduced today, and since when the oldest waits.

    Those alone of whom everybody can be written to; a ring is one.
    """
    if not may(actor, "open_desk"):
        return ()
    ready = [one for one in to_introduce(settings, actor, today) if one.is_ready]
    if not ready:
        return ()
    words = t("Introductions to make: {n}", n=len(ready))
    since = min(filter(None, (one.waits_since for one in ready)), default="")
    return (Line(words, HREF, len(ready), since),)
