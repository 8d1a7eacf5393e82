"""Areas kept between runs, by the revision of the data and the day."""

from __future__ import annotations

import pandas as pd

from copro_map.areas import area as areas
from copro_map.areas.area import AreaView
from copro_map.assets.page import kept
from copro_map.base.config import Settings
from copro_map.coverage.face import Said, themes_in_words
from copro_map.frame import cache


@cache.kept(70, "data", "day")
def _cells(where: Settings, area_code: str) -> pd.DataFrame:  # noqa: ARG001 - a key
    terms = cache.definitions().terms["themes"]
    return areas.themes_of(kept.assets(), area(area_code), list(terms))


def themes(view: AreaView) -> list[Said]:
    """Return what is said of the themes of an area, in the current language."""
    return themes_in_words(_cells(view.area.code), cache.definitions())


@cache.kept(70, "data", "day", "language")
def area(where: Settings, area_code: str) -> AreaView:
    """Return everything about an area."""
    return areas.look_at(where, kept.assets(), area_code)
