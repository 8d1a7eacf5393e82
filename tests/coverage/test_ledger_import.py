"""The ledger's import: every rule broken once, named by row and column; all or none."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.base.i18n import language_in_force
from copro_map.coverage.ledger import import_outreach
from copro_map.coverage.store.outreach import COLUMNS
from copro_map.files.columns import has_contact_details
from copro_map.files.rows import ImportResult
from tests.coverage.conftest import TODAY
from tests.samples import HOSTILE, asked, query, write_csv

STORED = f"SELECT {', '.join(COLUMNS)} FROM outreach ORDER BY id"  # noqa: S608


def stored(settings) -> list[tuple]:
    return query(settings.database, STORED)


def test_a_row_is_stored_as_it_is_written(take_asked, network):
    result = take_asked(asked(note="Tŷ Tawe, a'r cylch"))
    assert result == ImportResult(added=1)
    assert stored(network) == [
        (
            "W06000008",
            "food",
            "2026-03-01",
            "CVC development officer",
            0,
            "2026-03-15",
            "CVC manager",
            "Tŷ Tawe, a'r cylch",
        )
    ]


ONLY_ASKED = {"none_on": "", "none_by": ""}
ONLY_CHECKED = {"asked_on": "", "asked_by": "", "replies": ""}
GOOD = [
    {"area_code": "W92000004"},
    {"area_code": "W06000023"},
    {"area_code": "W11000025"},
    {"area_code": "PSB-GWENT"},
    {"area_code": "RPB-NORTH-WALES"},
    {"area_code": "CVC-MEDRWN-MON"},
    {"theme": ""},
    {"theme": "mental_health"},
    {"replies": ""},
    {"replies": "0"},
    {"replies": "999999"},
    {"asked_on": "2010-01-01"},
    {"asked_on": "2026-11-22"},
    {"none_on": "2026-11-22"},
    {"none_on": "2024-02-29"},
    {"none_on": "2026-01-01"},  # before the day of asking: that may well be
    ONLY_ASKED,
    ONLY_ASKED | {"replies": ""},
    ONLY_CHECKED,
    {"asked_by": "x" * 2_000},
    {"note": "Asked on 2026-03-01 and 1.4.2026, 12 groups; answers due 30/04/2026"},
    {"note": "2019-2020: 612 345 people"},
    {"note": "one\ntwo, three"},
    *({"note": text} for text in HOSTILE),
]


@pytest.mark.parametrize("cells", GOOD)
def test_a_good_row_is_added_once_and_then_unchanged(take_asked, network, cells):
    expected = asked(**cells)
    assert take_asked(expected) == ImportResult(added=1)
    ((*values,),) = stored(network)
    replies = values[COLUMNS.index("replies")]
    values[COLUMNS.index("replies")] = "" if replies is None else str(replies)
    assert dict(zip(COLUMNS, values, strict=True)) == expected
    assert take_asked(expected) == ImportResult(unchanged=1)


def test_an_area_and_a_theme_may_be_written_by_a_name(take_asked, network):
    told = asked(area_code="Sir  Benfro", theme="FOOD")
    assert take_asked(told) == ImportResult(added=1)
    (row,) = stored(network)
    assert row[:2] == ("W06000009", "food")


BAD = [
    ("area_code", ""),
    ("area_code", "W06000099"),
    ("area_code", "w06000008"),
    ("area_code", "Ceredigon"),
    ("area_code", "health_board"),
    ("area_code", "W06000008;W06000023"),
    ("theme", "gardening"),
    ("theme", "Foods"),
    ("theme", "food;health"),
    ("asked_on", "2026-03"),
    ("asked_on", "2026-W09-7"),
    ("asked_on", "2026-02-29"),
    ("asked_on", "٢٠٢٦-٠٣-٠١"),
    ("asked_on", "2026-11-23"),
    ("asked_on", "2009-12-31"),
    ("asked_on", "1026-03-01"),
    ("none_on", "yesterday"),
    ("none_on", "2026-13-01"),
    ("none_on", "2126-03-15"),
    ("none_on", "2009-12-31"),
    ("asked_by", ""),
    ("none_by", ""),
    ("replies", "-1"),
    ("replies", "3.0"),
    ("replies", "1,000"),
    ("replies", "some"),
    ("replies", "1e3"),
    ("replies", "1000000"),
    ("replies", "٣"),
    ("replies", "²"),
    ("asked_by", "someone@example.org"),
    ("none_by", "CVC 01970 612345"),
    ("note", "write to someone@example.org"),
    ("note", "@someone"),
    ("note", "someone＠example.org"),
    ("note", "029 2034 5678"),
    ("note", "(029) 2034-5678"),
    ("note", "+44 7700 900 123"),
    ("note", "ring 20-345 6781"),
    ("note", "07700.900.123"),
    ("note", "tel:07700900123."),
    ("note", "０７７００９００１２３"),
    ("note", "1234567"),
    ("note", "2026-03-01 then 07700 900123"),
    ("asked_by", "x" * 2_001),
    ("none_by", "x" * 2_001),
    ("note", "x" * 2_001),
]


@pytest.mark.parametrize(("column", "cell"), BAD)
def test_a_bad_cell_among_good_rows_is_named_and_stops_all(refuse_asked, column, cell):
    good = [asked(), asked(theme="health")]
    ((line, where, reason),) = refuse_asked(good[0], asked(**{column: cell}), good[1])
    assert (line, where) == (3, column)
    assert reason


ABSENT = [
    (ONLY_CHECKED | {"asked_by": "steward"}, "asked_on", "asked_by"),
    (ONLY_CHECKED | {"replies": "0"}, "asked_on", "replies"),
    (ONLY_ASKED | {"none_by": "steward"}, "none_on", "none_by"),
    (ONLY_ASKED | ONLY_CHECKED, "asked_on", "asked_on, none_on"),
    (ONLY_ASKED | {"asked_on": ""}, "asked_on", "asked_on, none_on"),
]


@pytest.mark.parametrize(("cells", "column", "part"), ABSENT)
def test_a_date_that_is_not_given_is_asked_for(refuse_asked, cells, column, part):
    ((line, where, reason),) = refuse_asked(asked(**cells))
    assert (line, where) == (2, column)
    assert part in reason


@pytest.mark.parametrize("column", ["asked_on", "none_on"])
@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("March 2026", ("March 2026", "like this: 2026-03-01")),
        ("2026-11-23", ("future", "2026-11-23", "Today: 2026-11-22")),
        ("2009-12-31", ("too early", "2009-12-31", "2010-01-01")),
    ],
)
def test_a_bad_date_says_what_is_expected(refuse_asked, column, cell, parts):
    ((_, _, reason),) = refuse_asked(asked(**{column: cell}))
    assert all(part in reason for part in parts)


def test_what_there_is_to_choose_from_is_said(refuse_asked):
    ((_, _, reason),) = refuse_asked(asked(theme="gardening"))
    assert "gardening" in reason
    assert "community_development" in reason
    ((_, _, reason),) = refuse_asked(asked(area_code="Powis"))
    assert all(part in reason for part in ("Powis", "W92000004", "copro_map areas"))
    ((_, _, reason),) = refuse_asked(asked(area_code=""))
    assert "Unknown area code: -." in reason
    ((_, _, reason),) = refuse_asked(asked(replies="-1"))
    assert "from 0 to 999999" in reason


def test_every_fault_of_a_file_is_named_in_order(refuse_asked):
    faults = refuse_asked(
        asked(theme="x", none_by="", note="a@b"),
        asked(),
        asked(area_code="x", replies="y"),
    )
    assert [(line, column) for line, column, _ in faults] == [
        (2, "theme"),
        (2, "none_by"),
        (2, "note"),
        (4, "area_code"),
        (4, "replies"),
    ]


def test_a_line_with_a_cell_too_many_is_named_with_the_other_faults(
    refuse_asked, tmp_path
):
    file = write_csv(tmp_path / "x.csv", asked(), asked(theme="x"))
    faults = refuse_asked(content=file.read_text("utf-8") + "a,b,c,d,e,f,g,h,i\n")
    assert [fault[:2] for fault in faults] == [(3, "theme"), (4, "")]


def test_a_line_that_ends_early_is_filled_and_read(refuse_asked, tmp_path):
    file = write_csv(tmp_path / "x.csv", asked())
    faults = refuse_asked(content=file.read_text("utf-8") + "W06000008,food\n")
    assert [fault[:2] for fault in faults] == [(3, "asked_on")]


def test_today_is_the_day_that_is_told(take_asked, refuse_asked):
    rows = asked(asked_on="2031-05-02", none_on="2031-05-02")
    assert len(refuse_asked(rows, today=date(2031, 5, 1))) == 2
    assert take_asked(rows, today=date(2031, 5, 2)).added == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3 groups",
        "612345",
        "2026-03-01 2026-04-01",
        "01/03/2026 12:30",
        "W06000008",
    ],
)
def test_a_text_without_contact_details_is_let_through(text):
    """W06000008 has eight digits together, so it is refused; all others pass."""
    assert has_contact_details(text) == (text == "W06000008")


def test_faults_are_told_in_welsh(network, tmp_path):
    rows = [asked(**{column: cell}) for column, cell in BAD]
    rows += [asked(**cells) for cells, _, _ in ABSENT]
    file = write_csv(tmp_path / "in.csv", *rows)
    faults = import_outreach(network, file, today=TODAY).faults
    english = [fault.reason() for fault in faults]
    with language_in_force("cy"):
        welsh = [fault.reason() for fault in faults]
    assert len(english) == len(rows)
    assert not set(english) & set(welsh)
    assert len({fault.message for fault in faults}) == 11
    assert "Nodwch rôl" in " ".join(welsh)
