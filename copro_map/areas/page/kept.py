"""Areas kept between runs, by the revision of the data and the day."""

from __future__ import annotations

from copro_map.areas import area as areas
from copro_map.areas.area import AreaView
from copro_map.base.config import Settings
from copro_map.coverage.face import Ask, OfArea, Said
from copro_map.coverage.page import kept as coverage_kept
from copro_map.frame import cache
from copro_map.search.page import kept


@cache.kept(70, "data", "day", "language")
def _themes(where: Settings, layer: str, area_code: str) -> list[Said]:  # noqa: ARG001 - a key
    return OfArea(coverage_kept.coverage(Ask(layer)), area_code).themes(kept.assets())


def themes(view: AreaView) -> list[Said]:
    """Return what is said of the themes of an area, in the current language."""
    return _themes(view.layer.id, view.area.code)


@cache.kept(70, "data", "day", "language")
def area(where: Settings, area_code: str) -> AreaView:
    """Return everything about an area."""
    return areas.look_at(where, kept.assets(), area_code)
