"""Providers of identities: an addition; nothing of it shows where none is set up."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from types import SimpleNamespace

import httpx
import pytest
import streamlit as st
from oidc_provider_mock import User, run_server_in_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.testclient import TestClient
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.testing.v1 import AppTest
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_auth_routes import create_auth_routes

from copro_map.frame import providers
from copro_map.frame.light import with_provider
from copro_map.people.identities import UnknownIdentityError, link_for
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.sessions import who
from copro_map.people.signing_in import sign_in

NOW = datetime(2026, 11, 29, 17, 5, tzinfo=UTC)
HOST = "http://localhost:8501"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def here(settings, blank):
    """An installation with one steward."""
    shutil.copyfile(blank, settings.database)
    about = {"areas": (), "language": "", "now": NOW}
    mair = {"address": "mair@example.org", "name": "Mair", "role": "steward"}
    enter_person(settings, MACHINE, **mair, **about)
    return settings


@pytest.fixture(scope="module")
def addresses() -> Iterator[dict[str, str]]:
    """Two providers that know somebody by the same subject, and one that is down."""
    people = [
        User(sub="1", claims={"email": "mair@example.org", "email_verified": True}),
        User(sub="2", claims={"email": "mair@example.org"}),
    ]
    with ExitStack() as running, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and never listens
        servers = [
            running.enter_context(run_server_in_thread(user_claims=known))
            for known in (people, [User(sub="1")])
        ]
        ports = [server.server_port for server in servers] + [taken.getsockname()[1]]
        names = ("one", "two", "down")
        yield {
            name: f"http://localhost:{port}"
            for name, port in zip(names, ports, strict=True)
        }


@pytest.fixture
def set_up(tmp_path, addresses):
    """Write the providers into a file of secrets."""
    lines = [
        "[auth]",
        f'redirect_uri = "{HOST}/oauth2callback"',
        'cookie_secret = "a secret of forty characters for the test"',
    ]
    for name, address in addresses.items():
        where = f"{address}/.well-known/openid-configuration"
        lines += [f"[auth.{name}]", f'client_id = "{name}"', 'client_secret = "s"']
        lines += [f'server_metadata_url = "{where}"']
    file = tmp_path / "secrets.toml"
    file.write_text("\n".join(lines))
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(file)])
    secrets_singleton._reset()
    yield
    config.set_option("secrets.files", before)
    secrets_singleton._reset()


def claims_of(name: str, subject: str) -> dict[str, object]:
    """What Streamlit keeps of somebody who signed in at a provider, by its routes."""
    keeps = Middleware(SessionMiddleware, secret_key="of the test")
    app = Starlette(routes=create_auth_routes(""), middleware=[keeps])
    client = TestClient(app, HOST, follow_redirects=False)
    to_provider = client.get(generate_login_redirect_url(name)).headers["location"]
    back = httpx.post(to_provider, data={"sub": subject}).headers["location"]
    assert back.startswith(f"{HOST}/oauth2callback?")
    client.get(back.removeprefix(HOST))
    kept = client.cookies["_streamlit_user"].strip('"').encode()
    said = decode_signed_value(get_cookie_secret(), "_streamlit_user", kept)
    assert said
    return dict(json.loads(said))


@pytest.mark.usefixtures("set_up")
def test_the_same_subject_at_two_providers_is_two_people(here, addresses):
    one, two = (claims_of(x, "1") for x in ("one", "two"))
    assert one["sub"] == two["sub"]
    assert [x["iss"] for x in (one, two)] == [addresses["one"], addresses["two"]]
    token = link_for(here, one, "", NOW)
    assert who(here, sign_in(here, token, NOW).token, NOW).name == "Mair"
    assert link_for(here, one, "", NOW) == ""  # a copied cookie of Streamlit's
    for unknown in (two, claims_of("one", "2")):  # whose address nobody verified
        with pytest.raises(UnknownIdentityError):
            link_for(here, unknown, "", NOW)


@pytest.fixture
def light() -> TestClient:
    app = Starlette(routes=with_provider.ROUTES)
    return TestClient(app, HOST, follow_redirects=False)


@pytest.mark.usefixtures("set_up")
def test_the_way_there_remembers_where_to_go_on_to(light):
    went = light.get("/sign-in-with/one?to=/desk%3Flang%3Dcy&lang=cy")
    assert went.status_code == 303
    assert went.headers["location"] == "/?sign_in_with=one&lang=cy"
    assert went.headers["cache-control"] == "no-store"
    kept = went.headers["set-cookie"].lower()
    assert kept.startswith("copro_map_goes_to=%2fdesk%3flang%3dcy;")
    assert "httponly" in kept
    assert "samesite=lax" in kept
    elsewhere = light.get("/sign-in-with/one?to=//example.net")
    assert 'copro_map_goes_to=""' in elsewhere.headers["set-cookie"]


@pytest.mark.usefixtures("set_up")
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("down", "The other site does not answer"),
        ("three", "You cannot sign in like this here"),
        ("redirect_uri", "You cannot sign in like this here"),
    ],
)
def test_a_provider_that_is_down_or_unknown_leaves_the_way_by_mail(light, name, says):
    answer = light.get(f"/sign-in-with/{name}?lang=en")
    assert answer.status_code == 400
    assert says in answer.text
    assert "/sign-in" in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.usefixtures("set_up")
def test_an_endpoint_for_all_organisations_is_refused_before_anybody_goes_there(
    light, monkeypatch
):
    """What Microsoft's ``common`` says of itself: an issuer with a gap."""
    issuer = "https://login.microsoftonline.com/{tenantid}/v2.0"
    said = httpx.Response(
        200, json={"issuer": issuer}, request=httpx.Request("GET", "/")
    )
    monkeypatch.setattr(httpx, "get", lambda *_, **__: said)
    answer = light.get("/sign-in-with/one")
    assert answer.status_code == 400
    assert "name one organisation" in answer.text


def page() -> None:
    import streamlit as st

    from copro_map.frame.providers import sign_in_if_asked

    sign_in_if_asked()
    st.write("the page")


@pytest.fixture
def browser(here, monkeypatch):
    """A run of a page in a browser with these cookies, of whom Streamlit knows this."""
    monkeypatch.setenv("COPRO_MAP_DB", str(here.database))

    def run(said: dict[str, object], goes_to: str = "", **params: str) -> AppTest:
        cookies = {providers.WAY_ON: goes_to}
        monkeypatch.setattr(st, "user", _User(said))
        monkeypatch.setattr(st, "context", SimpleNamespace(cookies=cookies))
        test = AppTest.from_function(page)
        test.query_params.update(params)
        return test.run()

    return run


class _User(dict):
    def to_dict(self) -> dict:
        return dict(self)


SAID = {
    "is_logged_in": True,
    "iss": "https://one.example.org",
    "sub": "1",
    "iat": int(NOW.timestamp()),
    "email": "mair@example.org",
    "email_verified": True,
}


def drawn(test: AppTest) -> str:
    assert not test.exception
    return " ".join(x.proto.body for x in test.get("html"))


def test_without_secrets_nothing_shows_and_nobody_is_signed_in(browser):
    assert providers.providers() == {}
    test = browser(SAID, sign_in_with="one")
    assert [x.value for x in test.markdown] == ["the page"]
    assert drawn(test) == ""


@pytest.mark.usefixtures("set_up")
def test_whom_a_provider_knows_goes_on_by_a_link_of_ours_once(browser, here):
    test = browser(SAID, "%2Fdesk%3Flang%3Dcy%26part%3Dpeople")
    assert not test.markdown
    token = drawn(test).partition("/k/")[2].partition("?")[0]
    assert f"/k/{token}?lang=cy" in drawn(test)
    signed = sign_in(here, token, datetime.now(UTC))
    assert signed.goes_to == "/desk?lang=cy&part=people"
    again = browser(SAID)
    assert [x.value for x in again.markdown] == ["the page"]
    assert drawn(again) == ""


@pytest.mark.usefixtures("set_up")
def test_whoever_is_not_entered_is_told_what_to_do(browser):
    test = browser(SAID | {"sub": "2", "email": "<b>x</b>"})
    assert "Ask an administrator" in drawn(test)
    assert "<b>x" not in drawn(test)
    assert [x.value for x in test.markdown] == ["the page"]
    assert "Ask an administrator" in drawn(test.run())  # in the next run of the tab too
    nobody = SAID | {"sub": "3", "email": "x@example.org"}
    assert "Gofynnwch i weinyddwr" in drawn(browser(nobody, "%2Fdesk%3Flang%3Dcy"))


@pytest.mark.usefixtures("set_up")
def test_the_first_page_goes_on_to_a_provider_that_is_set_up(browser, monkeypatch):
    went: list[str | None] = []
    monkeypatch.setattr(st, "login", went.append)
    test = browser({}, sign_in_with="two")
    assert went == ["two"]
    assert not test.markdown
    assert "sign_in_with" not in test.query_params
    assert [x.value for x in browser({}, sign_in_with="other").markdown] == ["the page"]
    assert went == ["two"]
