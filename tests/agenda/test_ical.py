"""The calendar is read by a parser of others to the same days, times and words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import ics
import pytest
from icalendar import Calendar

from copro_map.agenda.ical import calendar
from copro_map.agenda.showing import Public
from copro_map.base.i18n import language_in_force
from copro_map.base.store.connection import writing
from copro_map.events.events import all_events
from copro_map.events.keeping import keep_event
from tests.events.planted import (
    CANCELLED,
    CARDIFF,
    DAYS,
    HOSTILE,
    LOCAL,
    MOVED,
    NIGHT,
    ONLINE,
    PUBLIC,
    STRANGE,
    event,
)

DAY, LONDON = date(2026, 11, 30), ZoneInfo("Europe/London")


def written(settings, language="en", events=None):
    found = all_events(settings) if events is None else events
    with language_in_force(language):
        return calendar(settings, Public(found), found, DAY, "Digwyddiadau · Llŷn")


def uid(facts):
    return f"{facts['id']}@events.copro-map.wales"


@pytest.fixture
def read(planted):
    """What another parser reads, in each language, by the id of an event."""
    found = {}
    for language in ("en", "cy"):
        text = written(planted, language).decode()
        found[language] = {one.uid: one for one in ics.Calendar(text).events}
    return found


def test_it_is_read_back_to_the_same_days_and_times(read):
    for language in ("en", "cy"):
        assert {*read[language]} == {uid(one) for one in PUBLIC}
        for one in PUBLIC:
            got = read[language][uid(one)]
            assert got.all_day == (not one["starts_at"]), one["id"]
            if got.all_day:
                first, last = (
                    date.fromisoformat(one[x]) for x in ("starts_on", "ends_on")
                )
                assert got.begin.date() == first
                assert got.end.date() == last + timedelta(days=1)
                continue
            for end in ("starts", "ends"):
                meant = datetime.fromisoformat(f"{one[end + '_on']}T{one[end + '_at']}")
                at = (got.begin if end == "starts" else got.end).datetime
                assert at == meant.replace(tzinfo=LONDON), (one["id"], end)


def test_the_night_on_which_the_clock_goes_forward_is_five_hours(read):
    got = read["en"][uid(NIGHT)]
    assert got.end.to("utc") - got.begin.to("utc") == timedelta(hours=5)
    assert got.end.datetime.utcoffset() == timedelta(hours=1)


def test_the_hour_that_comes_twice_and_the_days_on_which_it_does(planted):
    own = event("autumn", "2027-10-30", CARDIFF, starts_at="23:00", ends_at="03:00")
    whole = event("sunday", "2027-10-31", starts_at="", ends_at="")
    with writing(planted.database) as database:
        keep_event(database, own | {"ends_on": "2027-10-31", "name_en": "Nos"})
        keep_event(database, whole | {"name_en": "Sul"})
    got = {x.name: x for x in ics.Calendar(written(planted).decode()).events}
    night = got["Nos"]
    assert night.end.to("utc") - night.begin.to("utc") == timedelta(hours=5)
    assert got["Sul"].all_day
    assert got["Sul"].begin.date() == date(2027, 10, 31)


def test_names_are_in_the_language_of_the_calendar_and_else_in_their_own(read):
    assert read["cy"][uid(LOCAL)].name == "Te a sgwrs"
    assert read["en"][uid(LOCAL)].name == "Tea and talk"
    assert read["en"][uid(ONLINE)].name == ONLINE["name_cy"]
    assert read["cy"][uid(DAYS)].name == DAYS["name_cy"].strip()
    assert "I ofalwyr" in read["cy"][uid(LOCAL)].description


def test_what_somebody_typed_is_text_and_never_a_line_of_ours(read, planted):
    meant = "\n".join(HOSTILE.splitlines())
    got = read["en"][uid(STRANGE)]
    assert got.name == meant
    assert meant in got.description
    raw = written(planted)
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") == len(PUBLIC)
    assert not [x for x in lines if x.startswith((b"SUMMARY:Not me", b"\xe2\x80\xa8"))]


def test_each_says_when_it_last_changed_how_often_and_whether_it_takes_place(planted):
    made = Calendar.from_ical(written(planted))
    assert made["prodid"]
    assert [str(zone["tzid"]) for zone in made.timezones] == ["Europe/London"]
    own = {str(one["uid"]): one for one in made.events}
    for one in PUBLIC:
        got = own[uid(one)]
        assert got["sequence"] == one["sequence"]
        for name in ("dtstamp", "last-modified"):
            assert got[name].dt == datetime(2026, 11, 20, 9, tzinfo=UTC)
        assert str(got["url"]).endswith(f"/en/event/{one['id']}")
        cancelled = one["state"] == "cancelled"
        assert got["status"] == ("CANCELLED" if cancelled else "CONFIRMED")
    assert str(own[uid(CANCELLED)]["summary"]).startswith("Cancelled: ")
    assert "The hall is flooded." in str(own[uid(CANCELLED)]["description"])
    assert own[uid(MOVED)]["geo"].to_ical() == "53.319;-3.822"


def test_nobody_who_booked_and_no_way_in_is_in_it(planted):
    text = written(planted).replace(b"\r\n ", b"")
    for secret in (b"private", b"Private", b"example.org"):
        assert secret not in text


def test_a_calendar_of_nothing_is_still_one(planted):
    made = Calendar.from_ical(written(planted, events=()))
    assert made.subcomponents
    assert not ics.Calendar(written(planted, events=()).decode()).events
