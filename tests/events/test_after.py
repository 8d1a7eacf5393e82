"""After an event: who came, what came of it, pictures, and thanks once."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from copro_map.base.store.connection import reading, writing
from copro_map.events import after as answers
from copro_map.events import organising, photos
from copro_map.events.after import After
from copro_map.events.clock import by_the_clock
from copro_map.events.events import attended_frame, events_frame
from copro_map.events.rules.booking import BookingError
from tests.events.booked import NOW, ORGANISER, Hall, plant
from tests.people.conftest import here  # noqa: F401 - the fixture
from tests.samples import query

AFTER = NOW.replace(year=2027, month=1, day=21)
TOLD = {"words_en": "A hall", "words_cy": "Neuadd", "who_agreed": "Ann and Bob"}
TOLD |= {"agreed_on": "2027-01-20"}


@pytest.fixture
def hall(here):  # noqa: F811 - the fixture
    made = Hall(here, plant(here))
    made.ask("ann", entry="tir-coed", side="citizen")
    made.press("ann")
    made.book("bob", side="professional")
    made.book("cai")
    made.now = AFTER
    return made


def do(hall, act, *given, now=AFTER, **more):
    return organising.by_organiser(
        hall.settings,
        hall.of_organiser(),
        lambda database, event: act(database, event, *given, now, **more),
    )


def numbers(hall) -> dict[str, int]:
    return {one.name: one.number for one in hall.bookings()}


def came_of(hall) -> dict[str, str]:
    return {one.name: one.came for one in hall.bookings()}


def test_who_came_is_kept_and_the_organisation_they_came_for_came_too(hall):
    of = numbers(hall)
    shown = set(of.values())
    do(hall, answers.keep_came, shown, {of["ann"], of["cai"]})
    # Cai waits: nobody can have come who had no place, whatever is sent.
    assert came_of(hall) == {"ann": "yes", "bob": "no", "cai": ""}
    frame = attended_frame(hall.settings)
    assert frame[["organisation_id", "date"]].to_dict("records") == [
        {"organisation_id": "tir-coed", "date": "2027-01-20"}
    ]
    do(hall, answers.keep_came, {of["bob"]}, {of["bob"]})
    assert came_of(hall) == {"ann": "yes", "bob": "yes", "cai": ""}
    do(hall, answers.keep_attended, "solva-care", came=True)
    do(hall, answers.keep_came, shown, {of["bob"]})
    assert attended_frame(hall.settings)["organisation_id"].tolist() == ["solva-care"]
    do(hall, answers.keep_attended, "solva-care", came=False)
    assert attended_frame(hall.settings).empty


def test_what_came_of_it_is_public_and_who_is_counted_is_likely_first(hall):
    of = numbers(hall)
    do(hall, answers.keep_came, set(of.values()), set(of.values()))
    with reading(hall.settings.database) as database:
        event = organising.event_of(database, hall.of_organiser())
    assert answers.came_of(event, hall.bookings()) == After(1, 1)
    do(hall, answers.say, After(30, None, " A plan. ", ""))
    (row,) = events_frame(hall.settings).to_dict("records")
    assert row["citizens"] == 30
    said = "SELECT outcome_en, counted_on, outcome_on, professionals FROM event"
    assert query(hall.settings.database, said) == [
        ("A plan.", "2027-01-21", "2027-01-21", None)
    ]
    do(hall, answers.say, After())
    assert query(hall.settings.database, said) == [("", "", "", None)]


def test_nothing_is_said_before_it_or_of_what_was_cancelled(hall):
    acts = (
        (answers.keep_came, set(), set()),
        (answers.say, After(1)),
        (answers.keep_attended, "tir-coed"),
        (answers.thank,),
    )
    more = {answers.keep_attended: {"came": True}}
    for act, *given in acts:
        with pytest.raises(BookingError, match="has not begun"):
            do(hall, act, *given, now=NOW, **more.get(act, {}))
    hall.become(state="cancelled", cancelled_on="2027-01-19")
    for act, *given in acts:
        with pytest.raises(BookingError, match="was cancelled"):
            do(hall, act, *given, **more.get(act, {}))


@pytest.mark.parametrize("typed", ["-1", "ten", "1.5", "٣", "100001", "9" * 400])
def test_a_count_is_a_number_of_people(typed):
    with pytest.raises(BookingError, match="whole number"):
        answers.read_count(typed)


def test_the_thanks_go_once_to_who_came_with_what_came_of_it(hall):
    of = numbers(hall)
    hall.become(places=3)
    by_the_clock(hall.settings, NOW)  # Cai moves up
    do(hall, answers.keep_came, {of["bob"]}, set())
    do(hall, answers.say, After(2, 1, "A plan for buses."))
    assert do(hall, answers.thank) == 2
    with pytest.raises(BookingError, match="thanked already"):
        do(hall, answers.thank)
    thanks = "Thank you: Neighbours meet"
    assert [hall.letters(x).count(thanks) for x in ("ann", "bob", "cai")] == [1, 0, 1]
    assert "A plan for buses." in hall.body("ann")
    assert "bob" not in hall.body("ann")


def test_an_organiser_has_the_link_once_and_again_only_at_their_address(hall):
    for address in (ORGANISER, ORGANISER, "Org@Example.org"):
        hall.become(address=address)
        with writing(hall.settings.database) as database:
            organising.write_to_organiser(database, hall.event, NOW)
    assert hall.letters("org") == ["Eich digwyddiad: Cymdogion yn cwrdd"]
    for address in ("ann@example.org", "ORG@example.org"):
        organising.ask_organiser_link(
            hall.settings, hall.event, address, NOW, client=""
        )
    to = "SELECT count(*) FROM outbox WHERE cause LIKE 'event %' AND address LIKE ?"
    assert query(hall.settings.database, to, "org@%") == [(2,)]
    assert query(hall.settings.database, to, "ann@%") == [(0,)]


def test_the_page_opens_for_who_organises_it_now_and_for_nobody_else(hall):
    own = hall.of_organiser()
    assert organising.organised(hall.settings, own).id == hall.event.id
    for link in (hall.of_organiser("ann@example.org"), hall.of_organiser("")):
        with pytest.raises(BookingError, match="another address organises"):
            organising.organised(hall.settings, link)
    hall.become(address="", address_key="")
    for link in (own, hall.of_organiser("")):
        with pytest.raises(BookingError):
            organising.organised(hall.settings, link)


def test_an_organiser_is_asked_twice_at_most_who_came(hall):
    asked = [
        by_the_clock(hall.settings, AFTER + timedelta(days=n)) for n in range(0, 40)
    ]
    assert [n for n, written in enumerate(asked) if written] == [0, 13]
    hall.become(ends_on="2027-03-01", starts_on="2027-03-01", counted_on="2027-03-01")
    assert by_the_clock(hall.settings, AFTER.replace(month=3)) == 0


def picture(form="JPEG", size=(3000, 2000), exif=True) -> bytes:
    made = Image.new("RGB", size, "red")
    told = Image.Exif()
    if exif:
        told[0x010F] = "Camera of Ann"
        told[0x0112] = 6  # turned: to be seen upright
        told.get_ifd(0x8825)[2] = (52.0, 24.0, 0.0)
    file = BytesIO()
    made.save(file, form, exif=told, comment=b"Ann" if form == "JPEG" else None)
    return file.getvalue()


@pytest.mark.parametrize("form", photos.FORMATS)
def test_a_picture_is_made_anew_without_what_the_camera_wrote(form):
    given = picture(form)
    assert b"Camera of Ann" in given
    made = photos.made_anew(given)
    assert b"Ann" not in made
    assert b"Exif" not in made
    with Image.open(BytesIO(made)) as opened:
        assert (opened.format, opened.size) == ("JPEG", (1067, 1600))
        assert not opened.getexif()


WRONG = {
    "no picture": b"<svg onload='alert(1)'/>",
    "cut": picture()[:500],
    "a GIF": b"GIF89a" + b"\0" * 50,
    "large": b"\xff\xd8" + b"x" * photos.LARGEST,
    "nothing": b"",
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_picture_is_refused(case):
    with pytest.raises(BookingError, match="picture"):
        photos.made_anew(WRONG[case])


def test_a_picture_is_shown_with_who_agreed_and_gone_by_one_press(hall):
    small = picture(size=(40, 20), exif=False)
    missing = (
        *({x: ""} for x in ("words_cy", "words_en", "who_agreed")),
        *({"agreed_on": day} for day in ("", "2027-01-22", "yesterday")),
    )
    for wrong in missing:
        with pytest.raises(BookingError):
            organising.by_organiser(
                hall.settings,
                hall.of_organiser(),
                lambda database, event, wrong=wrong: photos.add(
                    database, event, small, AFTER, **TOLD | wrong
                ),
            )
    assert photos.photos_of(hall.settings, hall.event) == ()
    do(
        hall,
        lambda database, event, now: photos.add(database, event, small, now, **TOLD),
    )
    ((address, one),) = photos.photos_of(hall.settings, hall.event)
    assert (one.who_agreed, one.agreed_on) == ("Ann and Bob", "2027-01-20")
    assert address == f"/event/e-abcdefghij/{one.number}.jpg"
    shown = photos.picture(hall.settings, hall.event.id, one.number)
    assert shown
    assert shown.startswith(b"\xff\xd8")
    assert photos.picture(hall.settings, "e-other", one.number) is None
    do(hall, lambda database, event, _: photos.take_off(database, event, one.number))
    assert photos.picture(hall.settings, hall.event.id, one.number) is None


def test_no_picture_of_an_event_that_is_not_public(hall):
    small = picture(size=(40, 20), exif=False)
    do(
        hall,
        lambda database, event, now: photos.add(database, event, small, now, **TOLD),
    )
    ((address, one),) = photos.photos_of(hall.settings, hall.event)
    hall.become(state="waiting")
    assert photos.picture(hall.settings, hall.event.id, one.number) is None
