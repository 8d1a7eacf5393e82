"""One reader for the columns of every file: each way, in the order of the table."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.files.columns import (
    EMPTY,
    at_most,
    check_rows,
    column,
    day_until,
    list_of,
    no_contacts,
    once,
    one_of,
    where,
)
from copro_map.files.rows import Fault, Row

TODAY = date(2026, 11, 22)


def told(rule, cell: str) -> list[str]:
    """What a rule says of a cell."""
    return [fault.reason() for fault in rule(Row(2, {"x": cell}))]


@pytest.mark.parametrize(
    ("way", "good", "bad"),
    [
        (day_until(TODAY), "2026-11-22", "2026-11-23"),
        (day_until(TODAY), "2010-01-01", "2009-12-31"),
        (day_until(TODAY), "2024-02-29", "29/02/2024"),
        (one_of(("a", "b")), "b", "A"),
        (list_of(("a", "b")), "a; b;", "a;c"),
        (at_most(3), "abc", "abcd"),
        (no_contacts, "12 groups", "ring 029 2034 5678"),
        (where(str.isdigit, "Write digits, not {value}."), "12", "1x"),
    ],
)
def test_a_way_lets_through_what_it_is_for_and_an_empty_cell(way, good, bad):
    assert told(column("x", way), good) == []
    assert told(column("x", way), "") == []
    assert len(told(column("x", way), bad)) == 1


def test_every_unknown_word_of_a_list_is_told():
    reasons = told(column("x", list_of(("a", "b"))), "a;c;b;d;c")
    assert [reason.split(".")[0] for reason in reasons] == [
        "Unknown word: c",
        "Unknown word: d",
    ]


ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#####")


@pytest.mark.parametrize("cell", [*ERRORS, "#n/a", "Err:502"])
def test_an_error_of_a_spreadsheet_is_named_once_and_whatever_its_column(cell):
    row = Row(2, {"level": cell, "note": "x", "free": cell}, headings={"free": "Free"})
    _, faults = check_rows([row], [], [column("level", one_of(("a",))), column("note")])
    assert [(one.column, one.reason()) for one in faults] == [
        (
            name,
            f"The cell holds an error ({cell}). Mend it in the spreadsheet, or type "
            "what is meant.",
        )
        for name in ("level", "Free")
    ]


@pytest.mark.parametrize("cell", ["N/A", "#1", "Err", "see #REF!", "##", "no. #N/A"])
def test_what_only_looks_like_an_error_is_text(cell):
    assert check_rows([Row(2, {"note": cell})], [], [column("note")])[1] == []


def test_an_empty_cell_is_wrong_only_where_it_is_said():
    assert told(column("x", at_most(3)), "") == []
    assert told(column("x", at_most(3), missing=EMPTY), "") == [EMPTY]
    assert told(column("x", one_of(("a",)), empty="-"), "") == [
        "Unknown word: -. Use one of: a."
    ]


def test_each_way_of_a_column_looks_at_the_cell():
    reasons = told(column("x", at_most(3), no_contacts), "a@b.org")
    assert [reason.split()[0] for reason in reasons] == ["Too", "This"]


def test_faults_are_told_by_row_and_then_as_the_table_says():
    cells = {2: ("1", "x"), 4: ("1", "y"), 5: ("=2", "x")}
    rows = [Row(n, {"a": a, "b": b}) for n, (a, b) in cells.items()]
    table = (
        column("b", one_of(("x",))),
        once("a", message="As line {line}."),
        column("a", where(str.isdigit, "No digits: {value}")),
    )
    given, faults = check_rows(rows, [Fault(3, "", "Long.")], table)
    assert given == rows
    assert [(f.row, f.column, f.reason()) for f in faults] == [
        (3, "", "Long."),
        (4, "b", "Unknown word: y. Use one of: x."),
        (4, "a", "As line 2."),
        (5, "a", "No digits: =2"),
    ]


def test_a_whole_number_is_read_and_an_empty_one_is_none():
    assert [Row(2, {"x": cell}).whole("x") for cell in ("007", "")] == [7, None]
