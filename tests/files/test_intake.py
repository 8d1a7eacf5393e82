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
        intake = take(settings, path, "lists", WANTED, told or Told(), today=DAY)
        if not intake.faults:
            with writing(settings.database) as database:
                intake.keep(database, DAY)
        return intake

    return one


def test_rows_come_by_field_and_faults_bear_the_headings_of_the_file(taken):
    rows = [["Sefydliad", "KIND", "Serial"], ["Tir Coed", "project", "1"], ["", "", ""]]
    intake = taken(rows, Told(rest=True))
    (row,) = intake.rows
    assert row.number == 2
    assert row.cells == {"name": "Tir Coed", "kind": "project", "place": ""}
    assert row.absent == {"place"}
    assert row.fault("name", "Bad.").column == "Sefydliad"
    assert row.fault("place", "Bad.").column == "place"
    assert intake.seen.lines == [(2, ["Tir Coed", "project", "1"])]
    assert intake.how() | {"seen": None} == {
        "seen": None,
        "mapping": {"Sefydliad": "name", "KIND": "kind"},
        "ignored": ("Serial",),
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
    rows = [["Name of body", "Serial", "Town"], ["Tir Coed", "1", "Bala"]]
    asked = taken(rows)
    assert {fault.column for fault in asked.faults} == {
        "Name of body",
        "Serial",
        "Town",
        "",
    }
    told = Told({"A": "name", "Town": "place"}, values={"kind": "project"}, rest=True)
    first = taken(rows, told)
    again = taken([rows[0], ["Y Dref", "2", "Corwen"]], name="next.csv")
    assert not again.faults
    assert again.columns.mapping == first.columns.mapping
    assert again.columns.ignored == first.columns.ignored == ("Serial",)
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
    assert len(take(settings, path, "lists", WANTED, today=DAY).rows) == 1
    assert not settings.database.exists()


def test_days_are_read_by_the_whole_column_and_said(settings, tmp_path):
    wanted = (Wanted("name", must=True), Wanted("day", ("since",), day=True))
    path = tmp_path / "list.csv"

    def days(*cells):
        lines = ["Name,Since", *(f'a,"{cell}"' for cell in cells)]
        path.write_text("\n".join(lines), "utf-8")
        intake = take(settings, path, "lists", wanted, today=DAY)
        notes = [(x.row, x.column, x.reason()) for x in intake.tidied]
        return [row.cells["day"] for row in intake.rows], notes

    assert days("2026-04-01", "") == (["2026-04-01", ""], [])
    read, ((line, column, reason),) = days("2026-04-01", "4/5/2026", "31/12/2025 10:15")
    assert read == ["2026-04-01", "2026-05-04", "2025-12-31"]
    assert (line, column) == (3, "Since")
    assert "4/5/2026 is 2026-05-04" in reason
    assert "Rows: 2." in reason
    read, ((_, _, reason),) = days("4/5/2026", "1 Mawrth 2026")
    assert read == ["2026-05-04", "2026-03-01"]
    assert "Month first fits as well" in reason
    assert days("12/31/2025", "4/5/2026", "soon")[0] == [
        "2025-12-31",
        "2026-04-05",
        "soon",
    ]
    assert days("9999-01-01", "1/1/2030")[0] == ["9999-01-01", "2030-01-01"]
