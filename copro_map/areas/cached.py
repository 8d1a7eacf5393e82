"""Areas kept between runs, by the revision of the data and the day."""

from __future__ import annotations

from copro_map.areas import area as areas
from copro_map.areas.area import AreaView
from copro_map.areas.here import here_of
from copro_map.areas.neighbours import Neighbours
from copro_map.areas.neighbours import neighbours as neighbours_of
from copro_map.areas.region_map import region_map
from copro_map.base.config import Settings
from copro_map.base.names import BASE_LAYER
from copro_map.coverage import cached as coverage_cached
from copro_map.coverage.face import Ask, OfArea, Said
from copro_map.drawing.templates import Html, render
from copro_map.frame import cache
from copro_map.search import cached

MAP_WIDTH = 480  # pixels: of the map of an area from near by


@cache.kept(70, "data", "day", "language")
def _themes(where: Settings, layer: str, area_code: str) -> list[Said]:  # noqa: ARG001 - a key
    return OfArea(coverage_cached.coverage(Ask(layer)), area_code).themes(
        cached.assets()
    )


def themes(view: AreaView) -> list[Said]:
    """Return what is said of the themes of an area, in the current language."""
    return _themes(view.layer.id, view.area.code)


@cache.kept(70, "data", "day", "language")
def region(where: Settings, area_code: str) -> Html:
    """Return the map of an area from near by, with its entries, as a picture."""
    one, entries = area(area_code).area, cached.live()
    said = here_of(one.members, entries).words(one.label.text())
    svg = region_map(where, area_code, entries, MAP_WIDTH)
    return render("drawing/picture.html", svg=svg, alt=said)


@cache.kept(70, "data", "day", "language")
def area(where: Settings, area_code: str) -> AreaView:
    """Return everything about an area."""
    return areas.look_at(where, cached.assets(), area_code)


@cache.kept(70, "data", "day", "language")
def neighbours(where: Settings, layer: str, area_code: str) -> Neighbours:  # noqa: ARG001 - a key
    """Return an area among its neighbours, by the layer it is of."""
    own, parts = (coverage_cached.coverage(Ask(x)) for x in (layer, BASE_LAYER))
    return neighbours_of(own, parts, area_code)
