"""Reach: who lives how far from an entry, and where one more would reach most."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import current_language
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


def reach_of(settings: Settings, points: pd.DataFrame, layer: Layer) -> pd.DataFrame:
    """Return how many residents of each area are in reach, and near England.

    ``points`` as ``geography.rules.reach.usable_points``. Index ``area_code``, Wales
    (W92000004) too: ``reach_percent_5km``, ``..._10km``, ``..._20km``,
    ``near_england_percent`` and ``may_be_served_from_england``.
    """
    residents = load_residents(settings)
    distances = nearest_km(residents, points)
    reached = reach_within(residents, distances, layer.of_authority)
    near = _near_england(settings.reference, layer.id)
    return reached.drop(columns="people").join(near)


def squares(settings: Settings, points: pd.DataFrame, km: float) -> pd.DataFrame:
    """Return the squares of 5 km in which people live beyond the radius."""
    residents = load_residents(settings)
    return grid(residents, nearest_km(residents, points), km)


def next_places(settings: Settings, points: pd.DataFrame, km: float) -> Plan:
    """Return the settlements where new entries would reach most people.

    The index of the picks is that of ``geography.residents.settlements``.
    """
    places = settlements(settings, CANDIDATES)
    return where_next(load_residents(settings), points, places, km, PICKS)


def best_places(
    settings: Settings, points: pd.DataFrame, km: float, of_authority: Mapping[str, str]
) -> pd.DataFrame:
    """Return, for each area, the settlement in it where one more reaches most people.

    Index ``area_code``; ``place`` (its name in the current language) and ``people``
    (newly within ``km``). Areas where nobody would be gained are absent.
    """
    residents = load_residents(settings)
    beyond = residents[nearest_km(residents, points) > km]
    places = settlements(settings, CANDIDATES)
    gains = people_within(beyond, places, km)
    found = pd.DataFrame(
        {
            "area_code": places["authority"].map(dict(of_authority)),
            "place": places[f"name_{current_language()}"],
            "people": gains,
        }
    )
    found = found[found["people"] >= 1].sort_values("people", ascending=False)
    return found.drop_duplicates("area_code").set_index("area_code")
