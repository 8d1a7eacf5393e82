"""A part of the map as a page that any other site may show in a frame."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from copro_map.base.config import Settings, load_settings
from copro_map.base.errors import (
    AtRestError,
    CoproMapError,
    DatabaseError,
    UnknownAreaError,
)
from copro_map.base.i18n import LANGUAGES, N_, current_language, t
from copro_map.drawing.templates import render, styles
from copro_map.frame import cache as kept
from copro_map.frame.heads import own_address
from copro_map.frame.light.page import COLOURS, STYLE, notes
from copro_map.frame.light.public import KEPT, Answer, conditional
from copro_map.frame.speaking import wanted_language
from copro_map.frame.visitors import words
from copro_map.geography.areas import load_layers
from copro_map.open_data import embedded, grounds
from copro_map.open_data.embedded import Embedded
from copro_map.open_data.light.answering import answered, tag_of, unless_known
from copro_map.search import cached
from copro_map.search.face import PARAMS, Query, addressed

HERE = Path(__file__).parent
OWN_STYLE, SCRIPT, OUTSIDE = HERE / "embed.css", HERE / "embed.js", HERE / "height.js"
JAVASCRIPT = "text/javascript; charset=utf-8"
YEAR, DAY = "public, max-age=31536000, immutable", "public, max-age=86400"
# Every site may show it. It needs its one script only to go nearer and to say how high
# it is, and there is no form in it, and nothing that knows who reads.
ELSEWHERE = {"cross-origin-resource-policy": "cross-origin"}
FRAMED = ELSEWHERE | {
    "cache-control": KEPT,
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; form-action 'none'; "
        "base-uri 'none'; frame-ancestors *"
    ),
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-robots-tag": "noindex",
}
NO_AREA = N_("{area_code}: there is no such area. Choose one from the list.")
MOST_TOLD = 5  # parameters that mean nothing
LONGEST_TOLD = 40  # of the name of one

# The land and the names below the pins.
base = kept.kept(96, "language")(grounds.base_of)


@kept.kept(32, "data", "language", "day")
def shown(where: Settings, query: Query) -> Embedded:
    """Return what a frame shows of the answer to a query."""
    return embedded.embedded(where, cached.answer(query), base)


@cache
def script_path() -> str:
    """Return the address of the frame's script: another one when it changes."""
    return f"/embed/map.js?v={sha256(SCRIPT.read_bytes()).hexdigest()[:12]}"


def _page(request: Request, title: str, status: int = 200, **facts: object) -> Response:
    others = {x: y for x, y in request.query_params.items() if x != "lang"}
    rest = request.url.path.partition("/embed")[2]
    asked = f"?{urlencode(others)}" if others else ""
    page = render(
        "open_data/embed.html",
        title=title,
        notes=notes(),
        script=script_path(),
        style=styles(COLOURS, STYLE, OWN_STYLE),
        switch=[
            (code, name, f"/{code}/embed{rest}{asked}")
            for code, name in LANGUAGES.items()
            if code != current_language()
        ],
        **{"found": None, "problem": "", "ignored": "", "canonical": ""} | facts,
    )
    headers = {} if status == 200 else {"cache-control": "no-store"}
    return HTMLResponse(f"<!doctype html>{page}", status, headers)


def _strange(params: Mapping[str, str], ignored: tuple[str, ...]) -> str:
    """Return the names of the parameters that mean nothing here."""
    known = {"lang", *PARAMS.values()}
    strange = [*ignored, *(name for name in params if name not in known)]
    return ", ".join(name[:LONGEST_TOLD] for name in strange[:MOST_TOLD])


def _shown(request: Request, asked: Mapping[str, str], about: str = "") -> Response:
    """Return the frame of a question; unmade to whoever has it already."""

    def made() -> Response:
        question = addressed(load_settings(), asked)
        found = shown(question.query)
        return _page(
            request,
            found.title,
            found=found,
            ignored=_strange(request.query_params, question.ignored),
            canonical=f"{own_address()}/{current_language()}/{about}" if about else "",
        )

    given = request.query_params.multi_items()
    return unless_known(request, tag_of("embed", about, given, notes()), FRAMED, made)


def of_area(request: Request) -> Response:
    """Show an area of any layer; its address may narrow it as that of the map may."""
    settings, code = load_settings(), request.path_params["code"]
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    layer = next((one for one in layers.values() if code in one.areas), None)
    if layer is None:
        raise UnknownAreaError(NO_AREA, area_code=code[:LONGEST_TOLD])
    more = {"area": code, "layer": layer.id}
    return _shown(request, {**request.query_params, **more}, f"area/{code}")


def of_query(request: Request) -> Response:
    """Show the answer to any question that the address of the map can ask."""
    return _shown(request, request.query_params)


def _refused(request: Request, error: CoproMapError) -> Response:
    """Say what is wrong inside the frame."""
    if isinstance(error, AtRestError | DatabaseError):
        return _page(request, t("Not now"), 503, problem=words(error))
    status = 404 if isinstance(error, UnknownAreaError) else 400
    return _page(request, t("There is nothing here"), status, problem=words(error))


def _spoken(request: Request, answer: Answer) -> Response:
    """Return an answer in the language of its path; without one, lead to it."""
    path = request.path_params.get("language", "")
    asked = request.query_params.get("lang", "")
    if not path or (asked in LANGUAGES and asked != path):
        return _to_language(request)
    try:
        return answer(request)
    except CoproMapError as error:
        return _refused(request, error)


def framed(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Let a route's answer be shown by every site, and what is refused too."""
    inner = answered("page")(lambda request: _spoken(request, answer))

    async def speak(request: Request) -> Response:
        found = await inner(request)
        for name in FRAMED.keys() - {"cache-control"}:
            found.headers[name] = FRAMED[name]
        del found.headers["x-frame-options"]
        return found

    return wraps(answer)(speak)


def _to_language(request: Request) -> Response:
    """Lead to the same in the language that is asked for, or that is the visitor's."""
    asked = request.query_params.get("lang", "")
    visitors = wanted_language(request.scope).decode()
    language = asked if asked in LANGUAGES else visitors
    rest = request.url.path.partition("/embed")[2]
    others = {x: y for x, y in request.query_params.items() if x != "lang"}
    to = f"/{language}/embed{rest}{f'?{urlencode(others)}' if others else ''}"
    told = {"vary": "Accept-Language", "cache-control": KEPT}
    return RedirectResponse(
        to, 302, told | {"cross-origin-resource-policy": "cross-origin"}
    )


def _script(path: Path, kept: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        headers = {
            "cache-control": kept,
            "cross-origin-resource-policy": "cross-origin",
        }
        return conditional(request, path.read_bytes(), JAVASCRIPT, headers)

    return answer


ROUTES = (
    Route("/embed/map.js", _script(SCRIPT, YEAR)),
    Route("/embed.js", _script(OUTSIDE, DAY)),
    *(
        Route(f"{start}{path}", framed(answer))
        for start in ("/{language:language}", "")
        for path, answer in (("/embed/area/{code}", of_area), ("/embed", of_query))
    ),
)
