"""Who takes part in the Network on a day, and who is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading
from copro_map.geography.areas import Layer, load_layers
from copro_map.members.kinds import member_types
from copro_map.members.members import is_member
from copro_map.members.rules.records import Member
from copro_map.members.rules.taking_part import TakingPart, count, people_of
from copro_map.members.store.members import rows

EVER = ("member", "left")


def areas_of(layers: Mapping[str, Layer]) -> Callable[[str], Mapping[str, str]]:
    """Return what says in which area of each layer an area of any of them lies.

    An area that lies in several of a layer is in none of them; so is all Wales.
    """
    parts = {
        code: one.members
        for layer in layers.values()
        for code, one in layer.areas.items()
    }

    @cache
    def within(code: str) -> Mapping[str, str]:
        found = {}
        for layer in layers.values():
            own = {layer.of_authority[part] for part in parts.get(code, ())}
            if len(own) == 1:
                found[layer.id] = own.pop()
        return found

    return within


def layer_of_people(layers: Mapping[str, Layer]) -> str:
    """Return the layer by which people are counted: that of the fewest areas."""
    return min(layers.values(), key=lambda one: (len(one.areas), one.order)).id


def taking_part(settings: Settings, day: date) -> TakingPart:
    """Return who is a member on a day, counted by kind, area, language and side.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        ever = [one for one in rows(database, Member) if one.state in EVER]
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    within = areas_of(layers)
    individuals = [one for one in ever if one.form == "individual"]
    return count(
        [one for one in ever if is_member(one, day)],
        people_of(individuals, day, within, layer_of_people(layers)),
        member_types(settings),
        {layer.id: tuple(layer.areas) for layer in layers.values()},
        within,
        day,
    )
