"""What every answer of the server carries: security headers, the page's language."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.requests import Request

from copro_map.base.i18n import LANGUAGES

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Streamlit and Leaflet need inline styles and scripts; the map's component evaluates
# its script. Nothing may come from another host but street tiles, when asked for.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob: https://tile.openstreetmap.org",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "worker-src 'self' blob:",
        "frame-ancestors 'self'",
        "base-uri 'self'",
        "form-action 'self'",
        "object-src 'none'",
    )
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"SAMEORIGIN",
    b"referrer-policy": b"strict-origin-when-cross-origin",
    b"permissions-policy": b"geolocation=(self), camera=(), microphone=()",
    b"cross-origin-opener-policy": b"same-origin",
}
HTML_LANG = re.compile(rb'(<html[^>]*\blang=")[a-zA-Z-]*(")')


class SecurityHeaders:
    """Add the security headers to every answer."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to what comes back."""

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [h for h in message["headers"] if h[0].lower() not in HEADERS]
                message["headers"] = [*kept, *HEADERS.items()]
            await send(message)

        await self.app(scope, receive, add if scope["type"] == "http" else send)


def wanted_language(scope: Scope) -> bytes:
    """Return the language that a request asks for, by ``?lang=`` or its browser.

    Examples
    --------
    >>> wanted_language({"query_string": b"lang=cy", "headers": []})
    b'cy'
    >>> welsh = [(b"accept-language", b"cy-GB")]
    >>> wanted_language({"query_string": b"", "headers": welsh})
    b'cy'
    """
    request = Request({"type": "http", **scope})
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked.encode()
    preferred = request.headers.get("accept-language", "").lower()
    return b"cy" if preferred.startswith("cy") else b"en"


class PageLanguage:
    """Write the right ``lang`` into the page, so that screen readers speak it."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite an HTML page; pass anything else through untouched."""
        headers = scope.get("headers", [])
        accepts = dict(headers).get(b"accept", b"")
        if scope["type"] != "http" or b"text/html" not in accepts:
            await self.app(scope, receive, send)
            return
        # A compressed page could not be rewritten.
        plain = [h for h in headers if h[0] != b"accept-encoding"]
        await self._rewrite({**scope, "headers": plain}, receive, send)

    async def _rewrite(self, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message = {}
        body = bytearray()

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            text = HTML_LANG.sub(
                rb"\g<1>" + wanted_language(scope) + rb"\g<2>", bytes(body), 1
            )
            kept = [h for h in start["headers"] if h[0].lower() != b"content-length"]
            length = (b"content-length", str(len(text)).encode())
            await send({**start, "headers": [*kept, length]})
            await send({"type": "http.response.body", "body": text})

        await self.app(scope, receive, hold)
