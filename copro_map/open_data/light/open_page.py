"""``/open``: what there is to be had of the map, in plain words for people."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from copro_map.base.config import load_settings
from copro_map.base.i18n import N_, current_language, t
from copro_map.drawing.templates import render
from copro_map.frame.heads import own_address
from copro_map.frame.light.public import in_own_language, public_page
from copro_map.geography.sources import terms
from copro_map.open_data import offered, openapi, package
from copro_map.open_data.light.answering import open_route
from copro_map.open_data.snippet import snippet
from copro_map.search import cached

STYLE = Path(__file__).parent / "open_page.css"
# For programs: where, what it is called, what it says.
MACHINES = (
    (
        package.PATH,
        "datapackage.json",
        N_("What each file and each column is, and what words it may hold."),
    ),
    (
        openapi.PATH,
        "openapi.json",
        N_("Every address, what it can be asked, and what it answers."),
    ),
    ("/sitemap.xml", "sitemap.xml", N_("Every public page, in both languages.")),
)


def answer_open(request: Request) -> Response:
    """Answer GET ``/cy/open``: the page about all that is open to everybody."""
    settings, language = load_settings(), current_language()
    rights = terms(settings)
    there = offered.offered(settings, cached.assets())
    head = offered.open_head(settings, there)
    embed = f"{own_address()}/{language}/embed"
    body = render(
        "open_data/open.html",
        summary=t(offered.SUMMARY),
        head=head,
        offered=there,
        empty=not any(one.rows for one in there[:1]),
        questions=offered.questions(),
        followed=offered.followed(settings),
        snippet=snippet(embed, t("Asset map of co-production in Wales"), language),
        embed=f"/{language}/embed",
        licence=rights["licence"],
        sources=rights["sources"],
        machines=[(address, name, t(told)) for address, name, told in MACHINES],
    )
    return public_page(request, head, body, sheets=(STYLE,))


ROUTES = (
    open_route(offered.PATH, in_own_language, rate="page"),
    open_route("/{language:language}/open", answer_open, rate="page", cors=False),
)
