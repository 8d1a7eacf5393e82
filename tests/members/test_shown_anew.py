"""What a page keeps of members and events is made anew once one of them changes."""

from __future__ import annotations

import pytest

from copro_map.base.store.connection import data_mark, writing
from copro_map.events.rules.records import Booking, Event
from copro_map.events.store import events
from copro_map.members.rules.records import Decided, Member, Seat
from copro_map.members.store import members
from tests.events.booked import plant
from tests.members.planted import plant_decision, plant_member, plant_seat

HELD = {"mark": "0" * 32, "name": "Mair", "address": "m@tref.llan", "language": "cy"}
HELD |= {"address_key": "m@tref.llan", "asked_at": "2026-11-30T09:00:00Z"}


@pytest.fixture
def kept(settings):
    """One of each: a member, a seat, a decision, an event, a booking not confirmed."""
    member = plant_member(settings).number
    seat, decision = plant_seat(settings, "Mair"), plant_decision(settings, "A chair")
    event = plant(settings).number
    with writing(settings.database) as database:
        booking = events.put(database, Booking, event=event, state="held", **HELD)
    return {
        "member": (members, Member, member, {"seen_on": "2026-11-30"}),
        "seat": (members, Seat, seat, {"is_public": 0}),
        "decision": (members, Decided, decision, {"is_public": 0}),
        "event": (events, Event, event, {"state": "cancelled"}),
        "booking": (events, Booking, booking, {"state": "in"}),
    }


@pytest.mark.parametrize("name", ["member", "seat", "decision", "event", "booking"])
def test_a_change_counts_as_one_of_the_data(settings, kept, name):
    store, record, number, facts = kept[name]
    before = data_mark(settings)
    with writing(settings.database) as database:
        store.become(database, record, number, **facts)
    assert data_mark(settings) != before


def test_what_nobody_confirmed_changes_nothing_that_is_shown(settings, kept):
    before = data_mark(settings)
    plant_member(settings, "held", state="held")
    with writing(settings.database) as database:
        events.become(database, Booking, kept["booking"][2], name="Non")
        events.put(
            database, Booking, event=1, state="held", **HELD | {"mark": "1" * 32}
        )
    assert data_mark(settings) == before
