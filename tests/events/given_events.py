"""An event without a fault, and each fault that one can have, with what is said."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.events.rules.given import Given
from copro_map.events.rules.records import Booking, Event, Moved
from copro_map.events.store.events import put, rows

NOW = datetime(2026, 11, 30, 12, tzinfo=WALES)
TODAY = "2026-11-30"
GOOD = Given(
    name_en="A day of listening",
    name_cy="Diwrnod o wrando",
    type="regional",
    starts_on="2027-04-10",
    starts_at="10:00",
    ends_at="12:00",
    place="Aberystwyth",
    venue="Morlan",
    address="post@example.org",
)
BOOKS = {"has_booking": "1"}
LAST = {"starts_on": "2027-03-27", "starts_at": "22:00", "ends_on": "2027-03-28"}
NIGHT = {"starts_on": "2027-03-28"}
OUT, MANY = "outside Wales", "several places"
# What is changed, in which field that is a fault, and words of its one sentence.
BAD: list[tuple[dict[str, str], str, str]] = [
    ({"name_en": "", "name_cy": ""}, "name_en", "Write what it is called"),
    ({"name_en": "x" * 151}, "name_en", "at most 150"),
    ({"name_cy": "x" * 151}, "name_cy", "Name in Welsh"),
    ({"name_en": "Ring 01970 612345"}, "name_en", "telephone number"),
    ({"name_cy": "post@example.org"}, "name_cy", "e-mail address"),
    ({"type": ""}, "type", "Choose what sort"),
    ({"type": "party"}, "type", "party: there is no such sort"),
    ({"starts_on": ""}, "starts_on", "the day on which it starts"),
    ({"starts_on": "soon"}, "starts_on", "soon: this is not a day"),
    ({"starts_on": "30/02/2027"}, "starts_on", "not a day"),
    ({"starts_on": "2027-13-01"}, "starts_on", "not a day"),
    ({"starts_on": "1999-04-10"}, "starts_on", "10 April 1999: this is before"),
    ({"starts_on": "2047-04-10"}, "starts_on", "more than 5 years"),
    ({"starts_at": "25:00"}, "starts_at", "25:00: this is not a time"),
    ({"starts_at": "later"}, "starts_at", "not a time"),
    ({"ends_at": "12"}, "ends_at", "not a time"),
    ({"ends_at": "24:00"}, "ends_at", "not a time"),
    ({"ends_at": ""}, "ends_at", "Write when it ends, too"),
    ({"starts_at": ""}, "starts_at", "Write when it starts, too"),
    ({"ends_at": "09:00"}, "ends_at", "ends before it starts. Look at both times"),
    ({"ends_at": "10:00"}, "ends_at", "It ends as it starts"),
    ({"ends_on": "2027-04-09"}, "ends_on", "ends before it starts. Look at both days"),
    ({"ends_on": "2026-04-11"}, "ends_on", "Look at both days"),
    ({"ends_on": "2027-06-09"}, "ends_on", "more than 60 days"),
    ({"ends_on": "never"}, "ends_on", "not a day"),
    (
        {"starts_on": "2027-03-28", "starts_at": "01:30"},
        "starts_at",
        "clocks go forward",
    ),
    ({**LAST, "ends_at": "01:00"}, "ends_at", "01:00 is not there on 28 March 2027"),
    ({"place": "", "venue": ""}, "place", "Say where it is"),
    ({"place": ""}, "place", "the town or village, of the hall"),
    ({"place": "BS1 4ST"}, "place", f"BS1 4ST: this is {OUT}"),
    ({"place": "SY1 1AA"}, "place", OUT),
    ({"place": "EH1 1YZ"}, "place", OUT),
    ({"place": "51.45, -2.58"}, "place", OUT),
    ({"place": "Shrewsbury"}, "place", "no such place in Wales"),
    ({"place": "Dublin"}, "place", "no such place in Wales"),
    ({"place": "Newport"}, "place", MANY),
    ({"place": "Aberystwith"}, "place", "Did you mean one of these? Aberystwyth"),
    ({"place": "SY23 9ZZ"}, "place", "no such postcode"),
    ({"place": "Ceredigion"}, "place", "a large area"),
    ({"place": "North Wales"}, "place", "a large area"),
    ({"place": "x" * 101}, "place", "at most 100"),
    ({"venue": "x" * 151}, "venue", "Hall or room"),
    ({"web": "javascript:alert(1)"}, "web", "not a web address"),
    ({"web": "ftp://example.org"}, "web", "not a web address"),
    ({"join_link": "https://meet.example/a"}, "is_online", "tick that it is online"),
    ({"join_link": "room 5", "is_online": "1"}, "join_link", "not a web address"),
    ({"is_online": "perhaps"}, "is_online", "perhaps: write yes or no"),
    ({"spoken": "fr"}, "spoken", "fr: write cy, en or both"),
    ({"places": "0", **BOOKS}, "places", "0: write how many"),
    ({"places": "many", **BOOKS}, "places", "many: write how many"),
    ({"places": "-3", **BOOKS}, "places", "a whole number"),
    ({"places": "1" * 9, **BOOKS}, "places", "a whole number"),
    ({"places": "30", "has_booking": "no"}, "has_booking", "tick that people book"),
    ({"booking_ends_on": "2027-04-11", **BOOKS}, "booking_ends_on", "closes after"),
    ({"booking_ends_on": "x", **BOOKS}, "booking_ends_on", "not a day"),
    ({"address": "not an address"}, "address", "this is not an e-mail address"),
    ({"entry": "no-such-entry"}, "entry", "no such entry is on the map"),
    ({"project": "no-such-entry"}, "project", "not a project on the map"),
    ({"project": "tir-coed"}, "project", "not a project on the map"),
    ({"organiser": "Mair 01970 612345"}, "organiser", "telephone number"),
    ({"about_en": "x" * 2_001}, "about_en", "at most 2000"),
    ({"about_cy": "mair@example.org"}, "about_cy", "e-mail address"),
]


def bad(changes: dict[str, str]) -> Given:
    return replace(GOOD, **changes)


def cells(given: Given) -> dict[str, str]:
    """An event as a row of a file says it."""
    return {name: text for name, text in asdict(given).items() if text}


def kept(settings) -> list[Event]:
    with reading(settings.database) as database:
        return rows(database, Event)


def moved(settings) -> list[Moved]:
    with reading(settings.database) as database:
        return rows(database, Moved)


def book(settings, event: Event, n: int, state: str = "in") -> None:
    """Let so many have booked for an event."""
    with writing(settings.database) as database:
        for nth in range(n):
            put(
                database,
                Booking,
                event=event.number,
                mark=f"{event.number:08}{state:a>8}{nth:016}",
                name=f"Somebody {nth}",
                address=f"guest{nth}@example.org",
                address_key=f"guest{nth}@example.org",
                state=state,
                asked_at="2026-11-30T09:00:00Z",
                booked_at=f"2026-11-30T09:00:{nth:02}Z",
            )
