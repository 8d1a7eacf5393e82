"""``/en/suggest``: a short list, in the language of the path, and nothing private."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from copro_map.people import limits
from copro_map.search.light import suggest
from tests.canaries import CANARY, SHOWN, fill
from tests.persons import ID, put_person


@pytest.fixture
def asks(monkeypatch):
    limits._limiter.cache_clear()

    def of(settings):
        monkeypatch.setenv("COPRO_MAP_DB", str(settings.database))
        return TestClient(Starlette(routes=list(suggest.ROUTES)), "http://localhost")

    return of


def test_a_list_is_told_in_the_language_of_the_path(to_read, asks):
    client = asks(to_read)
    english = client.get("/en/suggest", params={"q": "machyn"})
    assert english.status_code == 200
    assert english.json()[0] == {
        "text": "Machynlleth",
        "kind": "place",
        "said": "Place · Powys",
        "to": "/asset_map?near=Machynlleth&lang=en",
    }
    welsh = client.get("/cy/suggest", params={"q": "machyn"}).json()[0]
    assert (welsh["said"], welsh["to"][-2:]) == ("Lle · Powys", "cy")
    assert english.headers["cache-control"] == "private, max-age=60"
    assert "set-cookie" not in english.headers
    assert client.get("/de/suggest?q=machyn").status_code == 404
    assert client.post("/en/suggest?q=machyn").status_code == 405


def test_places_alone_if_they_are_asked_for(to_read, asks):
    found = asks(to_read).get("/en/suggest?q=co&places=1").json()
    assert {one["kind"] for one in found} <= {"place", "area"}
    assert found


@pytest.mark.parametrize("q", ["", "?", "x" * 5_000, "\x00", "zzzzzz", "%%", "<b>"])
def test_nonsense_has_an_empty_list(to_read, asks, q):
    found = asks(to_read).get("/en/suggest", params={"q": q})
    assert (found.status_code, found.json()) == (200, [])
    assert asks(to_read).get("/en/suggest").json() == []


def test_who_asks_too_often_has_nothing_for_a_while(to_read, asks, monkeypatch):
    monkeypatch.setattr(suggest, "RATE", "2 per minute")
    client = asks(to_read)
    told = [client.get("/en/suggest?q=mach").status_code for _ in range(3)]
    assert told == [200, 200, 429]


def test_nothing_private_is_suggested(settings, asks, tmp_path):
    fill(settings, tmp_path)
    client = asks(settings)
    texts = [CANARY, "canary-asset", "canary asset name", "Half an entry", "canaryid"]
    told = [client.get("/en/suggest", params={"q": x}).text for x in texts]
    assert not [x for x in told if CANARY in x.lower() or "Half an entry" in x]
    found = client.get("/en/suggest", params={"q": "Tir Coed"}).json()
    assert [one["to"] for one in found] == [f"/entry?id={SHOWN}&lang=en"]


@pytest.mark.parametrize(("agreed", "count"), [((), 0), (("name",), 1)])
def test_somebody_is_suggested_if_they_agreed_to_their_name(
    settings, asks, agreed, count
):
    put_person(settings, *agreed)
    found = asks(settings).get("/en/suggest?q=quillf").json()
    assert [one["to"] for one in found] == [f"/entry?id={ID}&lang=en"] * count
    assert not [one for one in found if "Ceredigion" in one["said"]]
    assert asks(settings).get("/en/suggest?q=zzyzx").json() == []


def test_the_database_may_be_gone(asks, settings):
    client = asks(settings)
    settings.database.write_bytes(b"no database" * 100)
    found = client.get("/en/suggest?q=mach")
    assert (found.status_code, found.json()) == (503, [])
