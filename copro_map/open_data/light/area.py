"""The plain page of an area."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copro_map.agenda import cached as events
from copro_map.areas import cached as areas
from copro_map.areas.face import (
    STYLES,
    AreaView,
    cards,
    finding,
    folds_html,
    neighbour_dots,
)
from copro_map.base.i18n import current_language, t
from copro_map.coverage import cached as coverage
from copro_map.coverage.face import Ask, OfArea
from copro_map.drawing.dot_range import dots_html
from copro_map.drawing.templates import render
from copro_map.exchange import cached as exchanged
from copro_map.frame import cache
from copro_map.frame.light.public import in_own_language, public_page
from copro_map.open_data.heads import head_of_area
from copro_map.open_data.light.turns import light
from copro_map.open_data.listed import entry_list, entry_path


def _to(code: str) -> str:
    """Return the path of an area's plain page in the language in force."""
    return f"/{current_language()}/area/{code}"


def _links(view: AreaView) -> list[tuple[str, str]]:
    lang, code = current_language(), view.area.code
    of_map = {"layer": view.layer.id, "area": code, "lang": lang}
    live = {"code": code, "lang": lang}
    return [
        (f"/asset_map?{urlencode(of_map)}", t("Open on the live map")),
        (f"/area?{urlencode(live)}", t("The live page of this area")),
        (f"/contribute?{urlencode({'area': code, 'lang': lang})}", t("Add to the map")),
    ]


def area_page(request: Request) -> Response:
    """Return who is in an area and what is missing, as a page without a script."""
    head = head_of_area(request.path_params["id"])
    view, where = areas.area(request.path_params["id"]), cache.settings()
    covered = OfArea(coverage.coverage(Ask(view.layer.id)), view.area.code)
    name, themes = view.area.label.text(), areas.themes(view)
    found = areas.neighbours(view.layer.id, view.area.code)
    asked = exchanged.of_area(view.area.code)
    body = render(
        "open_data/area.html",
        layer=view.layer.label.text(),
        links=_links(view),
        finding=finding(found),
        cards=cards(view, covered, themes, found, asked, _to),
        needs=asked.html(entry_path),
        events=events.of_area(view.area.code).html(),
        dots=dots_html(neighbour_dots(found, _to)),
        picture=areas.region(view.area.code),
        folds=folds_html(view, covered, themes),
        lists=[
            entry_list(where, t("Based here"), view.based),
            entry_list(
                where, t("Serves it from elsewhere, or has no address"), view.serving
            ),
            entry_list(where, t("Neighbours' offers within 10 km"), view.across),
        ],
        path=entry_path,
        source=view.layer.source.attribution.text(),
    )
    return public_page(request, head, body, heading=name, sheets=STYLES)


ROUTES = (
    Route("/{language:language}/area/{id:id}", light(area_page)),
    Route("/area/{id:id}", in_own_language),
)
