"""Plan against actual: what was promised of events a year, and what took place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import sort_key
from copro_map.base.models import NO_CHOICE
from copro_map.base.store.programme import programme_of
from copro_map.events.face import event_types, kept_events
from copro_map.geography.areas import load_layers
from copro_map.geography.regions import load_regions
from copro_map.plan.rules.events import PlanRow, Stood, plan_rows, stood, years_of

HEALTH_LAYER = "health_board"


@dataclass(frozen=True)
class Spread:
    """How the events of the programme that were held or will be lie over Wales.

    ``areas`` are the health boards by name in the language in force: how many were held
    and how many are to come; ``online`` have no place. ``after`` are to come once the
    programme is over, and in none of the others.
    """

    areas: tuple[tuple[str, int, int], ...]
    online: int
    after: int = 0

    @property
    def without(self) -> tuple[str, ...]:
        """The health boards that have none and will have none."""
        return tuple(name for name, held, ahead in self.areas if not held + ahead)


def _stood(settings: Settings, day: date) -> list[Stood]:
    """Return the events as they were known on a day, those of other years too."""
    kept = kept_events(settings)
    told = (stood(x, kept.moved.get(x.number, ()), day) for x in kept.events)
    return [one for one in told if one is not None]


def plan(settings: Settings, day: date) -> tuple[PlanRow, ...]:
    """Return each sort of event in each year of the programme, as known on a day.

    Raises
    ------
    DefinitionError
        If a sort of event names a part of Wales that is not in ``regions.csv``.
    """
    types, known = event_types(settings), load_regions(settings.data_dir)
    regions = {}
    for one in types.values():
        for name in one.planned_in:
            if name not in known:
                where = f"event_types.toml [{one.id}]"
                facts = {"field": "planned_in", "given": name, "where": where}
                raise DefinitionError(NO_CHOICE, choices=", ".join(known), **facts)
            regions[name] = known[name].members
    programme = programme_of(settings, day)
    years = years_of(programme.start, programme.months)
    return plan_rows(_stood(settings, day), types, years, regions)


def spread(settings: Settings, day: date) -> Spread:
    """Return how the events of the programme lie over the health boards."""
    layer = load_layers(settings.boundaries_dir, settings.data_dir)[HEALTH_LAYER]
    programme = programme_of(settings, day)
    first, end = programme.start.isoformat(), programme.end.isoformat()
    every = [one for one in _stood(settings, day) if one.how != "cancelled"]
    known = [one for one in every if first <= one.starts_on < end]

    def number(code: str, how: str) -> int:
        return sum(
            one.how == how and layer.of_authority.get(one.authority, "") == code
            for one in known
        )

    areas = [
        (area.label.text(), number(code, "held"), number(code, "to_come"))
        for code, area in layer.areas.items()
    ]
    return Spread(
        tuple(sorted(areas, key=lambda area: sort_key(area[0]))),
        sum(not one.authority for one in known),
        sum(one.how == "to_come" and one.starts_on >= end for one in every),
    )
