"""The import of observations: every rule broken once, named; all of it or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from copro_map.base.i18n import language_in_force
from copro_map.files.rows import ImportResult
from copro_map.indicators.observation_import import WANTED, import_observations
from copro_map.indicators.rules.records import ProgressError, TargetChange
from copro_map.indicators.targets import change_target
from copro_map.people.rules.permissions import MACHINE
from tests.coverage.conftest import TODAY
from tests.samples import at, dump, observed, query, write_csv

NAMES = ", ".join(one.name for one in WANTED)
STORED = f"SELECT {NAMES}, entered_on, supersedes FROM observation ORDER BY id"  # noqa: S608


@pytest.fixture
def take(network, tmp_path):
    """Import observations into a database that holds the real entries."""

    def import_rows(*rows, content: str = "", **how) -> ImportResult:
        file = tmp_path / "observed.csv"
        if content:
            file.write_text(content, "utf-8")
        else:
            write_csv(file, *rows)
        how = {"today": TODAY} | how
        now = at(how.pop("today"))
        return import_observations(network, file, actor=MACHINE, now=now, **how)

    return import_rows


@pytest.fixture
def refuse(take, network):
    """Import rows among which some are wrong; check that nothing at all changed."""

    def import_rows(*rows, **how) -> list[tuple[int, str, str]]:
        take(observed(period_end="2026-01-31"))  # so that there is something to keep
        before = dump(network.database)
        result = take(*rows, **how)
        assert (result.added, result.changed, result.unchanged) == (0, 0, 0)
        assert dump(network.database) == before
        return [(f.row, f.column, f.reason()) for f in result.faults]

    return import_rows


def stored(settings) -> list[tuple]:
    return query(settings.database, STORED)


def test_a_row_is_stored_as_it_is_written_and_entered_today(take, network):
    assert take(observed()) == ImportResult(added=1)
    assert stored(network) == [
        (
            "2.2",
            "2026-10-31",
            24,
            60,
            120,
            63,
            40.0,
            "members' survey, wave 1",
            "evaluator",
            "checked",
            "2026-11-22",
            None,
        )
    ]


NOTHING = dict.fromkeys(("numerator", "denominator", "invited", "n", "value"), "")
GOOD = [
    {"value": "40"},
    {"n": "60"},
    {"invited": ""},
    {"numerator": "1", "denominator": "3", "value": "33.3"},
    {"numerator": "0", "value": "0"},
    {"numerator": "1", "denominator": "1", "n": "1", "value": "100"},
    {"numerator": "0", "denominator": "0", "n": "0", "value": ""},
    NOTHING,
    {"period_end": "2026-11-22"},
    {"status": "draft"},
    NOTHING | {"indicator": "1.1", "value": "120"},
    NOTHING | {"indicator": "1.1", "value": "120", "numerator": "120"},
    {"source": "arolwg yr aelodau – tŷ"},
]


@pytest.mark.parametrize("cells", GOOD)
def test_a_good_row_is_added_once_and_then_unchanged(take, network, cells):
    assert take(observed(**cells)) == ImportResult(added=1)
    before = dump(network.database)
    later = date(2026, 11, 30)
    assert take(observed(**cells), today=later) == ImportResult(unchanged=1)
    assert dump(network.database) == before


BAD = [
    ("indicator", "5.1"),
    ("indicator", ""),
    ("period_end", ""),
    ("period_end", "2026-10"),
    ("period_end", "2026-02-30"),
    ("period_end", "2026-11-23"),
    ("period_end", "2009-12-31"),
    ("numerator", "61"),
    ("numerator", "-1"),
    ("numerator", "24.0"),
    ("numerator", "many"),
    ("numerator", ""),
    ("denominator", "64"),
    ("denominator", "٦٠"),
    ("denominator", ""),
    ("n", "121"),
    ("n", "1,000"),
    ("n", ""),
    ("invited", "62"),
    ("invited", "1e3"),
    ("value", "100.1"),
    ("value", "140"),
    ("value", "-1"),
    ("value", "40 per cent"),
    ("value", "40%%"),
    ("value", "40,0,0"),
    ("value", "4 0"),
    ("value", "٤٠"),
    ("value", "1e400"),
    ("value", "forty"),
    ("value", "nan"),
    ("value", "41"),
    ("value", ""),
    ("source", ""),
    ("source", "x" * 2_001),
    ("source", "ask someone@example.org"),
    ("entered_by", ""),
    ("entered_by", "someone@example.org"),
    ("entered_by", "evaluator, 029 2034 5678"),
    ("entered_by", "x" * 2_001),
    ("status", ""),
    ("status", "final"),
    ("status", "withdrawn"),
]
# What is too large is named where it is, or where there is too little for it.
NAMED = {
    ("n", "121"): "n",
    ("invited", "62"): "n",
    ("denominator", "64"): "denominator",
}


@pytest.mark.parametrize(("column", "cell"), BAD)
def test_a_bad_cell_among_good_rows_is_named_and_stops_all(refuse, column, cell):
    wrong = observed(**{column: cell})
    last = observed(period_end="2025-10-31")
    ((line, where, reason),) = refuse(observed(indicator="4.1"), wrong, last)
    assert (line, where) == (3, NAMED.get((column, cell), column))
    assert reason


# How spreadsheets and people write a percentage: of 1 in 3, of 24 in 60, of 3 in 3.
AS_WRITTEN = [
    ("33.3333333333333", 1, 3, 33.3333333333333),
    ("33,3", 1, 3, 33.3),
    ("33,333", 1, 3, 33.333),
    ("33.3%", 1, 3, 33.3),
    ("33,3 %", 1, 3, 33.3),
    ("40%", 24, 60, 40.0),
    ("4.00000000000000E-1%", 1, 250, 0.4),
]


@pytest.mark.parametrize(("cell", "said", "answered", "value"), AS_WRITTEN)
def test_a_percentage_is_taken_as_spreadsheets_write_it(
    take, network, cell, said, answered, value
):
    size = str(max(answered, 63))
    counts = {"numerator": str(said), "denominator": str(answered)}
    row = observed(value=cell, n=size, invited="300", **counts)
    assert take(row) == ImportResult(added=1)
    assert stored(network)[0][6] == value


def test_a_share_is_a_percentage_only_if_its_counts_say_so(take, refuse, network):
    def row(cell: str, said: str, answered: str) -> dict[str, str]:
        return observed(value=cell, numerator=said, denominator=answered, n="500")

    wide = {"invited": "900"}
    done = take(row("0.333333", "1", "3") | wide)
    assert (done.added, stored(network)[0][6]) == (1, 33.3333)
    (note,) = done.notes
    assert (note.row, note.column) == (2, "value")
    assert note.reason().startswith("0.333333 was read as 33.3333%")
    for cell, said, answered in (
        ("0.33", "1", "3"),
        ("0.333333%", "1", "3"),
        ("0.4", "1", "300"),
        ("40", "4", "400"),
    ):
        assert [x[1] for x in refuse(row(cell, said, answered) | wide)] == ["value"]
    done = take(row("0.5", "1", "200") | wide)
    assert (done.notes, stored(network)[-1][6]) == ((), 0.5)


def test_the_same_counts_with_more_decimals_say_nothing_new(take, network):
    counts = {"numerator": "1", "denominator": "3"}
    take(observed(value="33.3", **counts))
    before = dump(network.database)
    again = take(observed(value="33.3333333333333", **counts))
    assert again == ImportResult(unchanged=1)
    assert dump(network.database) == before


@pytest.mark.parametrize("cell", ["1,250", "120%", "1e3"])
def test_a_count_that_may_be_two_numbers_is_refused(refuse, cell):
    row = observed(**NOTHING | {"indicator": "1.1", "value": cell})
    assert [x[1] for x in refuse(row)] == ["value"]


@pytest.mark.parametrize("cell", ["22/11/2026", "22 Tachwedd 2026", "2026-11-22 00:00"])
def test_a_day_is_read_in_other_styles_and_said(take, network, cell):
    found = take(observed(period_end=cell))
    assert (found.added, stored(network)[0][1]) == (1, "2026-11-22")
    (note,) = found.notes
    assert f"{cell} is 2026-11-22" in note.reason()


def test_a_bad_cell_says_what_is_expected(refuse):
    def reason(**cells: str) -> str:
        return refuse(observed(**cells))[0][2]

    assert "5.1" in reason(indicator="5.1")
    assert "2.2" in reason(indicator="5.1")
    assert "2026-03-01" in reason(period_end="the end of October")
    assert "Today: 2026-11-22" in reason(period_end="2026-11-23")
    assert "denominator: 60" in reason(numerator="61")
    assert "from 0 to 100," in reason(value="100.1")
    assert "41.0" in reason(value="41")


def test_a_count_is_its_numerator_and_has_no_denominator(refuse):
    count = NOTHING | {"indicator": "1.1", "value": "120"}
    for cells in ({"numerator": "119"}, {"numerator": "120", "denominator": "120"}):
        ((_, where, _),) = refuse(observed(**count | cells))
        assert where == "value"


def test_a_second_row_for_a_period_is_named_with_the_line_of_the_first(refuse):
    rows = observed(), observed(indicator="4.1"), observed(numerator="30", value="50")
    ((line, where, reason),) = refuse(*rows)
    assert (line, where) == (4, "period_end")
    assert "line 2" in reason


def test_every_fault_of_a_file_is_named_in_order(refuse, tmp_path):
    rows = [observed(indicator="x", value="y", entered_by="a@b"), observed(n="z")]
    content = (
        write_csv(tmp_path / "x.csv", *rows).read_text("utf-8")
        + ",".join("12345678901")
        + "\n"
    )
    faults = refuse(content=content)
    assert [fault[:2] for fault in faults] == [
        (2, "indicator"),
        (2, "entered_by"),
        (2, "value"),
        (3, "n"),
        (4, ""),
    ]


def test_a_correction_supersedes_the_record_in_force(take, network):
    take(observed(), observed(indicator="4.1"))
    fixed = observed(numerator="30", value="50")
    later = date(2026, 11, 30)
    result = take(fixed, observed(indicator="4.1"), today=later)
    assert result == ImportResult(changed=1, unchanged=1)
    again = take(observed(numerator="33", value="55"), today=later)
    assert again == ImportResult(changed=1)
    kept = [(row[2], row[-2], row[-1]) for row in stored(network)]
    assert kept == [
        (24, "2026-11-22", None),
        (24, "2026-11-22", None),
        (30, "2026-11-30", 1),
        (33, "2026-11-30", 3),
    ]


def test_what_was_recorded_can_be_withdrawn_and_a_draft_checked(take, refuse):
    assert take(observed(status="draft")).added == 1
    assert take(observed()).changed == 1
    ((_, where, reason),) = refuse(observed(status="draft"))
    assert where == "status"
    assert "checked, withdrawn" in reason
    assert take(observed(status="withdrawn")).changed == 1
    assert take(observed(status="withdrawn")) == ImportResult(unchanged=1)


def test_a_dry_run_counts_and_keeps_nothing(take, network):
    take(observed())
    before = dump(network.database)
    rows = observed(numerator="30", value="50"), observed(indicator="4.1")
    assert take(*rows, dry_run=True) == ImportResult(added=1, changed=1)
    assert dump(network.database) == before


def test_a_record_is_never_entered_before_the_last_one(take, network):
    take(observed())
    before = dump(network.database)
    with pytest.raises(ProgressError, match="cannot come after"):
        take(
            observed(indicator="4.1"),
            observed(numerator="30", value="50"),
            today=date(2026, 11, 21),
        )
    assert dump(network.database) == before


def test_faults_are_told_in_welsh(network, tmp_path):
    rows = [observed(**{column: cell}) for column, cell in BAD if cell != "withdrawn"]
    file = write_csv(tmp_path / "in.csv", *rows, observed(status="withdrawn"))
    faults = import_observations(network, file, actor=MACHINE, now=at(TODAY)).faults
    english = [fault.reason() for fault in faults]
    with language_in_force("cy"):
        welsh = [fault.reason() for fault in faults]
    assert len(english) >= len(rows)
    assert not set(english) & set(welsh)


AIM = TargetChange("1.1", "2027-04-01", 130.0, "board", "2026-11-22", "agreed")


@pytest.mark.parametrize(
    ("cells", "part"),
    [
        ({"indicator": "9.9"}, "Unknown indicator: 9.9"),
        ({"due_on": "2026-04-01"}, "not within the programme"),
        ({"due_on": "2029-04-02"}, "Last day: 2029-04-01"),
        ({"value": -1.0}, "cannot be a target"),
        ({"value": float("nan")}, "cannot be a target"),
        ({"value": 1_000_001.0}, "0 to 1000000"),
        ({"indicator": "2.2", "value": 100.5}, "0 to 100,"),
        ({"changed_by": " "}, "by their role"),
        ({"reason": ""}, "and why"),
        ({"changed_by": "someone@example.org"}, "contact details"),
        ({"reason": "ring 029 2034 5678"}, "contact details"),
    ],
)
def test_a_change_of_a_target_that_cannot_be_is_refused(network, cells, part):
    before = dump(network.database)
    with pytest.raises(ProgressError, match=part):
        change_target(network, MACHINE, replace(AIM, **cells), at(TODAY))
    assert dump(network.database) == before


def test_a_target_is_superseded_and_the_same_again_is_refused(network):
    assert change_target(network, MACHINE, AIM, at(TODAY)) == 120.0
    with pytest.raises(ProgressError, match="this already: 130"):
        change_target(network, MACHINE, AIM, at(TODAY))
    assert (
        change_target(network, MACHINE, replace(AIM, **{"value": None}), at(TODAY))
        == 130.0
    )
    assert (
        change_target(network, MACHINE, replace(AIM, **{"value": 90.0}), at(TODAY))
        is None
    )
    links = query(network.database, "SELECT value, supersedes FROM target_change")
    assert links == [(130.0, None), (None, 1), (90.0, 2)]
