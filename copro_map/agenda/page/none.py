"""Where no event is known: what stands here, how one is told of, what was promised."""

from __future__ import annotations

from copro_map.agenda.addresses import feed_address, tell_address
from copro_map.agenda.rules.asked import Asked
from copro_map.base.i18n import t
from copro_map.events.face import event_types
from copro_map.frame import cache, components


def _planned() -> list[str]:
    """Return how many of each sort were promised, in words."""
    return [
        t("{what}: {n} a year", what=one.plural.text(), n=one.planned)
        if one.planned_for == "year"
        else t("{what}: {n} in the first year", what=one.plural.text(), n=one.planned)
        for one in event_types(cache.settings()).values()
        if one.planned
    ]


def none() -> None:
    """Draw that nothing is planned yet, and what can be done about it."""
    components.show(
        "agenda/none.html",
        tell=tell_address(),
        feed=feed_address(Asked()),
        planned=_planned(),
    )
