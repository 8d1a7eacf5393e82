"""Where people live: every live residential postcode, weighted to the Census."""

from __future__ import annotations

import pandas as pd
from shapely.geometry.base import BaseGeometry

from copro_map.base.config import Settings, once
from copro_map.geography.areas import load_authorities
from copro_map.geography.assign import to_points
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.rules.border import land_border
from copro_map.geography.rules.reach import weigh_residents


@once
def load_residents(settings: Settings) -> pd.DataFrame:
    """Return the residents of Wales as points, read once a process.

    One row a live residential postcode (ONS, May 2022): ``easting_m``, ``northing_m``
    (EPSG:27700), ``authority`` and ``people``: the authority's usual residents (Census
    2021) divided by the number of its postcodes. An approximation: postcodes differ.
    """
    postcodes = load_gazetteer(settings).postcodes
    population = load_authorities(settings.data_dir)["population"]
    homes = postcodes["residential"] & postcodes["authority"].isin(population.index)
    return weigh_residents(postcodes[homes], population)


@once
def load_border(settings: Settings) -> BaseGeometry:
    """Return the land border with England (EPSG:27700), made once a process."""
    gazetteer = load_gazetteer(settings)
    return land_border(gazetteer.polygons.union_all(), gazetteer.england.union_all())


def settlements(settings: Settings, most: int) -> pd.DataFrame:
    """Return the most populous settlements, for "where next".

    Index: row numbers of the gazetteer; ``name_en``, ``name_cy``, ``authority``,
    ``population``, ``easting_m`` and ``northing_m`` (EPSG:27700).
    """
    largest = load_gazetteer(settings).places.nlargest(most, "population")
    points = to_points(largest["longitude"], largest["latitude"])
    return largest.assign(easting_m=points.x.to_numpy(), northing_m=points.y.to_numpy())
