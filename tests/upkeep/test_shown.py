"""What pages show once somebody has said that an entry is right, and a year later."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time
from html import unescape

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from copro_map.base.today import WALES
from copro_map.frame import served
from copro_map.indicators.progress import progress
from copro_map.indicators.words import sentence
from copro_map.people.rules.permissions import MACHINE
from copro_map.upkeep.confirming import say
from copro_map.upkeep.rules.words import Word
from tests.opening import open_page

SAID, LATER = date(2026, 11, 29), date(2027, 12, 29)
PROJECT, REQUEST = "age-friendly-ceredigion", "request-sdcp-volunteer-drivers"


@pytest.fixture(autouse=True)
def spoken(network, monkeypatch):
    """The real entries, a project confirmed and a request opened; today is that day."""
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    monkeypatch.setenv("COPRO_MAP_TODAY", SAID.isoformat())
    now = datetime.combine(SAID, time(12), WALES)
    say(network, MACHINE, PROJECT, Word("right", how="asked by telephone"), now)
    opened = Word("open", how="asked by telephone", closes_on="2027-03-31")
    say(network, MACHINE, REQUEST, opened, now)
    return network


def text_of(test) -> str:
    assert not test.exception
    return " ".join(unescape(x.proto.body) for x in test.get("html"))


def rows_of(test) -> dict[str, dict]:
    """The rows of every list of entries on a page, by id."""
    return {
        entry["id"]: entry
        for x in test.get("bidi_component")
        if x.proto.component_name == "copro_map_entry_list"
        for group in json.loads(x.proto.json)["groups"]
        for entry in group["entries"]
    }


def test_a_confirmed_request_that_no_offer_meets_is_unmet_on_its_areas_page():
    text = text_of(open_page("pages/area.py", "en", code="W06000004"))
    assert "Asked here, and nobody within 10 km offers it: 1" in text
    assert re.search(r"Confirmed in the last 12 months:(</span>)?\s*1 of", text)
    entry = text_of(open_page("pages/entry.py", "en", id=REQUEST))
    assert "Open until 31 March 2027" in entry
    assert "Confirmed by a steward of this map, November 2026" in entry


def test_a_year_later_the_project_counts_and_says_when_it_was_confirmed(
    spoken, monkeypatch
):
    monkeypatch.setenv("COPRO_MAP_TODAY", LATER.isoformat())
    (of_all,) = [
        x for x in progress(spoken, LATER).standings if x.indicator.code == "3.1"
    ]
    assert of_all.value == 1
    assert "Counted, but last confirmed more than 12 months ago: 1." in sentence(of_all)
    test = open_page("pages/indicators.py", "en", **{"open3.1": "1"})
    assert "Counted, but last confirmed more than 12 months ago: 1." in text_of(test)
    row = rows_of(test)[PROJECT]
    assert row["stale"]
    assert "Last confirmed Nov 2026" in row["meta"]
    page = text_of(open_page("pages/entry.py", "en", id=PROJECT))
    assert "Last confirmed by a steward of this map, November 2026" in page
    entry = text_of(open_page("pages/entry.py", "cy", id=REQUEST))
    assert "Ar agor tan" not in entry


@pytest.mark.parametrize(
    ("today", "state"), [(SAID, "confirmed"), (LATER, "stale"), (LATER, "unverified")]
)
def test_the_map_is_filtered_by_how_fresh_entries_are(monkeypatch, today, state):
    monkeypatch.setenv("COPRO_MAP_TODAY", today.isoformat())
    test = open_page("pages/asset_map.py", "cy", checked=state, kind="project")
    names = {
        "confirmed": "Cadarnhawyd yn y 12 mis diwethaf",
        "stale": "Wedi dyddio",
        "unverified": "Heb ei gadarnhau eto",
    }
    (chip,) = [x for x in test.button if x.key == "chip_checked"]
    assert names[state] in chip.label
    rows = rows_of(test)
    assert {row["stale"] for row in rows.values()} == {state == "stale"}
    assert (PROJECT in rows) == (state != "unverified")
    assert ("Llwyd" in text_of(test)) == (state == "stale")


def test_home_says_the_share_with_its_count():
    text = text_of(open_page("pages/home.py", "en"))
    assert "Confirmed in the last 12 months: 2 of" in text


def test_a_link_is_offered_only_where_the_server_sends_one(monkeypatch):
    monkeypatch.setattr(served, "_answered", set())
    assert "/my-link" not in text_of(open_page("pages/entry.py", "en", id=PROJECT))

    def ask(_: Request) -> PlainTextResponse:
        return PlainTextResponse("")

    served.answers([Route("/my-link", ask)])
    text = text_of(open_page("pages/entry.py", "cy", id=PROJECT))
    assert f"/my-link?entry={PROJECT}&lang=cy" in text
