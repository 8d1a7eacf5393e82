"""A file of what was spent: all or nothing, each bad row named, and taken back."""

from __future__ import annotations

import pytest

from copro_map.base.store.connection import reading
from copro_map.imports.importer import Given
from copro_map.imports.undoing import undo_import
from copro_map.people.changes import FromMachine
from copro_map.people.rights import actor_of
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import MACHINE, RefusedError
from copro_map.plan import spending
from copro_map.plan.spend_importing import import_spend
from tests.at_the_desk import enter
from tests.imports.bringing import bring
from tests.plan.spent import DAY, NOW
from tests.samples import query, write_csv

pytestmark = pytest.mark.usefixtures("years_later")
KEPT = "SELECT line, year, pence, in_kind, item, spent_on, helped, code FROM spend"
WELSH = {
    "Llinell": "Cyfarwyddwr",
    "Blwyddyn": "Blwyddyn 1",
    "Swm": "£40,398.00",
    "Mewn da": "na",
    "Dyddiad": "31/3/2027",
}


def row(**cells: str) -> dict[str, str]:
    usual = {"line": "expenses", "year": "1", "amount": "12.50", "code": "", "item": ""}
    usual |= {"in_kind": "", "spent_on": "", "helped": "", "words": ""}
    return {**usual, **cells}


@pytest.fixture
def take(network, tmp_path):
    """Bring rows in as somebody at the machine; return what was done."""

    def taken(*rows: dict[str, str], dry_run: bool = False):
        path = write_csv(tmp_path / "spend.csv", *rows)
        by = FromMachine(NOW)
        return import_spend(network, path, today=DAY, dry_run=dry_run, bringing=by)

    return taken


def kept(settings) -> list[tuple]:
    return query(settings.database, f"{KEPT} ORDER BY number")


def test_a_file_in_welsh_is_read_as_people_write_it(network, take):
    label = spending.known(network, DAY).lines["director"].label.cy
    assert take({**WELSH, "Llinell": label}).faults == ()
    assert kept(network) == [("director", 1, 4_039_800, 0, "", "2027-03-31", None, "")]


def test_each_bad_row_is_named_and_nothing_is_half_imported(network, take):
    result = take(
        row(),
        row(amount="twelve"),
        row(line="nosuch"),
        row(amount="-3"),
        row(amount="0"),
        row(year="4"),
        row(year="Blwyddyn 9"),
        row(spent_on="2027-05-01"),
        row(spent_on="2027-06-02", year="2"),
        row(item="nosuch"),
        row(helped="3"),
        row(in_kind="perhaps", amount=""),
        row(),
    )
    assert [(one.row, one.column) for one in result.faults] == [
        (3, "amount"),
        (4, "line"),
        (5, "amount"),
        (6, "amount"),
        (7, "year"),
        (8, "year"),
        (9, "spent_on"),
        (10, "spent_on"),
        (11, "item"),
        (12, "helped"),
        (13, "amount"),
        (13, "in_kind"),
        (14, "amount"),
    ]
    reasons = [one.reason() for one in result.faults]
    assert "before in line 2" in reasons[-1]
    assert all(one for one in reasons)
    assert kept(network) == []


def test_the_same_reference_twice_and_one_that_says_something_else(network, take):
    twice = take(row(code="7"), row(code="7", amount="3"))
    assert [one.row for one in twice.faults] == [3]
    assert take(row(code="7"), row(code="8")).added == 2
    again = take(row(code="7"), row(code="9"))
    assert (again.added, again.unchanged, again.notes) == (1, 1, ())
    other = take(row(code="7", amount="3"), row(code="10"))
    assert "already" in other.faults[0].reason()
    assert len(kept(network)) == 3


def test_what_is_there_without_a_reference_is_left_out_and_said(take):
    assert take(row()).added == 1
    again = take(row(), row(amount="12.51"))
    assert (again.added, again.unchanged) == (1, 1)
    assert "entered already" in again.notes[0].reason()


def test_a_trial_keeps_nothing(network, take):
    assert take(row(), dry_run=True).added == 1
    assert kept(network) == []


def test_a_steward_brings_it_in_at_the_desk_and_takes_it_back(network, tmp_path):
    enter(network, "steward")
    given = Given(write_csv(tmp_path / "x.csv", row(), row(item="access", helped="2")))
    tried, number = bring(network, "spend", given, now=NOW, actor=MACHINE)
    assert (tried.result.added, len(kept(network))) == (2, 2)
    undo_import(network, MACHINE, number, NOW)
    assert kept(network) == []
    _, again = bring(network, "spend", given, now=NOW, actor=MACHINE)
    (first, *_) = query(network.database, "SELECT number FROM spend")
    spending.withdraw_spend(network, MACHINE, first[0], NOW)
    with pytest.raises(UndoError, match="changed since"):
        undo_import(network, MACHINE, again, NOW)
    assert len(kept(network)) == 2


@pytest.mark.parametrize("role", ["officer", "board"])
def test_nobody_else_brings_it_in(network, tmp_path, role):
    person = enter(network, role)
    given = Given(write_csv(tmp_path / "x.csv", row()))
    with reading(network.database) as database:
        actor = actor_of(database, person)
    with pytest.raises(RefusedError):
        bring(network, "spend", given, now=NOW, actor=actor)
    with pytest.raises(RefusedError):
        import_spend(network, given.path, today=DAY, actor=actor)
    assert kept(network) == []


def test_a_word_of_the_file_can_be_said_to_be_a_line_of_ours(network, tmp_path, run):
    path = write_csv(tmp_path / "x.csv", row(line="Trains"))
    faulty = run("budget", "import", path)
    assert faulty.code
    assert "Trains" in faulty.out + faulty.err
    assert kept(network) == []
