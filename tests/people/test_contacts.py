"""Contacts: who may enter and see them, whom letters go to, and "never again"."""

from __future__ import annotations

import shutil
from datetime import datetime

import pytest

from copro_map.base.i18n import Label
from copro_map.base.store.connection import data_revision, reading, writing
from copro_map.base.today import WALES
from copro_map.people.claims import claim
from copro_map.people.contacts import (
    ContactError,
    contacts_of,
    enter_contact,
    entries_of,
    is_never,
    leave_contact,
    never_write,
    reachable,
)
from copro_map.people.links import make_link, open_link
from copro_map.people.outbox import Letter, messages, put
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import (
    MACHINE,
    PUBLIC,
    Actor,
    Belongs,
    RefusedError,
)
from tests.samples import dump, query

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=WALES)
HERE = Belongs("tir-coed", frozenset({"CVC-CAVO"}))
THERE = Belongs("cwmpas", frozenset({"CVC-GVS"}))
WALES_WIDE = Belongs("cpn", frozenset())


@pytest.fixture
def installed(settings, blank):
    shutil.copyfile(blank, settings.database)
    return settings


def person(settings, role, *areas) -> Actor:
    one = enter_person(
        settings,
        MACHINE,
        address=f"{role}@map.example",
        name=role,
        role=role,
        areas=areas,
        language="",
        now=NOW,
    )
    return Actor(role, one.number, role, one.address, frozenset(areas), epoch=one.epoch)


def enter(settings, address, belongs=HERE, actor=MACHINE, **facts):
    usual = {"language": "", "origin": "found", "found_at": "https://example.org"}
    return enter_contact(
        settings, actor, belongs, address=address, now=NOW, **usual | facts
    )


def addresses(settings, belongs=HERE):
    return [x.address for x in contacts_of(settings, MACHINE, belongs)]


def test_what_is_entered_says_where_it_is_from_and_on_what_basis(installed):
    revision = data_revision(installed)
    found = enter(installed, "Info@example.org", language="cy")
    assert (found.entry, found.address, found.language) == (
        "tir-coed",
        "Info@example.org",
        "cy",
    )
    assert (found.origin, found.found_at, found.found_on) == (
        "found",
        "https://example.org",
        "2026-11-29",
    )
    assert (found.basis, found.is_personal) == ("legitimate_interests", False)
    told = enter(installed, "mair@example.org", origin="telephone", found_at="")
    assert (told.basis, told.is_personal, told.found_on) == ("consent", True, "")
    assert data_revision(installed) == revision


def test_the_same_address_is_one_contact_however_it_is_written(installed):
    first = enter(installed, "Info@example.org", language="cy")
    again = enter(installed, " info@EXAMPLE.org", found_at="their page")
    assert (again.number, again.language, again.found_at) == (
        first.number,
        "cy",
        "their page",
    )
    assert len(addresses(installed)) == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"found_at": " "},
        {"found_on": "29/11/2026"},
        {"address": "a@example.org, b@example.org"},
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(installed, facts):
    from copro_map.base.errors import CoproMapError

    before = dump(installed.database)
    with pytest.raises(CoproMapError):
        enter(installed, **{"address": "info@example.org"} | facts)
    assert dump(installed.database) == before


def test_an_officer_sees_and_enters_contacts_of_their_area_alone(installed):
    officer = person(installed, "officer", "CVC-CAVO")
    enter(installed, "info@here.example", actor=officer)
    enter(installed, "info@there.example", THERE)
    assert len(contacts_of(installed, officer, HERE)) == 1
    for elsewhere in (THERE, WALES_WIDE):
        with pytest.raises(RefusedError):
            contacts_of(installed, officer, elsewhere)
        with pytest.raises(RefusedError):
            enter(installed, "x@example.org", elsewhere, officer)
        with pytest.raises(RefusedError):
            leave_contact(installed, officer, elsewhere, 2, now=NOW)
    assert addresses(installed, THERE) == ["info@there.example"]


@pytest.mark.parametrize("actor", [PUBLIC, Actor("member"), Actor("board")])
def test_nobody_else_sees_or_enters_any(installed, actor):
    number = enter(installed, "info@example.org").number
    with pytest.raises(RefusedError):
        contacts_of(installed, actor, HERE)
    with pytest.raises(RefusedError):
        enter(installed, "x@example.org", actor=actor)
    with pytest.raises(RefusedError):
        leave_contact(installed, actor, HERE, number, now=NOW)
    assert addresses(installed) == ["info@example.org"]


def test_rights_are_those_of_now(installed):
    steward = person(installed, "steward")
    enter(installed, "info@example.org", actor=steward)
    enter_person(
        installed,
        MACHINE,
        address=steward.address,
        name="x",
        role="board",
        areas=(),
        language="",
        now=NOW,
    )
    with pytest.raises(RefusedError):
        enter(installed, "x@example.org", actor=steward)
    assert addresses(installed) == ["info@example.org"]


def test_a_contact_of_another_entry_is_not_left_by_its_number(installed):
    number = enter(installed, "info@example.org").number
    with pytest.raises(ContactError):
        leave_contact(installed, MACHINE, THERE, number, now=NOW)
    leave_contact(installed, MACHINE, HERE, number, now=NOW)
    assert not addresses(installed)
    with reading(installed.database) as database:
        assert not entries_of(database, "info@example.org")
    assert enter(installed, "info@example.org").number != number


def test_letters_go_to_the_owner_then_to_the_office(installed):
    enter(installed, "mair@example.org", origin="telephone")
    assert [x.address for x in reachable(installed)] == ["mair@example.org"]
    enter(installed, "swyddfa@example.org")
    enter(installed, "info@there.example", THERE)
    assert {x.entry: x.address for x in reachable(installed)} == {
        "tir-coed": "swyddfa@example.org",
        "cwmpas": "info@there.example",
    }
    assert addresses(installed) == ["swyddfa@example.org", "mair@example.org"]


def test_an_address_speaks_for_all_its_entries(installed):
    enter(installed, "Info@example.org")
    enter(installed, "info@example.org", THERE)
    with reading(installed.database) as database:
        assert entries_of(database, "INFO@example.org") == {"tir-coed", "cwmpas"}
        assert entries_of(database, "other@example.org") == frozenset()
        assert entries_of(database, "") == frozenset()


def test_never_leaves_a_keyed_hash_and_nothing_else_of_an_address(installed):
    address, label = "Mair.Canary@example.org", Label("A", "B")
    enter(installed, address)
    enter(installed, "info@example.org")
    letter = Letter(address, "", label, label, "reminder", "one", False, "tir-coed")
    asked = Letter("info@example.org", "", label, label, "link", "two", True)
    with writing(installed.database) as database:
        assert put(database, letter, NOW)
        assert put(database, asked, NOW)
        assert claim(database, "cwmpas", address, "", NOW)
        token = make_link(database, "entry", NOW, address=address, entry="tir-coed")
    with writing(installed.database) as database:
        never_write(database, "mair.canary@EXAMPLE.org", NOW.date())
    assert "canary" not in str(dump(installed.database)).lower()
    files = b"".join(x.read_bytes() for x in installed.database.parent.glob("*.db"))
    assert b"canary" not in files.lower()
    assert addresses(installed) == ["info@example.org"]
    assert [x.state for x in messages(installed, MACHINE)] == ["failed", "waiting"]
    with writing(installed.database) as database:
        assert is_never(database, "MAIR.canary@example.org")
        assert not is_never(database, "info@example.org")
        assert not put(database, letter, NOW)
        assert not claim(database, "tir-coed", address, "", NOW)
        assert open_link(database, token, NOW).address == ""
        never_write(database, "", NOW.date())  # a second press on the same link
        never_write(database, address, NOW.date())
    with pytest.raises(ContactError):
        enter(installed, address)
    assert query(installed.database, "SELECT COUNT(*) FROM never_write") == [(1,)]


def test_the_hash_cannot_be_made_without_the_key(installed):
    import hashlib

    address = "mair@example.org"
    with writing(installed.database) as database:
        never_write(database, address, NOW.date())
    ((mark,),) = query(installed.database, "SELECT mark FROM never_write")
    plain = {hashlib.new(x, address.encode()).hexdigest() for x in ("sha256", "md5")}
    assert mark not in plain
    with writing(installed.database) as database:
        database.conn.execute("UPDATE secret SET key = ?", (b"x" * 32,))
        assert not is_never(database, address)


def test_a_person_who_is_entered_signs_in_all_the_same(installed):
    label = Label("A", "B")
    with writing(installed.database) as database:
        never_write(database, "officer@map.example", NOW.date())
        one = Letter("officer@map.example", "", label, label, "sign_in", "one", True)
        assert put(database, one, NOW)
