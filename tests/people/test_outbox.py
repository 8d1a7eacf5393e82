"""The outbox: put in with its cause, once; who sees it; what is kept of it."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta

import pytest

from copro_map.base.i18n import Label, language_in_force
from copro_map.base.store.connection import data_revision, writing
from copro_map.base.store.network import NETWORK
from copro_map.base.today import WALES
from copro_map.people import letters
from copro_map.people.outbox import (
    Letter,
    LetterError,
    messages,
    put,
    send_again,
    sweep_outbox,
    why,
)
from copro_map.people.post import site_address
from copro_map.people.rules.contacts import Contact
from copro_map.people.rules.letters import in_language, of_network
from copro_map.people.rules.permissions import (
    MACHINE,
    ROLES,
    Actor,
    RefusedError,
    may,
)
from tests.samples import dump, query

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=WALES)
TEXT = Label("Press [[/k/canary-token]]", "Pwyswch [[/k/canary-token]]")
CONTACT = Contact(
    *(1, "tir-coed", "info@example.org", "", "found", "https://example.org/cyswllt"),
    *("2026-11-28", "legitimate_interests", False, False, "2026-11-29"),
)


@pytest.fixture
def installed(settings, blank):
    shutil.copyfile(blank, settings.database)
    return settings


def letter(cause="one", kind="link", **facts) -> Letter:
    usual = {"address": "info@example.org", "language": "en", "is_asked": True}
    subject = Label("One", "Un")
    return Letter(subject=subject, body=TEXT, kind=kind, cause=cause, **usual | facts)


def keep(settings, *several: Letter) -> list[bool]:
    with writing(settings.database) as database:
        return [put(database, one, NOW) for one in several]


def test_a_cause_is_written_once(installed):
    revision = data_revision(installed)
    assert keep(installed, letter(), letter(), letter("two")) == [True, False, True]
    assert keep(installed, letter(address="other@example.org")) == [False]
    assert len({x.message_id for x in messages(installed, MACHINE)}) == 2
    assert data_revision(installed) == revision


def test_what_is_taken_back_takes_its_letter_back(installed):
    before = dump(installed.database)

    def fail() -> None:
        with writing(installed.database) as database:
            assert put(database, letter(), NOW)
            raise RuntimeError("what the letter is about goes wrong")

    with pytest.raises(RuntimeError):
        fail()
    assert dump(installed.database) == before


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_it_and_sends_again_is_said_by_the_table(installed, role):
    keep(installed, letter())
    actor = Actor(role)
    if may(actor, "see_outbox"):
        assert len(messages(installed, actor)) == 1
    else:
        with pytest.raises(RefusedError):
            messages(installed, actor)
    if not may(actor, "send_again"):
        with pytest.raises(RefusedError):
            send_again(installed, actor, 1, NOW)


def test_a_steward_does_not_read_by_which_link_an_administrator_signs_in(installed):
    keep(installed, letter(kind="sign_in"), letter("two"))
    seen = messages(installed, Actor("steward"))
    assert ["canary-token" in x.body for x in seen] == [False, True]
    assert all("canary-token" in x.body for x in messages(installed, MACHINE))


def test_links_are_of_the_maps_own_address(installed, monkeypatch):
    keep(installed, letter())
    assert messages(installed, MACHINE)[0].body == "Press /k/canary-token"
    monkeypatch.setenv("COPRO_MAP_ADDRESS", "https://map.example/cy/")
    (one,) = messages(installed, MACHINE)
    assert one.body == "Press https://map.example/cy/k/canary-token"
    for wrong in ("map.example", "ftp://map.example", "https://", "https://a b", "//"):
        assert site_address({"COPRO_MAP_ADDRESS": wrong}) == ""


@pytest.mark.parametrize("number", [0, 2, -1])
def test_what_is_not_there_is_not_sent_again(installed, number):
    keep(installed, letter())
    with pytest.raises(LetterError, match="outbox"):
        send_again(installed, MACHINE, number, NOW)


def test_after_90_days_nobody_can_say_whom_it_was_to(installed):
    keep(installed, letter(), letter("waits", address="later@example.org"))
    with writing(installed.database) as database:
        database.conn.execute("UPDATE outbox SET state = 'sent' WHERE number = 1")
    days = timedelta(days=90)
    assert sweep_outbox(installed, NOW + days) == 0
    assert sweep_outbox(installed, NOW + days + timedelta(seconds=1)) == 1
    assert "info@example.org" not in str(dump(installed.database))
    assert "later@example.org" in str(dump(installed.database))
    assert keep(installed, letter()) == [False]  # that it was written stays


def test_why_is_said_in_the_language_in_force(installed):
    keep(installed, letter())
    (one,) = messages(installed, MACHINE)
    assert "COPRO_MAP_ADDRESS" in why(one)
    with language_in_force("cy"):
        assert why(one).startswith("Nid oes e-bost yn gadael")


LETTERS = {
    "sign_in": letters.sign_in("a@example.org", "", "TOKEN"),
    "my_page": letters.my_page("a@example.org", "", "TOKEN"),
    "claim": letters.claim("a@example.org", "", "TOKEN", "tir-coed", "Tir Coed"),
    "service": letters.service(CONTACT, Label("Woods", "Coed"), "TOKEN"),
    "service_again": letters.service_again(CONTACT, Label("Woods", "Coed"), "TOKEN"),
    "reminder": letters.reminder(CONTACT, "Tir Coed", "TOKEN", date(2026, 5, 1), 1),
    "last": letters.reminder(CONTACT, "Tir Coed", "TOKEN", date(2026, 5, 1), 3),
}


@pytest.mark.parametrize("one", LETTERS.values(), ids=LETTERS)
def test_each_letter_is_in_both_languages_with_its_link(one):
    subject, body = in_language(one)
    assert subject == f"{one.subject.cy} / {one.subject.en}"
    assert one.subject.cy != one.subject.en
    for language in ("en", "cy"):
        text = one.body.text(language)
        assert text.count(f"[[/k/TOKEN?lang={language}]]") == 1
        assert "{" not in text
    assert body.index("Helo") < body.index("Hello")
    paragraphs = one.body.en.split("\n\n"), one.body.cy.split("\n\n")
    assert len(paragraphs[0]) == len(paragraphs[1])
    same = set(paragraphs[0]) & set(paragraphs[1])
    assert same <= {"Tir Coed"}


def test_all_are_written_once_each(installed):
    assert keep(installed, *LETTERS.values()) == [True] * len(LETTERS)
    assert keep(installed, *LETTERS.values()) == [False] * len(LETTERS)


def test_the_first_letter_says_what_the_law_asks_for(installed):
    """UK GDPR, Art. 14: where from, who, what for, on what basis, which rights."""
    one = of_network(LETTERS["service"], NETWORK)
    for said in (
        "https://example.org/cyswllt (28 November 2026)",
        "Co-production Network for Wales",
        "legitimate interest",
        "as long as the entry is on the map",
        "see it, correct it, object and have it deleted",
        "Information Commissioner",
        "never to write to you again",
        "we write once more, and then no more",
        "Woods",
    ):
        assert said in one.body.en
    assert "28 Tachwedd 2026" in one.body.cy
    assert "Coed" in one.body.cy
    assert one.unsubscribe == "/k/TOKEN"
    assert not one.is_asked
    assert "info@example.org" not in one.cause
    assert keep(installed, one) == [True]
    other = letters.service(CONTACT, "Woods", "ANOTHER")
    assert keep(installed, other) == [False]  # one, however often it is written
    assert query(installed.database, "SELECT COUNT(*) FROM outbox") == [(1,)]


def test_letters_that_were_asked_for_cannot_be_unsubscribed_from():
    asked = [one for one in LETTERS.values() if one.is_asked]
    assert len(asked) == 3
    assert not any(one.unsubscribe for one in asked)
