"""Booking: never more than there are places, in order, and each is told once."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from copro_map.base.store.connection import writing
from copro_map.base.whom import Whom
from copro_map.events import booking as answers
from copro_map.events.clock import by_the_clock
from copro_map.events.places import move_up, tell_booked
from copro_map.events.rules.booking import BookingError
from copro_map.events.store.events import put
from copro_map.people.limits import TooOftenError
from copro_map.people.marks import mark_never
from copro_map.people.rules.addresses import AddressError
from copro_map.privacy.rooms import ROOMS
from tests.events.booked import DAY, NOW, Hall, plant
from tests.people.conftest import here  # noqa: F401 - the fixture
from tests.samples import query

UP = "You have a place now: Neighbours meet"


@pytest.fixture
def hall(here):  # noqa: F811 - the fixture
    return Hall(here, plant(here))


def at_once(*acts) -> None:
    """Do all of it at the same moment, each in a thread; what one raises is raised."""
    gate, wrong = threading.Barrier(len(acts)), []

    def run(act) -> None:
        gate.wait()
        try:
            act()
        except Exception as error:  # noqa: BLE001 - raised below
            wrong.append(error)

    threads = [threading.Thread(target=run, args=[one]) for one in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if wrong:
        raise wrong[0]


def test_a_place_is_booked_by_one_press_and_the_letter_has_what_is_needed(hall):
    hall.ask("ann")
    assert hall.states() == {"ann": "held"}
    assert hall.letters("ann") == ["One more step to book: Neighbours meet"]
    assert hall.press("ann").booking.state == "in"
    assert hall.press("ann").booking.state == "in"  # a second press changes nothing
    assert hall.letters("ann")[1:] == ["You have a place: Neighbours meet"]
    body = hall.body("ann")
    assert "https://meet.example.org/secret" in body
    assert "[[/en/event/e-abcdefghij.ics]]" in body
    assert "20 January 2027, 10:00–16:00" in body


def test_each_letter_is_in_its_readers_language(hall):
    hall.book("ann", language="cy")
    assert "Cymdogion yn cwrdd" in hall.letters("ann")[-1]
    assert "[[/cy/event/e-abcdefghij.ics]]" in hall.body("ann")


def test_thirty_at_once_never_have_more_than_there_are_places(hall):
    hall.become(places=7)
    names = [f"n{number}" for number in range(30)]
    for name in names:
        hall.ask(name)
    links = [hall.link(name) for name in names]
    at_once(
        *(
            lambda link=link: answers.booked(hall.settings, link, hall.now)
            for link in links
        )
    )
    states = list(hall.states().values())
    assert (states.count("in"), states.count("waiting")) == (7, 23)
    queue = [x for x in hall.bookings() if x.state == "waiting"]
    assert len({one.booked_at for one in queue}) == 23
    told = [query(hall.settings.database, SAID, one.address)[0][0] for one in queue]
    ranks = {one.booked_at: text for one, text in zip(queue, told, strict=True)}
    for number, moment in enumerate(sorted(ranks), 1):
        assert f"at number {number}." in ranks[moment]


SAID = "SELECT body FROM outbox WHERE address = ? ORDER BY number DESC"


def test_the_first_in_line_moves_up_once_with_one_letter(hall):
    hall.book("ann", "bob", "cai", "dee", "eve")
    assert hall.letters("dee")[-1] == "You are on the waiting list: Neighbours meet"
    assert "at number 2." in hall.body("dee")
    hall.leave("bob")
    hall.leave("bob")
    assert hall.states() == {
        **{"ann": "in", "bob": "left", "cai": "in"},
        **{"dee": "waiting", "eve": "waiting"},
    }
    assert hall.letters().count(UP) == 1
    place = answers.place_of(hall.settings, hall.link("dee"))
    assert place.position == 1
    hall.leave("dee")  # from the line: nobody moves up
    assert hall.states()["eve"] == "waiting"
    assert hall.letters().count(UP) == 1


def test_two_who_leave_at_once_let_two_move_up(hall):
    hall.book("ann", "bob", "cai", "dee", "eve")
    links = [hall.link(name) for name in ("ann", "bob")]
    at_once(
        *(
            lambda link=link: answers.leave(hall.settings, link, hall.now)
            for link in links
        )
    )
    assert [x for x, state in hall.states().items() if state == "in"] == ["cai", "dee"]
    assert (hall.letters("cai"), hall.letters("dee")) == (hall.letters("dee"),) * 2
    assert hall.letters().count(UP) == 2


@pytest.mark.parametrize("by", ["whoever changes it", "the clock"])
def test_when_the_limit_is_raised_the_line_moves_up_in_order(hall, by):
    hall.book("ann", "bob", "cai", "dee", "eve")
    event = hall.become(places=4)
    if by == "the clock":
        assert by_the_clock(hall.settings, hall.now) == 2
    with writing(hall.settings.database) as database:
        assert move_up(database, event, hall.now) == (0 if by == "the clock" else 2)
    assert hall.states()["eve"] == "waiting"
    assert hall.letters().count(UP) == 2


def test_whoever_left_books_again_at_the_end_of_the_line(hall):
    hall.book("ann", "bob", "cai")
    hall.leave("ann")
    again = hall.press("ann")
    assert (again.booking.state, again.position) == ("waiting", 1)
    hall.leave("bob")
    assert hall.states() == {"ann": "in", "bob": "left", "cai": "in"}


def test_who_books_while_others_wait_is_behind_them(hall):
    hall.book("ann", "bob", "cai")
    hall.become(places=3)  # nobody has moved up yet
    hall.book("dee")
    assert hall.states()["dee"] == "waiting"


NOT = {
    "cancelled": ({"state": "cancelled", "cancelled_on": "2026-11-29"}, "cancelled"),
    "begun": ({"starts_on": "2026-11-30", "starts_at": "12:00"}, "has begun"),
    "over": ({"starts_on": "2026-11-01", "ends_on": "2026-11-02"}, "is over"),
    "closed": ({"booking_ends_on": "2026-11-29"}, "29 November 2026"),
    "none": ({"has_booking": 0}, "just come"),
}


@pytest.mark.parametrize("case", NOT)
def test_what_cannot_be_booked_says_why_also_at_the_press(hall, case):
    facts, words = NOT[case]
    hall.ask("ann")
    hall.become(**facts)
    for act in (lambda: hall.ask("bob"), lambda: hall.press("ann")):
        with pytest.raises(BookingError) as error:
            act()
        assert words in str(error.value)
    assert hall.states() == {"ann": "held"}


WRONG = {
    "no name": ({"name": "  "}, "Write your name"),
    "too long": ({"organisation": "x" * 151}, "at most 150"),
    "needs unread": ({"needs": "a ramp"}, "Tick that the organiser may read"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_was_typed_wrong_is_said_in_a_sentence(hall, case):
    given, words = WRONG[case]
    wanted = answers.Wanted(
        **{"name": "Ann", "address": "a@b.org", "language": "en"} | given
    )
    with pytest.raises(BookingError, match=words):
        answers.ask(hall.settings, hall.event, wanted, NOW, client="")
    with pytest.raises(AddressError):
        hall.ask("ann", address="nobody")
    assert hall.bookings() == []


def test_who_has_booked_is_told_so_by_mail_and_the_page_says_nothing(hall):
    hall.book("ann")
    hall.ask("ann")
    assert hall.letters("ann")[-1] == "You have booked already: Neighbours meet"
    assert [one.state for one in hall.bookings()] == ["in"]


def test_asking_twice_leaves_one_to_confirm(hall):
    hall.ask("ann")
    first = hall.link("ann")
    hall.ask("ann", side="citizen")
    assert [(one.state, one.side) for one in hall.bookings()] == [("held", "citizen")]
    with pytest.raises(BookingError, match="is not kept any more"):
        answers.booked(hall.settings, first, hall.now)


def test_too_often_is_refused(hall):
    wanted = answers.Wanted("Ann", "ann@example.org", "en")
    hall.ask("bob")
    for _ in range(3):
        answers.ask(hall.settings, hall.event, wanted, NOW, client="")
    with pytest.raises(TooOftenError):
        answers.ask(hall.settings, hall.event, wanted, NOW, client="")


def test_needs_are_said_changed_and_taken_back_and_go_with_whoever_leaves(hall):
    hall.ask("ann", needs="a ramp", agrees=True)
    hall.press("ann")
    (one,) = hall.bookings()
    assert (one.needs, one.needs_on) == ("a ramp", "2026-11-30")
    link = hall.link("ann")
    with pytest.raises(BookingError, match="Tick"):
        answers.change_needs(hall.settings, link, "a lift", hall.now, agrees=False)
    for words in ("a lift", "", "a lift"):
        answers.change_needs(hall.settings, link, words, hall.now, agrees=True)
        (one,) = hall.bookings()
        assert (one.needs, bool(one.needs_on)) == (words, bool(words))
    hall.leave("ann")
    (one,) = hall.bookings()
    assert (one.needs, one.needs_on) == ("", "")


def test_nobody_is_asked_for_needs_that_nobody_would_read(hall):
    hall.become(address="", address_key="")
    hall.ask("ann", needs="a ramp", agrees=True)
    assert [one.needs for one in hall.bookings()] == [""]


def test_those_who_booked_are_told_once_that_it_is_moved_or_cancelled(hall):
    hall.book("ann", "bob", "cai")
    hall.leave("bob")
    hall.book("dee")
    hall.ask("eve")
    before = {"starts_on": "2027-01-20", "ends_on": "2027-01-20"}
    with writing(hall.settings.database) as database:
        told = {"moved_on": "2026-11-30", "why_en": "Snow", "venue": "The old hall"}
        put(database, answers.places.Moved, event=hall.event.number, **before | told)
    event = hall.become(starts_on="2027-02-03", ends_on="2027-02-03", sequence=1)
    for what, title in (("moved", "Moved"), ("cancelled", "Cancelled")):
        for number in (3, 0):
            with writing(hall.settings.database) as database:
                assert tell_booked(database, event, what, hall.now) == number
        for name in ("ann", "cai", "dee"):
            assert hall.letters(name)[-1] == f"{title}: Neighbours meet"
        assert title not in " ".join(hall.letters("bob") + hall.letters("eve"))
        if what == "moved":
            body = hall.body("dee")
            assert "3 February 2027" in body
            assert "It was to be: 20 January 2027, The old hall" in body
            assert "Snow" in body
            assert "still on the waiting list" in body
        event = hall.become(state="cancelled", cancelled_on="2026-11-30", sequence=2)
    assert "meet.example.org" not in hall.body("ann")


def test_a_reminder_comes_once_and_not_to_who_booked_just_now(hall):
    hall.book("ann", "bob", "cai")
    with writing(hall.settings.database) as database:
        mark_never(database, "bob@example.org", NOW.date())
    before = NOW.replace(year=2027, month=1, day=16)
    assert by_the_clock(hall.settings, before) == 0
    hall.now = before + DAY
    hall.become(places=4)
    assert by_the_clock(hall.settings, hall.now) == 2  # Cai moves up, Ann is reminded
    hall.book("dee")
    for _ in range(2):
        assert by_the_clock(hall.settings, hall.now + DAY) == 0
    soon = "Soon: Neighbours meet"
    assert [hall.letters(x).count(soon) for x in ("ann", "bob", "cai", "dee")] == [
        *(1, 0, 0, 0)
    ]


def test_whoever_is_forgotten_frees_their_place(hall):
    hall.book("ann", "bob", "cai")
    whom = Whom(keys=frozenset({"ann@example.org"}))
    with writing(hall.settings.database) as database:
        (told,) = ROOMS["events"].personal(database, whom)
        assert "ann@example.org" in told.fields.values()
        ROOMS["events"].forget(database, whom)
    assert hall.states() == {"bob": "in", "cai": "in"}
    assert hall.letters("cai")[-1] == UP


def test_a_link_to_another_place_or_of_none_opens_nothing(hall):
    hall.book("ann", "bob")
    link = hall.link("ann")
    for entry in ("", "x", "0" * 32):
        with pytest.raises(BookingError):
            answers.booked(hall.settings, replace(link, entry=entry), hall.now)
    answers.leave(hall.settings, link, hall.now)
    assert hall.states() == {"ann": "left", "bob": "in"}
