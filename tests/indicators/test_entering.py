"""Figures of the desk: counted at once, equal to a recount, and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from copro_map.base.definitions import add_months, load_programme
from copro_map.base.i18n import Label
from copro_map.base.store.connection import data_mark
from copro_map.base.store.programme import Programmes
from copro_map.base.store.settled import Setting
from copro_map.desk.undoing import undo_change
from copro_map.indicators.definitions import load_indicators
from copro_map.indicators.due import following
from copro_map.indicators.entering import before, enter_observation, figures_held
from copro_map.indicators.files import file_of
from copro_map.indicators.progress import progress
from copro_map.indicators.rules.records import ProgressError, TargetChange
from copro_map.indicators.snapshots import changed_since, take_snapshot
from copro_map.indicators.targets import change_target
from copro_map.people.changes import changes
from copro_map.people.rules.changes import NOTHING, ConflictError, UndoError
from copro_map.people.rules.permissions import MACHINE, Actor, RefusedError
from copro_map.people.rules.settings import OneLanguageError, SettingError
from copro_map.people.settling import settle
from copro_map.report.report import _note
from tests.samples import at, dump, query

pytestmark = pytest.mark.usefixtures("years_later")

DAY = date(2027, 5, 3)
NOW = at(DAY)
CELLS = {
    "indicator": "2.2",
    "period_end": "2027-03-31",
    "invited": "100",
    "n": "63",
    "denominator": "60",
    "numerator": "24",
    "source": "Members' survey",
    "status": "checked",
}
RECORD = "2.2 2027-03-31"
WHY = Label("Two forms came later", "Daeth dwy ffurflen yn hwyrach")
OFFICER = Actor(role="officer", areas=frozenset({"CVC-CVSC"}))
# What counts of a period: in force, and checked.
COUNTED = """
SELECT o.value FROM observation AS o
WHERE o.indicator || ' ' || o.period_end = ? AND o.status = 'checked'
    AND NOT EXISTS (SELECT 1 FROM observation AS s WHERE s.supersedes = o.id)
"""
AIM = TargetChange(
    "2.2", "2027-04-01", 60.0, "board", DAY.isoformat(), "agreed", None, "bwrdd", "cyt"
)


def shown(here, code="2.2", day=DAY) -> dict:
    rows = progress(here, day).as_json()["indicators"]
    return next(row for row in rows if row["code"] == code)


def enter(here, now=NOW, actor=MACHINE, why=NOTHING, seen=None, **cells):
    return enter_observation(here, actor, CELLS | cells, now, why=why, seen=seen)


def last_change(here):
    return changes(here, MACHINE)[0]


def test_what_is_entered_counts_at_once_and_what_is_taken_back_does_not(network):
    mark = data_mark(network)
    enter(network)
    assert data_mark(network) != mark
    assert query(network.database, COUNTED, RECORD) == [(40.0,)]
    assert (shown(network)["value"], shown(network)["denominator"]) == (40.0, 60)
    enter(network, why=WHY, numerator="45", denominator="75", n="75")
    assert query(network.database, COUNTED, RECORD) == [(60.0,)]
    assert shown(network)["value"] == 60.0
    made = last_change(network)
    assert made.change.why == WHY
    assert (made.change.record, made.version) == (RECORD, 2)
    assert made.change.now == "60 (45 / 75 / 75 / 100), Members' survey, checked"
    undo_change(network, MACHINE, made.number, NOW)
    assert query(network.database, COUNTED, RECORD) == [(40.0,)]
    assert shown(network)["value"] == 40.0
    with pytest.raises(UndoError):  # it was taken back
        undo_change(network, MACHINE, made.number, NOW)
    # Nothing stands on the first any more: with it taken back there is none.
    undo_change(network, MACHINE, made.number - 1, NOW)
    assert not query(network.database, COUNTED, RECORD)
    enter(network)
    enter(network, status="withdrawn", why=WHY)
    assert not query(network.database, COUNTED, RECORD)
    assert shown(network)["status"] == "no_figure_yet"
    assert [one["status"] for one in before(network, RECORD)][-1] == "withdrawn"
    (held,) = figures_held(network, MACHINE, "2.2")
    assert (held.record["entered_by"], held.version) == ("Administrator", 6)
    assert not query(network.database, "SELECT 1 FROM change_made WHERE role = ''")


def test_the_first_figure_taken_back_is_withdrawn_and_so_is_a_draft_that_counted(
    network,
):
    enter(network, status="draft")
    assert shown(network)["value"] is None
    enter(network)
    undo_change(network, MACHINE, last_change(network).number, NOW)
    assert shown(network)["value"] is None
    enter(network, period_end="2027-02-28")
    undo_change(network, MACHINE, last_change(network).number, NOW)
    assert shown(network)["value"] is None


@pytest.mark.parametrize(
    ("cells", "part"),
    [
        ({"numerator": "61"}, "Said so: This is more than there is under Answered"),
        ({"invited": "62"}, "Replied to the survey: This is more .* Were asked: 62"),
        ({"n": ""}, "Replied to the survey: A percentage needs this number too"),
        ({"numerator": "a few"}, "Said so: Write a whole number"),
        ({"period_end": "2027-05-04"}, "Last day of the period: .* in the future"),
        ({"source": ""}, "Where it is from: This cell is empty"),
        ({"source": "ask a@example.org"}, "Where it is from: .* contact details"),
        ({"indicator": "9.9"}, "Indicator: Unknown word"),
        ({"status": "withdrawn"}, "Nothing is recorded"),
        (dict.fromkeys(("invited", "n", "denominator", "numerator"), ""), "how many"),
    ],
)
def test_what_cannot_be_is_said_by_its_field_and_nothing_is_written(
    network, cells, part
):
    held = dump(network.database)
    with pytest.raises(ProgressError, match=part):
        enter(network, **cells)
    assert dump(network.database) == held


def test_only_stewards_enter_and_two_of_them_are_shown_both(network):
    for do in (
        lambda: enter(network, actor=OFFICER),
        lambda: change_target(network, OFFICER, AIM, NOW),
        lambda: take_snapshot(network, OFFICER, "Mine", DAY, NOW),
        lambda: figures_held(network, OFFICER),
    ):
        with pytest.raises(RefusedError):
            do()
    with pytest.raises(OneLanguageError):
        enter(network, why=Label("Only in English", ""))
    enter(network)
    with pytest.raises(ConflictError, match="40 .24 / 60.*50 .30 / 60"):
        enter(network, seen=0, numerator="30")
    change_target(network, MACHINE, AIM, NOW)
    with pytest.raises(ConflictError, match="Theirs: 60. Yours: 70"):
        change_target(network, MACHINE, replace(AIM, value=70.0), NOW, seen=0)
    assert shown(network)["value"] == 40.0


def test_a_changed_target_moves_the_status_until_it_is_taken_back(network):
    enter(network)
    due = date(2027, 4, 1)
    assert shown(network, day=DAY)["status"] != "missed"
    before_it = progress(network, due).as_json()
    for value in (70.0, 90.0):
        change_target(network, MACHINE, replace(AIM, value=value), NOW)
    targets = {x.due: x.value for x in progress(network, DAY).indicators["2.2"].targets}
    assert targets[due] == 90.0
    made = last_change(network)
    assert (made.change.was, made.change.now) == ("70", "90")
    undo_change(network, MACHINE, made.number, NOW)
    targets = {x.due: x.value for x in progress(network, DAY).indicators["2.2"].targets}
    assert targets[due] == 70.0
    in_force = """
    SELECT value, reason, reason_cy FROM target_change AS t WHERE NOT EXISTS
        (SELECT 1 FROM target_change AS s WHERE s.supersedes = t.id)
    """
    assert query(network.database, in_force) == [
        (70.0, "Taken back: agreed", "Wedi'i dynnu'n ôl: cyt")
    ]
    assert progress(network, due).as_json() == before_it  # what was shown stays
    gone = replace(AIM, due_on="2028-04-01", value=None)
    change_target(network, MACHINE, gone, NOW)
    undo_change(network, MACHINE, last_change(network).number, NOW)
    targets = {x.due: x.value for x in progress(network, DAY).indicators["2.2"].targets}
    assert targets[date(2028, 4, 1)] == 50.0


def test_a_snapshot_is_noted_and_kept_for_good(network):
    number = take_snapshot(network, MACHINE, "Year 1", DAY, NOW, label_cy="Blwyddyn 1")
    made = last_change(network)
    assert (made.change.subject, made.change.record) == ("snapshot", str(number))
    with pytest.raises(UndoError):
        undo_change(network, MACHINE, made.number, NOW)


def start_on(here, day: str, now=NOW, from_on=None) -> None:
    value, why = Label(day, day), Label("Agreed", "Cytunwyd")
    start = from_on or now.date()
    settle(here, MACHINE, "programme_start", value, from_on=start, now=now, why=why)


def test_another_start_moves_every_due_date_from_its_day_on(network):
    own = load_indicators(network.data_dir)
    added = replace(AIM, due_on="2028-01-15", value=45.0)  # a day of the board's own
    for one in (AIM, added):
        change_target(network, MACHINE, one, NOW)
    number = take_snapshot(network, MACHINE, "Before", DAY, NOW)
    told = progress(network, DAY).as_json()
    later = DAY + timedelta(7)
    start_on(network, "2026-05-01", at(later))
    moved = progress(network, later)
    assert moved.programme.start == date(2026, 5, 1)
    assert moved.programme.confirmed
    assert "a steward of this map, 10 May 2027: Agreed" in moved.programme.remark.en
    for code, one in own.items():
        due = [(add_months(x.due, 1), x.value) for x in one.targets]
        if code == "2.2":  # what was changed of the first moves with it
            due[0] = (due[0][0], 60.0)
            due.append((date(2028, 1, 15), 45.0))
        got = [(x.due, x.value) for x in moved.indicators[code].targets]
        assert got == sorted(due), code
    row = shown(network, "1.1", later)
    assert row["target_due"] == "2027-05-01" if row["target"] == 120 else "2028-05-01"
    assert b'"target_due": "2029-05-01"' in file_of(moved, "json")
    words = "Programme from 1 May 2026 to 1 May 2029. Start confirmed by a steward"
    assert _note(moved.programme).startswith(words)  # what the report says of it
    # What was shown before stays: the day itself, and the snapshot.
    assert progress(network, DAY).as_json() == told
    assert progress(network, DAY).programme.start == date(2026, 4, 1)
    assert changed_since(network, number, DAY) == []
    # The changed target is changed again where it is now, and nowhere twice.
    again = replace(AIM, due_on="2027-05-01", value=65.0, changed_on=later.isoformat())
    assert change_target(network, MACHINE, again, at(later)) == 60.0
    got = {x.due: x.value for x in progress(network, later).indicators["2.2"].targets}
    assert got[date(2027, 5, 1)] == 65.0
    assert date(2027, 4, 1) not in got
    # It ends: then it is that of the file again.
    end = Label("", "")
    settle(network, MACHINE, "programme_start", end, from_on=later, now=at(later))
    assert not progress(network, later).programme.confirmed


def test_a_start_a_year_earlier_keeps_each_change_with_its_own_target(settings):
    first, later = load_programme(settings.data_dir), DAY + timedelta(7)
    start = Setting(1, "", Label("2025-04-01", ""), later, None, "", None, NOTHING)
    programmes = Programmes(first, is_demonstration=False, starts=(start,))
    due = ["2027-04-01", "2028-04-01", "2027-06-30"]
    changes = pd.DataFrame({"indicator": "2.2", "due_on": due, "changed_on": f"{DAY}"})
    moved = following(changes, programmes, settings.data_dir, later)
    assert list(moved["due_on"]) == ["2026-04-01", "2027-04-01", "2027-06-30"]


def test_no_start_changes_what_was_shown_before_or_is_out_of_all_reason(network):
    for day, from_on in (("2026-05-01", DAY - timedelta(1)), ("1926-05-01", DAY)):
        with pytest.raises(SettingError):
            start_on(network, day, from_on=from_on)
