"""Which addresses lead anywhere: pages, routes, Streamlit's own; all else is 404."""

from __future__ import annotations

import re
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from copro_map.base.store.connection import writing
from copro_map.base.store.programme import mark_demonstration
from copro_map.frame.addresses import Addresses
from copro_map.frame.heads import Site
from tests.frame.running import WEBSOCKET, running
from tests.listed_pages import listed_pages

HERE = "Host: localhost"
READER = "Accept: text/html,application/xhtml+xml;q=0.9"
# What Streamlit's client asks for, and what it gets.
STREAMLITS = {
    "/_stcore/health": 200,
    "/_stcore/host-config": 200,
    "/favicon.png": 200,
    "/manifest.json": 200,
    "/app/static/icon.png": 200,
    "/auth/login": 302,
    "/auth/logout": 302,
    "/oauth2callback": 302,
}
# Answered by Streamlit's routes in their own words: not with its page, nor with ours.
NOT_FOUND_THERE = (
    "/media/nothing.csv",
    "/component/none/index.html",
    "/_stcore/bidi-components/none/a.js",
    "/app/static/nothing.png",
)
NOWHERE = (
    *("/nope", "/nope/", "/Entry", "/entry/x/y", "/entry//", "//entry/", "//", "///"),
    *("/../etc/passwd", "/static/../index.html", "/entry;a", "/a\\b"),
    *("/%00", "/entry%00", "/%ff%fe", "/entry%0d%0aSet-Cookie:a=b"),
    *("//evil.example", "//evil.example/", "/%2F%2Fevil.example/", "/\\evil.example/"),
    *("/index.html", "/static/js/none.js", "/_stcore/none", "/mcp", "/wp-login.php"),
    *(
        "entry",
        "/entry/_stcore/health",
        "/_stcore/health/",
        "/.env",
        "/" + "a" * 10_000,
    ),
)


@pytest.fixture(scope="module")
def server(to_read, tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    with running(to_read.database, folder) as found:
        yield found


def get(server, path, *lines, method="GET"):
    """Ask for a path as it stands; return status, headers and body."""
    answer = server.ask(f"{method} {path} HTTP/1.1", HERE, *lines)
    head, body = answer.split("\r\n\r\n", 1)
    first, *rest = head.split("\r\n")
    headers = dict(one.lower().split(": ", 1) for one in rest)
    return int(first.split(" ", 2)[1]), headers, body


@pytest.mark.parametrize("path", [path for _, path in listed_pages()])
def test_every_page_is_there_and_leads_to_itself_without_a_last_slash(server, path):
    status, headers, body = get(server, f"/{path}?id=tir-coed", READER)
    assert status == 200
    assert 'id="root"' in body
    assert "x-robots-tag" not in headers
    asked, headers, body = get(server, f"/{path}", READER, method="HEAD")
    assert (asked, body) == (200, "")
    assert int(headers["content-length"]) > 1_000
    if path:
        status, headers, _ = get(server, f"/{path}/?id=a%20b&lang=cy")
        assert (status, headers["location"]) == (308, f"/{path}?id=a%20b&lang=cy")


def test_what_streamlits_client_needs_is_passed_on(server):
    assert {x: get(server, x)[0] for x in STREAMLITS} == STREAMLITS
    (script,) = re.findall(r'src="\./(static/js/index\.[^"]+)"', get(server, "/")[2])
    assert get(server, f"/{script}")[0] == 200
    for path in NOT_FOUND_THERE:
        status, headers, body = get(server, path, READER)
        assert status == 404
        assert "<html" not in body
    stream = server.ask("GET /_stcore/stream HTTP/1.1", HERE, *WEBSOCKET)
    assert " 101 " in stream


@pytest.mark.parametrize("path", NOWHERE, ids=lambda path: path[:30])
@pytest.mark.parametrize("accepts", ["Accept: */*", READER])
def test_what_is_nowhere_is_not_there(server, path, accepts):
    status, headers, body = get(server, path, accepts)
    assert status == 404
    assert "location" not in headers
    assert ("<html" in body) == (accepts == READER)
    assert get(server, path, accepts, method="HEAD")[0] == 404


@pytest.mark.parametrize(
    "path",
    ["/media/%00", "/static/%00", "/component/../../a", "/entry/..", "/entry/%00"],
)
def test_a_hostile_path_under_a_known_one_is_refused(server, path):
    assert get(server, path)[0] in (400, 404)


def test_a_query_comes_along_and_nothing_else(server):
    status, headers, _ = get(server, "/entry/?a=%ff%00//evil&b=%0d%0aX:y")
    assert status == 308
    assert headers["location"] == "/entry?a=%ff%00//evil&b=%0d%0ax:y"
    assert "x" not in headers


@pytest.mark.parametrize(
    ("path", "browser", "language"),
    [
        ("/nope", "cy-GB,en", "cy"),
        ("/nope", "en", "en"),
        ("/nope?lang=cy", "en", "cy"),
        ("/nope?lang=en", "cy", "en"),
        ("/cy/nope", "en", "cy"),
        ("/en/nope", "cy", "en"),
        ("/nope", "fr", "en"),
    ],
)
def test_it_is_said_in_the_visitors_language(server, path, browser, language):
    said = f"Accept-Language: {browser}"
    title = {"en": "There is nothing here", "cy": "Does dim byd yma"}[language]
    line = {"en": "No page of this map", "cy": "Nid oes"}[language]
    status, headers, page = get(server, path, READER, said)
    assert status == 404
    assert f'<html lang="{language}"' in page
    assert f"<h1>{title}</h1>" in page
    assert f'href="/asset_map?lang={language}"' in page
    assert headers["cache-control"] == "no-store"
    assert "accept-language" in headers["vary"]
    plain = get(server, path, "Accept: */*", said)[2]
    assert plain.encode("latin-1").decode().startswith(line)
    assert plain.count("\n") == 1


@pytest.mark.parametrize("path", ["/health", "/sign-in", "/my-link?lang=cy"])
def test_a_route_is_the_same_with_a_last_slash(server, path):
    where, _, query = path.partition("?")
    with_slash = f"{where}/?{query}"
    plain, slashed = get(server, path, READER), get(server, with_slash, READER)
    assert plain[0] == slashed[0] == 200
    hidden = re.compile(r'"[\w-]{20,}"|/(?=\?)')
    assert hidden.sub("", plain[2]) == hidden.sub("", slashed[2])


# Beside a stand-in for Streamlit, which answers everything, as it does.


def site_of(*routes: Route) -> TestClient:
    def dashboard(_request):
        return PlainTextResponse("dashboard")

    site = Site(pages=(("home.py", "Home", "", True), ("a.py", "A", "a", True)))
    everything = Route("/{all:path}", dashboard, methods=["GET", "POST"])
    app = Starlette(
        routes=[*routes],
        middleware=[Middleware(Addresses, site, routes)],
    )
    app.router.default = everything.app
    return TestClient(app, "http://localhost", follow_redirects=False)


def told(request):
    return PlainTextResponse(f"{request.method} {request.url.path}")


ROUTES = (
    Route("/open/", told, methods=["GET"]),
    Route("/take", told, methods=["POST"]),
    Route("/number/{n:int}", told, methods=["GET"]),
)


def test_a_route_may_be_written_with_its_slash_and_for_other_methods():
    browser = site_of(*ROUTES)
    assert browser.get("/open").text == browser.get("/open/").text == "GET /open/"
    assert browser.post("/take/", data={"a": "b"}).text == "POST /take"
    assert browser.get("/take").status_code == 404
    assert browser.get("/number/7/").text == "GET /number/7"
    assert browser.get("/number/x").status_code == 404
    assert browser.get("/number/" + "9" * 5_000).status_code == 404
    assert browser.post("/nope").text == "dashboard"
    asked = browser.head("/a")
    assert (asked.status_code, asked.headers["content-length"]) == (200, "9")
    assert asked.content == b""


@pytest.mark.parametrize("broken", ["garbage", "none"])
def test_it_is_answered_where_the_map_cannot_be_read(broken, tmp_path, monkeypatch):
    path = tmp_path / "broken.db"
    if broken == "garbage":
        path.write_bytes(b"no database at all" * 1_000)
    monkeypatch.setenv("COPRO_MAP_DB", str(path))
    browser = site_of()
    for accepts in ("text/html", "*/*"):
        answer = browser.get("/nope", headers={"accept": accepts})
        assert answer.status_code == 404
        assert "No page of this map has this address" in answer.text
    assert browser.get("/a").text == "dashboard"


def test_search_engines_leave_out_a_demonstration(network, monkeypatch):
    browser = site_of()
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    assert "x-robots-tag" not in browser.get("/a").headers
    with writing(network.database) as database:
        mark_demonstration(database, date(2026, 1, 1), date(2026, 11, 30))
    assert browser.get("/a").headers["x-robots-tag"] == "noindex"
