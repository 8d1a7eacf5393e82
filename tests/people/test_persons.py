"""Persons: entered, changed, handed over and switched off."""

from __future__ import annotations

import pytest

from copro_map.people.changes import changes
from copro_map.people.persons import (
    enter_person,
    person_at,
    persons,
    sign_out_everywhere,
    switch_off,
)
from copro_map.people.rules.addresses import AddressError
from copro_map.people.rules.permissions import ENTERED, MACHINE, PUBLIC, RefusedError
from copro_map.people.rules.persons import PersonError
from copro_map.people.sessions import who
from copro_map.people.signing_in import link_of_the_machine, sign_in
from tests.people.conftest import NOW
from tests.people.test_links import make, opened
from tests.people.test_sessions import begin
from tests.samples import query

GONE = 99


def test_whoever_is_entered_is_there_by_any_spelling_of_the_address(here, entered):
    mair = entered("officer", "mair", address="Mair@Example.org", language="cy")
    assert person_at(here, " mair@EXAMPLE.org ") == mair
    assert (mair.address, mair.areas, mair.active) == (
        "Mair@example.org",
        ("CVC-CAVO",),
        True,
    )
    assert person_at(here, "") is None
    assert person_at(here, "other@example.org") is None
    again = entered("steward", "Mair Jones", address="mair@example.org")
    assert (again.number, again.role, again.areas) == (mair.number, "steward", ())
    assert persons(here, MACHINE) == (again,)


@pytest.mark.parametrize("role", ENTERED)
def test_only_an_administrator_sees_and_enters_people(here, entered, role):
    entered("administrator", "other")
    person = entered(role)
    actor = who(here, begin(here, person), NOW)
    one = {"address": "new@example.org", "name": "New", "role": "administrator"}
    one |= {"areas": (), "language": "", "now": NOW}
    if role == "administrator":
        assert person in persons(here, actor)
        assert enter_person(here, actor, **one).role == "administrator"
        return
    for press in (
        lambda: persons(here, actor),
        lambda: enter_person(here, actor, **one),
        lambda: switch_off(here, actor, person.number, now=NOW),
        lambda: sign_out_everywhere(here, actor, person.number, now=NOW),
    ):
        with pytest.raises(RefusedError):
            press()
    assert person_at(here, "new@example.org") is None
    assert person_at(here, person.address) == person


def test_the_public_sees_nobody(here, entered):
    entered()
    with pytest.raises(RefusedError):
        persons(here, PUBLIC)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"address": "mair"}, "not an e-mail address"),
        ({"address": "a@example.org, b@example.org"}, "not an e-mail address"),
        # Of another script, and looks like an a.
        ({"address": "m\u0430ir@example.org"}, "not an e-mail address"),
        ({"name": "  "}, "Give a name"),
        ({"name": "x" * 200}, "Give a name"),
        ({"name": "Mair\x1b[31m"}, "not seen"),
        ({"role": "owner"}, "no such role"),
        ({"role": "officer", "areas": ()}, "answers for an area"),
        ({"language": "fr"}, "cy or en"),
    ],
)
def test_what_cannot_be_is_refused_and_says_what_to_write(here, entered, wrong, says):
    with pytest.raises((PersonError, AddressError), match=says):
        entered(**{"role": "steward", "name": "mair"} | wrong)
    assert query(here.database, "SELECT COUNT(*) FROM person") == [(0,)]


def test_whoever_is_switched_off_leaves_and_can_come_back(here, entered):
    mair, other = entered("steward", "mair"), entered("steward", "other")
    link = make(here, "sign_in", person=mair.number)
    switch_off(here, MACHINE, mair.number, now=NOW)
    assert persons(here, MACHINE) == (other,)
    off = person_at(here, mair.address)
    assert off is not None
    assert (off.active, off.epoch) == (False, mair.epoch + 1)
    with pytest.raises(Exception, match="not known here"):
        opened(here, link)
    assert entered("steward", "mair").number == mair.number
    assert {x.name for x in persons(here, MACHINE)} == {"mair", "other"}


def test_links_that_would_sign_in_end_with_sign_out_everywhere(here, entered):
    mair = entered("steward", "mair")
    link = make(here, "sign_in", person=mair.number)
    sign_out_everywhere(here, MACHINE, mair.number, now=NOW)
    with pytest.raises(Exception, match="not known here"):
        sign_in(here, link, NOW)


def test_what_waited_for_an_officer_goes_to_another(here, entered):
    mair = entered("officer", "mair", areas=("CVC-CAVO", "CVC-PAVO"))
    sian = entered("officer", "sian", areas=("CVC-CAVS", "CVC-CAVO"))
    board = entered("board")
    for nobody in (board.number, mair.number, GONE):
        with pytest.raises(PersonError):
            switch_off(here, MACHINE, mair.number, now=NOW, hand_to=nobody)
    assert person_at(here, mair.address) == mair
    switch_off(here, MACHINE, mair.number, now=NOW, hand_to=sian.number)
    after = person_at(here, sian.address)
    assert after is not None
    assert after.areas == ("CVC-CAVS", "CVC-CAVO", "CVC-PAVO")
    steward = entered("steward")
    switch_off(here, MACHINE, sian.number, now=NOW, hand_to=steward.number)
    assert person_at(here, steward.address) == steward  # has all areas anyway
    with pytest.raises(PersonError, match="cannot take this over"):
        switch_off(here, MACHINE, board.number, now=NOW, hand_to=sian.number)


def test_the_last_administrator_stays(here, entered):
    first = entered("administrator", "first")
    link_of_the_machine(here, NOW)  # without an address: not counted
    for press in (
        lambda: switch_off(here, MACHINE, first.number, now=NOW),
        lambda: entered("steward", "first"),
    ):
        with pytest.raises(PersonError, match="last administrator"):
            press()
    second = entered("administrator", "second")
    switch_off(here, MACHINE, first.number, now=NOW)
    with pytest.raises(PersonError, match="last administrator"):
        switch_off(here, MACHINE, second.number, now=NOW)
    entered("administrator", "second", language="cy")  # the same role: a change
    with pytest.raises(PersonError, match="no such person"):
        switch_off(here, MACHINE, GONE, now=NOW)


def test_two_administrators_cannot_switch_each_other_off(here, entered):
    one, two = (entered("administrator", name) for name in ("one", "two"))
    first, second = (who(here, begin(here, x), NOW) for x in (one, two))
    switch_off(here, first, two.number, now=NOW)
    with pytest.raises(RefusedError):
        switch_off(here, second, one.number, now=NOW)


def test_whoever_is_at_the_machine_is_one_person_however_often(here):
    actors = []
    for _ in range(2):
        link = link_of_the_machine(here, NOW, goes_to="/desk")
        signed = sign_in(here, link, NOW, is_local=True)
        assert signed.goes_to == "/desk"
        actors.append(who(here, signed.token, NOW))
    assert actors[0] == actors[1]
    assert (actors[0].role, actors[0].address, actors[0].own) == (
        "administrator",
        "",
        frozenset(),
    )


def test_what_changes_of_a_person_is_noted_without_a_name_or_an_address(here, entered):
    entered("officer", "nia")
    entered("officer", "nia")  # the same again is no change
    entered("steward", "nia")
    address = {"address": "Nia@example.org"}
    entered("steward", "nia", **address, language="cy")
    noted = [x.change for x in changes(here, MACHINE, subject="person")[::-1]]
    assert [(x.what, x.was, x.now) for x in noted] == [
        ("entered", "", "officer"),
        ("role", "officer", "steward"),
        ("areas", "CVC-CAVO", ""),
        ("language", "", "cy"),
        ("address", "", ""),
    ]
