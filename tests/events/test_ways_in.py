"""What is wrong with an event: one sentence, the same by every way in, nothing lost."""

from __future__ import annotations

import shutil
from dataclasses import asdict, replace
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from copro_map.base.i18n import language_in_force
from copro_map.by_link.light.routes import ROUTES
from copro_map.events.entering import add
from copro_map.events.importing import import_events
from copro_map.events.rules.given import EventError
from copro_map.people import limits
from copro_map.people.rules.permissions import MACHINE
from tests.conftest import PROJECT
from tests.events.given_events import BAD, GOOD, NOW, bad, cells, kept
from tests.samples import HOSTILE, dump, query, write_csv

IDS = [f"{field}-{n}" for n, (_, field, _) in enumerate(BAD)]


@pytest.fixture(scope="module")
def shared(few, tmp_path_factory):
    """An installation of which these tests change nothing: all that they try is bad."""
    path = tmp_path_factory.mktemp("shared") / "copro_map.db"
    shutil.copyfile(few, path)
    before = dump(path)
    yield replace(PROJECT, database=path)
    assert dump(path) == before


@pytest.fixture(scope="module")
def client():
    return TestClient(Starlette(routes=list(ROUTES)), "http://localhost")


@pytest.fixture
def on_the_form(monkeypatch, client):
    """Return what a reader sees who sends the form, and with which status."""
    limits._limiter.cache_clear()
    monkeypatch.setenv("COPRO_MAP_TODAY", "2026-11-30")

    def sent(settings, given, language="en", **more) -> tuple[int, str]:
        monkeypatch.setenv("COPRO_MAP_DB", str(settings.database))
        data = {name: text for name, text in asdict(given).items() if text}
        page = client.post(f"/tell-event?lang={language}", data=data | more)
        return page.status_code, unescape(page.text)

    return sent


def at_the_desk(settings, given) -> list[tuple[str, str]]:
    with pytest.raises(EventError) as refused:
        add(settings, MACHINE, given, NOW)
    return [(one.field, one.reason()) for one in refused.value.faults]


def in_a_file(settings, given, tmp_path, *, dry_run=False):
    path = write_csv(tmp_path / "events.csv", cells(given))
    return import_events(settings, path, today=NOW.date(), dry_run=dry_run)


@pytest.mark.parametrize(("changes", "field", "words"), BAD, ids=IDS)
def test_a_fault_is_one_sentence_the_same_by_all_three_ways(
    changes, field, words, shared, on_the_form, tmp_path
):
    given = bad(changes)
    ((where, said),) = at_the_desk(shared, given)
    assert (where, words in said) == (field, True)
    assert said.count(". ") <= 2
    assert said.endswith((".", "https://"))
    status, page = on_the_form(shared, given)
    assert status == 400
    assert said in page
    assert all(text in page for text in changes.values())
    result = in_a_file(shared, given, tmp_path)
    if field in ("type", "starts_on") and not changes[field]:
        assert result.faults  # such a file has no column for what it must say
    else:
        told = [(one.row, one.reason()) for one in result.faults]
        assert told == [(2, said)]
        assert result.faults[0].column == field


@pytest.mark.parametrize(("changes", "_", "words"), BAD[::6], ids=IDS[::6])
def test_a_fault_is_told_in_welsh_too(changes, _, words, shared, on_the_form):
    with language_in_force("cy"):
        ((_, said),) = at_the_desk(shared, bad(changes))
    assert words not in said
    assert said in on_the_form(shared, bad(changes), "cy")[1]


def test_each_fault_of_several_is_told(shared, on_the_form):
    given = bad({"type": "x", "ends_at": "09:00", "place": "BS1 4ST", "places": "0"})
    said = at_the_desk(shared, given)
    assert [field for field, _ in said] == [
        "type",
        "ends_at",
        "has_booking",
        "places",
        "place",
    ]
    _, page = on_the_form(shared, given)
    assert all(words in page for _, words in said)
    assert "To put right: 5." in page


def test_what_hides_is_refused_at_the_desk_and_taken_out_on_the_form(
    shared, on_the_form
):
    given = bad({"name_en": "A day\u202e of"})
    assert at_the_desk(shared, given)[0][0] == "name_en"
    status, page = on_the_form(shared, given)
    assert status == 400
    assert 'value="A day of"' in page
    assert "\u202e" not in page


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_it_is_written_and_drawn_as_text(
    text, here, on_the_form
):
    event = add(here, MACHINE, bad({"name_en": text, "about_en": text}), NOW)
    assert event.name_en == " ".join(text.split())
    _, page = on_the_form(here, bad({"name_en": text, "place": "BS1 4ST"}))
    assert "<img src=x onerror" not in page.replace(text, "")


def test_the_same_event_is_told_at_the_desk_and_on_the_form(
    here, on_the_form, tmp_path
):
    add(here, MACHINE, GOOD, NOW)
    again = bad({"name_en": "a DAY of  listening!", "venue": "", "place": "SY23 1DE"})
    ((field, said),) = at_the_desk(here, again)
    assert field == "name_en"
    assert "A day of listening, 10 April 2027" in said
    assert said in on_the_form(here, again)[1]
    other = bad({"starts_at": "09:00"})
    assert add(here, MACHINE, other, NOW).number == 2  # another session of that day
    elsewhere = add(here, MACHINE, bad({"place": "Bangor, Gwynedd"}), NOW)
    assert elsewhere.authority != "W06000008"
    assert in_a_file(here, GOOD, tmp_path).unchanged == 1
    assert len(kept(here)) == 3


def test_only_what_is_to_come_is_told_by_anybody(here, on_the_form):
    past = bad({"starts_on": "2026-03-10"})
    status, page = on_the_form(here, past)
    assert status == 400
    assert "10 March 2026: this day is over." in page
    assert add(here, MACHINE, past, NOW).state == "planned"  # what has been counts


def test_anybody_gives_an_address_to_write_to(shared, on_the_form):
    _, page = on_the_form(shared, bad({"address": ""}))
    assert "Write your e-mail address" in page


def test_the_form_begins_with_the_entry_that_organises(shared, client, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(shared.database))
    page = client.get("/tell-event?lang=en&entry=tir-coed").text
    assert "Tir Coed" in page
    assert 'name="entry" value="tir-coed"' in page
    assert "Tir Coed" not in client.get("/tell-event?lang=en").text


def test_an_event_told_waits_for_its_link_then_at_the_desk(here, on_the_form, client):
    status, page = on_the_form(here, GOOD)
    assert status == 200
    assert "post@example.org" in page
    (event,) = kept(here)
    assert (event.state, event.channel, event.language) == ("sent", "form", "en")
    ((to, body),) = query(here.database, "SELECT address, body FROM outbox")
    token = body.split("[[/k/")[1].split("?")[0]
    assert to == "post@example.org"
    assert "10 April 2027" in body
    opened = client.get(f"/k/{token}?lang=en").text
    assert "A day of listening" in opened
    assert kept(here)[0].state == "sent"
    assert "<button>Send the event</button>" in opened
    assert "<button>Anfon y digwyddiad<" in client.get("/k?lang=cy").text
    proof = opened.split('name="proof" value="')[1].split('"')[0]
    told = {"press": "tell", "entry": "", "proof": proof}
    assert "Somebody at the desk looks at it" in client.post("/k", data=told).text
    assert kept(here)[0].state == "waiting"
    client.post("/k", data=told)
    assert [one.state for one in kept(here)] == ["waiting"]


def test_nobody_fills_the_desk(here, on_the_form):
    names = [bad({"name_en": f"Day {n}", "name_cy": ""}) for n in range(5)]
    told = [on_the_form(here, one) for one in names]
    assert [status for status, _ in told] == [200, 200, 200, 400, 400]
    assert "wait for their link" in told[3][1]
    assert 'value="Day 3"' in told[3][1]
    others = [replace(x, address=f"a{n}@example.org") for n, x in enumerate(names)]
    assert "within a minute" in on_the_form(here, others[4])[1]


def test_another_site_sends_nothing(here, client, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(here.database))
    given = {name: text for name, text in asdict(GOOD).items() if text}
    page = client.post(
        "/tell-event", data=given, headers={"sec-fetch-site": "cross-site"}
    )
    assert page.status_code == 400
    assert kept(here) == []
