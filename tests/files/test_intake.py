"""A file is understood in the same way by every import, and asks the same but once."""

import csv
from datetime import date

import pytest

from copro_map.base.store.connection import writing
from copro_map.files.intake import take
from copro_map.files.told import Told, Wanted

WANTED = (
    Wanted("name", ("organisation", "sefydliad"), must=True),
    Wanted("kind", must=True),
    Wanted("place", ("tref",)),
)
DAY = date(2026, 11, 28)


@pytest.fixture
def taken(settings, tmp_path):
    """Take a file; what is told is kept if nothing is wrong."""

    def one(rows, told=None, name="list.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        intake = take(settings, path, "lists", WANTED, told or Told())
        if not intake.faults:
            with writing(settings.database) as database:
                intake.keep(database, DAY)
        return intake

    return one


def test_rows_come_by_field_and_faults_bear_the_headings_of_the_file(taken):
    rows = [["Sefydliad", "KIND", "Fax"], ["Tir Coed", "project", "1"], ["", "", ""]]
    intake = taken(rows, Told(rest=True))
    (row,) = intake.rows
    assert row.number == 2
    assert row.cells == {"name": "Tir Coed", "kind": "project", "place": ""}
    assert row.absent == {"place"}
    assert row.fault("name", "Bad.").column == "Sefydliad"
    assert row.fault("place", "Bad.").column == "place"
    assert intake.how() == {
        "mapping": {"Sefydliad": "name", "KIND": "kind"},
        "ignored": ("Fax",),
        "skipped_rows": 0,
        "notes": (),
    }


def test_a_value_for_all_rows_stands_where_a_row_says_nothing(taken):
    rows = [["Organisation", "Kind"], ["Tir Coed", ""], ["Y Dref", "offer"]]
    told = Told(values={"kind": "project", "place": "Bala"})
    intake = taken(rows, told)
    cells = [tuple(row.cells.values()) for row in intake.rows]
    assert cells == [("Tir Coed", "project", "Bala"), ("Y Dref", "offer", "Bala")]
    assert not intake.rows[0].absent


def test_the_same_choices_are_not_asked_twice(taken):
    rows = [["Name of body", "Fax", "Town"], ["Tir Coed", "1", "Bala"]]
    asked = taken(rows)
    assert {fault.column for fault in asked.faults} == {
        "Name of body",
        "Fax",
        "Town",
        "",
    }
    told = Told({"A": "name", "Town": "place"}, values={"kind": "project"}, rest=True)
    first = taken(rows, told)
    again = taken([rows[0], ["Y Dref", "2", "Corwen"]], name="next.csv")
    assert not again.faults
    assert again.columns.mapping == first.columns.mapping
    assert again.columns.ignored == first.columns.ignored == ("Fax",)
    assert again.rows[0].cells == {
        "name": "Y Dref",
        "kind": "project",
        "place": "Corwen",
    }


def test_a_word_that_was_told_is_known_to_the_next_file(taken):
    rows = [["Name", "Kind"], ["Tir Coed", "A sort of Project"]]
    assert taken(rows).words == {}
    taken(rows, Told(words={"A sort of project": "project", "-": "none"}))
    assert taken(rows).words == {"a sort of project": "project", "-": "none"}
    now = taken(rows, Told(words={"a sort of project": "offer"}))
    assert now.words["a sort of project"] == "offer"


def test_without_a_database_nothing_is_made_of_one(settings, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Name,Kind\nTir Coed,project\n", "utf-8")
    assert len(take(settings, path, "lists", WANTED).rows) == 1
    assert not settings.database.exists()
