"""The commands of the outbox: what waits and why, one to be copied, one sent again."""

from __future__ import annotations

from datetime import datetime

import pytest

from copro_map.base.i18n import Label
from copro_map.base.store.connection import writing
from copro_map.base.today import WALES
from copro_map.people.outbox import Letter, put
from tests.command import refused
from tests.people import post_office

NOW = datetime(2026, 11, 29, 0, 30, tzinfo=WALES)


@pytest.fixture
def installed(settings):
    one = Letter(
        "info@example.org",
        "cy",
        Label("One", "Un"),
        Label("Press [[/k/abc]]", "Pwyswch [[/k/abc]]"),
        "link",
        "one",
        is_asked=True,
    )
    with writing(settings.database) as database:
        assert put(database, one, NOW)
    return settings


@pytest.mark.usefixtures("installed")
def test_it_lists_what_waits_and_says_why(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "250")
    (one,) = run("outbox", "--json").json
    assert one.pop("why").startswith("No mail leaves, as the map does not know")
    assert one == {
        "number": 1,
        "to": "info@example.org",
        "language": "cy",
        "subject": "Un",
        "state": "waiting",
        "created_on": "2026-11-29",
    }
    told = run("outbox").out  # as wide as the terminal of whoever asks
    assert "info@" in told
    assert "2026-11-29" in told
    monkeypatch.setenv("COPRO_MAP_ADDRESS", "https://map.example")
    assert "https://map.example/k/abc" in run("outbox", "show", "1").out


def test_an_empty_outbox_is_an_empty_list(run, settings):
    with writing(settings.database):
        pass
    assert run("outbox", "--json").json == []
    assert run("outbox").out == "Nothing was to be mailed so far.\n"


@pytest.mark.usefixtures("installed")
def test_it_sends_what_waits_and_what_failed_by_its_number(run, monkeypatch):
    told = run("outbox", "send").out
    assert told.startswith("Sent: 0\n")
    assert "COPRO_MAP_ADDRESS" in told
    with post_office.opened() as (office, port):
        post_office.send_there(monkeypatch, port)
        office.to_rcpt["info@example.org"] = "550 gone"
        assert run("outbox", "send").out == "Sent: 0\n"
        assert run("outbox", "--json").json[0]["state"] == "failed"
        office.to_rcpt.clear()
        assert run("outbox", "send", "1").out == "Sent: 1\n"
        assert run("outbox", "--json").json[0]["state"] == "sent"
        refused(run("outbox", "send", "1"), "was sent")
    assert len(office.taken) == 1
    assert "abc" not in run("outbox", "show", "1").out


@pytest.mark.usefixtures("installed")
def test_a_number_that_is_not_there_is_refused(run):
    refused(run("outbox", "show", "7"), "7: there is no such message")
    refused(run("outbox", "send", "7"), "7: there is no such message")


def test_without_a_database_it_says_how_to_make_one(run):
    refused(run("outbox", "--json"), "python -m copro_map init")
