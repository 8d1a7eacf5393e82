"""What came of an event, said at the desk: by whom, noted, taken back, no name read."""

from __future__ import annotations

import pytest

from copro_map.base.store.connection import reading
from copro_map.desk.undoing import undo_change
from copro_map.events import after as answers
from copro_map.events.after import After
from copro_map.events.at_desk import Came, came_to, say_at_desk
from copro_map.events.events import attended_frame
from copro_map.events.organising import by_organiser
from copro_map.events.rules.booking import BookingError
from copro_map.events.rules.given import EventError
from copro_map.people.changes import standing
from copro_map.people.rights import actor_of
from copro_map.people.rules.permissions import RefusedError
from tests.events.booked import EVENT, NOW, Hall, plant
from tests.events.test_after import AFTER
from tests.people.conftest import entered, here  # noqa: F401 - fixtures
from tests.samples import query

HERE = {"authority": "W06000008"}
TOLD = After(12, 5, "A plan", "Cynllun")


@pytest.fixture
def hall(here):  # noqa: F811 - the fixture
    made = Hall(here, plant(here, **HERE))
    made.book("ann", needs="a ramp", agrees=True, side="citizen")
    made.now = AFTER
    return made


def actor(hall, person):
    with reading(hall.settings.database) as database:
        return actor_of(database, person)


def said(hall):
    return query(hall.settings.database, "SELECT citizens, outcome_cy FROM event")


def test_an_officer_of_its_area_says_what_came_of_it_and_takes_it_back(
    hall,
    entered,  # noqa: F811 - the fixture
):
    who = actor(hall, entered("officer"))
    say_at_desk(hall.settings, who, EVENT["id"], TOLD, ["tir-coed"], AFTER, seen=0)
    assert said(hall) == [(12, "Cynllun")]
    assert attended_frame(hall.settings)["organisation_id"].tolist() == ["tir-coed"]
    with pytest.raises(EventError, match="changed this event"):
        say_at_desk(hall.settings, who, EVENT["id"], After(), [], AFTER, seen=0)
    say_at_desk(hall.settings, who, EVENT["id"], TOLD, [], AFTER, seen=1)
    assert attended_frame(hall.settings).empty
    for expected in ((12, "Cynllun"), (None, "")):
        with reading(hall.settings.database) as database:
            made = standing(database, "event", EVENT["id"])[-1]
        undo_change(hall.settings, who, made.number, AFTER)
        assert said(hall) == [expected]


def test_nobody_else_says_it_and_not_before_it(hall, entered):  # noqa: F811
    other = actor(hall, entered("officer", "far", areas=("CVC-PAVO",)))
    with pytest.raises(RefusedError):
        say_at_desk(hall.settings, other, EVENT["id"], TOLD, [], AFTER)
    steward = actor(hall, entered("steward"))
    with pytest.raises(BookingError, match="has not begun"):
        say_at_desk(hall.settings, steward, EVENT["id"], TOLD, [], NOW)
    assert said(hall) == [(None, "")]


def test_what_the_desk_sees_has_numbers_and_no_name(hall):
    number = hall.bookings()[0].number
    by_organiser(
        hall.settings,
        hall.of_organiser(),
        lambda database, event: answers.keep_came(
            database, event, [number], [number], AFTER
        ),
    )
    assert came_to(hall.settings, hall.event) == Came((), After(1, 0))
