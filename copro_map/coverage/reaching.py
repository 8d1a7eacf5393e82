"""Reach: who lives how far from an entry, and where one more would reach most."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pandas as pd

from copro_map.base.config import Settings
from copro_map.coverage.rules.where_next import CANDIDATES, PICKS, Plan, where_next
from copro_map.geography.areas import Layer, load_layers
from copro_map.geography.residents import load_border, load_residents, settlements
from copro_map.geography.rules.border import near_england
from copro_map.geography.rules.reach import (
    grid,
    nearest_km,
    people_within,
    reach_within,
)


@cache
def _near_england(settings: Settings, layer_id: str) -> pd.DataFrame:
    """Return who lives near England; nothing that is entered changes it."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    of_authority = layers[layer_id].of_authority
    residents, border = load_residents(settings), load_border(settings)
    return near_england(residents, border, of_authority).drop(columns="people")


@dataclass(frozen=True, eq=False)
class Reach:
    """Who lives how far from some entries, and where one more would reach most.

    ``points`` are where they are: ``easting_m``, ``northing_m`` (EPSG:27700, metres).
    """

    settings: Settings
    points: pd.DataFrame

    def of(self, layer: Layer) -> pd.DataFrame:
        """Return how many residents of each area are in reach, and near England.

        Index ``area_code``, Wales (W92000004) too: ``reach_percent_5km``, ``..._10km``,
        ``..._20km``, ``near_england_percent`` and ``may_be_served_from_england``.
        """
        residents = load_residents(self.settings)
        distances = nearest_km(residents, self.points)
        reached = reach_within(residents, distances, layer.of_authority)
        near = _near_england(self.settings.reference, layer.id)
        return reached.drop(columns="people").join(near)

    def squares(self, km: float) -> pd.DataFrame:
        """Return the squares of 5 km in which people live beyond the radius."""
        residents = load_residents(self.settings)
        return grid(residents, nearest_km(residents, self.points), km)

    def next_places(self, km: float) -> Plan:
        """Return the settlements where new entries would reach most people.

        The index of the picks is that of ``geography.residents.settlements``.
        """
        places = settlements(self.settings, CANDIDATES)
        residents = load_residents(self.settings)
        return where_next(residents, self.points, places, km, PICKS)

    def best_places(self, layer: Layer, km: float) -> pd.DataFrame:
        """Return, for each area, the settlement in it where one more reaches most.

        Index ``area_code``; ``name_en``, ``name_cy`` and ``people`` (newly within
        ``km``). Areas where nobody would be gained are absent.
        """
        residents = load_residents(self.settings)
        beyond = residents[nearest_km(residents, self.points) > km]
        places = settlements(self.settings, CANDIDATES)
        found = places[["name_en", "name_cy"]].assign(
            area_code=places["authority"].map(layer.of_authority),
            people=people_within(beyond, places, km),
        )
        found = found[found["people"] >= 1].sort_values("people", ascending=False)
        return found.drop_duplicates("area_code").set_index("area_code")
