"""Plain pages of events, their calendars and their file: as browsers ask."""

from __future__ import annotations

import csv
import io
import json
import re

import ics
import pytest

from tests.events.conftest import planted, planted_once  # noqa: F401 - fixtures
from tests.events.planted import (
    CANCELLED,
    GWYNEDD,
    HOSTILE,
    LOCAL,
    MOVED,
    NIGHT,
    OVER,
    PUBLIC,
    STRANGE,
    UNSEEN,
)

SCHEMA = "https://schema.org/"


@pytest.fixture
def client(planted, asks):  # noqa: F811
    return asks(planted)


def linked(client, facts, language="en"):
    """What a page says to search engines of the event itself."""
    text = client.get(f"/{language}/event/{facts['id']}").text
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    (one,) = [x for x in map(json.loads, found) if x["@type"] == "Event"]
    return one


def test_each_has_a_page_in_both_languages_and_nobody_private_is_on_it(client):
    for one in PUBLIC:
        for language in ("en", "cy"):
            answer = client.get(f"/{language}/event/{one['id']}")
            assert answer.status_code == 200
            other = {"en": "cy", "cy": "en"}[language]
            assert f'href="/{other}/event/{one["id"]}"' in answer.text
            assert not re.search("[Pp]rivate|example\\.org", answer.text)
    assert MOVED["name_cy"] in client.get(f"/cy/event/{MOVED['id']}").text


def test_what_is_not_public_is_not_there(client):
    for event_id in (UNSEEN["id"], "e-nothing", "x" * 90):
        for end in ("", ".ics"):
            assert client.get(f"/en/event/{event_id}{end}").status_code == 404
    led = client.get(f"/event/{LOCAL['id']}?lang=cy")
    assert (led.status_code, led.headers["location"]) == (
        302,
        f"/cy/event/{LOCAL['id']}",
    )


def test_search_engines_are_told_when_where_and_how_it_stands(client):
    night = linked(client, NIGHT)
    assert night["startDate"] == "2027-03-27T22:00:00+00:00"
    assert night["endDate"] == "2027-03-28T04:00:00+01:00"
    assert night["eventStatus"] == f"{SCHEMA}EventScheduled"
    assert night["eventAttendanceMode"] == f"{SCHEMA}OfflineEventAttendanceMode"
    assert night["location"]["address"]["postalCode"] == "LL57 2TQ"
    moved = linked(client, MOVED, "cy")
    assert moved["eventStatus"] == f"{SCHEMA}EventRescheduled"
    assert moved["previousStartDate"] == "2026-12-01T09:30:00+00:00"
    assert linked(client, CANCELLED)["eventStatus"] == f"{SCHEMA}EventCancelled"
    mixed = linked(client, LOCAL)
    assert mixed["eventAttendanceMode"] == f"{SCHEMA}MixedEventAttendanceMode"
    assert [x["@type"] for x in mixed["location"]] == ["Place", "VirtualLocation"]
    over = linked(client, OVER)
    assert (over["startDate"], over["endDate"]) == ("2026-10-31", "2026-11-01")


def test_hostile_words_are_told_as_words(client):
    assert linked(client, STRANGE)["name"] == HOSTILE
    text = client.get(f"/en/event/{STRANGE['id']}").text
    assert "<b>" not in text
    assert text.count("</script>") == 2


def test_a_calendar_answers_the_question_of_the_page(client):
    got = client.get("/open/events.ics?area=W11000023&type=co_design&lang=cy")
    assert got.headers["content-type"] == "text/calendar; charset=utf-8"
    assert {x.uid.partition("@")[0] for x in ics.Calendar(got.text).events} == {
        NIGHT["id"]
    }
    assert "X-WR-CALNAME:Digwyddiadau" in got.text
    known = {"if-none-match": got.headers["etag"]}
    again = client.get(got.url, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert got.headers["access-control-allow-origin"] == "*"
    whole = client.get("/open/events.ics?past=1")
    assert [x.name for x in ics.Calendar(whole.text).events] == [OVER["name_en"]]
    (one,) = ics.Calendar(client.get(f"/cy/event/{LOCAL['id']}.ics").text).events
    assert one.name == LOCAL["name_cy"]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        *(("kind=offer", ["kind"]), ("month=2027-99", ["month"])),
        *(("near=Narnia", ["near"]), ("q=a&q=b", ["q"]), ("event=x", ["event"])),
    ],
)
def test_a_calendar_refuses_by_name_what_means_nothing(client, asked, named):
    got = client.get(f"/open/events.ics?{asked}")
    assert (got.status_code, got.json()["ignored"]) == (400, named)


def test_the_file_holds_every_public_event_and_nothing_private(client):
    text = client.get("/open/events.csv").content.decode("utf-8-sig")
    rows = {one["id"]: one for one in csv.DictReader(io.StringIO(text, newline=""))}
    assert {*rows} == {one["id"] for one in PUBLIC}
    assert not re.search("[Pp]rivate|example\\.org", text)
    night = rows[NIGHT["id"]]
    assert night["authority_name_cy"] == "Gwynedd"
    assert night["authority"] == GWYNEDD
    assert (night["starts_at"], night["ends_on"]) == ("22:00", "2027-03-28")
    assert rows[MOVED["id"]]["moved_from"] == "2026-12-01"
    assert rows[CANCELLED["id"]]["state"] == "cancelled"
    assert night["citizens"] == ""


def test_search_engines_find_every_event(client):
    listed = client.get("/sitemap.xml").text
    assert all(f"/cy/event/{one['id']}" in listed for one in PUBLIC)
    assert UNSEEN["id"] not in listed
