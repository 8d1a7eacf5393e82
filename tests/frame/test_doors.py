"""Which doors the server has, who is let in, and what it writes of them."""

from __future__ import annotations

import asyncio
import re

import pytest
from starlette.responses import PlainTextResponse
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from copro_map.frame.app import HEADERS, SecurityHeaders
from copro_map.frame.doors import HostsError, hosts_answered, unnamed
from copro_map.server import main
from tests.frame.running import WEBSOCKET, Running, running

HERE = "Host: localhost"
FOREIGN = "Host: rebound.example.net"
CANARY = "canary"


@pytest.fixture(scope="module")
def server(to_read, tmp_path_factory):
    # Streamlit's own settings are no way round: neither a talkative log nor agents.
    loud = {
        "STREAMLIT_LOGGER_LEVEL": "debug",
        "STREAMLIT_SERVER_ENABLE_AGENT_API": "true",
    }
    folder = tmp_path_factory.mktemp("server")
    with running(to_read.database, folder, **loud) as found:
        yield found


def status(answer: str) -> int:
    return int(answer.split(" ", 2)[1])


def header(answer: str, name: str) -> list[str]:
    head = answer.split("\r\n\r\n", 1)[0]
    return re.findall(rf"(?im)^{name}: (.*?)\r?$", head)


def visit(server: Running, query: str) -> str:
    """Open a page as Streamlit's client does; return every text that came."""
    ask = BackMsg()
    ask.rerun_script.query_string = query
    ask.rerun_script.page_name = "asset_map"
    came = b""
    address = f"ws://localhost:{server.port}/_stcore/stream?code={CANARY}-socket"
    with connect(address, subprotocols=["streamlit"], max_size=None) as socket:
        socket.send(ask.SerializeToString())
        for data in socket:
            came += data
            if ForwardMsg.FromString(data).WhichOneof("type") == "script_finished":
                break
    return came.decode("utf-8", "replace")


def test_nothing_that_visitors_ask_is_written_down(server):
    asked = [
        f"GET /?code={CANARY}-query&near=52.413,-4.083&q={CANARY} HTTP/1.1",
        f"GET /{CANARY}-path/survey HTTP/1.1",
        f"GET /audit?lang=en&entry=x&draft={CANARY} HTTP/1.1",
        f"GET /health?{CANARY} HTTP/1.1",
        f"GET /k/{CANARY * 8}?lang=cy HTTP/1.1",
        f"POST /k/{CANARY * 8} HTTP/1.1",
        f"PUT /k/{CANARY * 8}/x HTTP/1.1",
        f"GET /_stcore/metrics?{CANARY} HTTP/1.1",
        f"GET /media/{CANARY}.csv HTTP/1.1",
        f"GET /app/static/{CANARY} HTTP/1.1",
        f"GET /%2e%2e/%5c%5c{CANARY}/%ff HTTP/1.1",
        f"POST /_stcore/upload_file/{CANARY}/x HTTP/1.1",
        f"GET /\x01{CANARY} HTTP/1.1",
        f"{CANARY}",
    ]
    own = [f"Referer: http://x/?code={CANARY}", f"Cookie: a={CANARY}"]
    own += [f"Cookie: copro_map_link={CANARY * 8}; copro_map_session={CANARY * 8}"]
    answers = [server.ask(one, HERE, *own) for one in asked]
    answers += [
        server.ask("GET / HTTP/1.1", f"Host: {CANARY}"),
        server.ask("GET / HTTP/1.1", HERE, f"{CANARY} : no header"),
        server.ask(f"GET /{CANARY} HTTP/1.1", f"Host: {CANARY}", *WEBSOCKET),
        server.ask(f"GET /{CANARY} HTTP/1.1", HERE, *WEBSOCKET[:3]),
        server.ask(
            f"GET /{CANARY} HTTP/1.1", HERE, "Upgrade: x", "Connection: Upgrade"
        ),
    ]
    assert all(answers)
    came = visit(
        server,
        f"lang=en&q={CANARY}-typed&near={CANARY}-place&code={CANARY}&draft={CANARY}",
    )
    assert f"{CANARY}-typed" in came, "the page was not drawn"
    said = server.said.read_text("utf-8")
    assert CANARY not in said
    assert "52.413" not in said
    assert "127.0.0.1" not in said


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/?families=session_events",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/asset_map/_stcore/agent/mcp",
        "/%5fstcore/metrics",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_what_nobody_needs_is_shut(server, method, path):
    answer = server.ask(f"{method} {path} HTTP/1.1", HERE, "Content-Length: 0")
    assert status(answer) == 404
    assert answer.endswith("Not found")


@pytest.mark.parametrize("path", ["/mcp", "/sse"])
def test_there_is_no_way_in_for_programs(server, path):
    say = '{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}'
    length = f"Content-Length: {len(say)}"
    answer = server.ask(f"POST {path} HTTP/1.1", HERE, length)
    assert status(answer) in (404, 405)
    page = server.ask(f"GET {path} HTTP/1.1", HERE)
    assert status(page) == 404


@pytest.mark.parametrize("path", ["/", "/_stcore/host-config", "/_stcore/health"])
def test_another_host_is_refused_with_our_headers(server, path):
    assert status(server.ask(f"GET {path} HTTP/1.1", HERE)) == 200
    refused = server.ask(f"GET {path} HTTP/1.1", FOREIGN)
    assert status(refused) == 400
    assert header(refused, "x-content-type-options") == ["nosniff"]


def test_a_monitor_asks_by_any_name(server):
    assert status(server.ask("GET /health HTTP/1.1", FOREIGN)) == 200


def test_a_websocket_is_opened_for_our_own_names_alone(server):
    stream = "GET /_stcore/stream HTTP/1.1"
    assert status(server.ask(stream, HERE, *WEBSOCKET)) == 101
    before = server.said.read_text("utf-8")
    own = "Origin: http://rebound.example.net"
    assert status(server.ask(stream, FOREIGN, own, *WEBSOCKET)) == 403
    for origin in (own, "Origin: null", "Origin: https://localhost:1"):
        assert status(server.ask(stream, HERE, origin, *WEBSOCKET)) == 403
    good = f"Origin: http://localhost:{server.port}"
    named = f"Host: localhost:{server.port}"
    assert status(server.ask(stream, named, good, *WEBSOCKET)) == 101
    assert server.said.read_text("utf-8") == before


def test_streamlit_is_told_the_names_too():
    """Its own check of the websocket holds where ours is not in front."""
    from streamlit import config
    from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

    from copro_map.frame.app import create_app

    before = config.get_option("server.allowedHosts")
    try:
        create_app(("map.example.org", "*.example.cymru"))
        assert is_host_allowed("map.example.org:443")
        assert is_host_allowed("a.example.cymru")
        assert not is_host_allowed("localhost")
        assert not is_host_allowed("rebound.example.net")
    finally:
        config.set_option("server.allowedHosts", before)


def test_a_page_may_connect_to_this_server_alone(server):
    (policy,) = header(server.ask("GET / HTTP/1.1", HERE), "content-security-policy")
    rules = dict(one.strip().split(" ", 1) for one in policy.split(";"))
    assert rules["connect-src"] == "'self'"
    assert rules["default-src"] == "'self'"


@pytest.mark.parametrize(
    ("own", "kept"), [({}, False), ({"x-frame-options": "DENY"}, True)]
)
def test_a_header_that_a_route_has_set_is_left(own, kept):
    sent = []

    async def send(message):
        sent.append(message)

    app = SecurityHeaders(PlainTextResponse("x", headers=own))
    asyncio.run(app({"type": "http", "method": "GET"}, None, send))
    got = [value for name, value in sent[0]["headers"] if name == b"x-frame-options"]
    assert got == [b"DENY" if kept else HEADERS["x-frame-options"].encode()]


@pytest.mark.parametrize(
    "wrong",
    [
        "https://map.example.org",
        "map.example.org:443",
        "a b",
        "*x.org",
        "a/b",
        "ŵ.cymru",
    ],
)
def test_a_name_that_is_none_is_refused(wrong):
    with pytest.raises(HostsError, match="COPRO_MAP_HOSTS cannot hold this"):
        hosts_answered({"COPRO_MAP_HOSTS": f"localhost, {wrong}"})


def test_a_name_that_is_none_stops_the_server(monkeypatch):
    monkeypatch.setenv("COPRO_MAP_HOSTS", "a/b")
    with pytest.raises(SystemExit, match="a/b: COPRO_MAP_HOSTS cannot hold this"):
        main()


def test_the_names_are_those_of_the_environment():
    everywhere = {"COPRO_MAP_HOST": "0.0.0.0"}
    assert hosts_answered(everywhere) == ("localhost", "127.0.0.1")
    assert "localhost, 127.0.0.1" in str(unnamed(everywhere))
    assert unnamed({}) is None
    assert hosts_answered({"COPRO_MAP_HOSTS": "MAP.example.org,"}) == (
        "map.example.org",
    )
    assert hosts_answered({"COPRO_MAP_HOST": "::1"})[:2] == ("::1", "[::1]")
