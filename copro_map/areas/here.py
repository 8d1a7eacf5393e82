"""The entries that are based in an area: those with a place, and those without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from copro_map.base.i18n import t
from copro_map.geography.rules.reach import usable_points


@dataclass(frozen=True, eq=False)
class Here:
    """The entries that are based in an area: those with a place, and those without.

    ``without`` is how many there are by authority, all of them named.
    """

    placed: pd.DataFrame
    without: Mapping[str, int]

    def words(self, area: str) -> str:
        """Return what a map of them shows, for those who do not see it, translated.

        ``area`` is its name.
        """
        return t(
            "{area}, from near by. Entries with a pin: {n}. Somewhere in their "
            "authority: {others}.",
            area=area,
            n=len(self.placed),
            others=sum(self.without.values()),
        )


def here_of(members: tuple[str, ...], entries: pd.DataFrame) -> Here:
    """Return those of some entries that are based in authorities.

    ``entries`` have ``kind``, ``authority``, ``precision``, ``easting_m`` and
    ``northing_m`` (EPSG:27700).
    """
    based = entries[entries["authority"].isin(members)]
    placed = usable_points(based)
    counted = based["authority"].astype(str).value_counts()
    counted -= (
        placed["authority"]
        .astype(str)
        .value_counts()
        .reindex(counted.index, fill_value=0)
    )
    return Here(placed, {code: int(counted.get(code, 0)) for code in members})
