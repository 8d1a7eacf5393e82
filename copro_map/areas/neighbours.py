"""You and your neighbours: an area, its authorities one by one, who adjoins, Wales."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from copro_map.base.config import Settings
from copro_map.base.i18n import sort_key, t
from copro_map.coverage.face import Coverage, Weighed
from copro_map.drawing.dot_range import Dots
from copro_map.geography.areas import Area, Layer
from copro_map.geography.around import beside as authorities_beside


@dataclass(frozen=True, eq=False)
class Neighbours:
    """An area among its neighbours.

    ``members`` are its authorities where it has several, fewest for their size first;
    ``adjoining`` the areas of its own layer that border on it, by name. ``own`` is the
    coverage of its layer, ``parts`` that of the authorities.
    """

    area: Area
    members: tuple[Area, ...]
    adjoining: tuple[Area, ...]
    own: Coverage
    parts: Coverage

    @cached_property
    def of_own(self) -> Weighed:
        """The areas of its layer by their size."""
        return Weighed(self.own)

    @cached_property
    def of_parts(self) -> Weighed:
        """The authorities by their size."""
        return Weighed(self.parts)

    @property
    def fewest(self) -> tuple[Area, ...]:
        """The authorities with the fewest for their size: several, if they tie."""
        rates = self.of_parts.table["rate_per_100k"].round(1)  # as it is shown
        least = min((rates[x.code] for x in self.members), default=0)
        return tuple(x for x in self.members if rates[x.code] == least)

    @property
    def thinnest(self) -> Area | None:
        """The authority with the fewest entries for its size; None if it is one."""
        return self.members[0] if self.members else None


def adjoining(settings: Settings, layer: Layer, area_code: str) -> tuple[Area, ...]:
    """Return the areas of a layer that border on one of them, sorted by name.

    By land, or over a bridge.
    """
    near = authorities_beside(settings)
    reached = {x for member in layer.area(area_code).members for x in near[member]}
    codes = {layer.of_authority[one] for one in reached} - {area_code}
    areas = [layer.areas[code] for code in codes]
    return tuple(sorted(areas, key=lambda one: sort_key(one.label.text())))


def neighbours(own: Coverage, parts: Coverage, area_code: str) -> Neighbours:
    """Return an area among its neighbours.

    ``own`` is the coverage of its layer, ``parts`` that of the authorities, of the same
    entries.
    """
    area = own.layer.area(area_code)
    rates = parts.table["rate_per_100k"]
    several = len(area.members) > 1
    members = sorted(area.members, key=lambda code: (rates[code], code))
    held = parts.layer.areas
    return Neighbours(
        area,
        tuple(held[code] for code in members) if several else (),
        adjoining(own.settings, own.layer, area_code),
        own,
        parts,
    )


def neighbour_dots(found: Neighbours, link: Callable[[str], str] | None = None) -> Dots:
    """Return the table of an area among its neighbours, in the language in force."""
    own, parts = found.of_own, found.of_parts

    def to(code: str) -> str:
        return link(code) if link else ""

    rows = [own.row(found.area.code, own=True)]
    rows += [parts.row(x.code, to(x.code), inner=True) for x in found.members]
    rows += [own.row(x.code, to(x.code)) for x in found.adjoining]
    caption = t("Entries, and how many that is per 100,000 residents")
    return own.drawn([*rows, own.wales()], caption)
