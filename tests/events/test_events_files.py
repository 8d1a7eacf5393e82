"""A file of events: in at the desk or by a command, tried first, and taken back."""

from __future__ import annotations

import json
from datetime import datetime, time

import pytest
from xlsxwriter import Workbook

from copro_map.base.store.connection import writing
from copro_map.desk.undoing import undo_change
from copro_map.events.entering import add, change
from copro_map.events.rules.records import Event
from copro_map.events.store.events import attend, become
from copro_map.imports.importer import Given
from copro_map.imports.undoing import undo_import
from copro_map.people.changes import changes
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import MACHINE
from tests.events.given_events import GOOD, NOW, bad, book, cells, kept
from tests.imports.bringing import bring
from tests.samples import query, write_csv

WELSH = {
    "Enw": "Cyfarfod",
    "Math": "Cyfarfod rhanbarthol neu leol",
    "Dyddiad": "8/5/2027",
    "Amser": "7pm",
    "Amser gorffen": "9.00 yh",
    "Lle": "Aberteifi",
    "Nifer o leoedd": "30",
    "E-bost y trefnydd": "post@example.org",
    "Sefydliad": "Tir Coed",
}


@pytest.fixture
def path(tmp_path):
    other = cells(bad({"name_en": "Another day", "starts_on": "2026-03-28"}))
    return write_csv(tmp_path / "events.csv", cells(GOOD), other)


@pytest.fixture
def there(here, monkeypatch):
    """The installation of commands that are run here."""
    monkeypatch.setenv("COPRO_MAP_DB", str(here.database))
    return here


def test_a_file_in_welsh_is_read_as_people_write_it(here, tmp_path):
    given = Given(write_csv(tmp_path / "cy.csv", WELSH))
    tried, _ = bring(here, "events", given, actor=MACHINE, now=NOW)
    assert tried.faults == ()
    (event,) = kept(here)
    assert (event.name_cy, event.type, event.entry) == (
        "Cyfarfod",
        "regional",
        "tir-coed",
    )
    assert (event.starts_on, event.starts_at, event.ends_at) == (
        *("2027-05-08", "19:00"),
        "21:00",
    )
    assert (event.has_booking, event.places, event.channel) == (True, 30, "import")


def test_it_is_tried_first_then_kept_then_taken_back(here, path):
    given = Given(path)
    tried, _ = bring(here, "events", given, actor=MACHINE, now=NOW, dry_run=True)
    assert (tried.result.added, kept(here)) == (2, [])
    done, number = bring(here, "events", given, actor=MACHINE, now=NOW)
    assert (done.result.added, len(kept(here))) == (2, 2)
    again, _ = bring(here, "events", given, actor=MACHINE, now=NOW)
    assert (again.result.added, again.result.unchanged) == (0, 2)
    undo_import(here, MACHINE, number, NOW)
    assert kept(here) == []


def test_what_happened_takes_a_file_back_too(here, path):
    bring(here, "events", Given(path), actor=MACHINE, now=NOW)
    undo_change(here, MACHINE, changes(here, MACHINE)[0].number, NOW)
    assert kept(here) == []


@pytest.mark.parametrize("what", ["booked", "changed"])
def test_what_was_done_since_keeps_a_file_from_being_taken_back(here, path, what):
    _, number = bring(here, "events", Given(path), actor=MACHINE, now=NOW)
    event = kept(here)[0]
    if what == "booked":
        book(here, event, 1)
    else:
        change(here, MACHINE, event.id, bad({"spoken": "cy"}), NOW)
    with pytest.raises(UndoError, match="cannot be taken back"):
        undo_import(here, MACHINE, number, NOW)
    assert len(kept(here)) == 2


def test_what_is_there_already_stays_as_it_is_and_that_is_said(here, tmp_path):
    event = add(here, MACHINE, GOOD, NOW)
    path = write_csv(tmp_path / "e.csv", cells(bad({"spoken": "cy"})))
    done, _ = bring(here, "events", Given(path), actor=MACHINE, now=NOW)
    assert (done.result.unchanged, kept(here)) == (1, [event])
    assert any("change it at the desk" in one.reason() for one in done.result.notes)


def test_one_fault_keeps_the_whole_file_out(here, tmp_path):
    twice = cells(bad({"name_en": "B"}))
    path = write_csv(
        *(tmp_path / "e.csv", cells(GOOD), cells(bad({"place": "BS1 4ST"}))),
        *(twice, twice),
    )
    done, _ = bring(here, "events", Given(path), actor=MACHINE, now=NOW)
    found = [(x.row, x.column) for x in done.faults]
    assert found == [(3, "place"), (5, "starts_on")]
    assert kept(here) == []


def test_the_commands_bring_in_and_list(there, path, run):
    assert "Dry run" in run("events", "import", path, "--dry-run").out
    assert kept(there) == []
    assert run("events", "import", path).code == 0
    listed = json.loads(run("events", "list", "--json").out)
    found = query(there.database, "SELECT id, name_en FROM event ORDER BY starts_on")
    assert [(x["id"], x["name_en"]) for x in listed] == found
    assert listed[1]["name_cy"] == GOOD.name_cy
    assert listed[1]["health_board"] == "W11000025"
    assert listed[0]["indicators"] == []
    assert "A day of listening" in run("events", "list").out
    assert "post@example.org" not in json.dumps(listed)
    assert run("events", "import", path.with_name("none.csv")).code == 1


def test_who_came_makes_it_count_and_what_waits_is_on_no_list(there, path, run):
    run("events", "import", path)
    first, second = kept(there)
    with writing(there.database) as database:
        attend(database, first.number, "tir-coed", "2026-11-30")
        become(database, Event, second.number, state="waiting")
    (one,) = json.loads(run("events", "list", "--json").out)
    assert (one["id"], one["indicators"]) == (first.id, ["1.1"])


def test_a_workbook_is_read_as_spreadsheets_keep_days_and_times(here, tmp_path):
    path = tmp_path / "events.xlsx"
    book = Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Name", "Type", "Date", "Time", "End time", "Town"])
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    clock = book.add_format({"num_format": "hh:mm"})
    sheet.write_row(1, 0, ["One", "regional"])
    sheet.write_datetime(1, 2, datetime(2027, 5, 8), day)  # noqa: DTZ001 - a cell has no zone
    sheet.write_datetime(1, 3, time(19), clock)
    sheet.write_datetime(1, 4, time(21, 30), clock)
    sheet.write(1, 5, "Aberaeron")
    sheet.write_row(2, 0, ["Two", "regional", "8 May 2027 at 10:15", "", "12:00"])
    sheet.write(2, 5, "Aberaeron")
    book.close()
    tried, _ = bring(here, "events", Given(path), actor=MACHINE, now=NOW)
    assert [one.reason() for one in tried.faults] == []
    found = [(x.starts_on, x.starts_at, x.ends_at) for x in kept(here)]
    assert found == [("2027-05-08", "19:00", "21:30"), ("2027-05-08", "10:15", "12:00")]


def test_an_error_of_a_spreadsheet_is_told_alone(here, tmp_path):
    path = write_csv(tmp_path / "e.csv", cells(bad({"name_en": "#REF!", "place": ""})))
    tried, _ = bring(here, "events", Given(path), actor=MACHINE, now=NOW)
    (fault,) = tried.faults
    assert "holds an error" in fault.reason()
