"""Who sits on the Forum and the Board, and what they decided: what is public of it."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

from datetime import date

from copro_map.members.forum import decisions, seats
from copro_map.members.rules.records import Seat
from copro_map.members.rules.seats import ends_soon
from tests.members.planted import kept, plant_decision, plant_interest, plant_seat
from tests.people.conftest import here  # noqa: F401 - fixture

DAY = date(2026, 11, 30)


def test_whoever_does_not_agree_is_counted_and_nothing_of_them_is_said(here):
    first = plant_seat(here, "Ann Agrees", constituency_en="Carers")
    hidden = plant_seat(here, "Bob Hidden", is_public=0, constituency_en="Powys")
    plant_seat(here, "Cai Forum", body="forum", from_on="2026-01-01")
    plant_interest(here, first, "Trustee of a charity")
    plant_interest(here, first, "Sold it", ended_on="2026-11-30")
    plant_interest(here, hidden, "Secret shop")
    found = seats(here, DAY)
    assert [(x.body, x.name) for x in found] == [
        ("forum", "Cai Forum"),
        ("board", "Ann Agrees"),
        ("board", ""),
    ]
    assert found[1].interests == ("Trustee of a charity",)
    assert not [x for x in ("Hidden", "Powys", "Secret") if x in repr(found)]


def test_a_seat_is_held_from_its_first_day_until_somebody_left_it(here):
    plant_seat(here, "Past", left_on="2026-11-30")
    plant_seat(here, "Until tomorrow", left_on="2026-12-01")
    plant_seat(here, "To come", from_on="2026-12-01")
    plant_seat(here, "Over", term_ends_on="2026-11-29")
    assert [x.name for x in seats(here, DAY)] == ["Until tomorrow", "Over"]
    soon = {x.name for x in kept(here, Seat) if ends_soon(x, DAY)}
    assert soon == {"Over"}
    plant_seat(here, "Ends in 90 days", term_ends_on="2027-02-28")
    plant_seat(here, "Ends in 91 days", term_ends_on="2027-03-01")
    soon = {x.name for x in kept(here, Seat) if ends_soon(x, DAY)}
    assert soon == {"Over", "Ends in 90 days"}


def test_decisions_are_public_that_are_said_to_be_and_stand(here):
    plant_decision(here, "Older", decided_on="2026-03-01", in_favour=7, against=1)
    plant_decision(here, "Newer")
    plant_decision(here, "Not public", is_public=0)
    plant_decision(here, "Withdrawn", withdrawn_on="2026-10-05")
    found = decisions(here)
    assert [one.title_en for one in found] == ["Newer", "Older"]
    assert (found[1].in_favour, found[1].against, found[1].abstained) == (7, 1, None)
