"""Streamlit's page says its language; what our own routes answer is left as it is."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from copro_map.frame.live_head import LiveHead

PAGE = '<!doctype html><html lang="en"><body></body></html>'


def _own(request):
    asked = request.headers.get("accept-encoding", "")

    def parts():
        yield PAGE
        yield f"<!-- {asked} -->"

    return StreamingResponse(parts(), media_type="text/html")


@pytest.fixture
def client():
    own = [Route("/own", _own)]
    streamlits = Route("/page", lambda _: HTMLResponse(PAGE))
    app = Starlette(
        routes=[*own, streamlits], middleware=[Middleware(LiveHead, None, own)]
    )
    headers = {"accept": "text/html", "accept-language": "cy"}
    return TestClient(app, headers=headers)


def test_streamlits_page_says_the_language_that_is_asked_for(client):
    assert '<html lang="cy">' in client.get("/page").text
    assert '<html lang="en">' in client.get("/page?lang=en").text


def test_what_a_route_answers_is_neither_rewritten_nor_held_back(client):
    found = client.get("/own", headers={"accept-encoding": "gzip"})
    assert found.text == f"{PAGE}<!-- gzip -->"
    assert "content-length" not in found.headers
