"""Rights are read again inside the transaction that writes."""

from __future__ import annotations

from itertools import product

import pytest

from copro_map.base.store.connection import writing
from copro_map.people.contacts import leave_contact
from copro_map.people.persons import sign_out_everywhere, switch_off
from copro_map.people.rights import bearer, require_now
from copro_map.people.rules.permissions import (
    ENTERED,
    MACHINE,
    PUBLIC,
    TABLE,
    Actor,
    Belongs,
    RefusedError,
    may,
)
from copro_map.people.sessions import who
from tests.people.conftest import NOW
from tests.people.test_links import make, opened
from tests.people.test_sessions import begin
from tests.samples import change

HERE = Belongs("tir-coed", frozenset({"CVC-CAVO"}))
THERE = Belongs("tir-coed", frozenset({"CVC-PAVO"}))


def now(settings, actor, action="say", *where) -> Actor:
    with writing(settings.database) as database:
        return require_now(database, actor, action, *where or (HERE,))


def refused(settings, actor, action="say", *where) -> bool:
    try:
        now(settings, actor, action, *where)
    except RefusedError:
        return True
    return False


@pytest.mark.parametrize("role", ENTERED)
def test_a_person_may_what_the_table_says(here, entered, role):
    actor = who(here, begin(here, entered(role)), NOW)
    for action, where in product(TABLE, ((HERE,), (THERE,), (HERE, THERE))):
        assert refused(here, actor, action, *where) != may(actor, action, *where)


def test_whoever_is_demoted_in_the_middle_is_refused(here, entered):
    entered("administrator", "other")
    actor = who(here, begin(here, entered("administrator", "one")), NOW)
    assert now(here, actor, "enter_person").role == "administrator"
    entered("steward", "one")
    assert refused(here, actor, "enter_person")
    assert now(here, actor).role == "steward"  # who they are now, to be written down
    entered("member", "one")
    assert refused(here, actor)


def test_an_officer_whose_area_changed_is_refused_in_the_old_one(here, entered):
    actor = who(here, begin(here, entered("officer")), NOW)
    assert now(here, actor).areas == {"CVC-CAVO"}
    entered("officer", areas=("CVC-PAVO",))
    assert refused(here, actor)
    assert not refused(here, actor, "say", THERE)
    assert refused(here, actor, "say", HERE, THERE)


@pytest.mark.parametrize("end", [switch_off, sign_out_everywhere])
def test_whoever_was_switched_off_or_signed_out_is_refused(here, entered, end):
    person = entered()
    actor = who(here, begin(here, person), NOW)
    end(here, MACHINE, person.number, now=NOW)
    assert refused(here, actor)
    entered()  # entered again: what a page was drawn with stays refused
    assert refused(here, actor)
    assert not refused(here, who(here, begin(here, person), NOW))


@pytest.mark.parametrize(
    "sql", ["UPDATE person SET epoch = epoch + 1", "UPDATE person SET active = 0"]
)
def test_each_of_epoch_and_flag_counts_by_itself(here, entered, sql):
    actor = who(here, begin(here, entered()), NOW)
    assert not refused(here, actor)
    change(here.database, sql)
    assert refused(here, actor)


def test_a_role_that_nobody_is_entered_with_opens_nothing(here):
    for actor in (
        Actor(role="administrator", name="somebody"),
        Actor(role="steward", person=99),
        Actor(role="owner", own=frozenset({"tir-coed"})),
        Actor(role="owner", address="a@example.org", own=frozenset({"tir-coed"})),
        PUBLIC,
    ):
        assert refused(here, actor)
    assert now(here, MACHINE, "enter_person") == MACHINE


def test_an_owner_speaks_as_long_as_the_address_is_the_entrys(here, speaks_for):
    number = speaks_for("a@example.org", "tir-coed")
    speaks_for("a@example.org", "cavo")
    link = opened(here, make(here, "entry", address="a@example.org", entry="tir-coed"))
    with writing(here.database) as database:
        actor = bearer(database, link)
    assert now(here, actor).own == {"tir-coed"}
    assert refused(here, actor, "say", Belongs("cavo", frozenset()))
    assert refused(here, actor, "enter_contact")
    leave_contact(here, MACHINE, HERE, number, now=NOW)
    assert refused(here, actor)
