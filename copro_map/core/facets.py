"""How many entries each choice would leave."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from copro_map.core.matching import (
    FACET_COLUMNS,
    Asked,
    distances_km,
    facet_mask,
    geographic_reasons,
    other_mask,
)
from copro_map.query import FACETS, Query


def count_facets(
    assets: pd.DataFrame, query: Query, asked: Asked, *, today: date
) -> dict[str, dict[str, int]]:
    """Return, for each facet, how many entries each of its values would leave.

    A value's count is the number of entries that answer the query when that value alone
    is chosen in its facet and everything else stays; values that would leave none are
    absent. Parameters as in ``match``.
    """
    common = other_mask(assets, query, asked, today)
    if asked.is_geographic:
        reasons = geographic_reasons(assets, asked, distances_km(assets, asked.near))
        common &= np.array([reason is not None for reason in reasons], dtype=bool)
    masks = {
        name: facet_mask(assets, name, getattr(query, name))
        for name in FACETS
        if getattr(query, name)
    }
    counts = {}
    for name in FACETS:
        mask = common.copy()
        for other, narrowed in masks.items():
            if other != name:
                mask &= narrowed
        values = assets.loc[mask, FACET_COLUMNS[name]].explode()
        found = values[values.notna() & (values != "")].value_counts()
        counts[name] = {str(value): int(n) for value, n in found.items()}
    return counts
