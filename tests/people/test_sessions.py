"""Sessions: until when somebody is signed in, and as what."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from copro_map.base.store.connection import writing
from copro_map.people.links import LinkError
from copro_map.people.persons import sign_out_everywhere, switch_off
from copro_map.people.rules.permissions import MACHINE, PUBLIC
from copro_map.people.sessions import begin_session, end_session, who
from tests.people.conftest import NOW
from tests.people.test_links import MOMENTS, SECOND
from tests.samples import change, query


def begin(settings, person, now=NOW) -> str:
    with writing(settings.database) as database:
        return begin_session(database, person.number, now)


def test_whoever_signed_in_is_who_was_entered(here, entered, speaks_for):
    officer = entered("officer", "mair", areas=("CVC-CAVO", "CVC-PAVO"))
    speaks_for("MAIR@example.org", "cavo")
    actor = who(here, begin(here, officer), NOW)
    assert actor.role == "officer"
    assert (actor.person, actor.name, actor.address) == (
        officer.number,
        "mair",
        "mair@example.org",
    )
    assert actor.areas == {"CVC-CAVO", "CVC-PAVO"}
    assert actor.own == {"cavo"}
    assert actor.epoch == officer.epoch


@pytest.mark.parametrize("begins", MOMENTS)
def test_it_lasts_twelve_hours_to_the_second(here, entered, begins):
    start = MOMENTS[begins]
    token = begin(here, entered(), start)
    end = start.astimezone(UTC) + timedelta(hours=12)
    assert who(here, token, end - SECOND).role == "steward"
    assert who(here, token, end) == PUBLIC
    assert who(here, token, end + SECOND) == PUBLIC


def test_the_cookie_says_nothing_and_what_is_kept_opens_nothing(here, entered):
    token = begin(here, entered())
    kept = b"".join(x.read_bytes() for x in here.database.parent.iterdir())
    assert token.encode() not in kept
    ((hashed,),) = query(here.database, "SELECT token_hash FROM signed_in")
    for wrong in ("", hashed, token[:-1], token + "A", "administrator", "\ud800"):
        assert who(here, wrong, NOW) == PUBLIC
    near = hashed[:-1] + ("0" if hashed[-1] != "0" else "1")
    change(here.database, "UPDATE signed_in SET token_hash = ?", near)
    assert who(here, token, NOW) == PUBLIC


def test_the_role_is_read_each_time(here, entered):
    token = begin(here, entered("administrator", "one"))
    entered("administrator", "two")
    for role, areas in (("steward", ()), ("officer", ("CVC-PAVO",)), ("board", ())):
        entered(role, "one", areas=areas)
        actor = who(here, token, NOW)
        assert (actor.role, actor.areas) == (role, frozenset(areas))


def test_a_copied_cookie_ends_with_sign_out_everywhere(here, entered):
    person, other = entered(), entered("officer")
    first, copied, theirs = (begin(here, x) for x in (person, person, other))
    end_session(here, first)
    assert who(here, first, NOW) == PUBLIC
    assert who(here, copied, NOW).person == person.number
    sign_out_everywhere(here, MACHINE, person.number, now=NOW)
    assert who(here, copied, NOW) == PUBLIC
    assert who(here, theirs, NOW).person == other.number
    assert who(here, begin(here, person), NOW).epoch == person.epoch + 1


def test_a_session_of_an_older_epoch_is_nobody(here, entered):
    token = begin(here, entered())
    change(here.database, "UPDATE person SET epoch = epoch + 1")
    assert who(here, token, NOW) == PUBLIC


def test_whoever_is_switched_off_is_nobody_and_cannot_sign_in(here, entered):
    person = entered()
    token = begin(here, person)
    change(here.database, "UPDATE person SET active = 0")
    assert who(here, token, NOW) == PUBLIC
    with pytest.raises(LinkError, match="Ask an administrator"):
        begin(here, person)
    entered()
    switch_off(here, MACHINE, person.number, now=NOW)
    entered()  # comes back: what was before stays ended
    assert who(here, token, NOW) == PUBLIC


def test_without_a_database_everybody_is_the_public(settings):
    assert who(settings, "a" * 43, NOW) == PUBLIC
    assert not settings.database.exists()
