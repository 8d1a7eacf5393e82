"""Everybody is answered alike: so often, in their language, and without a cookie."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient

from copro_map.base.errors import AtRestError, DatabaseError
from copro_map.base.i18n import current_language
from copro_map.frame.heads import GoneError
from copro_map.open_data.light import answering
from copro_map.open_data.light.answering import (
    AskedError,
    open_route,
    tag_of,
    unless_known,
)
from tests.open_data.conftest import BROWSER

BUSY = "10 per minute"


def _tagged(request):
    return unless_known(request, tag_of("x"), {}, lambda: PlainTextResponse("all"))


def _tells(request):
    told = f"{current_language()} {request.cookies} {request.headers.get('cookie')}"
    found = PlainTextResponse(told)
    found.set_cookie("seen", "1")
    return found


def _fails(error):
    def answer(_request) -> Response:
        raise error

    return answer


ERRORS = {
    "asked": (400, AskedError("Ask otherwise.", "spam")),
    "gone": (410, GoneError("It was taken away.")),
    "rest": (503, AtRestError("The map is being mended.")),
    "broken": (503, DatabaseError("{file}: damaged.", file="/secret/x.db")),
}


@pytest.fixture
def client(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    monkeypatch.setitem(answering.RATES, "file", "2 per minute")
    monkeypatch.setattr(answering, "HAVE_IT", BUSY)
    routes = [
        open_route("/open/tagged", _tagged),
        open_route("/open/tells", _tells),
        open_route("/embed", _tells, rate="page", cors=False),
        *(open_route(f"/open/{x}", _fails(error)) for x, (_, error) in ERRORS.items()),
    ]

    def asks(host: str = "192.0.2.1", **headers: str) -> TestClient:
        named = {"accept": "*/*"} | {x.replace("_", "-"): y for x, y in headers.items()}
        app = Starlette(routes=routes)
        return TestClient(app, "http://map", headers=named, client=(host, 50000))

    return asks


def test_too_many_are_refused_with_when_to_come_again(client):
    one = client()
    assert [one.get("/open/tells").status_code for _ in range(3)] == [200, 200, 429]
    refused = one.get("/open/tells?lang=cy")
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["retry-after"] in refused.json()["error"]
    assert refused.headers["cache-control"] == "no-store"
    english, welsh = one.get("/open/tells").json(), refused.json()
    assert english["error"].startswith("Too many requests")
    assert "requests" not in welsh["error"]
    assert client("192.0.2.2").get("/open/tells").status_code == 200


def test_a_network_of_version_6_is_one_reader(client):
    hosts = [f"2001:db8:1:2::{n}" for n in range(1, 4)]
    asked = [client(host).get("/open/tells").status_code for host in hosts]
    assert asked == [200, 200, 429]
    assert client("2001:db8:1:3::1").get("/open/tells").status_code == 200


def test_who_has_it_asks_far_more_often(client):
    tag = client().get("/open/tagged").headers["etag"]
    knows = client(if_none_match=tag)
    found = [knows.get("/open/tagged") for _ in range(11)]
    assert [x.status_code for x in found] == [304] * 10 + [429]
    assert {x.content for x in found[:-1]} == {b""}
    # A tag that nobody gave is no way round: no more is made of it than for others.
    guesses = client("192.0.2.9", if_none_match='"guess"')
    asked = [guesses.get("/open/tagged").status_code for _ in range(3)]
    assert asked == [200, 200, 429]


def test_what_is_refused_was_not_made_first(client):
    made = []

    def make():
        made.append(1)
        return PlainTextResponse("all")

    route = open_route("/open/dear", lambda x: unless_known(x, '"tag"', {}, make))
    guesses = client("192.0.2.9", if_none_match='"guess"')
    guesses.app.routes.append(route)
    asked = [guesses.get("/open/dear").status_code for _ in range(5)]
    assert (asked, len(made)) == ([200, 200, 429, 429, 429], 2)


def test_no_cookie_is_read_or_set(client):
    plain, with_cookies = client(), client("192.0.2.2", cookie="session=secret")
    for path in ("/open/tells", "/embed"):
        first, second = plain.get(path), with_cookies.get(path)
        assert first.text == second.text == "en {} None"
        assert dict(first.headers) == dict(second.headers)
        assert "set-cookie" not in first.headers


def test_pages_of_other_sites_may_read_files_but_not_frames(client):
    one = client(origin="https://other.example")
    for path in ("/open/tells", "/open/asked", "/open/gone"):
        found = client(path, origin="https://other.example").get(path)
        assert found.headers["access-control-allow-origin"] == "*"
        assert "ETag" in found.headers["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in found.headers
        policy = found.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "script-src" not in policy
    asked = one.options("/open/tells", headers={"access-control-request-method": "GET"})
    assert (asked.status_code, asked.content) == (204, b"")
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in asked.headers["access-control-allow-headers"]
    assert "access-control-allow-origin" not in one.get("/embed").headers
    assert one.post("/open/tells").status_code == 405


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_a_page_to_browsers_and_json_to_programs(client, name):
    status, error = ERRORS[name]
    program = client().get(f"/open/{name}")
    browser = client("192.0.2.2", **BROWSER).get(f"/open/{name}?lang=cy")
    assert program.status_code == browser.status_code == status
    said = program.json()["error"]
    assert said
    assert "secret" not in program.text + browser.text
    assert program.json().get("ignored") == (["spam"] if name == "asked" else None)
    assert browser.headers["content-type"].startswith("text/html")
    assert '<html lang="cy">' in browser.text
    assert ("retry-after" in program.headers) == (status == 503)
    assert "Accept" in program.headers["vary"]


def test_the_language_is_the_one_asked_for(client):
    asked = client(accept_language="cy-GB").get("/open/tells")
    assert asked.text.startswith("cy")
    assert "Accept-Language" in asked.headers["vary"]
    told = client("192.0.2.2", accept_language="cy").get("/open/tells?lang=en")
    assert told.text.startswith("en")
    assert "vary" not in told.headers
    for unsaid in ("", "xx"):  # then it is the browser's after all
        asks = client(f"192.0.2.{3 + len(unsaid)}", accept_language="cy")
        asked = asks.get(f"/open/tells?lang={unsaid}")
        assert asked.text.startswith("cy")
        assert "Accept-Language" in asked.headers["vary"]


def test_a_tag_follows_the_records(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    before = tag_of("x")
    assert before == tag_of("x") != tag_of("y")
    monkeypatch.setenv("COPRO_MAP_TODAY", "2031-01-01")
    assert tag_of("x") != before
