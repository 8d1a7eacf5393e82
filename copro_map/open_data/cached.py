"""How the pages of single things are headed, kept between two answers."""

from __future__ import annotations

from copro_map.agenda import cached as events
from copro_map.areas import cached as areas
from copro_map.base.config import Settings
from copro_map.base.store.network import network_on
from copro_map.base.today import current_day
from copro_map.coverage import cached as coverage
from copro_map.coverage.face import Ask, OfArea
from copro_map.frame import cache
from copro_map.frame.heads import Head
from copro_map.open_data.area_head import area_head
from copro_map.open_data.entry_head import entry_head
from copro_map.open_data.event_head import event_head
from copro_map.open_data.indicator_head import indicator_head
from copro_map.report import cached as shown


@cache.kept(1_000, "data", "language", "day")
def entry(where: Settings, entry_id: str) -> Head:  # noqa: ARG001 - a key
    """Return how an entry's page is headed; errors as ``report.cached.entry``."""
    return entry_head(shown.entry(entry_id))


@cache.kept(200, "data", "language", "day")
def area(where: Settings, area_code: str) -> Head:  # noqa: ARG001 - a key
    """Return how an area's page is headed; errors as ``areas.cached.area``."""
    view = areas.area(area_code)
    covered = OfArea(coverage.coverage(Ask(view.layer.id)), area_code)
    return area_head(view, covered)


@cache.kept(50, "data", "language", "day")
def indicator(where: Settings, code: str) -> Head:
    """Return how an indicator's page is headed; errors as that of ``report``."""
    day = current_day()
    return indicator_head(shown.indicator(day, code), network_on(where, day).text())


@cache.kept(1_000, "data", "language", "day")
def event(where: Settings, event_id: str) -> Head | None:  # noqa: ARG001 - a key
    """Return how an event's page is headed; None if there is no such event."""
    found = events.shown(event_id)
    return event_head(found) if found else None
