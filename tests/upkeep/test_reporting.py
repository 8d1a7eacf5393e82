"""A visitor says that something is wrong: who it waits for, answers, what is kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from copro_map.base.errors import CoproMapError
from copro_map.base.store.connection import data_mark
from copro_map.desk.jobs import JOBS
from copro_map.desk.undoing import undo_change
from copro_map.people.limits import TooOftenError, _limiter
from copro_map.people.rules.changes import ConflictError, UndoError
from copro_map.people.rules.permissions import MACHINE, PUBLIC, Actor, RefusedError
from copro_map.upkeep.belonging import NoEntryError
from copro_map.upkeep.confirming import say
from copro_map.upkeep.reporting import answer_reports, report, reported
from copro_map.upkeep.rules.reports import ReportError
from copro_map.upkeep.rules.words import Word
from copro_map.upkeep.waiting import to_confirm, waiting
from tests.samples import change, query
from tests.upkeep.conftest import NOW

ENTRY, ALL_WALES = "tir-coed", "co-production-network-for-wales"
TODAY = NOW.date()
ROWS = "SELECT entry, what, words, answer, answered_on, note FROM visitor_report"
MADE = """
SELECT id, person, subject, record, was, now, areas, undoes FROM change_made
WHERE subject = 'report'
"""
SWEEP = next(job for job in JOBS if job.name == "sweep").run


@pytest.fixture(autouse=True)
def _nothing_pressed_yet():
    _limiter.cache_clear()


def tell(here, what="place", words="It moved.", *, entry=ENTRY, client="a", now=NOW):
    report(here, entry, what, words, now, client=client)


def answered(here, actor, *numbers, answer="right", now=NOW, **more):
    return answer_reports(here, actor, ENTRY, numbers, answer, now, **more)


def ids(here, actor) -> list[str]:
    return [one.id for one in reported(here, actor)]


def lines(here, actor) -> list[tuple]:
    found = waiting(here, actor, TODAY)
    return [(x.count, x.since) for x in found if x.href == "desk?part=wrong"]


def test_it_waits_for_the_officer_of_the_area_and_no_other(network, speaks):
    mine = speaks("officer", "CVC-CAVO", name="mine")
    other = speaks("officer", "CVC-CVSC", name="other")
    steward = speaks("steward", name="steward")
    mark = data_mark(network)
    tell(network)
    tell(network, "gone", "", now=NOW + timedelta(days=1))
    tell(network, entry=ALL_WALES, now=NOW + timedelta(days=2))
    assert data_mark(network) == mark
    assert ids(network, mine) == [ENTRY]
    assert ids(network, other) == ids(network, PUBLIC) == []
    assert ids(network, steward) == [ENTRY, ALL_WALES]  # the oldest first
    assert lines(network, mine) == [(1, "2026-11-29")]
    assert lines(network, steward) == [(2, "2026-11-29")]
    assert lines(network, other) == []
    for actor in (other, PUBLIC, Actor("board", 99)):
        with pytest.raises(RefusedError):
            answered(network, actor, 1, 2)
    number = answered(network, mine, 1, 2, private="asked them")
    assert ids(network, mine) == lines(network, mine) == []
    kept = [row for row in query(network.database, ROWS) if row[0] == ENTRY]
    assert kept == [
        (ENTRY, "place", "It moved.", "right", "2026-11-29", "asked them"),
        (ENTRY, "gone", "", "right", "2026-11-29", "asked them"),
    ]
    areas = '["CVC-CAVO", "CVC-CAVS", "CVC-PAVO", "CVC-PAVS"]'
    row = (number, mine.person, "report", ENTRY, "", "right", areas, None)
    assert query(network.database, MADE) == [row]


def test_what_came_after_the_page_was_drawn_is_not_answered_with_it(network):
    tell(network)
    (drawn,) = reported(network, MACHINE)
    tell(network, "gone")
    answered(network, MACHINE, 1, seen=drawn.seen)
    (left,) = reported(network, MACHINE)
    assert [(one.id, one.what) for one in left.reports] == [(2, "gone")]
    with pytest.raises(ConflictError):  # another answer than the one that was given
        answered(network, MACHINE, 1, answer="not_for_us", seen=drawn.seen)
    for numbers in ((1,), (1, 2), (), (99,)):
        with pytest.raises(ReportError):
            answered(network, MACHINE, *numbers, seen=left.seen)
    assert [row[3] for row in query(network.database, ROWS)] == ["right", ""]


def test_an_answer_is_taken_back_by_whoever_may_and_once(network, speaks):
    tell(network)
    number = answered(network, MACHINE, 1)
    with pytest.raises(RefusedError):
        undo_change(network, speaks("officer", "CVC-CVSC"), number, NOW)
    undo_change(network, MACHINE, number, NOW)
    assert ids(network, MACHINE) == [ENTRY]
    assert [row[-1] for row in query(network.database, MADE)] == [None, number]
    with pytest.raises(UndoError):
        undo_change(network, MACHINE, number, NOW)
    answered(network, MACHINE, 1)  # and answered again
    assert ids(network, MACHINE) == []


def test_what_was_written_is_deleted_90_days_after_the_answer(network):
    tell(network, words="mair@example.org")
    tell(network, "gone", "not answered")
    number = answered(network, MACHINE, 1, private="Mair rang")
    SWEEP(network, NOW + timedelta(days=90))
    assert query(network.database, ROWS)[0][2] == "mair@example.org"
    later = NOW + timedelta(days=91)
    assert SWEEP(network, later).done == 1
    first, second = query(network.database, ROWS)
    assert first == (ENTRY, "place", "", "right", "2026-11-29", "")
    assert second[2] == "not answered"
    assert SWEEP(network, later).done == 0
    with pytest.raises(UndoError):
        undo_change(network, MACHINE, number, later)
    logged = str(query(network.database, "SELECT * FROM change_made"))
    assert "mair" not in logged.lower()


def test_an_entry_that_is_confirmed_waits_for_a_word_until_one_was_said(network):
    later = NOW + timedelta(days=1)

    def waits():
        return ENTRY in [one.id for one in to_confirm(network, MACHINE, later.date())]

    say(network, MACHINE, ENTRY, Word("right", how="asked"), NOW)
    assert not waits()
    tell(network, now=later)
    assert waits()
    say(network, MACHINE, ENTRY, Word("right", how="asked again"), later)
    assert not waits()


def test_it_is_refused_with_what_to_do_and_nothing_is_written(network):
    sql = "UPDATE asset SET status = 'archived' WHERE id = ?"
    change(network.database, sql, ALL_WALES)
    for what, words, entry in (
        ("", "", ENTRY),
        ("spam", "", ENTRY),
        ("other", " \n ", ENTRY),
        ("place", "x" * 1001, ENTRY),
        ("place", "a\x1b[31mb", ENTRY),
        ("place", "", "no-such"),
        ("place", "", ALL_WALES),
    ):
        with pytest.raises(CoproMapError):
            tell(network, what, words, entry=entry)
    assert query(network.database, ROWS) == []
    tell(network, "place", "x" * 1000)


def test_a_computer_writes_twenty_times_an_hour(network):
    for _ in range(20):
        with pytest.raises(NoEntryError):
            tell(network, entry="no-such")
    with pytest.raises(TooOftenError):
        tell(network)
    tell(network, client="another")
    assert len(query(network.database, ROWS)) == 1


def test_of_one_entry_fifty_wait_and_no_more(network):
    sql = "INSERT INTO visitor_report (entry, what, said_on) VALUES (?, 'gone', ?)"
    with closing(sqlite3.connect(network.database)) as connection, connection:
        connection.executemany(sql, [(ENTRY, "2026-11-29")] * 49)
    tell(network)
    with pytest.raises(ReportError, match="already"):
        tell(network)
    tell(network, entry=ALL_WALES)
