"""A feed of any question: valid, of the entries' own days, and of nothing private."""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest

from copro_map.assets.importing import import_network
from copro_map.assets.rules.records import EntryState
from copro_map.assets.store.states import set_states
from copro_map.base.store.connection import writing
from copro_map.open_data.light.feed import MOST
from tests.canaries import CANARY, OTHER, SHOWN, fill
from tests.samples import live_ids, query, row, write_csv

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
# RFC 4287: what stands there exactly once, or at most once; all else any number.
FEED_ONCE, ENTRY_ONCE = ("id", "title", "updated"), ("id", "title", "updated")
AT_MOST_ONCE = ("subtitle", "rights", "summary", "content", "logo", "icon", "published")
TODAY = "2026-11-30"


def texts(element, name: str) -> list[str]:
    return [one.text or "" for one in element.findall(ATOM + name)]


def check(element, once: tuple[str, ...]) -> None:
    """Hold an element to RFC 4287, sections 3 and 4."""
    assert [len(texts(element, name)) for name in once] == [1] * len(once)
    assert all(len(texts(element, name)) <= 1 for name in AT_MOST_ONCE)
    (updated,), (own_id,) = texts(element, "updated"), texts(element, "id")
    assert RFC_3339.fullmatch(updated)
    assert datetime.fromisoformat(updated).tzinfo
    assert re.fullmatch(r"tag:[a-z.]+,\d{4}:[!-~]+", own_id)
    assert urlsplit(own_id).scheme == "tag"
    links = [one.attrib for one in element.findall(f"{ATOM}link")]
    ways = [(x["rel"], x["type"], x["hreflang"]) for x in links]
    assert len(set(ways)) == len(ways)
    assert all(x["href"].startswith("http://localhost") for x in links)
    for category in element.findall(f"{ATOM}category"):
        assert category.attrib["term"]


def read(response) -> ET.Element:
    """Read a feed, and hold it to what every reader of feeds relies on."""
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    check(feed, FEED_ONCE)
    assert texts(feed.find(f"{ATOM}author"), "name")[0]
    rels = [one.attrib["rel"] for one in feed.findall(f"{ATOM}link")]
    assert rels.count("self") == 1
    for entry in feed.findall(f"{ATOM}entry"):
        check(entry, ENTRY_ONCE)
    ids = [texts(entry, "id")[0] for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    return feed


def entries(feed) -> dict[str, str]:
    """The day of each entry by its id, in the order of the feed."""
    found = feed.findall(f"{ATOM}entry")
    return {texts(x, "id")[0].split("/")[-1]: texts(x, "updated")[0] for x in found}


@pytest.fixture
def bring(settings, tmp_path):
    def on(day: str, *rows: dict[str, str]) -> None:
        path = write_csv(tmp_path / "in.csv", *rows)
        found = import_network(settings, path, today=date.fromisoformat(day))
        assert not found.faults

    return on


def test_what_changed_last_comes_first_with_its_own_day(settings, bring, asks):
    old, new = row(), row(id="a-new", name_en="New <b>& bold</b>", kind="project")
    bring("2026-03-01", old, new)
    bring("2026-05-04", old | {"description_en": "Woodland skills for all."}, new)
    feed = read(asks(settings).get("/open/feed.atom"))
    assert entries(feed) == {
        "tir-coed": "2026-05-04T00:00:00Z",
        "a-new": "2026-03-01T00:00:00Z",
    }
    assert texts(feed, "updated") == ["2026-05-04T00:00:00Z"]
    first, second = feed.findall(f"{ATOM}entry")
    assert texts(second, "title") == ["New <b>& bold</b>"]
    (said,) = texts(first, "summary")
    assert "Woodland skills for all." in said
    assert "Aberystwyth, Ceredigion" in said


def test_a_look_makes_nothing_new(settings, bring, asks, monkeypatch):
    bring("2026-03-01", row())
    asked = asks(settings)
    before = asked.get("/open/feed.atom")
    monkeypatch.setenv("COPRO_MAP_TODAY", "2026-04-09")
    after = asked.get("/open/feed.atom")
    assert after.content == before.content


def test_who_has_it_gets_nothing_until_something_changes(settings, bring, asks):
    bring("2026-03-01", row())
    asked = asks(settings)
    known = {"if-none-match": asked.get("/open/feed.atom").headers["etag"]}
    again = asked.get("/open/feed.atom", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert asked.get("/open/feed.atom?kind=offer", headers=known).status_code == 200
    bring("2026-03-02", row(name_en="Tir Coed Cymru"))
    assert asked.get("/open/feed.atom", headers=known).status_code == 200


def test_it_holds_what_the_question_asks_and_no_more_than_readers_take(
    settings, asks, monkeypatch
):
    monkeypatch.setenv("COPRO_MAP_TODAY", TODAY)
    day = date.fromisoformat(TODAY)
    assert not import_network(settings, settings.network_file, today=day).faults
    asked = asks(settings)
    whole = entries(read(asked.get("/open/feed.atom")))
    assert len(whole) == MOST
    assert whole.keys() <= live_ids(settings.database, day)
    powys = """
    SELECT a.id FROM asset AS a JOIN asset_area AS x ON x.asset_id = a.id
    WHERE a.kind = 'offer' AND x.area_code = 'W06000023'
    """
    there = {x for (x,) in query(settings.database, powys)}
    found = entries(read(asked.get("/open/feed.atom?area=W06000023&kind=offer")))
    assert there
    assert there & live_ids(settings.database, day) <= found.keys()
    assert found.keys() <= live_ids(settings.database, day, "offer")


def test_it_says_what_it_is_of_in_its_language(settings, bring, asks):
    bring("2026-03-01", row())
    asked = asks(settings)
    path = "/open/feed.atom?lang=cy&kind=project&area=W06000023&q=b%C5%B5yd"
    feed = read(asked.get(path))
    (title,) = texts(feed, "title")
    assert feed.attrib[LANG] == "cy"
    assert all(word in title for word in ("Powys", "Prosiectau", "bŵyd"))
    assert texts(feed, "updated") == ["2026-01-01T00:00:00Z"]  # nothing is in it
    links = {
        (x.attrib["rel"], x.attrib["hreflang"], x.attrib["type"]): x.attrib["href"]
        for x in feed.findall(f"{ATOM}link")
    }
    own = links["self", "cy", "application/atom+xml"]
    assert texts(read(asked.get(own)), "id") == texts(feed, "id")
    english = read(asked.get(links["alternate", "en", "application/atom+xml"]))
    assert english.attrib[LANG] == "en"
    page = urlsplit(links["alternate", "cy", "text/html"])
    assert page.path == "/asset_map"
    assert parse_qs(page.query)["q"] == ["bŵyd"]


def test_what_is_taken_off_leaves_no_word(settings, bring, asks):
    bring("2026-03-01", row(name_en="Gone away"), row(id="other", name_en="Other"))
    asked = asks(settings)
    assert "Gone away" in asked.get("/open/feed.atom").text
    with writing(settings.database) as database:
        set_states(database, [EntryState("tir-coed", "2026-03-02", taken_off=True)])
    after = asked.get("/open/feed.atom")
    assert entries(read(after)) == {"other": "2026-03-01T00:00:00Z"}
    assert "Gone away" not in after.text
    assert "tir-coed" not in after.text


def test_nothing_private_is_in_it(settings, tmp_path, asks, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", TODAY)
    fill(settings, tmp_path)
    asked = asks(settings).get("/open/feed.atom")
    assert CANARY not in asked.text
    assert entries(read(asked)).keys() == {SHOWN, OTHER}


@pytest.mark.parametrize("given", ["q=%00", "q=%ff%fe", "q=%ED%A0%80", "q=%EF%BF%BF"])
def test_no_question_makes_it_unreadable(client, given):
    asked = client.get(f"/open/feed.atom?{given}")
    if asked.status_code == 200:
        read(asked)
    else:
        assert asked.json()["ignored"] == ["q"]


def test_that_of_a_demonstration_says_so(demonstrated, settings, asks):
    settings.database.write_bytes(demonstrated.read_bytes())
    feed = read(asks(settings).get("/open/feed.atom"))
    assert "demonstration" in texts(feed, "subtitle")[0]
