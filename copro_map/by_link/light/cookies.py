"""The cookies of light pages: the link that was opened, the browser, the session."""

from __future__ import annotations

import os
import re
import secrets

from starlette.requests import Request
from starlette.responses import Response

from copro_map.people.sessions import SESSION_COOKIE

# The link that is open in this browser: sent to its page alone, and along after a
# press in webmail, which a Strict one would not be.
LINK = "copro_map_link"
# Tells the browser that asked to sign in from any other that opens its letter.
BROWSER = "copro_map_browser"
PATHS = {LINK: "/k"}
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,200}")


def is_token(text: str) -> bool:
    """Say whether a text could be a token of ours: nothing else goes into a cookie.

    Examples
    --------
    >>> is_token("a" * 43), is_token("a; Path=/"), is_token("")
    (True, False, False)
    """
    return _TOKEN.fullmatch(text) is not None


def kept(request: Request, name: str) -> str:
    """Return the token that a cookie holds; empty if there is none."""
    value = request.cookies.get(name, "")
    return value if is_token(value) else ""


def browser_of(request: Request) -> str:
    """Return what this browser is known by, a new one if it is not known yet."""
    return kept(request, BROWSER) or secrets.token_urlsafe(32)


def _is_secure(request: Request) -> bool:
    own = os.environ.get("COPRO_MAP_ADDRESS", "")
    return own.lower().startswith("https:") or request.url.scheme == "https"


def keep(
    response: Response, request: Request, name: str, value: str, *, seconds: int
) -> None:
    """Have the browser keep a cookie that no script reads.

    That of a session does not come along from another site at all (Strict).
    """
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=PATHS.get(name, "/"),
        secure=_is_secure(request),
        httponly=True,
        samesite="strict" if name == SESSION_COOKIE else "lax",
    )


def drop(response: Response, name: str) -> None:
    """Have the browser forget a cookie."""
    path = PATHS.get(name, "/")
    response.delete_cookie(name, path=path, httponly=True, samesite="lax")
