"""Which entries go with an entry: of the same body, or near on the same theme."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from copro_map.assets.rules.ending import ended

NEAR_KM = 20
MOST = 5


def same_organisation(assets: pd.DataFrame, entry_id: str) -> pd.DataFrame:
    """Return the other entries of the body that runs an entry, or that it runs itself.

    ``assets``: index ``id``; ``organisation_id`` (empty if none). The organisation's
    own entry comes first.
    """
    body = assets.at[entry_id, "organisation_id"] or entry_id
    runs = (assets["organisation_id"] == body) | (assets.index == body)
    found = assets[runs & (assets.index != entry_id)]
    return found.iloc[np.argsort(found.index != body, kind="stable")]


def near_on_theme(
    assets: pd.DataFrame,
    entry_id: str,
    today: date,
    km: float = NEAR_KM,
    most: int = MOST,
) -> pd.DataFrame:
    """Return entries within ``km`` that share a theme, nearest first, ``most`` of them.

    None of them has ended.

    Straight line in EPSG:27700 (``easting_m``, ``northing_m``). None if the entry or
    they have no point of their own (precision "area"). Adds ``distance_km``.
    """
    entry = assets.loc[entry_id]
    themes = set(entry["themes"])
    metres = np.hypot(
        assets["easting_m"] - entry["easting_m"],
        assets["northing_m"] - entry["northing_m"],
    )
    exact = (assets["precision"] != "area") & (entry["precision"] != "area")
    shares = np.array([not themes.isdisjoint(x) for x in assets["themes"]], dtype=bool)
    shares &= ~ended(assets, today) & (assets.index != entry_id)
    kept = exact & shares & (metres <= km * 1000)
    found = assets[kept].assign(distance_km=(metres[kept] / 1000).round(1))
    return found.sort_values("distance_km", kind="stable").head(most)
