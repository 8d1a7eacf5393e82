"""Workbooks as people have them: cover sheets, hidden sheets, and cells with errors."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from copro_map.base.errors import ImportFileError
from copro_map.files.reading import Table, read_table
from tests.files.hostile import book, packed, sheet

KNOWN = {"name", "place", "web"}
LIST = [["name", "place"], ["Tŷ Ni", "Llanelli"]]
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")


def written(folder: Path, hidden: tuple[str, ...] = (), **sheets: list) -> Path:
    path = folder / "list.xlsx"
    with xlsxwriter.Workbook(path) as made:
        for name, rows in sheets.items():
            one = made.add_worksheet(name)
            for number, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell in ERRORS:
                        one.write_formula(number, column, "=A1", None, cell)
                    else:
                        one.write(number, column, cell)
            if name in hidden:
                one.hide()
    return path


def read(path: Path, **more: str) -> Table:
    return read_table(path, KNOWN.__contains__, **more)


def said(table: Table) -> str:
    return " ".join(note.reason() for note in table.notes)


def test_a_cover_sheet_is_passed_over_and_said(tmp_path):
    cover = [["Our list of places"], ["name of the officer"], ["Spring 2026"]]
    table = read(written(tmp_path, Cover=cover, List=LIST, Notes=[["place"]]))
    assert table.rows == [(2, ["Tŷ Ni", "Llanelli"])]
    assert "the sheet “List”. Left out: Cover, Notes." in said(table)


def test_a_sheet_with_rows_is_taken_before_one_without(tmp_path):
    table = read(written(tmp_path, Old=LIST[:1], New=LIST))
    assert table.rows == [(2, ["Tŷ Ni", "Llanelli"])]


def test_one_sheet_alone_is_read_without_a_note(tmp_path):
    assert read(written(tmp_path, Other=[], List=LIST)).notes == ()


@pytest.mark.parametrize("rows", [LIST, [["a"], ["b"]]])
def test_of_two_sheets_that_are_known_as_well_one_is_asked_for(tmp_path, rows):
    path = written(tmp_path, North=rows, South=rows, Choices=LIST)
    with pytest.raises(ImportFileError, match="--sheet NAME. Sheets: North, South."):
        read(path)
    assert read(path, sheet="South").rows == [(2, rows[1])]


def test_a_hidden_sheet_is_read_only_if_it_is_named(tmp_path):
    path = written(
        tmp_path, List=LIST, Kept=[["place", "name"], ["x"]], hidden=("Kept",)
    )
    assert read(path).rows == [(2, ["Tŷ Ni", "Llanelli"])]
    assert read(path, sheet="Kept").rows == [(2, ["x", ""])]


def test_a_sheet_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ImportFileError, match="no such sheet: List. Name one of: A"):
        read(written(tmp_path, A=LIST), sheet="List")


def test_a_sheet_of_a_chart_is_no_sheet_of_cells(tmp_path):
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as made:
        chart = made.add_chart({"type": "bar"})
        chart.add_series({"values": "=A!$A$1:$A$2"})
        made.add_chartsheet("Chart").set_chart(chart)
        made.add_worksheet("A").write_column(0, 0, ["name", "x"])
    assert read(path).rows == [(2, ["x"])]


def test_a_sheet_that_is_too_large_does_not_stop_the_other(tmp_path):
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("List").write_column(0, 0, ["name", "x"])
        made.add_worksheet("Postcodes").write_row(500_000, 0, ["CF10"])
    assert read(path).rows == [(2, ["x"])]
    with pytest.raises(ImportFileError, match="too large"):
        read(path, sheet="Postcodes")


@pytest.mark.parametrize("error", ERRORS)
def test_a_cell_with_an_error_holds_its_text(tmp_path, error):
    rows = [["name", "place"], ["a", error], [error, "b"]]
    assert read(written(tmp_path, List=rows)).rows == [
        (2, ["a", error]),
        (3, [error, "b"]),
    ]


def test_errors_are_those_of_the_sheet_that_is_read(tmp_path):
    path = written(tmp_path, Other=[["x", "#REF!"]], List=[["name"], ["a"], ["#N/A"]])
    assert read(path).rows == [(2, ["a"]), (3, ["#N/A"])]
    assert read(path, sheet="Other").header == ("x", "#REF!")


TELL = '<row r="1"><c r="B1" t="str"><v>name</v></c></row>'
CELLS = {
    "places are told": f'{TELL}<row r="3"><c r="B3"><v>1</v></c>'
    '<c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
    "rows are told": f'{TELL}<row r="3"><c/><c><v>1</v></c>'
    '<c t="e"><v>#DIV/0!</v></c></row>',
    "none is told": '<row><c/><c t="str"><v>name</v></c></row><row/>'
    '<row><c/><c><v>1</v></c><c t="e"><v>#DIV/0!</v></c></row>',
    "in quotes of another kind": f"{TELL}<row r='3'><c r='B3'><v>1</v></c>"
    "<c t = 'e' r='C3'><v>#DIV/0!</v></c></row>",
}


@pytest.mark.parametrize("cells", CELLS.values(), ids=CELLS)
def test_a_cell_with_an_error_is_found_however_it_is_written(tmp_path, cells):
    path = tmp_path / "list.xlsx"
    path.write_bytes(packed(book(sheet(cells))))
    assert read(path).rows == [(3, ["", "1", "#DIV/0!"])]


@pytest.mark.parametrize("target", ["/xl/a/b.xml", "a/b.xml"])
def test_errors_of_a_sheet_that_is_kept_elsewhere_are_found(tmp_path, target):
    rows = '<row><c t="str"><v>name</v></c></row><row><c t="e"><v>#N/A</v></c></row>'
    path = tmp_path / "list.xlsx"
    path.write_bytes(packed(book(target=target) | {"xl/a/b.xml": sheet(rows)}))
    assert read(path).rows == [(2, ["#N/A"])]


def test_an_error_in_a_text_file_is_read_as_it_stands(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,place\na,#N/A\n", "utf-8")
    assert read(path).rows == [(2, ["a", "#N/A"])]
