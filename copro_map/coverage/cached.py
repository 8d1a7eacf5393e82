"""Coverage kept between runs, by the question, the revision of the data and the day."""

from __future__ import annotations

import pandas as pd

from copro_map.base.config import Settings
from copro_map.coverage import gaps, months
from copro_map.coverage.gaps import Ask, Coverage
from copro_map.coverage.months import LAYERS, AtMonth
from copro_map.coverage.of_area import OfArea
from copro_map.coverage.rules.months import stood
from copro_map.coverage.rules.where_next import Plan
from copro_map.frame import cache
from copro_map.search import cached


@cache.kept(32, "data", "day")
def coverage(where: Settings, ask: Ask) -> Coverage:
    """Return the coverage of a layer; the languages share it."""
    return gaps.cover(where, ask, cached.assets())


@cache.kept(16, "data", "day")
def plan(where: Settings, ask: Ask, km: int) -> Plan:  # noqa: ARG001 - a key
    """Return where new entries would reach most people; ask of ``Ask.anywhere``."""
    return coverage(ask).reach.next_places(km)


@cache.kept(16, "data", "day")
def squares(where: Settings, ask: Ask, km: int) -> pd.DataFrame:  # noqa: ARG001 - a key
    """Return the squares in which people live beyond the radius; as ``plan``."""
    return coverage(ask).reach.squares(km)


def trend(layer: str, area_code: str) -> tuple[AtMonth, ...]:
    """Return how an area stood month by month, and today; only today if none is kept.

    Empty of a layer of which no months are kept. Read anew each time: a month that is
    kept changes no entry.
    """
    if layer not in LAYERS:
        return ()
    row = OfArea(coverage(Ask(layer)), area_code).figures
    now = stood(row["entries"], row["flag"], row["knowledge"])
    return months.trend(cache.settings(), area_code, now)
