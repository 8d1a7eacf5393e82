"""Whatever is asked of a public address, it is answered, or refused in a sentence.

A new route is tried by itself: every route of ``ROUTES`` is, on every query of
``QUERIES``, and on every word of ``PATHS`` wherever its address has one.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import quote

import anyio
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from copro_map.frame.addresses import Addresses
from copro_map.frame.heads import Site
from copro_map.open_data.light import answering
from copro_map.open_data.light.routes import ROUTES
from tests.open_data.conftest import BROWSER, PROGRAM

MARK = "c4n4ry"
TAGS = f"<script>alert('{MARK}')</script>"
LONG = "a" * 10_000
# What stands in an address where nothing hostile does: by what is before it, or by
# the name of its part.
USUAL = {
    **{"language": "cy", "entry": "tir-coed", "area": "W06000023", "indicator": "2.2"},
    **{"pictures": "W06000023", "code": "W06000023", "name": "W06000023"},
}
TEXTS = (
    *(LONG, "ŵ" * 3_000, "\x00", f"\x00\r\nSet-Cookie: {MARK}=1", "\x1b[31m\u202e"),
    *("../../etc/passwd", "https://evil.example", "'; DROP TABLE asset; --"),
    *('" OR ""="', '"never closed', "NEAR(", "* OR *", "name:x", "-", "^a AND"),
    *("{{7*7}}" + MARK, "${7*7}{% x %}%(x)s{x}", "\ufffe\uffff", "🏴󠁧󠁢󠁷󠁬󠁳󠁿 👩‍👩‍👧 Z͑ͫ̓a͊l̂g̈́o"),
    *(TAGS, f'"><img src=x onerror=alert("{MARK}")>'),
)
# As they come over the wire: h11 refuses whatever is not a sign of ASCII.
ODD = (
    *(b"q=%ff%fe", b"q=%ED%A0%80", b"q=%C0%AE", b"%zz=%", b"=", b"&&&&", b"q", b"?"),
    *(b"q[]=1&q[__proto__]=1", b"page=1000000000", b"page=-1", b"limit=1000000000"),
    *(b"limit=-1", b"limit=NaN", b"limit=1e3", b"limit=%D9%A3", b"limit=1&limit=2"),
    *(b"offset=1000000000", b"offset=" + b"9" * 5_000, b"kind=offer&kind=project"),
    *(b"kind=offer,spam", b"kind=" + b"," * 5_000, b"area=W06000008,W99999999"),
    *(b"area=..%2fW06000008", b"km=-1", b"near=Powys&km=1e309", b"near=NaN,NaN"),
    *(b"near=Powys&km=" + b"9" * 5_000, b"near=91,181", b"near=inf,-inf"),
    *(b"box=1,1,0,0", b"box=NaN,NaN,NaN,NaN", b"box=-inf,-inf,inf,inf", b"box=1,2"),
    *(b"lang=xx", b"lang=cy&lang=en", b"lang=../en", b"layer=x", b"sort=name;--"),
    *(b"open=maybe&typed=7", b"width=1000000000&height=-1", b"format=exe"),
    b"&".join(b"x%d=1" % n for n in range(3_000)),
)
QUERIES = (
    *(f"q={quote(x)}".encode() for x in TEXTS),
    *(f"near={quote(x)}".encode() for x in TEXTS[::5]),
    *(f"{quote(x)}=1".encode() for x in (TAGS, "{{7*7}}" + MARK, "\x00", LONG)),
    f"kind={quote(TAGS)}&theme={quote(TAGS)}&area={quote(TAGS)}".encode(),
    *ODD,
)
PATHS = (
    *TEXTS,
    *("..", "../..", "a/b", "%2e%2e%2f", "W99999999", "W06000023 ", "w06000023", " "),
    *("-1", "1000000000", "NaN", "2.2.2", "en", "tir-coed/", "\ufffd\ufffd", ".png"),
)
SENTENCE = re.compile(r"\w+ \w+.*[.:!?]", re.DOTALL)
EVALUATED = f"49{MARK}"


@dataclass
class Answered:
    """What came back, and of what it came."""

    asked: str
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").split(";")[0]


async def _ask(app, path: str, query: bytes, accept: str) -> Answered:
    """Ask as a server does, past everything that makes an address tidy."""
    found = Answered(f"{path[:200]!r} {query[:200]!r}")
    scope = {
        **{"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1"},
        **{"method": "GET", "scheme": "http", "root_path": "", "server": ("map", 80)},
        **{"path": path, "raw_path": quote(path).encode(), "query_string": query},
        **{"headers": [(b"host", b"map"), (b"accept", accept.encode())]},
        "client": ("192.0.2.1", 50000),
    }

    async def receive():
        await anyio.sleep_forever()

    async def send(message) -> None:
        if message["type"] == "http.response.start":
            found.status = message["status"]
            pairs = message["headers"]
            found.headers = {x.decode().lower(): y.decode("latin-1") for x, y in pairs}
        else:
            found.body += message.get("body", b"")

    await app(scope, receive, send)
    return found


def ask_all(app, asked) -> list[Answered]:
    async def run() -> list[Answered]:
        return [await _ask(app, *one) for one in asked]

    return anyio.run(run)


def check(found: Answered) -> None:
    """An answer, or a refusal that can be read; and nothing that runs."""
    assert 200 <= found.status < 500, found.asked
    assert found.status != 429, found.asked
    headers = {x: y for x, y in found.headers.items() if x != "location"}
    assert not any(MARK in x or "evil" in x for x in headers.values()), found.asked
    where = found.headers.get("location", "/")
    assert re.fullmatch(r"/(?!/)[!-;=?-~]*", where), (found.asked, where)
    assert "set-cookie" not in found.headers, found.asked
    assert EVALUATED not in found.text, found.asked
    if found.status >= 400:
        assert SENTENCE.search(found.text), (found.asked, found.text[:200])
        assert len(found.body) < 30_000, found.asked
    if found.media == "application/json" or found.media == "application/geo+json":
        json.loads(found.body)
    elif found.media == "text/calendar":  # no browser draws it
        assert found.text.count("BEGIN:VCALENDAR") == 1, found.asked
    else:
        assert TAGS not in found.text, found.asked
        assert "<img src=x" not in found.text, found.asked
    assert "Traceback" not in found.text, found.asked


def parts_of(route: Route) -> list[str]:
    return list(route.param_convertors)


def path_of(route: Route, **words: str) -> str:
    """The address of a route, with what is usual where no word is given."""
    folders = {x: USUAL[x] for x in route.path.split("/") if x in USUAL}
    usual = dict.fromkeys(parts_of(route), next(iter(folders.values()), "x"))
    usual |= {x: y for x, y in USUAL.items() if x in usual} | words
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda m: usual[m[1]], route.path)


def names_of(route: Route) -> str:
    return route.path


@pytest.fixture
def app(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    for rate in answering.RATES:
        monkeypatch.setitem(answering.RATES, rate, "1000000 per minute")
    site = Middleware(Addresses, Site(), ROUTES)
    return Starlette(routes=list(ROUTES), middleware=[site])


def _kind(route: Route) -> str:
    """What a route answers, whatever the language and the format."""
    return re.sub(r"^/\{language:\w+\}|\.\w+$", "", route.path)


def is_first(route: Route) -> bool:
    """Say whether no route before is the same in another language or format."""
    return route is next(x for x in ROUTES if _kind(x) == _kind(route))


@pytest.mark.parametrize("route", ROUTES, ids=names_of)
def test_no_query_breaks_a_route(app, route):
    queries = QUERIES if is_first(route) else QUERIES[::6]
    asked = [(path_of(route), query, PROGRAM["accept"]) for query in queries]
    shown = [(path_of(route), query, BROWSER["accept"]) for query in queries[::6]]
    for found in ask_all(app, [*asked, *shown]):
        check(found)


@pytest.mark.parametrize("route", [x for x in ROUTES if parts_of(x)], ids=names_of)
def test_no_word_breaks_an_address(app, route):
    named = [path_of(route, **{x: y}) for x, y in product(parts_of(route), PATHS)]
    asked = [(path, b"", PROGRAM["accept"]) for path in named]
    shown = [(path, b"", BROWSER["accept"]) for path in named[::4]]
    for found in ask_all(app, [*asked, *shown]):
        check(found)


def test_where_nothing_is_that_is_said(app):
    asked = [
        (f"{start}{word}", query, who["accept"])
        for start in ("/", "/cy/", "/open/")
        for number, word in enumerate(PATHS)
        for query in (b"", ODD[0])
        for who in ((PROGRAM, BROWSER) if number % 3 == 0 else (PROGRAM,))
    ]
    for found in ask_all(app, asked):
        check(found)


def test_there_are_enough():
    assert len(QUERIES) >= 70
    assert len(PATHS) >= 30
