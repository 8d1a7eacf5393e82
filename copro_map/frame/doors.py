"""Who is answered, and where: the names of this site, and the doors that stay shut."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_

HERE = "127.0.0.1"
USUAL = ("localhost", HERE)
EVERYWHERE = ("0.0.0.0", "::")  # Listened to, but nobody's name.
NAME = re.compile(r"\*|(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*")
# What a proxy says of whom it asks for.
PROXIES = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
# Streamlit's own figures, and its way in for programs: nobody here needs them.
SHUT = re.compile(r"/_stcore/(metrics|agent)\b")


class HostsError(CoproMapError):
    """A name in COPRO_MAP_HOSTS that is none."""


def _forms(name: str) -> tuple[str, ...]:
    """Return a name as it may stand in a request.

    Examples
    --------
    >>> _forms("Map.Example.org"), _forms("::1")
    (('map.example.org',), ('::1', '[::1]'))
    """
    plain = name.strip().lower()
    try:
        sixth = ip_address(plain.strip("[]")).version == 6
    except ValueError:
        sixth = False
    if sixth:
        return plain.strip("[]"), f"[{plain.strip('[]')}]"
    if not NAME.fullmatch(plain):
        raise HostsError(
            N_(
                "{name}: COPRO_MAP_HOSTS cannot hold this. Write names such as "
                "map.example.org, separated by commas, without https:// and port."
            ),
            name=name,
        )
    return (plain,)


def unnamed(environment: Mapping[str, str]) -> HostsError | None:
    """Return what to say if the server listens everywhere, but was told no name.

    Examples
    --------
    >>> unnamed({"COPRO_MAP_HOST": "0.0.0.0", "COPRO_MAP_HOSTS": "map.example.org"})
    >>> print(unnamed({"COPRO_MAP_HOST": "0.0.0.0"}))
    COPRO_MAP_HOSTS is empty: only localhost, 127.0.0.1 are answered. ...
    """
    named = environment.get("COPRO_MAP_HOSTS", "").strip()
    if named or environment.get("COPRO_MAP_HOST", HERE) not in EVERYWHERE:
        return None
    return HostsError(
        N_(
            "COPRO_MAP_HOSTS is empty: only {hosts} are answered. Write there the "
            "names by which visitors reach the map, such as map.example.org."
        ),
        hosts=", ".join(USUAL),
    )


def hosts_answered(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names by which this site may be asked, in lower case, without port.

    Those of COPRO_MAP_HOSTS; if it is empty, the address that is listened to, localhost
    and 127.0.0.1. ``*.example.org`` is every name below, ``*`` any name at all.

    Raises
    ------
    HostsError
        If a name is none; the message names it.

    Examples
    --------
    >>> hosts_answered({})
    ('127.0.0.1', 'localhost')
    >>> hosts_answered({"COPRO_MAP_HOST": "192.0.2.7"})
    ('192.0.2.7', 'localhost', '127.0.0.1')
    >>> hosts_answered({"COPRO_MAP_HOSTS": "map.example.org, *.example.cymru"})
    ('map.example.org', '*.example.cymru')
    """
    named = environment.get("COPRO_MAP_HOSTS", "").split(",")
    given = [name for name in named if name.strip()]
    own = environment.get("COPRO_MAP_HOST", HERE)
    usual = USUAL if own in EVERYWHERE else (own, *USUAL)
    return tuple(dict.fromkeys(x for name in given or usual for x in _forms(name)))


def from_another_site(headers: Headers) -> bool:
    """Say whether a page of another site sends this, by its ``Origin``.

    Examples
    --------
    >>> own = {"host": "localhost:8501", "origin": "http://localhost:8501"}
    >>> from_another_site(Headers(own)), from_another_site(Headers({"host": "x"}))
    (False, False)
    >>> from_another_site(Headers(own | {"origin": "http://example.net"}))
    True
    """
    origin = headers.get("origin")
    return origin is not None and (
        origin.lower().partition("://")[2] != headers.get("host", "").lower()
    )


def from_this_machine(scope: Scope) -> bool:
    """Say whether a browser on the server's own machine sends this, past no proxy.

    Examples
    --------
    >>> scope = {"client": ("127.0.0.1", 5), "server": ("127.0.0.1", 8501)}
    >>> from_this_machine(scope | {"headers": []})
    True
    >>> from_this_machine(scope | {"headers": [(b"x-forwarded-for", b"192.0.2.7")]})
    False
    >>> from_this_machine(scope | {"client": ("192.0.2.7", 5), "headers": []})
    False
    """
    client = (scope.get("client") or ("",))[0]
    own = (scope.get("server") or ("",))[0]
    try:
        near = ip_address(client).is_loopback or client == own
    except ValueError:
        return False
    return near and not any(x in Headers(scope=scope) for x in PROXIES)


def _closing(send: Send) -> Send:
    """Return how a websocket is refused: closed, not answered with a page.

    uvicorn takes an answer for a fault of ours, and writes that down.
    """

    async def pass_on(message: Message) -> None:
        if message["type"] == "websocket.http.response.start":
            await send({"type": "websocket.close"})
        elif message["type"] != "websocket.http.response.body":
            await send(message)

    return pass_on


@dataclass
class Doors:
    """Refuse requests for another host, and those for what is shut.

    A page of another site could have its own name lead here (DNS rebinding) and read
    the map as if it were its own. ``/health`` is answered under any name: monitors ask
    by address.
    """

    app: ASGIApp
    hosts: tuple[str, ...]

    def __post_init__(self) -> None:
        self.guarded = TrustedHostMiddleware(self.app, self.hosts, www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        path = scope.get("path", "")
        if scope["type"] == "websocket":
            send = _closing(send)
            # Streamlit would refuse it too, but first, while everybody waits, ask a
            # server of Amazon which address it has itself, and write down who it was.
            if from_another_site(Headers(scope=scope)):
                await send({"type": "websocket.close"})
                return
        if SHUT.search(path):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
        elif path == "/health":
            await self.app(scope, receive, send)
        else:
            await self.guarded(scope, receive, send)
