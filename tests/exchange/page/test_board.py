"""The board as a visitor reads it: what is open, what can be done, and its history."""

from __future__ import annotations

import html
import re
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.base.store.connection import writing
from copro_map.by_link.light.routes import ROUTES
from copro_map.exchange.matching import suggested
from copro_map.exchange.words import why_in_words
from copro_map.frame import served
from copro_map.open_data.heads import head_of
from copro_map.people.contacts import Given, keep_contact
from copro_map.search.face import all_assets
from tests.exchange.page.planted import DAY, EXCHANGED, all_ids, open_ids, plant
from tests.opening import drawn_lists, open_page
from tests.result import result_of
from tests.samples import change, query

PAGE = "pages/exchange.py"
SEEN = {"en": "Seen on the web, not confirmed", "cy": "Gwelwyd ar y we"}
STALE = {"en": "Confirmed too long ago", "cy": "Wedi'u cadarnhau ers gormod"}
ADDRESS = "rhywun@example.org"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())


@pytest.fixture
def planted(network, monkeypatch):
    """The real offers and requests in every state, under a server that answers."""
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    monkeypatch.setattr(served, "_answered", {one.path for one in ROUTES})
    plant(network.database)
    return network


def board(language: str = "en", **params: str) -> AppTest:
    test = open_page(PAGE, language, **params)
    assert not test.exception
    return test


def lists(test: AppTest, which: int = 0) -> dict[str, list[dict]]:
    """The headings of a list on the page, each with its rows; one page of it."""
    drawn = drawn_lists(test)
    groups = drawn[which]["groups"] if which < len(drawn) else []
    return {one["heading"]: one["entries"] for one in groups}


def rows(test: AppTest, which: int = 0) -> dict[str, dict]:
    return {x["id"]: x for some in lists(test, which).values() for x in some}


def said(test: AppTest) -> str:
    bodies = " ".join(x.proto.body for x in test.get("html"))
    told = (x.value for x in (*test.warning, *test.info))
    return html.unescape(" ".join([bodies, *told]))


def everybody(language: str, **params: str) -> set[str]:
    """The ids on every page of the board."""
    found: set[str] = set()
    for number in range(1, 9):
        page = set(rows(board(language, page=str(number), **params)))
        if page <= found:
            return found
        found |= page
    raise AssertionError("the list has no end")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_is_open_stands_on_the_board_and_nothing_else(planted, language):
    expected = open_ids(planted.database)
    assert 8 < len(expected) < len(all_ids(planted.database)) - 8
    assert everybody(language) == expected
    (switch,) = board(language).get("button_group")[1:2]
    counts = [int(x) for x in re.findall(r"\((\d+)\)", str(switch.proto.options))]
    of_kind = [
        len(open_ids(planted.database, f"AND kind = '{x}'"))
        for x in ("request", "offer")
    ]
    assert counts == [sum(of_kind), *of_kind]


@pytest.mark.parametrize(
    ("asked", "more"),
    [
        ({"kind": "request"}, "AND kind = 'request'"),
        ({"way": "remote"}, "AND way IN ('remote', 'either')"),
        ({"spoken": "cy"}, "AND spoken = 'both'"),
        ({"category": "volunteering"}, "AND exchange_category = 'volunteering'"),
    ],
)
def test_the_board_is_narrowed_by_the_address(planted, asked, more):
    assert everybody("en", **asked) == open_ids(planted.database, more) != set()


def test_nonsense_in_the_address_is_named_and_left_out(planted):
    test = board(
        kind="project", category="gold", way="x", ended="1", open="1", show="<b>"
    )
    told = " ".join(x.value for x in test.warning)
    assert "kind, category, way" in told
    assert result_of(said(test))[0][0] == len(open_ids(planted.database))


def test_what_can_be_done_stands_beside_each_and_nobody_is_promised(planted):
    (asked, *_), (offered, *_) = (
        sorted(open_ids(planted.database, f"AND kind = '{x}'"))
        for x in ("request", "offer")
    )
    with writing(planted.database) as database:
        for entry in (asked, offered):
            keep_contact(
                database, entry, Given(ADDRESS, "cy", "owner"), date(2026, 11, 2)
            )
    test = board(category=category(planted, asked))
    found = {x["words"]: x["to"] for x in rows(test)[asked]["acts"]}
    assert found["I can help"] == f"/write?entry={asked}&lang=en"
    form = f"/contribute?kind=request&category={category(planted, asked)}"
    assert found["I need this too"].startswith(form)
    welsh = board("cy", category=category(planted, offered), entry=offered)
    (opened,) = (x["open"] for x in drawn_lists(welsh) if x["open"])
    words = [x["words"] for x in opened["acts"]]
    assert words == ["Mae angen hyn arnaf i", "Gallaf helpu gyda hyn hefyd"]
    assert opened["live"]
    everything = rows(board())
    others = {x: everything[x]["acts"] for x in everything.keys() - {asked, offered}}
    assert others
    assert {x[0]["words"] for x in others.values()} == {"Who to ask"}
    assert all(y[0]["to"] == f"/write?entry={x}&lang=en" for x, y in others.items())
    assert not any(one["reaches"] for acts in others.values() for one in acts)
    assert ADDRESS not in str(test.main) + said(test)


@pytest.mark.usefixtures("planted")
def test_where_no_page_says_who_to_ask_the_entry_does(monkeypatch):
    monkeypatch.setattr(served, "_answered", set())
    for entry, row in rows(board(kind="request")).items():
        whom = row["acts"][0]
        assert whom["words"] == "Who to ask"
        assert whom["to"].startswith(f"entry?id={entry}&lang=en&back=")
        assert whom["to"].endswith("at%3Dexchange")


def category(planted, entry: str) -> str:
    sql = "SELECT exchange_category FROM asset WHERE id = ?"
    return query(planted.database, sql, entry)[0][0]


def test_the_page_of_an_entry_says_it_too_and_leads_back_to_the_board(planted):
    entry = min(open_ids(planted.database, "AND kind = 'request'"))
    test = open_page("pages/entry.py", "en", id=entry, back="kind=request&at=exchange")
    assert "I need this too" in said(test)
    (link, *_) = test.get("page_link")
    assert (link.proto.label, link.proto.page) == (
        "Back to offers and requests",
        "exchange",
    )
    assert "kind=request" in link.proto.query_string
    (link, *_) = open_page("pages/entry.py", "en", id=entry).get("page_link")
    assert link.proto.page == "exchange"  # they came by a link alone
    (link, *_) = open_page("pages/entry.py", "en", id=entry, back="q=a").get(
        "page_link"
    )
    assert link.proto.page == "asset_map"


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("view", ["", "map"])
def test_an_entry_that_is_opened_on_the_board_leads_back_to_it(view):
    (entry, row), *_ = rows(board()).items()
    assert row["address"].endswith("at%3Dexchange")
    opened = [x["open"] for x in drawn_lists(board(entry=entry, view=view))]
    ways = [one["more"] for one in opened if one]
    assert len(ways) == (2 if view else 1)  # in the list; over a phone's map
    assert all(way.endswith("at%3Dexchange") for way in ways)


def confirmed(planted, how: str) -> set[str]:
    sql = f"SELECT id FROM asset WHERE {EXCHANGED} AND verification = ?"  # noqa: S608
    return {one for (one,) in query(planted.database, sql, how)}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_history_is_found_on_purpose_counted_apart_and_has_no_act(planted, language):
    past = all_ids(planted.database) - open_ids(planted.database)
    folded = board(language)
    assert len(drawn_lists(folded)) == 1
    assert f": {len(past)}." in said(folded)
    found: dict[str, dict] = {}
    below: dict[str, set[str]] = {}
    for number in ("1", "2"):
        test = board(language, history="1", older=number)
        found |= rows(test, 1)
        for heading, some in lists(test, 1).items():
            below.setdefault(heading, set()).update(x["id"] for x in some)
    assert set(found) == past
    assert not any(one["acts"] for one in found.values())
    counted = [int(re.search(r"\((\d+)\)$", x)[1]) for x in below]
    assert sum(counted) == len(past)
    assert len(below) > 4
    *_, seen = below  # what nobody ever confirmed stands apart, after all else
    assert seen.startswith(SEEN[language])
    assert below[seen] <= confirmed(planted, "unverified")
    (stale,) = (ids for x, ids in below.items() if x.startswith(STALE[language]))
    assert stale <= confirmed(planted, "confirmed")


def test_where_nothing_is_open_the_page_invites_and_says_what_is_history(
    network, monkeypatch
):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    test = board(near="Bangor")
    text = said(test)
    assert "Would you be the first?" in text
    assert 'href="/contribute?kind=request&category=transport&lang=en"' in text
    assert 'href="/contribute?kind=offer&category=venue&lang=en"' in text
    assert not drawn_lists(test)
    every = len(all_ids(network.database))
    assert f"not counted above: {every}." in said(board())


def test_a_file_of_the_board_holds_what_stands_on_it(planted):
    from copro_map.exchange.page.board import LOOK  # the frame asks for settings
    from copro_map.search.face import Query

    assert set(LOOK.hits(Query()).index) == open_ids(planted.database)


def test_beside_an_open_request_stand_those_who_suit_it_and_why(planted):
    alike = "exchange_category = 'advice', way = 'remote', spoken = 'both'"
    change(planted.database, f"UPDATE asset SET {alike} WHERE {EXCHANGED}")  # noqa: S608
    themes = f"SELECT id, 'food' FROM asset WHERE {EXCHANGED}"  # noqa: S608
    change(planted.database, f"INSERT OR IGNORE INTO asset_theme {themes}")
    assets = all_assets(planted, DAY)
    found = {
        x: suggested(planted, assets, x, DAY)
        for x in open_ids(planted.database, "AND kind = 'request'")
    }
    entry, pairs = max(found.items(), key=lambda one: len(one[1]))
    assert pairs
    text = said(open_page("pages/entry.py", "en", id=entry))
    first = text.partition("People who may help")[2]
    assert f"id={pairs[0].offer}" in first
    assert html.unescape(why_in_words(pairs[0], planted)) in first
    assert text.count(f"id={pairs[0].offer}") == 1  # not as one that is similar, too
    past = min(all_ids(planted.database) - open_ids(planted.database))
    assert "People who may" not in said(open_page("pages/entry.py", "en", id=past))


def test_the_board_is_handed_on_with_a_feed_of_what_is_open():
    head = head_of("exchange", {"kind": "request", "near": "Bangor", "ended": "1"})
    assert head.live == "exchange?near=Bangor&kind=request"
    asked = dict(parse_qsl(urlsplit(head.feed).query))
    assert asked == {"kind": "request", "open": "1", "near": "Bangor", "lang": "en"}
    assert head.title.endswith(" · Offers and requests")
