"""The ASGI application: Streamlit with our headers, ``/health``, and a warm start.

Every answer carries security headers, a page says its language, and only the names of
this site are answered.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from copro_map.base.config import ROOT, load_settings
from copro_map.frame.addresses import Addresses
from copro_map.frame.doors import USUAL, Doors
from copro_map.frame.heads import Site
from copro_map.frame.health import health
from copro_map.frame.live_head import LiveHead
from copro_map.frame.packed import Packed
from copro_map.frame.packing import Copies
from copro_map.frame.served import answers
from copro_map.frame.sessions import KEPT_S, keep_tabs_alive
from copro_map.geography.gazetteer import load_gazetteer

Job = Callable[[], Coroutine[Any, Any, None]]

# Streamlit and Leaflet need inline styles and scripts; the map's component evaluates
# its script. Nothing may come from another host but street tiles, when asked for.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob: https://tile.openstreetmap.org",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-ancestors 'self'",
        "base-uri 'self'",
        "form-action 'self'",
        "object-src 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "geolocation=(self), camera=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}
ANYWHERE = "frame-ancestors *"


def wanted_headers(own: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that an answer with some of its own should have.

    One whose policy lets every site show it has no ``x-frame-options``, which cannot
    say so.

    Examples
    --------
    >>> framed = {"content-security-policy": "frame-ancestors *"}
    >>> "x-frame-options" in wanted_headers(framed), len(wanted_headers({}))
    (False, 6)
    """
    is_framed = ANYWHERE in own.get("content-security-policy", "")
    return {
        name: value
        for name, value in HEADERS.items()
        if not (is_framed and name == "x-frame-options")
    }


@dataclass
class SecurityHeaders:
    """Add the security headers to every answer that has not set them itself."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to what comes back."""

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted_headers(headers).items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, add if scope["type"] == "http" else send)


@asynccontextmanager
async def beside(jobs: Sequence[Job]) -> AsyncIterator[None]:
    """Run jobs beside what is done here; those that still run end with it."""
    running = [asyncio.create_task(job()) for job in jobs]
    try:
        yield
    finally:
        for one in running:
            one.cancel()
        await asyncio.gather(*running, return_exceptions=True)


@asynccontextmanager
async def warm_up(
    _app: st.App, jobs: Sequence[Job] = ()
) -> AsyncIterator[dict[str, Any]]:
    """Load what every visitor needs, and take it out of garbage collection.

    Streamlit collects garbage after every run; what is frozen is not searched again
    (20 sessions: 95% of the runs within 140 ms instead of 2.1 s). Then the jobs run.
    """
    gazetteer = load_gazetteer(load_settings())
    gazetteer.names, gazetteer.outward_codes, gazetteer.middles  # noqa: B018
    gc.collect()
    gc.freeze()
    async with beside(jobs):
        yield {}


def create_app(
    hosts: tuple[str, ...] = USUAL,
    routes: Sequence[BaseRoute] = (),
    jobs: Sequence[Job] = (),
    site: Site | None = None,
    copies: Copies | None = None,
) -> st.App:
    """Return the ASGI application: the dashboard, ``/health`` and further routes.

    With a ``site`` whatever is neither a page of it nor a route is not there. ``jobs``
    run beside it, each from its start until it ends or the server stops. ``copies`` are
    made beside it too, and files are sent compressed.

    It answers under the names of ``hosts`` alone, as ``doors.hosts_answered`` returns
    them; Streamlit asks again when a page opens its websocket.

    A ``pages/`` folder would let a first visit run a page around the frame; Streamlit
    is told that it has none before the app is made.
    """
    PagesManager.uses_pages_directory = False
    keep_tabs_alive()
    answers(routes)
    config.set_option("server.disconnectedSessionTTL", KEPT_S)
    config.set_option("server.allowedHosts", list(hosts))
    answered = [Route("/health", health), *routes]
    kept = [copies.keep_made] if copies else []
    return st.App(
        ROOT / "app.py",
        routes=answered,
        lifespan=partial(warm_up, jobs=(*jobs, *kept)),
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(Doors, hosts=hosts),
            *([Middleware(Addresses, site, answered)] if site else []),
            *([Middleware(Packed, copies)] if copies else []),
            Middleware(LiveHead, site, answered),
        ],
    )
