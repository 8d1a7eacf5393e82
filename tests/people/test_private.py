"""What is kept of people's addresses and letters stands in nothing that goes out."""

from __future__ import annotations

import logging
from datetime import datetime

import pytest

from copro_map.base.i18n import Label
from copro_map.base.store.connection import writing
from copro_map.base.today import WALES
from copro_map.people.claims import claim
from copro_map.people.contacts import Given, keep_contact, never_write
from copro_map.people.mail import send_waiting
from copro_map.people.outbox import Letter, put
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.sessions import begin_session, who
from copro_map.upkeep.face import Word, say
from copro_map.upkeep.reporting import report
from tests.opening import open_page
from tests.people import post_office

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=WALES)
ENTRY = "tir-coed"
CANARY = "canary"
COMMANDS = [
    ("search", "Tir Coed", "--json"),
    ("check",),
    ("drafts", "list", "--json"),
    ("indicators", "--json"),
]


@pytest.fixture
def kept(network):
    """The real entries; of one an address, a claim, letters, and who confirmed it."""
    label = Label(f"{CANARY} subject", f"{CANARY} pwnc")
    address = f"{CANARY}@example.org"
    given = Given(address, "cy", "found", f"{CANARY} page", "2026-11-29")
    with writing(network.database) as database:
        keep_contact(database, ENTRY, given, NOW.date())
        claim(database, ENTRY, f"{CANARY}2@example.org", "", NOW)
        never_write(database, f"{CANARY}3@example.org", NOW.date())
        for n, language in enumerate(("cy", "")):
            put(
                database,
                Letter(address, language, label, label, "reminder", str(n), False),
                NOW,
            )
    person = enter_person(
        network,
        MACHINE,
        address=f"{CANARY}4@example.org",
        name=f"Mair {CANARY}",
        role="steward",
        areas=(),
        language="cy",
        now=NOW,
    )
    with writing(network.database) as database:
        session = begin_session(database, person.number, NOW)
    actor = who(network, session, NOW)
    say(network, actor, ENTRY, Word("right", how=f"{CANARY} told me"), NOW)
    report(network, ENTRY, "place", f"{CANARY} says so", NOW, client=CANARY)
    return network


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("file_format", ["csv", "geojson"])
def test_no_export_tells_of_it(run, tmp_path, file_format):
    file = tmp_path / f"out.{file_format}"
    assert run("export", "--format", file_format, "--out", file).code == 0
    content = file.read_bytes()
    assert b"Tir Coed" in content
    assert CANARY.encode() not in content


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_for_the_public_tells_of_it(run, words):
    told = run(*words)
    assert told.out
    assert CANARY not in told.out + told.err


@pytest.mark.usefixtures("kept")
def test_no_page_for_the_public_tells_of_it():
    page = open_page("pages/entry.py", "en", id=ENTRY)
    assert not page.exception
    shown = "".join(str(one.proto) for one in page.get("html"))
    assert "Tir Coed" in shown
    assert "November 2026" in shown  # the month, and no more of who confirmed it
    assert CANARY not in shown


@pytest.mark.parametrize("answer", ["250 OK", "550 no", "451 later", post_office.DROP])
def test_nothing_of_it_is_logged_whatever_a_server_says(
    kept, monkeypatch, caplog, capfd, answer
):
    with post_office.opened() as (office, port):
        post_office.send_there(monkeypatch, port)
        office.to_data = answer
        with caplog.at_level(logging.DEBUG, "copro_map"):
            send_waiting(kept, NOW)
        assert office.asked
    said = capfd.readouterr()
    ours = [x.getMessage() for x in caplog.records if x.name.startswith("copro_map")]
    assert CANARY not in said.out + said.err + "".join(ours)
