"""Claims: proved by a link, decided by a steward, told to whoever was there before."""

from __future__ import annotations

import shutil
from datetime import datetime

import pytest

from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.people import letters
from copro_map.people.claims import ClaimError, claim, claims, decide
from copro_map.people.contacts import (
    contacts_of,
    enter_contact,
    entries_of,
    never_write,
    reachable,
)
from copro_map.people.outbox import messages
from copro_map.people.rules.permissions import MACHINE, Actor, Belongs, RefusedError
from tests.samples import dump, query

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=WALES)
HERE = Belongs("tir-coed", frozenset())


@pytest.fixture
def installed(settings, blank):
    shutil.copyfile(blank, settings.database)
    return settings


def ask(settings, address, entry="tir-coed", language="cy") -> bool:
    with writing(settings.database) as database:
        return claim(database, entry, address, language, NOW)


def answer(settings, number, agreed, actor=MACHINE):
    def telling(decided):
        return letters.claim_decided(decided, "Tir Coed")

    decide(settings, actor, number, agreed, now=NOW, telling=telling)


def told(settings) -> list[tuple[str, str]]:
    return [(x.address, x.kind) for x in messages(settings, MACHINE)]


def test_yes_makes_an_owner_and_tells_who_was_it_before(installed):
    assert ask(installed, "first@example.org")
    answer(installed, 1, True)
    assert ask(installed, "second@example.org")
    answer(installed, 2, True)
    assert told(installed) == [
        ("first@example.org", "told"),
        ("second@example.org", "told"),
        ("first@example.org", "told"),
    ]
    owners = {x.address: x.is_owner for x in contacts_of(installed, MACHINE, HERE)}
    assert owners == {"second@example.org": True, "first@example.org": False}
    assert [x.address for x in reachable(installed)] == ["second@example.org"]
    with reading(installed.database) as database:
        assert entries_of(database, "first@example.org") == {"tir-coed"}
    last = messages(installed, MACHINE)[-1]
    assert "Another address now speaks for this entry" in last.body or (
        "Mae cyfeiriad arall" in last.body
    )
    assert "second@example.org" not in last.body


def test_no_changes_nothing_and_tells_who_asked_alone(installed):
    enter_contact(
        installed,
        MACHINE,
        HERE,
        address="owner@example.org",
        language="en",
        origin="owner",
        now=NOW,
    )
    ask(installed, "stranger@example.org")
    answer(installed, 1, False)
    assert told(installed) == [("stranger@example.org", "told")]
    assert [x.address for x in contacts_of(installed, MACHINE, HERE)] == [
        "owner@example.org"
    ]


def test_an_address_that_was_only_found_is_not_told(installed):
    enter_contact(
        installed,
        MACHINE,
        HERE,
        address="info@example.org",
        language="en",
        origin="found",
        found_at="https://example.org",
        now=NOW,
    )
    ask(installed, "mair@example.org")
    answer(installed, 1, True)
    assert told(installed) == [("mair@example.org", "told")]


def test_the_same_is_asked_once(installed):
    assert ask(installed, "mair@example.org")
    assert not ask(installed, "Mair@Example.org")
    assert ask(installed, "mair@example.org", "cwmpas")
    assert len(claims(installed, MACHINE)) == 2
    answer(installed, 1, True)
    assert not ask(installed, "mair@example.org")
    assert len(claims(installed, MACHINE)) == 1


@pytest.mark.parametrize("role", ["public", "owner", "member", "officer", "board"])
def test_nobody_but_a_steward_sees_or_decides_them(installed, role):
    ask(installed, "mair@example.org")
    before = dump(installed.database)
    actor = Actor(role, areas=frozenset({"CVC-CAVO"}), own=frozenset({"tir-coed"}))
    with pytest.raises(RefusedError):
        claims(installed, actor)
    with pytest.raises(RefusedError):
        answer(installed, 1, True, actor)
    assert dump(installed.database) == before


def test_two_stewards_at_once_decide_once(installed):
    ask(installed, "mair@example.org")
    answer(installed, 1, False)
    with pytest.raises(ClaimError):
        answer(installed, 1, True)
    assert len(told(installed)) == 1
    assert not contacts_of(installed, MACHINE, HERE)


def test_if_the_letters_cannot_be_written_nothing_is_decided(installed):
    ask(installed, "mair@example.org")
    before = dump(installed.database)
    with pytest.raises(ZeroDivisionError):
        decide(installed, MACHINE, 1, True, now=NOW, telling=lambda _: 1 / 0)
    assert dump(installed.database) == before


def test_a_claim_of_whoever_is_never_written_to_is_gone(installed):
    ask(installed, "mair@example.org")
    with writing(installed.database) as database:
        never_write(database, "mair@example.org", NOW.date())
    assert not claims(installed, MACHINE)
    assert query(installed.database, "SELECT COUNT(*) FROM claim") == [(0,)]
