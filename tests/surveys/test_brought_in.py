"""A file of replies taken back: what counted before counts, and nobody learns more."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.base.store.connection import reading, writing
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import Actor
from copro_map.surveys.brought_in import FILES, SHOWN, take_back
from copro_map.surveys.rules.release import stages
from copro_map.surveys.store.surveys import replies, waves
from copro_map.surveys.waves import load_surveys
from tests.samples import dump, query
from tests.surveys.survey_files import write_lines
from tests.surveys.survey_samples import WAVE, answer, invite, noon, reply

HEAD = ["Respondent ID", "Date", "Role", "practice_level"]
LEVELS = ("Yes, fully", "No", "In part")
STEWARD = Actor(role="steward", person=1)
OPEN, CLOSED = date(2027, 3, 20), date(2027, 4, 5)
COUNTS = """
SELECT respondent, role, answered_on, answers FROM reply AS r
WHERE status = 'checked' AND NOT EXISTS (
    SELECT 1 FROM reply AS s WHERE s.supersedes = r.id) ORDER BY respondent
"""


@pytest.fixture
def take(here, tmp_path):
    """Bring replies in by a file, on a day; return the ids of what it added."""
    invite(here, WAVE)

    def one(day, *people, answers=LEVELS, expect=None):
        rows = [
            [who, f"2027-03-{2 + n % 20:02} 10:00", "Frontline staff", answers[n % 3]]
            for n, who in enumerate(people)
        ]
        path = write_lines(tmp_path / "replies.csv", [HEAD, *rows])
        before = {number for (number,) in query(here.database, "SELECT id FROM reply")}
        done = FILES.bring(
            here, path, of="members/2027", today=day, entered_by="steward"
        )
        assert not done.faults
        if expect:
            assert (done.added, done.changed, done.unchanged) == expect
        after = {number for (number,) in query(here.database, "SELECT id FROM reply")}
        return after - before

    return one


@pytest.fixture(autouse=True)
def _all_may_reply(monkeypatch):
    monkeypatch.setitem(WAVE.invited, "frontline", 99)


def back(here, added, day):
    with writing(here.database, make=False) as database:
        take_back(here, database, STEWARD, added, noon(day))


def shown(here, day):
    with reading(here.database) as database:
        found = stages(waves(database), replies(database), load_surveys(here.data_dir))
    last = [x for x in found["members", "2027"] if x.day <= day.isoformat()][-1]
    return {
        (question, role): {who: said for who, (said, _) in cell.items()}
        for question, own in last.shown.items()
        for role, cell in own.items()
    }


def test_what_was_superseded_counts_again_and_what_was_new_is_withdrawn(here, take):
    take(OPEN, "a", "b", expect=(2, 0, 0))
    before = query(here.database, COUNTS)
    added = take(OPEN, "a", "b", "c", answers=("No", "No", "No"), expect=(1, 1, 1))
    assert query(here.database, COUNTS) != before
    back(here, added, OPEN)
    assert query(here.database, COUNTS) == before
    take(OPEN, "a", "b", expect=(0, 0, 2))
    with pytest.raises(UndoError):  # they are superseded now
        back(here, added, OPEN)
    take(OPEN, "a", "b", "c", answers=("No", "No", "No"), expect=(0, 2, 1))


def test_what_figures_were_shown_with_stays(here, take):
    added = take(OPEN, *"abcdefghijkl")
    before = dump(here.database)
    with pytest.raises(UndoError) as caught:
        back(here, added, CLOSED)
    assert caught.value.message == SHOWN
    assert dump(here.database) == before
    back(here, added, OPEN)  # nobody had seen them yet
    assert query(here.database, COUNTS) == []


def test_what_came_too_late_to_be_shown_goes_without_a_trace_in_the_figures(here, take):
    level = {"practice_level": ("fully",)}
    answer(
        here,
        *(
            reply(n, source="form", role="frontline", answers=level)
            for n in range(1, 13)
        ),
    )
    before, figures = query(here.database, COUNTS), shown(here, CLOSED)
    added = take(CLOSED, "x", "y", "z")
    assert shown(here, CLOSED) == figures
    back(here, added, CLOSED)
    assert query(here.database, COUNTS) == before
    assert shown(here, CLOSED) == figures
    take(CLOSED, "x", "y", expect=(2, 0, 0))  # the right file can come now


def test_a_file_over_a_file_goes_first_and_then_the_one_below_it(here, take):
    first = take(OPEN, "a")
    between = query(here.database, COUNTS)
    second = take(OPEN, "a", answers=("No",) * 3)
    with pytest.raises(UndoError):
        back(here, first, OPEN)
    back(here, second, OPEN)
    assert query(here.database, COUNTS) == between
    back(here, first, OPEN)
    assert query(here.database, COUNTS) == []
