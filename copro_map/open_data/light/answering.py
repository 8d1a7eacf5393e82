"""How what is open to everybody is answered: how often, to whom, and without cookies.

Every route of ``/open``, ``/embed`` and ``/pictures`` is made by ``open_route``, or is
decorated with ``answered``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from hashlib import sha256
from typing import Literal

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from copro_map import __version__
from copro_map.base.config import load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import LANGUAGES, N_, current_language, language_in_force, t
from copro_map.base.store.connection import data_mark
from copro_map.base.today import current_day
from copro_map.drawing.templates import render
from copro_map.frame.heads import AddressError, Head, MovedError
from copro_map.frame.light.page import status_of
from copro_map.frame.light.public import KEPT, OPEN, Answer, is_known, public_page
from copro_map.frame.readers import reader_of
from copro_map.frame.speaking import wanted_language
from copro_map.frame.visitors import words
from copro_map.open_data.light.turns import in_turn
from copro_map.people.limits import TooOftenError, check_limit

Rate = Literal["file", "page"]
# By the network address of who asks: a whole council may have one. Of "file" is what a
# program fetches, of "page" what a page on another site asks for each of its readers.
RATES: dict[Rate, str] = {"file": "60 per minute", "page": "300 per minute"}
# Whoever has it already and asks whether it is new costs next to nothing.
HAVE_IT = "1200 per minute"
NOT_COUNTED = "not_counted"  # of a request: as what it is counted once it is made
TOO_MANY = N_(
    "Too many requests came from your network address. Ask again later. "
    "Seconds to wait: {n}"
)
NOT_NOW_S = 300  # When to come again, if the records cannot be read.
CORS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": (
        "ETag, Last-Modified, Link, Content-Disposition, Content-Range, Retry-After"
    ),
    "cross-origin-resource-policy": "cross-origin",
}
PREFLIGHT = CORS | {
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
    "access-control-allow-headers": (
        "Accept, Accept-Language, If-Modified-Since, If-None-Match, If-Range, Range"
    ),
    "access-control-max-age": "86400",
    "allow": "GET, HEAD, OPTIONS",
}
METHODS = ("GET", "HEAD", "OPTIONS")
# Data is no page: whatever a browser takes it for, it runs and loads nothing.
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"


class AskedError(CoproMapError):
    """An address asks what cannot be answered; ``ignored`` names its parameters."""

    def __init__(self, message: str, *ignored: str, **facts: object) -> None:
        self.ignored = ignored
        super().__init__(message, **facts)


def _count(request: Request, limit: str, what: str) -> None:
    """Count a request of a reader; refuse it if there were too many."""
    check_limit(limit, what, reader_of(request))


def tag_of(*parts: object) -> str:
    """Return the tag of what is made of the records as they are now, and of ``parts``.

    It is known before anything is made. Weak: what is compressed is the same.
    """
    day, mark = current_day(), data_mark(load_settings())
    told = repr((__version__, mark, day, current_language(), parts))
    return f'W/"{sha256(told.encode(errors="replace")).hexdigest()[:32]}"'


def unless_known(
    request: Request, tag: str, headers: Mapping[str, str], make: Callable[[], Response]
) -> Response:
    """Return what ``make`` makes, with its tag; 304 to whoever has it, unmade."""
    told = {"cache-control": KEPT, **headers, "etag": tag}
    if is_known(request, tag):
        return Response(None, 304, told)
    _count_made(request)
    made = make()
    if made.status_code == 200:
        made.headers.update(told)
    return made


def _status_of(error: CoproMapError) -> int:
    if isinstance(error, AddressError):
        return error.status
    return 429 if isinstance(error, TooOftenError) else status_of(error)


def _sentence(error: CoproMapError) -> str:
    if isinstance(error, TooOftenError):
        return t(TOO_MANY, n=error.wait_s)
    return words(error)


def _is_browser(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def refusal(request: Request, error: CoproMapError) -> Response:
    """Return why there is no answer: a page to browsers, JSON to programs.

    JSON has the sentence as ``error``, and the parameters that mean nothing, if that is
    why, as ``ignored``.
    """
    status, said = _status_of(error), _sentence(error)
    headers = {**OPEN, "vary": "Accept"}
    if status in (429, 503):
        wait = error.wait_s if isinstance(error, TooOftenError) else NOT_NOW_S
        headers |= {"cache-control": "no-store", "retry-after": str(wait)}
    if _is_browser(request):
        title = t("There is nothing here") if status in (404, 410) else t("Not now")
        if status == 400:
            title = t("That did not work")
        body = render("frame/not_there.html", text=said)
        return public_page(
            request, Head(title, ""), body, status=status, headers=headers
        )
    document: dict[str, object] = {"error": said}
    if isinstance(error, AskedError):
        document["ignored"] = list(error.ignored)
    return JSONResponse(document, status, headers)


def _without_cookies(request: Request) -> Request:
    kept = [one for one in request.scope["headers"] if one[0] != b"cookie"]
    return Request({**request.scope, "headers": kept}, request.receive)


def _count_made(request: Request) -> None:
    """Count what somebody does not have yet, who asked whether it is new: once."""
    rate: Rate | None = getattr(request.state, NOT_COUNTED, None)
    if rate:
        setattr(request.state, NOT_COUNTED, None)
        _count(request, RATES[rate], rate)


def _counted(request: Request, rate: Rate, answer: Answer) -> Response:
    """Return an answer if there were not too many; what is known already is cheap."""
    if not {"if-none-match", "if-modified-since"} & set(request.headers):
        _count(request, RATES[rate], rate)
        return answer(request)
    _count(request, HAVE_IT, "have it")
    setattr(request.state, NOT_COUNTED, rate)
    found = answer(request)
    if found.status_code != 304:
        _count_made(request)
    return found


def _answer(request: Request, rate: Rate, answer: Answer) -> Response:
    try:
        return _counted(request, rate, answer)
    except MovedError as error:
        to = f"/{current_language()}/{error.to}"
        return RedirectResponse(to, error.status, {"cache-control": KEPT})
    except CoproMapError as error:
        return refusal(request, error)


def _is_settled(request: Request) -> bool:
    """Say whether an address says its language, so that no browser's matters."""
    asked = (request.path_params.get("language"), request.query_params.get("lang"))
    return any(one in LANGUAGES for one in asked)


def _spoken(request: Request, rate: Rate, answer: Answer) -> Response:
    asked = request.path_params.get("language")
    with language_in_force(asked or wanted_language(request.scope).decode()):
        return _answer(_without_cookies(request), rate, answer)


def answered(
    rate: Rate, *, cors: bool = False
) -> Callable[[Answer], Callable[[Request], Awaitable[Response]]]:
    """Let a route answer everybody alike: in a language, so often, without cookies.

    The language is that of the path, or else the one asked for. ``rate`` is what of
    ``RATES`` it is counted as, and with what it takes turns. With ``cors`` pages of
    other sites may read it. An error is answered by ``refusal``. The route sees no
    cookie, and none is set.
    """

    def decorate(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        @wraps(answer)
        async def speak(request: Request) -> Response:
            if request.method == "OPTIONS":
                return Response(None, 204, PREFLIGHT if cors else {"allow": "GET"})
            found = await in_turn(rate, lambda: _spoken(request, rate, answer))
            if not _is_settled(request):
                found.headers.add_vary_header("Accept-Language")
            if cors:
                found.headers.update(CORS)
                found.headers.setdefault("content-security-policy", DATA_POLICY)
            del found.headers["set-cookie"]
            return found

        return speak

    return decorate


def open_route(
    path: str, answer: Answer, *, rate: Rate = "file", cors: bool = True
) -> Route:
    """Return the route of what is open to everybody, as ``answered`` says.

    ``GET`` and ``HEAD``, and ``OPTIONS``, by which a browser asks whether a page of
    another site may read it.
    """
    return Route(path, answered(rate, cors=cors)(answer), methods=[*METHODS])
