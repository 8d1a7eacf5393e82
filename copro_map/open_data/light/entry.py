"""The plain page of an entry."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copro_map.assets.face import Entry
from copro_map.base.i18n import current_language, t
from copro_map.base.names import ALL_WALES
from copro_map.drawing.templates import Html, render
from copro_map.frame import cache
from copro_map.frame.light.public import in_own_language, public_page
from copro_map.open_data.heads import head_of_entry
from copro_map.open_data.light.turns import light
from copro_map.open_data.listed import entry_list, entry_path
from copro_map.report import cached as shown_cached
from copro_map.report.face import EntryShown, entry_html
from copro_map.search import cached


def _areas(shown: EntryShown) -> Iterator[tuple[str, str]]:
    """Yield the areas that an entry is in or serves, as links to their plain pages."""
    entry, language = shown.entry, current_language()
    names = dict(zip(entry.served_codes, entry.serves, strict=True))
    layers = cache.layers()
    based = shown.row["areas"]
    names |= {code: layers[one].area_label(code).text() for one, code in based.items()}
    for code, name in names.items():
        if code != ALL_WALES:
            yield f"/{language}/area/{code}", name


def _picture(entry: Entry) -> Html | str:
    """Return where an entry is and what it serves, as a still map."""
    points = ((*entry.point, entry.kind.id),) if entry.point else ()
    if not (points or entry.served_codes):
        return ""
    title = t("Map: where it is and what it serves")
    return cached.picture(entry.served_codes, points, title)


def _links(entry: Entry) -> Iterator[tuple[str, str]]:
    asked = {"id": entry.id, "lang": current_language()}
    yield f"/entry?{urlencode(asked)}", t("Open on the live map")
    wrong = urlencode(asked | {"wrong": "1"})
    yield f"/entry?{wrong}", t("Is this yours, or is something wrong?")


def entry_page(request: Request) -> Response:
    """Return what is known of an entry, as a page that needs no script."""
    head = head_of_entry(request.path_params["id"])
    shown = shown_cached.entry(request.path_params["id"])
    entry, where = shown.entry, cache.settings()
    network = cache.definitions().sources["network"]
    body = render(
        "open_data/entry.html",
        links=list(_links(entry)),
        known=entry_html(entry),
        areas=list(_areas(shown)),
        picture=_picture(entry),
        lists=[
            entry_list(where, t("Of the same organisation"), shown.same),
            entry_list(where, t("Near here on the same theme"), shown.near),
        ],
        path=entry_path,
        licence=f"{network.licence.text()}. {network.attribution.text()}",
    )
    name = render("drawing/said.html", said=entry.name)
    return public_page(request, head, body, heading=name)


ROUTES = (
    Route("/{language:language}/entry/{id:id}", light(entry_page)),
    Route("/entry/{id:id}", in_own_language),
)
