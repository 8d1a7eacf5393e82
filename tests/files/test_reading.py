"""The one reader: files as people lay them out come as one header and its rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from copro_map.base.errors import ImportFileError
from copro_map.files.reading import Table, read_table

KNOWN = {"name", "place", "web"}


def read(folder: Path, text: str | bytes, name: str = "list.csv", **more: str) -> Table:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_table(path, KNOWN.__contains__, **more)


def said(table: Table) -> str:
    return " ".join(note.reason() for note in table.notes)


def test_a_plain_table_is_read_without_a_note(tmp_path):
    table = read(tmp_path, "name,place\nTŷ Ni,Llanelli\n\nY Siop,\n")
    assert table == Table(
        "list.csv",
        1,
        ("name", "place"),
        [(2, ["Tŷ Ni", "Llanelli"]), (4, ["Y Siop", ""])],
    )


def test_a_title_above_the_header_is_left_out_and_said(tmp_path):
    table = read(tmp_path, "Our list\n\nBy,Jo\nname,place\na,b\n")
    assert (table.header_row, table.header) == (4, ("name", "place"))
    assert (table.rows, table.skipped) == ([(5, ["a", "b"])], 2)
    assert "line 4" in said(table)
    assert "“Our list”, “By”" in said(table)


@pytest.mark.parametrize("word", ["Total", "Grand total:", "TOTALS", "Cyfanswm"])
def test_a_total_below_is_left_out_and_said(tmp_path, word):
    table = read(tmp_path, f"name,place,web\na,,\n{word},,12\n")
    assert (table.rows, table.skipped) == ([(2, ["a", "", ""])], 1)
    assert word in said(table)


@pytest.mark.parametrize("row", ["Total,Cardiff,", "Totally Local,,", "a,Total,"])
def test_a_row_that_only_looks_like_a_total_stays(tmp_path, row):
    assert read(tmp_path, f"name,place,web\na,,\n{row}\n").skipped == 0


def test_a_total_in_the_middle_stays(tmp_path):
    rows = "a,,\n" * 4
    assert read(tmp_path, f"name,place,web\nTotal,,\n{rows}").skipped == 0


def test_empty_columns_at_the_end_are_left_out_and_said(tmp_path):
    table = read(tmp_path, "name,,place,,\na,,b,,\nc,,d\n")
    assert table.header == ("name", "", "place")
    assert table.rows == [(2, ["a", "", "b"]), (3, ["c", "", "d"])]
    assert "empty (2)" in said(table)


def test_a_column_without_a_heading_that_holds_something_stays(tmp_path):
    table = read(tmp_path, "name,,\na,,b\n")
    assert (table.header, table.rows) == (("name", "", ""), [(2, ["a", "", "b"])])


def test_missing_last_cells_are_filled_and_said(tmp_path):
    table = read(tmp_path, "name,place,web\na,b,c\nd\n\ne,f\n")
    assert table.rows[1:] == [(3, ["d", "", ""]), (5, ["e", "f", ""])]
    assert "3, 5" in said(table)


def test_cells_beyond_the_header_are_a_fault_of_the_row(tmp_path):
    table = read(tmp_path, "name,place\na,b,c\nd,e,\n")
    assert table.rows == [(3, ["d", "e"])]
    assert [(one.row, one.facts) for one in table.faults] == [
        (2, {"found": 3, "expected": 2})
    ]


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n ,\n"])
def test_an_empty_file_is_refused(tmp_path, text):
    with pytest.raises(ImportFileError, match="is empty"):
        read(tmp_path, text)
