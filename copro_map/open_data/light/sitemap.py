"""``/sitemap.xml`` and ``/robots.txt``: every public page, for search engines."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import pandas as pd
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from copro_map.agenda import cached as events
from copro_map.base.config import Settings, load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import LANGUAGES, N_
from copro_map.base.store.programme import INVENTED, demonstration_start
from copro_map.base.today import current_day
from copro_map.frame import cache
from copro_map.frame.heads import AddressError, Head, own_address, read_site
from copro_map.frame.light.public import KEPT, conditional
from copro_map.indicators.face import indicators_of, own_of
from copro_map.open_data.light.answering import open_route
from copro_map.open_data.rules import sitemap as rules
from copro_map.open_data.rules.sitemap import Listed
from copro_map.search import cached

# Pages that are in no menu, but at every page's foot.
AT_THE_FOOT = ("privacy", "accessibility")
PARTS = "/sitemap-{number}.xml"
OPEN_PAGE = "open"  # the page about the files
HEADERS = {"cache-control": KEPT, "x-robots-tag": "noindex"}


@functools.cache
def _pages() -> tuple[str, ...]:
    """Return the paths of the pages that everybody may open and search engines find."""
    pages = read_site(lambda _path, _params: None).pages
    return tuple(
        path for _, _, path, menu in pages if menu is True or path in AT_THE_FOOT
    )


def _listed(changed: str = "", path: str = "", live: str = "") -> Listed:
    return Listed(Head("", "", path, live).addresses, changed)


def _areas(entries: pd.DataFrame) -> Iterator[Listed]:
    """Return every area; it changed when an entry did that is there or serves it."""
    days = entries["changed_on"]
    based = entries["areas"].map(lambda areas: tuple(areas.values()))
    codes = pd.concat([based, entries["served"]]).explode()
    last = days.reindex(codes.index).groupby(codes.to_numpy()).max()
    for layer in cache.layers().values():
        for code in layer.areas:
            yield _listed(last.get(code, ""), path=f"area/{code}")


def listed(where: Settings) -> list[Listed]:
    """Return every public page there is: pages, areas, indicators, events, entries."""
    entries = cached.assets()
    found = [_listed(live=path) for path in _pages()]
    found.append(_listed(path=OPEN_PAGE))
    found += _areas(entries)
    codes = (*indicators_of(where, current_day()), *own_of(where))
    found += [_listed(path=f"indicator/{code}") for code in codes]
    found += [
        _listed(one.changed_at[:10], path=f"event/{one.id}")
        for one in events.public().events
    ]
    days = entries["changed_on"].items()
    return [*found, *(_listed(day, path=f"entry/{one}") for one, day in days)]


@cache.kept(2, "data", "day")
def _files(where: Settings, own: str) -> dict[str, bytes]:
    """Return the sitemap as "", or the list of its files and each by its number."""
    files = rules.parts(listed(where), rules.MOST)
    made = [rules.written(pages) for pages in files]
    if len(made) == 1:
        return {"": made[0]}
    numbered = {str(number): content for number, content in enumerate(made, 1)}
    return {"": rules.index_of(files, f"{own}{PARTS}")} | numbered


def sitemap(request: Request) -> Response:
    """Return the sitemap, or the list of its files, or one of them.

    It has a tag and no day of its last change: that an entry left has none.
    """
    files = _files(own_address())
    content = files.get(request.path_params.get("number", ""))
    if content is None:
        raise AddressError(N_("There is no such file of the sitemap."))
    return conditional(request, content, "application/xml", HEADERS)


def robots(request: Request) -> Response:
    """Return what search engines are asked to leave out: all of a demonstration."""
    try:
        invented = demonstration_start(load_settings()) is not None
    except CoproMapError:  # whoever is told this comes again before reading any page
        return PlainTextResponse("Not now\n", 503)
    note = " / ".join(INVENTED.text(one) for one in LANGUAGES) if invented else ""
    said = rules.robots(f"{own_address()}/sitemap.xml", note)
    return conditional(request, said.encode(), "text/plain", {"cache-control": KEPT})


ROUTES = (
    open_route("/sitemap.xml", sitemap, cors=False),
    open_route(PARTS, sitemap, cors=False),
    Route("/robots.txt", robots, methods=["GET"]),
)
