"""Records that newer ones supersede: what a ledger is told is what it holds to."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from sqlite_utils import Database

from copro_map.base.errors import DayError
from copro_map.base.store.superseding import Ledger
from copro_map.base.superseded import current

NOTES = Ledger(
    "note",
    owner=("room",),
    error=DayError,
    cell=("room", "about"),
    parts=("words",),
    types={"length": "Int64"},
)
FIRST = {
    "room": "a",
    "about": "tea",
    "words": {"én": [1]},
    "length": None,
    "entered_on": "2027-03-02",
    "supersedes": None,
}


def check(database, row) -> None:
    NOTES.check_old(database, row)
    NOTES.check_same(database, row)
    NOTES.check_day(row, NOTES.last_day(database, row))


@pytest.fixture
def database():
    found = Database(sqlite3.connect(":memory:"))
    found.execute(
        "CREATE TABLE note (id INTEGER PRIMARY KEY, room TEXT, about TEXT, words TEXT, "
        "length INTEGER, entered_on TEXT, supersedes INTEGER)"
    )
    yield found
    found.conn.close()


def test_a_record_is_known_from_its_day_as_it_was_entered(database):
    assert NOTES.insert(database, FIRST) == 1
    newer = FIRST | {"length": 7, "entered_on": "2027-03-09", "supersedes": 1}
    assert NOTES.insert(database, newer) == 2
    frame = NOTES.known(database)
    assert frame["words"].tolist() == [{"én": [1]}] * 2
    assert frame["length"].fillna(-1).tolist() == [-1, 7]
    assert list(current(frame).index) == [2]
    assert list(current(NOTES.known(database, date(2027, 3, 8))).index) == [1]
    assert NOTES.known(database, date(2027, 3, 1)).empty
    assert NOTES.last_day(database, FIRST) == "2027-03-09"
    assert NOTES.last_day(database, FIRST | {"room": "b"}) is None


@pytest.mark.parametrize(
    ("cells", "match"),
    [
        ({"supersedes": 9}, "a: has no record 9"),
        ({"supersedes": 1, "room": "b"}, "b: has no record 1"),
        ({"supersedes": 1}, "a: record 1 is superseded already.*record 2"),
        ({}, "a: record 2 says this already"),
        ({"about": "cake", "entered_on": "2027-03-08"}, "a: a record of 2027-03-08"),
    ],
)
def test_what_does_not_fit_is_refused(database, cells, match):
    NOTES.insert(database, FIRST)
    NOTES.insert(database, FIRST | {"entered_on": "2027-03-09", "supersedes": 1})
    row = FIRST | {"entered_on": "2027-03-10"} | cells
    with pytest.raises(DayError, match=match):
        check(database, row)


def test_what_fits_is_let_through(database):
    NOTES.insert(database, FIRST)
    for cells in ({"supersedes": 1}, {"about": "cake"}, {"room": "b"}):
        check(database, FIRST | cells)
