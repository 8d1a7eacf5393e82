"""The page of events: what stands in its looks, what it links to, and empty states."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from copro_map.agenda.ical import calendar
from copro_map.agenda.showing import Public, shown
from copro_map.base.i18n import language_in_force
from copro_map.base.store.connection import writing
from copro_map.events.events import all_events
from copro_map.events.keeping import keep_event
from copro_map.frame import served
from tests.events.planted import (
    CANCELLED,
    CARDIFF,
    GWYNEDD,
    HOSTILE,
    LOCAL,
    MOVED,
    NATIONAL,
    NIGHT,
    ONLINE,
    OVER,
    PUBLIC,
    UNSEEN,
    event,
)
from tests.opening import everything, open_page

PAGE, DAY = "pages/events.py", date(2026, 11, 30)
ROUTES = {"/book", "/tell-event", "/open/events.ics"}
ROUTES |= {"/{language:language}/event/{id:id}.ics"}


def html(test):
    return "\n".join(x.proto.body for x in test.get("html"))


def linked(test):
    """The ids of the events that a page links to, each once, in order."""
    found = re.findall(r'href="(/events\?[^"]*event=[^"]*)"', html(test))
    asked = [parse_qs(urlsplit(x.replace("&amp;", "&")).query) for x in found]
    return list(dict.fromkeys(one["event"][0] for one in asked))


@pytest.fixture
def opened(planted, monkeypatch):  # noqa: ARG001 - it is opened
    """Open the page as the server draws it, where all of its links are answered."""
    monkeypatch.setattr(served, "_answered", set(ROUTES))

    def of(language="en", **params):
        test = open_page(PAGE, language, **params)
        assert not test.exception
        return test

    return of


def test_the_list_says_what_is_next_and_how_it_stands(opened):
    test = opened()
    ahead = [x for x in PUBLIC if x is not OVER]
    ahead.sort(key=lambda x: (x["starts_on"], x["starts_at"]))
    assert linked(test) == [x["id"] for x in ahead]
    words = html(test)
    assert UNSEEN["name_en"] not in words
    assert "Places left: 33" in words
    assert "Full: there is a waiting list" in words
    booked = re.findall(r'href="/book\?event=([^&"]*)', words)
    assert {NATIONAL["id"], NIGHT["id"]} <= {*booked}
    assert not {CANCELLED["id"], LOCAL["id"], ONLINE["id"]} & {*booked}
    row = words[words.index(CANCELLED["id"]) - 400 : words.index(CANCELLED["id"])]
    assert "Cancelled" in row
    assert "It was to be: 1 December 2026, 09:30–16:00, Pontio" in words
    assert "</script><b>" not in words
    everywhere = everything(test)
    assert not [x for x in ("private", "Private", "p1@example") if x in everywhere]


def test_every_look_answers_the_same_question_and_hands_it_on(opened):
    asked = {"type": "national,co_design", "month": "2027-03"}
    assert linked(opened(**asked)) == [NIGHT["id"]]
    month, on_map = opened(**asked, show="month"), opened(**asked, show="map")
    assert linked(month) == linked(on_map) == [NIGHT["id"]]
    assert "type=national%2Cco_design&amp;month=2027-03&amp;lang=en" in html(
        on_map
    ) or ("type=national%2Cco_design" in html(on_map))
    assert html(month).count(f"event={NIGHT['id']}") == 2  # it is on for two days
    assert '<th scope="col" abbr="Monday">Mon</th>' in html(month)
    assert "/open/events.ics?type=national%2Cco_design&month=2027-03" in everything(
        opened(**asked)
    )


def test_one_in_detail_says_all_that_is_public_and_leads_back(opened):
    words = html(opened("cy", event=MOVED["id"], type="national", show="month"))
    for said in (MOVED["name_cy"], "Neuadd fwy", "Venue Cymru", "LL30 1BB"):
        assert said in words
    assert 'href="/area?code=W06000003&amp;lang=cy"' in words
    assert 'href="/events?type=national&amp;show=month&amp;lang=cy"' in words
    assert f'href="/cy/event/{MOVED["id"]}.ics"' in words
    over = html(opened(event=OVER["id"]))
    assert OVER["outcome_en"] in over
    assert ".ics" not in over


def test_the_look_of_a_month_opens_where_something_lies_ahead(opened):
    for language, title in (("en", "December 2026"), ("cy", "Rhagfyr 2026")):
        assert f'id="month-shown">{title}<' in html(opened(language, show="month"))
    night = html(opened(show="month", type="co_design"))
    assert 'id="month-shown">March 2027<' in night
    asked = html(opened(show="month", month="2026-11"))
    assert 'id="month-shown">November 2026<' in asked


def test_the_town_of_an_event_is_said_once(planted, opened):
    town = event("town", "2027-02-01", GWYNEDD, venue="Neuadd Dwyfor")
    town |= {"name_en": "Town", "name_cy": "Tref"}
    own = {"place": "Pwllheli, Gwynedd", "postcode": ""}
    with writing(planted.database) as database:
        keep_event(database, town | own)
    said = "Neuadd Dwyfor, Pwllheli, Gwynedd"
    for language in ("en", "cy"):
        assert said in html(opened(language, q="Pwllheli"))
        assert said in html(opened(language, event=town["id"]))
        with language_in_force(language):
            found = all_events(planted)
            ics = calendar(planted, Public(found), found, DAY, "x")
        assert said.replace(", ", "\\, ").encode() in ics.replace(b"\r\n ", b"")


@pytest.mark.parametrize(
    ("venue", "place", "english", "welsh"),
    [
        ("Hall, Cardiff", "Cardiff", "Hall, Cardiff", "Hall, Cardiff"),
        ("Hall", "Cardiff", "Hall, Cardiff", "Hall, Caerdydd"),
        ("Balaclava", "Bala", "Balaclava, Bala, Cardiff", "Balaclava, Bala, Caerdydd"),
        ("Hall", "CF10 4PA", "Hall, Cardiff", "Hall, Caerdydd"),
        ("", "51.5, -3.2", "Cardiff", "Caerdydd"),
    ],
)
def test_no_place_is_said_twice(planted, venue, place, english, welsh):
    here = replace(all_events(planted)[0], venue=venue, place=place, is_online=False)
    here = replace(here, postcode="CF10 4PA", authority=CARDIFF)
    for language, said in (("en", english), ("cy", welsh)):
        with language_in_force(language):
            assert shown(planted, Public((here,)), here, DAY).where == said


@pytest.mark.parametrize(
    "params",
    [{"event": UNSEEN["id"]}, {"event": "e-nothing"}, {"month": "2027-99"}],
)
def test_an_odd_address_is_told_and_the_rest_is_drawn(opened, params):
    test = opened(**params)
    assert len(test.warning) == 1
    assert linked(test)


def test_an_unknown_place_is_told_below_the_question(opened):
    test = opened(near="Narnia")
    assert [x.value for x in test.error] == [
        "Narnia: not known. Give a postcode, or the authority after a comma."
    ]
    assert test.pills


def test_nothing_found_leads_to_what_there_is(opened):
    words = html(opened(q="zzzz"))
    assert 'href="/events?lang=en"' in words
    assert 'href="/events?q=zzzz&amp;past=1&amp;lang=en"' in words


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Tell us"), ("cy", "Rhoi gwybod")]
)
def test_a_map_without_an_event_says_how_one_is_told_of(
    network,  # noqa: ARG001 - it is opened
    monkeypatch,
    language,
    word,  # noqa: ARG001 - it is opened
):
    monkeypatch.setattr(served, "_answered", set(ROUTES))
    words = html(open_page(PAGE, language))
    assert word in words
    assert f'href="/tell-event?lang={language}"' in words
    assert "webcal" not in words
    assert not linked(open_page(PAGE, language, show="month"))


def test_hostile_words_stay_words_everywhere(opened):
    for params in ({"month": "2027-04"}, {"month": "2027-04", "show": "month"}):
        words = html(opened(**params))
        assert "End&lt;/script&gt;&lt;b&gt;" in words
        assert HOSTILE not in words
