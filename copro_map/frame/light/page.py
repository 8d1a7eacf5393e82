"""One light page: plain HTML under 30 kB that needs no script, in one language."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from copro_map.base.config import load_settings
from copro_map.base.errors import AtRestError, CoproMapError, DatabaseError
from copro_map.base.i18n import LANGUAGES, language_in_force, t
from copro_map.base.store.programme import demonstration_note
from copro_map.base.today import current_day
from copro_map.drawing.templates import Html, render, styles
from copro_map.frame.foot import foot
from copro_map.frame.speaking import wanted_language
from copro_map.frame.visitors import words
from copro_map.people.settling import setting_on

COLOURS = Path(__file__).parent.parent / "colours.css"
STYLE = Path(__file__).parent / "light.css"
# What is for one reader alone is kept by nobody, and no page is told where it was. It
# needs no script and nothing from elsewhere, and no page may show it inside itself.
PRIVATE = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
    "x-frame-options": "DENY",
    "content-security-policy": (
        "default-src 'none'; img-src 'self'; font-src 'self'; "
        "style-src 'unsafe-inline'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
}
Answer = Callable[[Request], Response]


def notes() -> list[str]:
    """Return what every page says above all: that it is invented, or announced.

    Nothing, if the database cannot say.
    """
    try:
        settings = load_settings()
        announced = setting_on(settings, "announcement", current_day())
        said = [demonstration_note(settings), announced and announced.value.text()]
    except CoproMapError:
        return []
    return [one for one in said if one]


def light_page(
    request: Request, title: str, body: Html, *, status: int = 200
) -> HTMLResponse:
    """Return a light page in the language in force, for one reader alone.

    It has one heading, ``title``, and a link to itself in the other language; ``body``
    comes from templates.
    """
    others = dict(request.query_params)
    switch = [
        (code, name, f"{request.url.path}?{urlencode(others | {'lang': code})}")
        for code, name in LANGUAGES.items()
    ]
    page = render(
        "frame/light.html",
        title=title,
        notes=notes(),
        body=body,
        style=styles(COLOURS, STYLE),
        switch=switch,
        **foot(),
    )
    return HTMLResponse(f"<!doctype html>{page}", status, dict(PRIVATE))


def status_of(error: CoproMapError) -> int:
    """Return the status of a page that says an error: 503 for what is only for now.

    Examples
    --------
    >>> status_of(AtRestError("Not now.")), status_of(CoproMapError("Write less."))
    (503, 400)
    >>> status_of(DatabaseError("It cannot be read."))
    503
    """
    return 503 if isinstance(error, AtRestError | DatabaseError) else 400


def spoken(answer: Answer) -> Callable[[Request], Response]:
    """Let a route's answer be in the language that the request asks for.

    By ``?lang=``, else by the browser's. It may read the database, for Starlette runs
    it in a thread; what the reader can mend becomes a page that says so.
    """

    def speak(request: Request) -> Response:
        with language_in_force(wanted_language(request.scope).decode()):
            try:
                return answer(request)
            except CoproMapError as error:
                said = render("drawing/paragraph.html", text=words(error), style="")
                status = status_of(error)
                return light_page(request, t("That did not work"), said, status=status)

    return wraps(answer)(speak)
