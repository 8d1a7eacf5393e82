"""The plain page of an entry."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copro_map.agenda.light.event import events_held
from copro_map.assets.face import Entry
from copro_map.base.i18n import current_language, t
from copro_map.drawing.templates import Html, render
from copro_map.exchange.cached import may_help, suits
from copro_map.frame import cache
from copro_map.frame.light.public import in_own_language, public_page
from copro_map.members.cached import since
from copro_map.open_data.heads import head_of_entry
from copro_map.open_data.light.turns import light
from copro_map.open_data.listed import entry_path
from copro_map.plan.cached import research_beside
from copro_map.report import cached as shown_cached
from copro_map.report.face import (
    STYLE,
    EntryShown,
    entries_beside,
    entry_acts,
    entry_first,
    entry_folds,
    entry_known,
    entry_served,
)
from copro_map.search import cached


def _area_path(code: str) -> str:
    return f"/{current_language()}/area/{code}"


def _picture(shown: EntryShown) -> Html | str:
    """Return where an entry is and what it serves, as a still map."""
    title = t("Map: where it is and what it serves")
    return cached.close_picture(*shown.picture, title)


def _links(entry: Entry) -> Iterator[tuple[str, str]]:
    asked = {"id": entry.id, "lang": current_language()}
    yield f"/entry?{urlencode(asked)}", t("Open on the live map")
    wrong = urlencode(asked | {"wrong": "1"})
    yield f"/entry?{wrong}", t("Is this yours, or is something wrong?")


def entry_page(request: Request) -> Response:
    """Return what is known of an entry, as a page that needs no script."""
    head = head_of_entry(request.path_params["id"])
    shown = shown_cached.entry(request.path_params["id"])
    network = cache.definitions().sources["network"]
    body = render(
        "open_data/entry.html",
        first=entry_first(shown.entry) + since(shown.entry.id),
        acts=entry_acts(shown.entry, cached.acts(shown.entry)),
        known=entry_known(shown.entry) + research_beside(shown.entry.id),
        picture=_picture(shown),
        served=entry_served(shown, _area_path),
        beside=may_help(shown.entry, entry_path)
        + entries_beside(shown, entry_path, suits(shown.entry.id)),
        events=events_held(shown.entry.id),
        folds=entry_folds(shown, _area_path),
        links=list(_links(shown.entry)),
        licence=f"{network.licence.text()}. {network.attribution.text()}",
    )
    name = render("drawing/said.html", said=shown.entry.name)
    return public_page(request, head, body, heading=name, sheets=(STYLE,))


ROUTES = (
    Route("/{language:language}/entry/{id:id}", light(entry_page)),
    Route("/entry/{id:id}", in_own_language),
)
