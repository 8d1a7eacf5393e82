"""Thirteen Mondays beside a diary that is kept by hand: what each letter must tell."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from copro_map.assets.importing import import_network
from copro_map.assets.store.history import ALWAYS
from copro_map.desk import monday
from copro_map.desk.jobs import JOBS
from copro_map.desk.running import run_job
from copro_map.indicators.progress import progress
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE
from copro_map.upkeep.face import Word, say, undo
from tests.desk.weeks import nine
from tests.english import english_words
from tests.exchange.boards import meet
from tests.samples import change, query, row, write_csv
from tests.surveys.survey_samples import WAVE, answer, invite, reply

(MONDAY,) = (job for job in JOBS if job.name == "monday")
FIRST = date(2026, 11, 30)
DAYS = [FIRST + timedelta(weeks=n) for n in range(13)]
OFF = {date(2027, 1, 25)}  # the server is off on that Monday
LETTERS = "SELECT cause, address, subject, body FROM outbox ORDER BY number"
NO_NEWS: tuple[set[str], set[str], set[str], int] = (set(), set(), set(), 0)
# Kept by hand: confirmed, new projects, gone stale, replies, by the Monday that tells.
DIARY = {
    "2026-12-07": ({"tir-coed"}, set(), set(), 0),
    "2026-12-14": ({"cwm"}, set(), set(), 0),  # said on Monday the 7th
    "2026-12-21": (set(), {"one", "two"}, set(), 0),
    "2026-12-28": NO_NEWS,  # what was said was taken back
    "2027-01-04": ({"pwll"}, set(), set(), 10),
    "2027-01-11": ({"nant"}, set(), {"pwll"}, 0),
    "2027-01-18": (set(), set(), set(), 20),
    "2027-02-01": ({"tir-coed"}, {"three"}, set(), 0),  # of two weeks
    "2027-02-08": (set(), set(), {"nant"}, 0),
}
HAPPENED = {
    "2026-12-02": [("right", "tir-coed")],
    "2026-12-07": [("right", "cwm")],
    "2026-12-16": [("project", "one"), ("project", "over", ("end_year", "2020"))],
    "2026-12-20": [("project", "two")],
    "2026-12-22": [("taken_back", "pwll")],
    "2026-12-23": [("replies", range(9))],
    # Confirmed on paper a year ago: it is too old from 7 January on.
    "2026-12-28": [("right", "pwll", ("said_on", date(2026, 1, 6)))],
    "2027-01-01": [("replies", range(9, 13))],
    "2027-01-05": [("right", "nant", ("said_on", date(2026, 2, 3)))],
    "2027-01-15": [("replies", range(13, 24))],
    "2027-01-20": [("project", "three")],
    "2027-01-27": [("right", "tir-coed")],
}


@pytest.fixture
def here(settings, tmp_path, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", "2027-03-31")
    rows = [row(id=x, name_en=x.title()) for x in ("tir-coed", "cwm", "pwll", "nant")]
    done = import_network(settings, write_csv(tmp_path / "in.csv", *rows), today=ALWAYS)
    assert not done.faults
    for role in ("board", "administrator", "steward", "evaluator"):
        enter_person(
            settings,
            MACHINE,
            address=f"{role}@example.org",
            name="Rhywun Rhywle",
            role=role,
            areas=(),
            language="cy" if role == "board" else "en",
            now=nine(FIRST),
        )
    old = {"name": "2026-12", "opens_on": "2026-12-10", "closes_on": "2027-02-10"}
    invite(settings, replace(WAVE, **old, entered_on="2026-12-01"))
    return settings


class Life:
    """What happens on the map, day by day, as the diary has it."""

    def __init__(self, here, folder) -> None:
        self.here, self.folder = here, folder

    def right(self, entry: str, day: date, said_on: date | None = None) -> int:
        word = Word("right", how="web", said_on=said_on)
        return say(self.here, MACHINE, entry, word, nine(day)).id

    def project(self, entry: str, day: date, **more: str) -> None:
        file = self.folder / f"{entry}.csv"
        one = row(id=entry, name_en=entry.title(), kind="project", **more)
        assert not import_network(self.here, write_csv(file, one), today=day).faults

    def replies(self, numbers: range, day: date) -> None:
        told = {"wave": "2026-12", "answered_on": f"{day}", "entered_on": f"{day}"}
        answer(self.here, *(reply(n, **told, answers={}) for n in numbers))

    def taken_back(self, entry: str, day: date) -> None:
        undo(self.here, MACHINE, self.right(entry, day), nine(day))

    def happen(self, day: date) -> None:
        for what, *facts in HAPPENED.get(day.isoformat(), ()):
            getattr(self, what)(facts[0], day, **dict(facts[1:]))


@pytest.fixture
def shown(monkeypatch) -> list[dict[str, tuple]]:
    """How every indicator was shown on each day that the job has asked for."""
    seen = []

    def ask(here, day: date):
        found = progress(here, day)
        rows = found.as_json()["indicators"]
        names = ("value", "status", "status_detail")
        seen.append({x["code"]: tuple(x[name] for name in names) for x in rows})
        return found

    monkeypatch.setattr(monday, "progress", ask)
    return seen


def section(body: str, words: str) -> tuple[int, set[str]]:
    """The number of a paragraph and the entries that it links to."""
    for part in body.split("\n\n"):
        if found := re.match(rf"{words}: (\d+)", part):
            return int(found[1]), set(re.findall(r"/entry\?id=([\w-]+)", part))
    return 0, set()


def check(body: str, due: tuple, moved: set[str]) -> None:
    confirmed, projects, stale, replies = due
    words = ("Entries confirmed", "New projects", "Confirmations that became too old")
    for name, wanted in zip(words, (confirmed, projects, stale), strict=True):
        assert section(body, name) == (len(wanted), wanted)
    told = re.search(r"Replies to the survey .*: (\d+) or more", body)
    assert (int(told[1]) if told else 0) == replies
    assert section(body, "Indicators that moved")[0] == len(moved)
    assert set(re.findall(r"^- (\d\.\d)", body, re.MULTILINE)) == moved


def test_thirteen_mondays_tell_what_the_diary_says(here, tmp_path, shown):
    life, letters = Life(here, tmp_path), 0
    day = FIRST
    while day <= DAYS[-1]:
        life.happen(day)
        if day in DAYS and day not in OFF:
            wrote = [run_job(here, MONDAY, nine(day)).done for _ in range(2)]
            before, now = [*shown, *shown][-2:] if day == FIRST else shown[-2:]
            moved = {code for code in now if now[code] != before[code]}
            due = DIARY.get(day.isoformat(), NO_NEWS)
            is_news = day > FIRST and (due != NO_NEWS or bool(moved))
            assert wrote == [2 * is_news, 0], day
            letters += 2 * is_news
            if is_news:
                *_, body = query(here.database, LETTERS)[-1]
                check(body, due, moved if day > FIRST else set())
        day += timedelta(days=1)
    every = query(here.database, LETTERS)
    assert len(every) == letters > 16
    assert len({one[0] for one in every}) == letters
    assert {one[1] for one in every} == {
        "board@example.org",
        "administrator@example.org",
    }
    check_words(here, every)


def check_words(here, every) -> None:
    """Welsh for a Welsh reader; nobody's name, and no number of replies but tens."""
    names = {x for (x,) in query(here.database, "SELECT name_en FROM asset")}
    said: set[str] = set()
    for _, address, subject, body in every:
        assert "Rhywun" not in body
        assert "@" not in body
        if address.startswith("board"):
            lines = (x for x in body.split("\n") if x[2:] not in names)
            said |= {subject, *(x for x in lines if "[[/" not in x)}
    assert not english_words(said)
    kept = query(here.database, "SELECT content FROM letter_told ORDER BY day")
    told = [json.loads(x)["replies"] for (x,) in kept]
    assert {n for one in told for n in one.values()} == {0, 10, 20}


def test_without_news_and_to_whoever_wants_none_nothing_is_written(here, tmp_path):
    run_job(here, MONDAY, nine(FIRST))
    stop = "INSERT INTO letter_stopped VALUES (?, 'monday', '2026-12-01')"
    (board,), *_ = query(here.database, "SELECT number FROM person ORDER BY number")
    change(here.database, stop, board)
    Life(here, tmp_path).right("cwm", date(2026, 12, 1))
    change(here.database, "UPDATE person SET role = 'member' WHERE role LIKE 'admin%'")
    assert run_job(here, MONDAY, nine(DAYS[1])).done == 0


def test_matches_of_the_week_are_counted_and_nobody_is_named(here):
    run_job(here, MONDAY, nine(FIRST))
    meet(here.database, "cwm", "pwll", "agreed", "2026-11-01", "2026-11-29")  # before
    meet(here.database, "tir-coed", "nant", "done", "2026-11-01", "2026-11-30")
    meet(here.database, "", "pwll", "agreed", "2026-11-01", "2026-12-06")
    meet(here.database, "cwm", "nant", "declined", "2026-11-01", "2026-12-03")
    meet(here.database, "nant", "cwm", "agreed", "2026-11-01", "2026-12-07")  # next
    for day, count in ((DAYS[1], 2), (DAYS[2], 1)):
        assert run_job(here, MONDAY, nine(day)).done == 2
        *_, body = query(here.database, LETTERS)[-1]
        assert section(body, "Found each other over an offer or a request") == (
            count,
            set(),
        )
        assert "/exchange?show=figures" in body
    assert run_job(here, MONDAY, nine(DAYS[3])).done == 0
