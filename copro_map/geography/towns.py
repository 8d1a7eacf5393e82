"""The towns that maps name."""

from __future__ import annotations

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import current_language
from copro_map.geography.assign import to_points
from copro_map.geography.gazetteer import load_gazetteer

SMALLEST_TOWN = 500  # residents; smaller places have no population in GeoNames


def named_towns(settings: Settings) -> pd.DataFrame:
    """Return the towns with their names in the current language.

    Index as that of the gazetteer's places; ``name``, ``population`` (residents),
    ``longitude`` and ``latitude`` (EPSG:4326), ``easting_m`` and ``northing_m``
    (EPSG:27700). Source: GeoNames.
    """
    towns = load_gazetteer(settings).places.query("population >= @SMALLEST_TOWN")
    points = to_points(towns["longitude"], towns["latitude"])
    return towns.assign(
        name=towns[f"name_{current_language()}"],
        easting_m=points.x.to_numpy(),
        northing_m=points.y.to_numpy(),
    )
