"""The page that Streamlit sends, with the head and the status of what it shows.

Streamlit sends one page for every address and draws the rest by script. Whoever does
not run it (a search engine, a preview) reads here what the page is, and is told where
there is none; a visitor gets the dashboard in any case.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import language_in_force, t
from copro_map.drawing.templates import Html, render
from copro_map.frame.ahead import ahead_of
from copro_map.frame.heads import AddressError, Head, MovedError, Site
from copro_map.frame.packing import packed_at_once
from copro_map.frame.page_head import in_head
from copro_map.frame.shell import shell, style
from copro_map.frame.speaking import wanted_language

LOG = logging.getLogger("copro_map")
HTML_LANG = re.compile(rb'(<html[^>]*\blang=")[a-zA-Z-]*(")')
TITLE = re.compile(rb"<title>[^<]*</title>")
NO_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
ITS_FONT = re.compile(rb'<link\s+rel="preload"[^>]*as="font"[^>]*>')
ITS_STYLE = re.compile(rb'<link rel="stylesheet"[^>]*>')
ROOT = re.compile(rb'<div id="root">')
OK = 200
# The page is made anew for each who asks, whatever the marks of Streamlit's file are.
OF_THE_FILE = ("etag", "last-modified", "accept-ranges")
CONDITIONAL = (b"if-none-match", b"if-modified-since", b"accept-encoding", b"range")
# Two entries that were merged can be parted again.
MOVED = {"cache-control": "max-age=300", "vary": "Accept-Language"}


@dataclass(frozen=True)
class Said:
    """What is said of a page before it is drawn: its head, and whether it is there."""

    in_head: Html | str = ""
    without_script: Html | str = ""
    shell: Html | str = ""
    status: int = 200
    moved: str = ""


def _of(head: Head, language: str, status: int = 200) -> Said:
    to = f"/{language}/{head.path}" if head.path else ""
    plain = render("frame/without_script.html", head=head, to=to)
    return Said(in_head(head, found=status == OK), plain, status=status)


def said_of(site: Site, path: str, params: Mapping[str, str], language: str) -> Said:
    """Return what is said of a page: nothing, if nothing can be said now.

    Whatever goes wrong, the page itself explains it; here it is only noted.
    """
    with language_in_force(language):
        try:
            head = site.head_of(path, params)
            said = _of(head, language) if head else Said()
            return replace(said, shell=_shell(site, path, params, head))
        except MovedError as error:
            address = Head("", "", live=error.to).live_path(language)
            return Said(status=error.status, moved=address)
        except AddressError as error:
            title = t("There is nothing here")
            return _of(Head(title, ""), language, error.status)
        except CoproMapError:
            return Said()
        except Exception:  # no fault of a head may keep a page away
            LOG.exception("what the page %s says of itself could not be read", path)
            return Said()


def _shell(
    site: Site, path: str, params: Mapping[str, str], head: Head | None
) -> Html | str:
    """Return what stands on a page until it is drawn; nothing, if it cannot be told."""
    names = {at: title for _, title, at, _ in site.pages}
    try:
        return shell(site, path, params, head or Head(t(names.get(path, "")), ""))
    except CoproMapError:
        return ""
    except Exception:  # the page itself comes in any case
        LOG.exception("what stands on the page %s until it is drawn", path)
        return ""


@dataclass
class LiveHead:
    """Write language, title and head into Streamlit's page, and its status.

    Only into the pages of ``site``: what our own ``routes`` answer says all that
    itself, and may be a stream or a compressed file. If no site is known, whatever else
    is asked for as a page has its language written.
    """

    app: ASGIApp
    site: Site | None = None
    routes: Sequence[BaseRoute] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite a page; pass anything else through untouched."""
        if scope["type"] != "http" or not self._is_page(scope):
            await self.app(scope, receive, send)
            return
        said = await _said(scope, self.site) if self.site else Said()
        if said.moved:
            moved = RedirectResponse(said.moved, said.status, dict(MOVED))
            await moved(scope, receive, send)
            return
        kept = [one for one in scope["headers"] if one[0] not in CONDITIONAL]
        rewritten = Rewritten(scope, send, said)
        await self.app({**scope, "headers": kept}, receive, rewritten)

    def _is_page(self, scope: Scope) -> bool:
        if self.site:
            return scope["path"].strip("/") in self.site.paths
        own = any(one.matches(scope)[0] is Match.FULL for one in self.routes)
        accepts = dict(scope.get("headers", [])).get(b"accept", b"")
        return b"text/html" in accepts and not own


async def _said(scope: Scope, site: Site) -> Said:
    path, params = scope["path"].strip("/"), dict(Request(scope).query_params)
    language = wanted_language(scope).decode()
    return await run_in_threadpool(said_of, site, path, params, language)


@dataclass
class Rewritten:
    """Hold an answer until it is whole, then send it with what is said of the page."""

    scope: Scope
    send: Send
    said: Said
    start: Message = field(default_factory=dict)
    body: bytearray = field(default_factory=bytearray)

    async def __call__(self, message: Message) -> None:
        """Take a part of the answer; send all of it after the last one."""
        if message["type"] == "http.response.start":
            self.start.update(message)
            return
        self.body.extend(message.get("body", b""))
        if message.get("more_body"):
            return
        headers = MutableHeaders(scope=self.start)
        text = bytes(self.body)
        if headers.get("content-type", "").startswith("text/html"):
            accepted = Headers(scope=self.scope).get("accept-encoding", "")
            text, encoding = packed_at_once(self._page(text), accepted)
            self._mark(headers, text, encoding)
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": text})

    def _mark(self, headers: MutableHeaders, text: bytes, encoding: str) -> None:
        """Set the status and the headers of what is sent, not of Streamlit's file."""
        if self.start["status"] == OK:
            self.start["status"] = self.said.status
        for name in OF_THE_FILE:
            del headers[name]
        headers.add_vary_header("Accept-Language")
        headers.add_vary_header("Accept-Encoding")
        if encoding:
            headers["content-encoding"] = encoding
        if self.scope["method"] == "HEAD":
            del headers["content-length"]
        else:
            headers["content-length"] = str(len(text))

    def _page(self, text: bytes) -> bytes:
        lang = rb"\g<1>" + wanted_language(self.scope) + rb"\g<2>"
        text = HTML_LANG.sub(lang, text, 1)
        said = self.said
        for place, put in ((TITLE, said.in_head), (NO_SCRIPT, said.without_script)):
            if put:
                text = _put(text, place, str(put).encode())
        if not said.shell:
            return text
        ahead = ahead_of(self.scope["path"].strip("/"))
        return with_shell(text, str(said.shell).encode(), ahead)


def _put(text: bytes, place: re.Pattern[bytes], put: bytes) -> bytes:
    return place.sub(lambda _: put, text, count=1)


def with_shell(page: bytes, shelled: bytes, ahead: bytes = b"") -> bytes:
    """Return Streamlit's page with a shell above its root, which is read first.

    Its own style sheet comes below, so that nobody waits for it to read; its typeface,
    which no page of ours has, is not fetched, but ours is. ``ahead`` names the scripts
    that will be asked for.
    """
    page = _put(page, ITS_FONT, str(render("frame/fonts.html")).encode())
    if sheet := ITS_STYLE.search(page):
        page = _put(page, ITS_STYLE, b"")
        page = page.replace(b"</body>", sheet[0] + b"</body>", 1)
    root = str(render("frame/at_the_root.html") + style()).encode()
    head = root + ahead
    page = page.replace(b"</head>", head + b"</head>", 1)
    return _put(page, ROOT, shelled + b'<div id="root">')
