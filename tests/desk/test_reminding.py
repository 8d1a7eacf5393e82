"""Letters by the clock: what is written over 400 days, beside a diary kept by hand."""

from __future__ import annotations

import random
import re
import threading
from datetime import date, datetime, time, timedelta

import pytest

from copro_map.assets.importing import import_network
from copro_map.base.moments import read_moment
from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.desk.jobs import JOBS
from copro_map.desk.reminding import write_reminders
from copro_map.people.contacts import Given, keep_contact, never_write, reachable
from copro_map.people.links import LinkError, open_link
from copro_map.people.outbox import messages
from copro_map.people.rules.permissions import MACHINE, Actor
from copro_map.upkeep.confirming import say, undo
from copro_map.upkeep.rules.words import Word
from tests.desk.diary import Diary, letters_of
from tests.samples import row, write_csv

START = date(2027, 1, 4)
ENTRIES = ("allotment", "bus", "choir")
CHANCES = {
    "right": 0.004,
    "steward": 0.002,
    "answer": 0.004,
    "gone": 0.003,
    "contact": 0.006,
    "slip": 0.01,
}
SAID = {"right": "right", "answer": "unknown", "gone": "not_us", "slip": "right"}


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), WALES)


def contact(settings, entry: str, address: str, day: date, *, given: bool) -> None:
    origin = "owner" if given else "found"
    how = Given(address, "en", origin, "https://example.org/contact", "2027-01-02")
    with writing(settings.database) as database:
        for old in reachable(settings):
            if old.entry == entry and old.address != address:
                database.conn.execute(
                    "UPDATE contact SET left_on = ? WHERE number = ?",
                    [day.isoformat(), old.number],
                )
        database.conn.execute(
            "DELETE FROM contact WHERE entry = ? AND address = ?", [entry, address]
        )
        keep_contact(database, entry, how, day)


@pytest.fixture
def few(settings, tmp_path):
    """An installation with three entries that nobody has confirmed."""
    rows = [row(id=one, name_en=f"The {one}", name_cy="") for one in ENTRIES]
    file = write_csv(tmp_path / "few.csv", *rows)
    assert not import_network(settings, file, today=START).faults
    return settings


def speak(settings, one: Diary, what: str, day: date) -> None:
    owner = Actor("owner", address=addressed(one.key), own=frozenset({one.entry}))
    actor = MACHINE if what == "steward" else owner
    word = Word(SAID.get(what, "right"), how="asked by telephone")
    said = say(settings, actor, one.entry, word, at(day, 8))
    if what == "slip":
        undo(settings, actor, said.id, at(day, 8))


def live_a_day(
    settings, diaries: list[Diary], day: date, chance: random.Random
) -> None:
    for one in diaries:
        for what in [x for x, p in CHANCES.items() if chance.random() < p]:
            key, given = chance.choice("abc"), chance.random() < 0.5
            if what == "contact":
                contact(settings, one.entry, addressed(key), day, given=given)
            else:
                speak(settings, one, what, day)
            if what != "slip":
                one.note(what, day, key, given)


def letters_on(settings, day: date) -> list[tuple[str, str]]:
    """The letters that the outbox had on a day, as a diary calls them."""
    return [
        (one.entry, one.cause.split()[0])
        for one in messages(settings, MACHINE)
        if read_moment(one.created_at).astimezone(WALES).date() == day
    ]


def addressed(key: str) -> str:
    return f"{key}@example.org"


def test_over_400_days_the_job_writes_what_the_diary_says(few):
    chance = random.Random(1)
    diaries = [
        Diary(one, chance.choice("ab"), START, chance.random() < 0.5) for one in ENTRIES
    ]
    for one in diaries:
        contact(few, one.entry, addressed(one.key), START, given=one.given)
    kinds = set()
    for day in (START + timedelta(n) for n in range(400)):
        live_a_day(few, diaries, day, chance)
        if chance.random() < 0.75:
            continue  # the job did not run on this day
        expected = letters_of(diaries, day)
        assert write_reminders(few, at(day)) == len(expected), day
        if expected:
            assert letters_on(few, day) == expected, day
            kinds |= {kind for _, kind in expected}
    assert {"service", "reminder"} <= kinds


def test_two_at_once_write_every_letter_once(few):
    for one in ENTRIES:
        contact(few, one, f"{one}@example.org", START, given=False)
    ready, counts = threading.Barrier(2), []

    def run() -> None:
        ready.wait()
        counts.append(write_reminders(few, at(START)))

    both = [threading.Thread(target=run) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(counts) == [0, len(ENTRIES)]
    assert len(messages(few, MACHINE)) == len(ENTRIES)


def test_a_letter_says_where_the_address_is_from_and_opens_one_entry_for_21_days(few):
    contact(few, "choir", "info@choir.example.org", START, given=False)
    assert write_reminders(few, at(START)) == 1
    (letter,) = messages(few, MACHINE)
    assert "The choir" in letter.subject
    assert "https://example.org/contact" in letter.body
    (token,) = set(re.findall(r"/k/([\w-]+)", letter.body))
    assert letter.unsubscribe == f"/k/{token}"
    assert not letter.is_asked
    with reading(few.database) as database:
        link = open_link(database, token, at(START) + timedelta(days=20, hours=23))
        assert (link.purpose, link.entry, link.person) == ("entry", "choir", None)
        with pytest.raises(LinkError):
            open_link(database, token, at(START) + timedelta(days=21))


def test_never_write_means_never(few):
    contact(few, "choir", "info@choir.example.org", START, given=False)
    with writing(few.database) as database:
        never_write(database, "Info@choir.example.org", START)
    assert write_reminders(few, at(START)) == 0
    assert not messages(few, MACHINE)


def test_what_is_off_the_map_is_not_asked_about(few):
    address = "info@choir.example.org"
    owner = Actor("owner", address=address, own=frozenset({"choir"}))
    contact(few, "choir", address, START, given=True)
    say(few, owner, "choir", Word("take_off"), at(START))
    assert write_reminders(few, at(START + timedelta(days=300))) == 0


def test_letters_are_written_before_messages_are_sent():
    names = [job.name for job in JOBS]
    assert names.index("remind") < names.index("send")


def test_without_a_database_nothing_is_made(settings):
    assert write_reminders(settings, at(START)) == 0
    assert not settings.database.exists()
