"""Every public address answers everybody alike, and says so when it cannot."""

from __future__ import annotations

import pytest

from copro_map.open_data.light.routes import ROUTES
from tests.open_data.conftest import BROWSER, PROGRAM
from tests.open_data.test_hostile import is_first, names_of, path_of

# Not what depends on who asks, nor on when.
OWN = ("date", "retry-after")
COOKIES = "copro_map_session=secret; copro_map_link=secret; lang=cy"
EVERY = pytest.mark.parametrize("route", [*filter(is_first, ROUTES)], ids=names_of)


def told(found) -> dict[str, str]:
    return {x: y for x, y in found.headers.items() if x not in OWN}


@EVERY
@pytest.mark.parametrize("who", [PROGRAM, BROWSER], ids=["program", "browser"])
def test_no_cookie_is_read_or_set(client, route, who):
    path = path_of(route)
    plain = client.get(path, headers=who)
    known = client.get(path, headers=who | {"cookie": COOKIES})
    assert "set-cookie" not in plain.headers
    assert (plain.status_code, told(plain)) == (known.status_code, told(known))
    assert plain.content == known.content


@EVERY
def test_a_head_is_the_answer_without_its_body(client, route):
    found, head = client.get(path_of(route)), client.head(path_of(route))
    assert (found.status_code, head.content) == (head.status_code, b"")
    assert found.headers.get("etag") == head.headers.get("etag")


@pytest.mark.parametrize(
    "route",
    [x for x in ROUTES if x.path.startswith("/open/") and is_first(x)],
    ids=names_of,
)
def test_pages_of_other_sites_may_read_what_is_open(client, route):
    found = client.get(path_of(route), headers={"origin": "https://other.example"})
    assert found.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in found.headers


@EVERY
@pytest.mark.parametrize("who", [PROGRAM, BROWSER], ids=["program", "browser"])
def test_what_cannot_be_read_now_can_be_asked_for_later(asks, settings, route, who):
    settings.database.write_bytes(b"no database at all, and longer than a header" * 9)
    found = asks(settings).get(path_of(route), headers=who)
    assert found.status_code in (200, 302, 308, 404, 503)
    if found.status_code == 503:
        assert " " in found.text
        assert "public" not in found.headers.get("cache-control", "")
        assert str(settings.database) not in found.text
