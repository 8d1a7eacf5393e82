"""How many entries each choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

import numpy as np
import pandas as pd

from copro_map.assets.rules.matching import (
    FACET_COLUMNS,
    MANY_VALUED,
    Common,
    facet_mask,
)
from copro_map.assets.rules.query import FACETS, Query
from copro_map.assets.rules.reasons import Places


def _counts(assets: pd.DataFrame, places: Places, name: str) -> dict[str, int]:
    """Return how many of some rows have each value of a facet; empty ones left out."""
    column = assets[FACET_COLUMNS[name]]
    if name in MANY_VALUED:
        return dict(Counter(chain.from_iterable(column.to_numpy()[places])))
    codes = column.cat.codes.to_numpy()[places]
    numbers = np.bincount(codes, minlength=len(column.cat.categories)).tolist()
    counted = zip(column.cat.categories, numbers, strict=True)
    return {str(value): n for value, n in counted if value and n}


def count_facets(
    assets: pd.DataFrame, query: Query, common: Common, names: Iterable[str] = FACETS
) -> dict[str, dict[str, int]]:
    """Return, for each facet, how many entries each of its values would leave.

    A value's count is the number of entries that answer the query when that value alone
    is chosen in its facet and everything else stays; values that would leave none are
    absent. ``common`` are the entries that answer all else (``matching.answering``).
    """
    masks = {
        name: facet_mask(assets, common.places, name, getattr(query, name))
        for name in FACETS
        if getattr(query, name)
    }
    counts = {}
    for name in names:
        kept = np.ones(len(common.places), dtype=bool)
        for other, narrowed in masks.items():
            if other != name:
                kept &= narrowed
        counts[name] = _counts(assets, common.places[kept], name)
    return counts
