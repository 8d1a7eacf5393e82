"""What a browser may keep, and what comes to it compressed.

Under our server alone: ``streamlit run`` sends everything as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from copro_map.frame.packing import Copies, Copy, encoding_taken, ours_instead

YEAR = "public, immutable, max-age=31536000"
MONTH = "public, max-age=2592000"
DAY = "public, max-age=86400"
HOUR = "public, max-age=3600"
# What Streamlit names by what is in it. It is the reader's own: no proxy keeps it.
DRAWN = re.compile(r"/media/[0-9a-f]{32,}\.json")
HASHED = re.compile(r"\.[0-9a-f]{8}\.js$")
TEXT = re.compile(r"\.(?:js|css|svg|json|wasm)$")


def how_long_kept(path: str, query: bytes = b"") -> str:
    """Return what ``cache-control`` says of a file; "" where Streamlit says it.

    Of what carries a version in its address ("?v=...") a browser never asks again.

    Examples
    --------
    >>> how_long_kept("/app/static/icon.png"), how_long_kept("/static/js/index.js")
    ('public, max-age=3600', '')
    >>> how_long_kept("/app/static/lib/copro_map.js", b"v=1f")
    'public, immutable, max-age=31536000'
    """
    if path.startswith("/app/static/"):
        versioned = query.startswith(b"v=")
        return YEAR if versioned else MONTH if "/fonts/" in path else HOUR
    if path.startswith("/component/"):
        return YEAR if HASHED.search(path) else HOUR if TEXT.search(path) else ""
    return "private, immutable, max-age=86400" if DRAWN.fullmatch(path) else ""


@dataclass
class Packed:
    """Answer with a compressed copy where there is one; say how long files are kept.

    Whoever asks for a part of a file, or takes nothing compressed, is sent what there
    always was. For Streamlit's typeface of icons stands ours, with those that are
    drawn alone: a twentieth of its size.
    """

    app: ASGIApp
    copies: Copies
    instead: Mapping[str, Path] = field(default_factory=ours_instead)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a copy, or pass the request on."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        if ours := self.instead.get(scope["path"]):
            answer: Response = FileResponse(ours, headers={"cache-control": DAY})
            await answer(scope, receive, send)
            return
        asked, there = Headers(scope=scope), self.copies.there.get(scope["path"], {})
        encoding = encoding_taken(asked.get("accept-encoding", ""), _best(there))
        if not encoding or "range" in asked:
            kept = how_long_kept(scope["path"], scope["query_string"])
            varies = bool(there) or TEXT.search(scope["path"]) is not None
            await self.app(scope, receive, _marked(send, kept, varies=varies))
            return
        answer = await _answer(scope, asked, there[encoding], encoding)
        await answer(scope, receive, send)


def _best(there: dict[str, Copy]) -> list[str]:
    return [one for one in ("br", "gzip") if one in there]


async def _answer(scope: Scope, asked: Headers, copy: Copy, encoding: str) -> Response:
    kept = how_long_kept(scope["path"], scope["query_string"]) or YEAR
    tag = f'"{copy.digest}-{encoding}"'
    headers = {"cache-control": kept, "etag": tag, "vary": "Accept-Encoding"}
    known = (x.strip() for x in asked.get("if-none-match", "").split(","))
    if any(x.removeprefix("W/") in (tag, "*") for x in known):
        return Response(None, 304, headers)
    if scope["path"].startswith("/app/static/"):  # as Streamlit has it
        headers["access-control-allow-origin"] = "*"
    text = await run_in_threadpool(copy.file.read_bytes)
    headers["content-encoding"] = encoding
    answer = Response(text, 200, headers, copy.media_type)
    if scope["method"] == "HEAD":
        answer.body = b""
    return answer


def _marked(send: Send, kept: str, *, varies: bool) -> Send:
    async def pass_on(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] in (200, 304):
            headers = MutableHeaders(scope=message)
            if kept and "content-disposition" not in headers:
                headers["cache-control"] = kept
            if varies:
                headers.add_vary_header("Accept-Encoding")
        await send(message)

    return pass_on
