"""Which letters are due, beside a diary that is kept day by day."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from copro_map.desk.rules.reminders import Known, cause_of, due_letter, due_letters
from tests.desk.diary import Diary, letters_of

START = date(2027, 1, 4)
DAY = timedelta(days=1)
ENTRIES = ("allotment", "bus", "choir", "dance")


def known(**facts) -> Known:
    return replace(Known("tir-coed", "a1", START, given=True), **facts)


def later(months: int, days: int = 0) -> date:
    """So many months after the start: its day is one that every month has."""
    year, month = divmod(START.month - 1 + months, 12)
    return START.replace(year=START.year + year, month=month + 1) + days * DAY


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (later(6, -1), 0),
        (later(6), 1),
        (later(6, 27), 1),
        (later(6, 28), 2),
        (later(6, 55), 2),
        (later(6, 56), 3),
        (later(6, 83), 3),
    ],
)
def test_each_reminder_has_its_four_weeks(day, number):
    due = due_letter(known(confirmed_on=START), day)
    assert (due.number if due else 0) == number


def test_after_a_leap_day_it_is_due_on_the_last_day_of_august():
    leap = known(confirmed_on=date(2028, 2, 29))
    assert due_letter(leap, date(2028, 8, 28)) is None
    assert due_letter(leap, date(2028, 8, 29)).since == date(2028, 8, 29)


def test_of_several_that_were_missed_only_the_last_is_written():
    one = known(confirmed_on=START)
    due = due_letter(one, later(6, 60))
    written = replace(one, written={cause_of(one, due): later(6, 60)})
    days = (later(6, n) for n in range(60, 400))
    assert not any(due_letter(written, day) for day in days)


def test_when_the_clock_is_set_back_nothing_is_written_again():
    third = known(
        confirmed_on=START, written={f"reminder {START} 3 tir-coed a1": START}
    )
    assert due_letter(third, later(6, 30)) is None


def test_after_twelve_weeks_there_are_no_reminders_any_more():
    told = known(confirmed_on=START, answered_on=START)
    assert due_letter(told, later(6, 83)).kind == "reminder"
    assert due_letter(told, later(6, 84)) is None


def test_who_was_reminded_three_times_is_left_in_peace_but_a_new_contact_is_asked():
    causes = {
        f"reminder tir-coed {START} {n}": later(6, 28 * n - 28) for n in (1, 2, 3)
    }
    silent = known(confirmed_on=START, written=causes)
    assert due_letter(silent, later(14)) is None
    found = replace(silent, mark="b2", since=later(14))
    assert due_letter(found, later(14)).kind == "service"


def test_an_answer_ends_what_was_asked():
    first = due_letter(known(), START)
    asked = known(written={cause_of(known(), first): START})
    assert due_letter(asked, START + 27 * DAY) is None
    assert due_letter(asked, START + 28 * DAY).kind == "service_again"
    answered = replace(asked, answered_on=START + 3 * DAY)
    assert due_letter(answered, START + 28 * DAY) is None


def test_a_stranger_is_told_where_the_address_is_from_once_it_is_due():
    found = known(given=False, since=later(1), confirmed_on=START)
    assert due_letter(found, later(6, -1)) is None
    first = due_letter(found, later(6))
    assert (first.kind, first.since) == ("service", later(6))
    asked = replace(found, written={cause_of(found, first): later(6)})
    assert due_letter(asked, later(6, 28)).kind == "service_again"
    talks = replace(asked, answered_on=later(6, 1), confirmed_on=later(6, 1))
    assert due_letter(talks, later(12, 1)).kind == "reminder"


def test_what_has_ended_and_was_confirmed_is_asked_about_no_more():
    assert due_letter(known(confirmed_on=START, ends="2026-12-31"), later(6)) is None
    assert due_letter(known(ends="2026-12-31"), later(6)).kind == "service"


def test_one_letter_a_day_to_one_address_the_oldest_first():
    several = [known(entry=x, since=START + n * DAY) for n, x in enumerate(ENTRIES)]
    day = START + 9 * DAY
    assert [one.entry for one, _ in due_letters(several[::-1], day)] == ["allotment"]
    assert not list(due_letters(several, day, {"a1"}))


CHANCES = {
    "right": 0.01,
    "steward": 0.004,
    "answer": 0.01,
    "gone": 0.005,
    "contact": 0.01,
}


@pytest.mark.parametrize("seed", range(40))
def test_the_rule_and_a_diary_write_the_same_letters(seed):
    chance = random.Random(seed)
    diaries = [
        Diary(one, chance.choice("ab"), START, chance.random() < 0.5) for one in ENTRIES
    ]
    every = {
        one.entry: known(entry=one.entry, mark=one.key, given=one.given)
        for one in diaries
    }
    written = 0
    for day in (START + n * DAY for n in range(400)):
        for one in diaries:
            happened = [x for x, p in CHANCES.items() if chance.random() < p]
            for what in happened:
                key, given = chance.choice("abc"), chance.random() < 0.5
                one.note(what, day, key, given)
                changed = CHANGES[what](day, key, given)
                every[one.entry] = replace(every[one.entry], **changed)
        if chance.random() < 0.3:
            continue  # the job did not run on this day
        expected = letters_of(diaries, day)
        found = list(due_letters(every.values(), day))
        assert [(x.entry, due.kind) for x, due in found] == expected, day
        for one, due in found:
            before = every[one.entry]
            cause = cause_of(one, due)
            assert cause not in before.written
            every[one.entry] = replace(before, written={**before.written, cause: day})
        written += len(found)
    assert written


CHANGES = {
    "right": lambda day, *_: {"confirmed_on": day, "answered_on": day},
    "steward": lambda day, *_: {"confirmed_on": day},
    "answer": lambda day, *_: {"answered_on": day},
    "gone": lambda day, *_: {"confirmed_on": None, "answered_on": day},
    "contact": lambda day, key, given: {"mark": key, "since": day, "given": given},
}
