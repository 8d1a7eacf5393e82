"""The jobs: each once when it is due, whoever else looks, and after any fault."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from copro_map.base.errors import CoproMapError
from copro_map.base.moments import written
from copro_map.base.store.backups import backups
from copro_map.base.store.connection import writing
from copro_map.desk.jobs import JOBS, Done, Job
from copro_map.desk.rules.due import Strikes
from copro_map.desk.running import run_due, run_job
from copro_map.people.drafts import keep_draft
from copro_map.surveys.rules.changing import WaveChange
from tests.samples import change, query
from tests.surveys.survey_samples import open_wave

NOW = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)
BY_NAME = {job.name: job for job in JOBS}
HELD = "INSERT INTO lease (job, holder, until) VALUES (?, ?, ?)"
OPENED, WAVE = date(2027, 2, 1), ("2027-02-10", "2027-03-20")
HERE = socket.gethostname()


NIGHTLY = Strikes(time(1, 30))


class Counted:
    """A job that counts how often it is done; it may fail, or wait for another."""

    def __init__(self, strikes: Strikes | None = NIGHTLY) -> None:
        self.times = 0
        self.fails: Exception | None = None
        self.meanwhile = lambda: None
        self.job = Job("counted", self.run, {}, strikes)

    def run(self, _settings, _now) -> Done:
        self.times += 1
        self.meanwhile()
        if self.fails:
            raise self.fails
        return Done(1)


def states(settings, jobs, now=NOW) -> list[str]:
    return [x.state for x in run_due(settings, now, jobs)]


def test_a_job_is_done_once_each_time_it_is_due(network):
    one = Counted()
    for hours in range(0, 72, 3):
        run_job(network, one.job, NOW + timedelta(hours=hours))
    assert one.times == 4  # of 2, 3, 4 and 5 March


def test_what_may_be_done_at_any_time_is_done_whenever_it_is_asked(network):
    one = Counted(strikes=None)
    assert states(network, [one.job] * 3) == ["done"] * 3
    assert one.times == 3


def test_two_at_once_do_it_once_and_nobody_waits(network):
    one, told = Counted(), []
    one.meanwhile = lambda: told.extend(states(network, [one.job]))
    assert states(network, [one.job]) == ["done"]
    assert (told, one.times) == (["elsewhere"], 1)


def test_eight_threads_do_it_once(network):
    one = Counted()
    begin = threading.Barrier(8)

    def look() -> None:
        begin.wait()
        run_job(network, one.job, NOW)

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert one.times == 1


def test_what_failed_is_due_again_and_stops_no_other(network):
    bad, good = Counted(), Counted()
    good.job = replace(good.job, name="good")
    bad.fails = CoproMapError("The disk is full.")
    assert states(network, [bad.job, good.job]) == ["failed", "done"]
    bad.fails = None
    assert states(network, [bad.job, good.job]) == ["done", "not_due"]


def test_a_fault_of_the_program_is_told_without_its_words(network, caplog):
    bad = Counted()
    bad.fails = ValueError("somebody@example.org")
    (ran,) = run_due(network, NOW, [bad.job])
    assert (ran.state, "ValueError" in str(ran.reason)) == ("failed", True)
    assert "in run" in caplog.text
    assert "somebody@" not in caplog.text + str(ran.reason)


@pytest.mark.parametrize(
    ("holder", "until", "state"),
    [
        ("another-machine:1:ab", NOW + timedelta(minutes=30), "elsewhere"),
        ("another-machine:1:ab", NOW, "done"),
        # Of a clock that was ahead.
        ("another-machine:1:ab", NOW + timedelta(days=900), "done"),
        # Killed on this machine: a process that is not there, or this number before.
        (f"{HERE}:{2**22 + 1}:ab", NOW + timedelta(minutes=30), "done"),
        (f"{HERE}:{os.getpid()}:ab", NOW + timedelta(minutes=30), "done"),
        (f"{HERE}:1:ab", NOW + timedelta(minutes=30), "elsewhere"),
    ],
    ids=["another", "past", "ahead", "not there", "before us", "running"],
)
def test_what_somebody_holds_is_left_unless_they_have_ended(
    network, holder, until, state
):
    one = Counted()
    change(network.database, HELD, "counted", holder, written(until))
    assert states(network, [one.job]) == [state]
    assert one.times == (state == "done")


def test_a_clock_set_back_does_nothing_twice_and_loses_nothing(network):
    one = Counted()
    run_job(network, one.job, NOW)
    run_job(network, one.job, NOW - timedelta(minutes=90))
    assert one.times == 1
    # It was wrong by three years, then put right: the nights after are not lost.
    run_job(network, one.job, NOW + timedelta(days=1_000))
    run_job(network, one.job, NOW + timedelta(days=1))
    assert one.times == 3


def test_a_clock_set_back_while_a_job_runs(network):
    one, told = Counted(), []
    earlier = NOW - timedelta(hours=3)
    one.meanwhile = lambda: told.extend(states(network, [one.job], earlier))
    run_job(network, one.job, NOW)
    assert (one.times, told) == (1, ["elsewhere"])


def at(day: str, clock: str = "09:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}:00+00:00")


def snapshots(settings) -> list[tuple[str, str, str]]:
    told = "SELECT as_at, label, label_cy FROM snapshot ORDER BY id"
    return query(settings.database, told)


@pytest.mark.usefixtures("years_later")
def test_the_month_that_ended_is_frozen_once_in_both_languages(network):
    job = BY_NAME["snapshot"]
    for day in ("2028-02-28", "2028-02-29", "2028-03-01", "2028-03-02", "2028-04-09"):
        run_job(network, job, at(day))
    assert snapshots(network) == [
        ("2028-02-29", "End of February 2028", "Diwedd mis Chwefror 2028"),
        ("2028-03-31", "End of March 2028", "Diwedd mis Mawrth 2028"),
    ]


@pytest.mark.usefixtures("years_later")
def test_a_snapshot_that_is_there_is_not_taken_again(network):
    run_job(network, BY_NAME["snapshot"], at("2028-03-01"))
    change(network.database, "DELETE FROM job_done")
    (again,) = run_due(network, at("2028-03-01"), [BY_NAME["snapshot"]])
    assert (again.state, again.done, len(snapshots(network))) == ("done", 0, 1)


def names(settings, *, is_trial: bool = False) -> list[str]:
    found = backups(settings, settings.backup_folder, is_trial=is_trial)
    return [path.name for _, path in found]


def test_a_backup_is_kept_for_35_days_and_no_other_file_is_touched(network):
    job, first = BY_NAME["backup"], at("2027-03-01", "01:30")
    run_job(network, job, first)
    (kept,) = names(network)
    folder = network.backup_folder
    others = {"notes.db", "copro_map.db", f"my {kept}", f"{kept}.age", "other-" + kept}
    others.add("copro_map-20209901T000000Z.db")
    for name in others:
        shutil.copyfile(folder / kept, folder / name)
    (folder / "copro_map-20200101T000000Z.db").mkdir()
    (folder / "copro_map-20200102T000000Z.db").symlink_to(folder / "notes.db")
    run_job(network, job, first + timedelta(days=35))
    assert kept in names(network)
    run_job(network, job, first + timedelta(days=36))
    assert names(network) == [
        "copro_map-20270406T013000Z.db",
        "copro_map-20270405T013000Z.db",
    ]
    assert others <= {x.name for x in folder.iterdir()}
    assert (folder / "copro_map-20200101T000000Z.db").is_dir()
    assert (folder / "copro_map-20200102T000000Z.db").is_symlink()


def test_a_trial_lets_no_real_backup_go_and_is_none(network, monkeypatch):
    run_job(network, BY_NAME["backup"], at("2027-03-01"))
    (real,) = names(network)
    monkeypatch.setenv("COPRO_MAP_TODAY", "2031-03-01")
    run_job(network, BY_NAME["backup"], at("2031-03-01"))
    assert names(network) == [real]
    assert names(network, is_trial=True) == ["copro_map-trial-20310301T090000Z.db"]


def test_a_trial_destroys_no_key_of_a_wave(network, monkeypatch):
    open_wave(network, WaveChange("members", "2027", {}, "steward", *WAVE), OPENED)
    monkeypatch.setenv("COPRO_MAP_TODAY", "2027-06-01")
    run_job(network, BY_NAME["forget"], at("2027-06-01"))
    assert query(network.database, "SELECT count(*) FROM wave_key") == [(1,)]
    monkeypatch.delenv("COPRO_MAP_TODAY")
    run_job(network, BY_NAME["forget"], at("2027-06-01"))
    assert query(network.database, "SELECT count(*) FROM wave_key") == [(0,)]


def test_what_is_half_filled_in_is_swept_after_its_day(network):
    with writing(network.database) as database:
        keep_draft(database, "", "audit", {"x": 1}, date(2027, 3, 1), days=1)
    assert run_job(network, BY_NAME["sweep"], at("2027-03-02")).done == 0
    assert run_job(network, BY_NAME["sweep"], at("2027-03-03")).done == 1
