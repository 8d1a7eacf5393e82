"""What is not there is not answered with the dashboard: one place decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from copro_map.base.config import load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, explain, language_in_force
from copro_map.base.store.programme import demonstration_start
from copro_map.frame.heads import AddressError, Site
from copro_map.frame.light.public import not_there
from copro_map.frame.speaking import wanted_language

LONGEST = 2_000  # characters of a path
NOTHING = N_("No page of this map has this address. It may be misspelt.")
# It may be right tomorrow, and each reader has it in their own language.
TOLD = {"cache-control": "no-store", "vary": "Accept, Accept-Language"}
UNLISTED = {"x-robots-tag": "noindex"}


@cache
def streamlit_files() -> frozenset[str]:
    """Return the paths of Streamlit's own files, but its page: that has no address."""
    folder = Path(file_util.get_static_dir())
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {f"/{path.relative_to(folder).as_posix()}" for path in files}
    return frozenset(found - {"/index.html"})


def _is_answered(scope: Scope, routes: Iterable[BaseRoute]) -> bool:
    return any(one.matches(scope)[0] is Match.FULL for one in routes)


def _at(scope: Scope, path: str) -> Scope:
    return {**scope, "path": path, "raw_path": quote(path).encode()}


def _page_for(request: Request) -> Response:
    """Return the page that says in the reader's language that there is nothing."""
    with language_in_force(wanted_language(request.scope).decode()):
        return not_there(request, AddressError(NOTHING))


def _line_for(request: Request) -> Response:
    language = wanted_language(request.scope).decode()
    return PlainTextResponse(f"{explain(AddressError(NOTHING), language)}\n", 404)


def _invented() -> bool:
    """Say whether the records are those of a demonstration; not, if none can say."""
    try:
        return demonstration_start(load_settings()) is not None
    except CoproMapError:
        return False


def _with_headers(send: Send, more: dict[str, str]) -> Send:
    async def pass_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(more)
        await send(message)

    return pass_on


@dataclass
class Addresses:
    """Answer 404 to what is neither a page, a route nor Streamlit's own.

    A route is the same with and without its last slash; a page leads to its address
    without one. Search engines are asked to leave out the pages of a demonstration.
    """

    app: ASGIApp
    site: Site
    routes: Sequence[BaseRoute]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say that there is nothing."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if asked := self._by_route(scope):
            await self.app(asked, receive, send)
        elif scope["method"] not in ("GET", "HEAD") or self._is_streamlits(scope):
            await self.app(scope, receive, send)
        else:
            # Streamlit's page is rewritten, so its length is known when all of it is;
            # the server sends no more than that to whoever asks for the head.
            await self._page({**scope, "method": "GET"}, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].removeprefix("/")
        if path in self.site.paths and scope["path"] == f"/{path}":
            if await run_in_threadpool(_invented):
                send = _with_headers(send, UNLISTED)
            await self.app(scope, receive, send)
            return
        if path.endswith("/") and path != "/" and path[:-1] in self.site.paths:
            query = quote(scope["query_string"], safe="%&=+/?:@!$'()*,;~")
            to = f"/{path[:-1]}" + (f"?{query}" if query else "")
            answer: Response = RedirectResponse(to, 308)
        elif "text/html" in Headers(scope=scope).get("accept", ""):
            answer = await run_in_threadpool(_page_for, Request(scope))
            answer.headers.update(TOLD)
        else:
            answer = _line_for(Request(scope))
            answer.headers.update(TOLD)
        await answer(scope, receive, send)

    def _by_route(self, scope: Scope) -> Scope | None:
        """Return a request as a route answers it; None if none does."""
        path = scope["path"]
        if len(path) > LONGEST:
            return None
        other = path[:-1] if path.endswith("/") else f"{path}/"
        for each in (scope, _at(scope, other)):
            if _is_answered(each, self.routes):
                return each
        return None

    def _is_streamlits(self, scope: Scope) -> bool:
        """Say whether Streamlit answers: not with its page, as it does to all else."""
        if scope["path"] in streamlit_files():
            return True
        own = (one for one in scope["app"].routes if isinstance(one, Route))
        return len(scope["path"]) <= LONGEST and _is_answered(scope, own)
