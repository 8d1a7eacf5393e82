"""A link is opened: its token leaves the address, and its page is drawn.

Opening changes nothing, whoever does it, however often: scanners of mail open every
address they find. What is pressed is posted, with a proof made of the link itself.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from copro_map.base.config import Settings, load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, current_language, explain, t
from copro_map.base.store.connection import reading
from copro_map.base.today import current_moment
from copro_map.by_link.light import cookies
from copro_map.drawing.templates import is_inner, render
from copro_map.frame.light.page import PRIVATE, light_page, spoken
from copro_map.people.links import LIFETIMES, Link, LinkError, open_link

# The cookie of a link lasts as long as the longest one; the database says when each
# link ends.
SECONDS = int(max(LIFETIMES.values()).total_seconds())
NOT_THIS = N_(
    "This page is not of the link that is open in this browser now. "
    "Open the link in your message again, and press there."
)


@dataclass(frozen=True)
class Opened:
    """A link that is open in a browser: its token, and what it is for."""

    settings: Settings
    now: datetime
    token: str
    link: Link

    def proof(self, press: str, entry: str = "") -> str:
        """Return what a form must send with a press: only this link's page has it.

        Without it a page that was drawn for another link, or of another site, could
        press here.
        """
        said = "\x00".join((press, entry)).encode()
        return hmac.new(self.token.encode(), said, sha256).hexdigest()

    def is_proved(self, press: str, entry: str, proof: str) -> bool:
        """Say whether a press comes from a page that was drawn for this link."""
        own = self.proof(press, entry).encode()
        return hmac.compare_digest(own, proof.encode("utf-8", "replace"))


def go_on(address: str) -> RedirectResponse:
    """Return the way on to an address of this site, which is not told where from."""
    return RedirectResponse(address, 303, dict(PRIVATE))


def in_language(address: str) -> str:
    """Return an address of this site in the language in force, if it says none.

    Whatever is no address inside this site becomes its first page.

    Examples
    --------
    >>> in_language("desk?part=confirm"), in_language("/desk?lang=cy")
    ('/desk?part=confirm&lang=en', '/desk?lang=cy')
    >>> in_language("//example.net"), in_language("")
    ('/?lang=en', '/?lang=en')
    """
    inside = address if is_inner(address) and address.isprintable() else "/"
    path, _, mark = inside.partition("#")
    page, _, query = path.partition("?")
    if not any(part.startswith("lang=") for part in query.split("&")):
        query = f"{query}&lang={current_language()}".lstrip("&")
    return f"/{page.lstrip('/')}?{query}{'#' if mark else ''}{mark}"


def at(path: str, **asked: str) -> str:
    """Return the address of a light page in the language in force."""
    return f"{path}?{urlencode({'lang': current_language(), **asked})}"


@spoken
def take_token(request: Request) -> Response:
    """Answer ``/k/TOKEN``: keep the token in a cookie, and go on without it."""
    response = go_on(at("/k"))
    token = request.path_params["token"]
    if cookies.is_token(token):
        cookies.keep(response, request, cookies.LINK, token, seconds=SECONDS)
    else:
        cookies.drop(response, cookies.LINK)
    return response


def opened_by(token: str, *, even_past: bool = False) -> Opened:
    """Return the link of a token.

    Raises
    ------
    LinkError
        If there is none, or it is past.
    """
    settings, now = load_settings(), current_moment()
    with reading(settings.database) as database:
        link = open_link(database, token, now, even_past=even_past)
    return Opened(settings, now, token, link)


def opened(request: Request) -> Opened:
    """Return the link that is open in this browser.

    Raises
    ------
    LinkError
        If there is none, or it is past.
    """
    token = cookies.kept(request, cookies.LINK)
    if not token:
        raise LinkError(
            N_(
                "No link is open in this browser. Open the one in your newest message, "
                "or ask for a new one. Cookies must be allowed."
            )
        )
    return opened_by(token)


def closed(request: Request, error: CoproMapError) -> Response:
    """Return the page of a link that opens nothing: why, and how to get another."""
    body = render("by_link/closed.html", why=explain(error), at=at)
    return light_page(request, t("This link does not open"), body, status=404)
