"""Members are asked every six months how their promise goes, and what they answer."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from copro_map.base.store.connection import writing
from copro_map.base.today import WALES
from copro_map.members.promises import (
    LONGEST,
    PromiseError,
    answer,
    by_the_clock,
    reword,
)
from copro_map.members.rules.promises import asked_next_on
from copro_map.members.rules.records import Asked, Member
from copro_map.members.store.members import become
from copro_map.people.contacts import never_write
from copro_map.people.outbox import written_of
from tests.members.planted import NOW, kept, plant_member
from tests.people.conftest import here  # noqa: F401 - fixture
from tests.samples import query

LETTERS = "SELECT substr(created_at, 1, 10), address, subject, body FROM outbox"
JOINED = {"ann": "2027-08-31", "bea": "2028-02-29", "cai": "2027-09-15"}


# The clock strikes on these days of each month: those before, on and after each
# sixth month of those who joined below, and in the middle.
STRUCK = (1, 6, 14, 15, 16, 20, 21, 28, 29, 30, 31)


def run(settings, first: date, days: int) -> None:
    for day in (first + timedelta(days=n) for n in range(days)):
        if day.day in STRUCK:
            by_the_clock(settings, datetime.combine(day, time(9), WALES))


def letters(settings) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for day, address, *_ in query(settings.database, LETTERS):
        found.setdefault(address.partition("@")[0], []).append(day)
    return found


def slowly(joined: date, until: date) -> list[str]:
    """Each sixth month from the day they joined, its last day if it is shorter."""
    found, (year, month) = [], (joined.year, joined.month)
    while True:
        year, month = (year + 1, month - 6) if month > 6 else (year, month + 6)
        day = joined.day
        while True:
            try:
                on = date(year, month, day)
                break
            except ValueError:
                day -= 1
        if on >= until:
            return found
        found.append(on.isoformat())


def test_a_letter_each_six_months_over_two_years_and_none_after_leaving(here):
    members = {n: plant_member(here, n, joined_on=d) for n, d in JOINED.items()}
    run(here, date(2027, 8, 31), 366)
    with writing(here.database) as database:
        leaver = members["cai"].number
        become(database, Member, leaver, state="left", left_on="2028-08-31")
    run(here, date(2028, 8, 31), 366)
    until = date(2029, 9, 1)
    found = letters(here)
    assert found["ann"] == slowly(date(2027, 8, 31), until)
    assert found["ann"] == ["2028-02-29", "2028-08-31", "2029-02-28", "2029-08-31"]
    assert found["bea"] == slowly(date(2028, 2, 29), until)
    assert found["bea"] == ["2028-08-29", "2029-02-28", "2029-08-29"]
    assert found["cai"] == ["2028-03-15"]
    assert len(kept(here, Asked)) == 8


def test_a_clock_that_stood_still_asks_once_and_not_again_within_six_months(here):
    plant_member(here, joined_on="2026-06-01")
    late = date(2028, 4, 20)
    run(here, late, 400)
    assert letters(here)["tirion"] == ["2028-04-20", "2028-10-20", "2029-04-20"]


@pytest.mark.parametrize(
    "facts",
    [
        {"promise": ""},
        {"address": "", "address_key": ""},
        {"state": "held"},
        {"state": "refused"},
        {"joined_on": "2026-12-01"},
        {"joined_on": "2026-07-01"},
    ],
)
def test_nobody_else_is_asked(here, facts):
    plant_member(here, **facts)
    assert by_the_clock(here, NOW.replace(day=1, month=12)) == 0
    assert not kept(here, Asked)


def test_whoever_is_never_written_to_is_not_asked(here):
    plant_member(here, joined_on="2026-05-01")
    with writing(here.database) as database:
        never_write(database, "Tirion@example.org", NOW.date())
    assert by_the_clock(here, NOW) == 0
    assert not kept(here, Asked)


@pytest.mark.parametrize(
    ("language", "first", "subject"),
    [
        ("cy", "Helo,", "Sut mae eich addewid yn mynd?"),
        ("en", "Hello,", "How is your promise going?"),
        ("", "Helo,", "Sut mae eich addewid yn mynd? / How is your promise going?"),
    ],
)
def test_the_letter_is_in_their_language_and_has_their_words_and_a_way_out(
    here, language, first, subject
):
    plant_member(here, joined_on="2026-05-30", language=language)
    assert by_the_clock(here, NOW) == 1
    ((_, _, said, body),) = query(here.database, LETTERS)
    assert (said, body.partition("\n")[0]) == (subject, first)
    assert "A seat for citizens in each group" in body
    ((purpose, entry, way),) = query(
        here.database,
        "SELECT purpose, link.entry, unsubscribe FROM link, outbox",
    )
    assert (purpose, entry) == ("member", "m-tirionxxxx")
    assert way.startswith("/k/")
    assert way in body
    with writing(here.database) as database:
        assert len(written_of(database, "promise ")) == 1


def test_an_answer_is_of_the_last_letter_and_unasked_a_word_of_its_own(here):
    member = plant_member(here, joined_on="2026-05-30")
    by_the_clock(here, NOW)
    today = NOW.date()
    with writing(here.database) as database:
        answer(database, member, "not_yet", "In spring", today + timedelta(days=3))
        answer(database, member, "under_way", "", today + timedelta(days=3))
        answer(database, member, "kept", "Done!", today + timedelta(days=60))
        with pytest.raises(PromiseError, match="Choose first"):
            answer(database, member, "", "words", today)
        with pytest.raises(PromiseError, match="too long"):
            answer(database, member, "kept", "x" * (LONGEST + 1), today)
    assert [(x.asked_on, x.answered_on, x.how, x.words) for x in kept(here, Asked)] == [
        ("2026-11-30", "2026-12-03", "under_way", ""),
        ("2027-01-29", "2027-01-29", "kept", "Done!"),
    ]
    assert asked_next_on(
        date(2026, 5, 30), [date(2026, 11, 30), date(2027, 1, 29)]
    ) == date(2027, 7, 29)


def test_a_promise_worded_anew_is_asked_about_six_months_after_that(here):
    member = plant_member(here, joined_on="2025-01-01", promise="")
    with writing(here.database) as database:
        after = reword(database, member, " Meet outside ", True, NOW.date())
        assert (after.promise, after.is_promise_public) == ("Meet outside", True)
        same = reword(database, after, "Meet outside", False, NOW.date())
        assert (same.promise, same.is_promise_public) == ("Meet outside", False)
        none = reword(database, same, "", True, NOW.date() + timedelta(days=1))
        assert not none.is_promise_public
        reword(database, none, "Meet inside", False, date(2026, 12, 14))
    run(here, NOW.date(), 210)
    assert letters(here)["tirion"] == ["2027-06-14"]
