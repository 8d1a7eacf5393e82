"""Snapshots: what was frozen stays; what has changed since is told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from copro_map.base.errors import DatabaseError
from copro_map.indicators.observation_import import import_observations
from copro_map.indicators.progress import progress
from copro_map.indicators.rules.records import ProgressError, TargetChange
from copro_map.indicators.since import Change
from copro_map.indicators.snapshots import (
    changed_since,
    frozen,
    list_snapshots,
    take_snapshot,
)
from copro_map.indicators.targets import change_target, target_history
from copro_map.people.rules.permissions import MACHINE
from tests.samples import at, change, observed, query, remember, write_csv

pytestmark = pytest.mark.usefixtures("years_later")

SURVEYED, YEAR_END, LATER = date(2027, 3, 20), date(2027, 3, 31), date(2027, 5, 1)
WAVE = {"period_end": "2027-03-15"}
AIM = TargetChange("2.2", "2027-04-01", 35.0, "board", "2027-05-01", "agreed 5.3")


@pytest.fixture
def take(network, tmp_path):
    """Import observations as on a day."""

    def import_rows(day: date, *rows: dict[str, str]) -> None:
        file = write_csv(tmp_path / "in.csv", *rows)
        assert not import_observations(network, file, actor=MACHINE, now=at(day)).faults

    return import_rows


def test_a_snapshot_is_what_is_shown_for_the_day(take, network):
    take(SURVEYED, observed(**WAVE))
    number = take_snapshot(network, MACHINE, "Year 1", YEAR_END, at(YEAR_END))
    shown = progress(network, YEAR_END).as_json()
    assert frozen(network, number).content == json.loads(json.dumps(shown))
    (row,) = [x for x in shown["indicators"] if x["code"] == "2.2"]
    assert (row["value"], row["numerator"], row["denominator"]) == (40.0, 24, 60)
    assert row["interval"] == [28.6, 52.6]  # METHODS.md, section 3
    assert (row["target"], row["status"]) == (30, "met")
    assert changed_since(network, number, YEAR_END) == []


def test_a_snapshot_stays_and_a_correction_shows_as_changed_since(take, network):
    take(SURVEYED, observed(**WAVE))
    number = take_snapshot(network, MACHINE, "Year 1", YEAR_END, at(YEAR_END))
    kept = query(network.database, "SELECT * FROM snapshot")
    take(LATER, observed(**WAVE, numerator="36", value="60"))
    assert query(network.database, "SELECT * FROM snapshot") == kept
    shown_then = progress(network, YEAR_END).as_json()
    assert frozen(network, number).content == shown_then
    # On the day before the correction nothing had changed yet.
    assert changed_since(network, number, date(2027, 4, 30)) == []
    (found,) = changed_since(network, number, LATER)
    assert found.code == "2.2"
    assert (found.then["value"], found.now["value"]) == (40.0, 60.0)
    assert (found.then["numerator"], found.now["numerator"]) == (24, 36)
    assert found.then["interval"] == [28.6, 52.6]
    assert "denominator" not in found.then


def test_a_period_after_the_day_of_the_snapshot_is_no_change(take, network):
    take(SURVEYED, observed(**WAVE))
    number = take_snapshot(network, MACHINE, "Year 1", YEAR_END, at(YEAR_END))
    take(LATER, observed(period_end="2027-04-30", numerator="30", value="50"))
    assert changed_since(network, number, LATER) == []


def test_what_was_entered_late_and_what_was_withdrawn_are_changes(take, network):
    take(SURVEYED, observed(**WAVE))
    number = take_snapshot(network, MACHINE, "Year 1", YEAR_END, at(YEAR_END))
    take(
        LATER,
        observed(**WAVE, status="withdrawn"),
        observed(**WAVE, indicator="4.1"),
        observed(**WAVE, indicator="4.2", status="draft"),
    )
    gone, late = changed_since(network, number, LATER)
    assert (gone.code, gone.now["status"], gone.now["value"]) == (
        "2.2",
        "no_figure_yet",
        None,
    )
    assert (late.code, late.then["status"], late.now["value"]) == (
        "4.1",
        "no_figure_yet",
        40.0,
    )


def test_an_entry_that_goes_is_a_change_of_the_records(network):
    number = take_snapshot(network, MACHINE, "Now", YEAR_END, at(YEAR_END))
    before = next(
        x for x in frozen(network, number).content["indicators"] if x["code"] == "1.1"
    )
    gone = before["unverified"][0]
    change(network.database, "DELETE FROM asset WHERE id = ?", gone)
    remember(network.database, LATER)
    found = {one.code: one for one in changed_since(network, number, LATER)}
    assert set(found["1.1"].then["unverified"]) - {gone} == set(
        found["1.1"].now["unverified"]
    )


def test_a_target_is_used_from_its_day_on_and_shows_as_a_change(take, network):
    take(SURVEYED, observed(**WAVE))
    number = take_snapshot(network, MACHINE, "Year 1", YEAR_END, at(YEAR_END))
    change_target(network, MACHINE, AIM, at(LATER))
    due = date(2027, 4, 1)

    def target(day: date, known_on: date) -> tuple[float, str]:
        rows = progress(network, day, known_on).as_json()["indicators"]
        (row,) = [x for x in rows if x["code"] == "2.2"]
        return row["target"], row["status"]

    assert target(YEAR_END, YEAR_END)[0] == target(YEAR_END, date(2027, 4, 30))[0] == 30
    assert target(YEAR_END, LATER)[0] == 35
    assert target(due, due) == (30, "met")
    assert changed_since(network, number, date(2027, 4, 30)) == []
    (found,) = changed_since(network, number, LATER)
    assert found == Change("2.2", {"target": 30.0}, {"target": 35.0})


def test_who_changed_a_target_last_is_told(network):
    change_target(network, MACHINE, AIM, at(LATER))
    again = {"value": None, "changed_by": "steward", "changed_on": "2027-06-01"}
    change_target(network, MACHINE, replace(AIM, **again), at(LATER))
    history = target_history(network)
    first, second = history["changes"]
    assert (first["value"], first["superseded_by"]) == (35.0, second["id"])
    assert (second["value"], second["superseded_by"]) == (None, None)
    assert history["last"]["2.2"]["changed_by"] == "steward"
    json.dumps(history, allow_nan=False)


def test_snapshots_are_listed_with_their_checksums(network):
    assert list_snapshots(network) == []
    take_snapshot(network, MACHINE, "Blwyddyn 1 – tŷ", YEAR_END, at(LATER))
    take_snapshot(network, MACHINE, "Today", LATER, at(LATER))
    first, second = list_snapshots(network)
    assert (first["label"], first["as_at"]) == ("Blwyddyn 1 – tŷ", "2027-03-31")
    assert (second["id"], second["taken_on"]) == (first["id"] + 1, "2027-05-01")
    assert len({first["checksum"], second["checksum"]}) == 2
    json.dumps([first, second])


@pytest.mark.parametrize("label", ["", "two\nlines"])
def test_a_label_of_one_line_is_asked_for(network, label):
    with pytest.raises(ProgressError, match="label of one line"):
        take_snapshot(network, MACHINE, label, YEAR_END, at(YEAR_END))
    assert list_snapshots(network) == []


def test_a_day_that_has_not_come_and_a_number_that_is_none_are_refused(network):
    with pytest.raises(ProgressError, match="a day that has come"):
        take_snapshot(network, MACHINE, "Early", LATER, at(YEAR_END))
    with pytest.raises(ProgressError, match="no snapshot 1"):
        changed_since(network, 1, LATER)


def test_without_a_database_none_is_made(settings):
    with pytest.raises(DatabaseError, match="no database yet"):
        take_snapshot(settings, MACHINE, "Early", YEAR_END, at(YEAR_END))
    assert not settings.database.exists()
