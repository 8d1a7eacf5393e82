"""run-due, backup and restore by the command line: shapes, refusals, next steps."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from copro_map.base.moments import read_moment
from copro_map.base.today import current_moment
from copro_map.desk import jobs
from copro_map.desk.jobs import JOBS
from tests.command import refused
from tests.samples import change, dump, query

ENTRIES = "SELECT count(*) FROM asset"


def done(answer) -> dict[str, int]:
    return {job["name"]: job["done"] for job in answer.json["jobs"]}


def test_what_is_due_is_done_once_and_said(run, network):
    first, second = run("run-due", "--json"), run("run-due", "--json")
    assert set(first.json) == {"at", "jobs"}
    assert current_moment() - read_moment(first.json["at"]) < timedelta(minutes=5)
    assert [job["name"] for job in first.json["jobs"]] == [job.name for job in JOBS]
    assert all({"name", "done", "sent"} <= set(job) for job in first.json["jobs"])
    assert (done(first)["backup"], done(second)["backup"]) == (1, 0)
    assert len(list(network.backup_folder.iterdir())) == 1


@pytest.mark.parametrize("given", ["2099-01-01", "2099-01-01T09:00:00Z"])
def test_a_moment_that_has_not_come_is_refused(run, network, given):
    before = dump(network.database)
    refused(run("run-due", "--at", given), given, "COPRO_MAP_TODAY")
    assert dump(network.database) == before


@pytest.mark.parametrize("given", ["soon", "31/03/2027", "2027-13-01T00:00:00Z", "9"])
def test_what_is_no_moment_is_refused_with_what_to_write(run, given):
    refused(run("run-due", "--at", given), given, "2027-03-31T09:00:00Z")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2027-06-30", "2027-06-30T22:59:59Z"),  # the end of the day, in summer
        ("2027-06-30T09:00:00", "2027-06-30T08:00:00Z"),  # by Wales's clocks
        ("2027-06-30T23:59:59+01:00", "2027-06-30T22:59:59Z"),
        ("2026-12-01T01:30:00Z", "2026-12-01T01:30:00Z"),
    ],
)
@pytest.mark.usefixtures("network")
def test_the_day_that_was_moved_says_what_has_come(run, monkeypatch, given, meant):
    monkeypatch.setattr(jobs, "JOBS", ())
    monkeypatch.setenv("COPRO_MAP_TODAY", "2027-06-30")
    assert run("run-due", "--at", given, "--json").json["at"] == meant
    refused(run("run-due", "--at", "2027-06-30T23:00:00Z"), "has not come")


def test_without_a_database_it_says_how_to_build_one(run, settings):
    refused(run("run-due", "--json"), "copro_map init")
    refused(run("backup", settings.database.parent), "copro_map init")
    assert not settings.database.exists()


def test_a_job_that_fails_is_said_and_the_others_are_done(run, network, monkeypatch):
    taken = network.database.with_name("taken")
    taken.write_text("a file, not a folder")
    monkeypatch.setenv("COPRO_MAP_BACKUPS", str(taken))
    answer = run("run-due", "--json")
    assert answer.code == 1
    assert '"failed"' in answer.out
    assert answer.out.count('"done"') > 2
    assert "COPRO_MAP_BACKUPS" in answer.err
    monkeypatch.delenv("COPRO_MAP_BACKUPS")
    assert done(run("run-due", "--json"))["backup"] == 1


def test_a_backup_and_back_again(run, network, tmp_path):
    before = dump(network.database)
    made = run("backup", tmp_path / "copies", "--json").json
    file = Path(made["file"])
    assert made["entries"] == query(network.database, ENTRIES)[0][0]
    assert made["checksum"] == hashlib.sha256(file.read_bytes()).hexdigest()
    change(network.database, "DELETE FROM asset_theme")
    back = run("restore", file, "--json").json
    assert {x: back[x] for x in made} == made
    assert dump(network.database)["asset_theme"] == before["asset_theme"]
    assert run("check").code == 0
    assert str(file) in run("restore", file).out


def test_what_is_no_backup_is_refused(run, network, tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("Annwyl bawb")
    refused(run("restore", notes), "notes.txt", "no copy of a map")
    refused(run("restore", tmp_path / "none.db"), "none.db")
    assert query(network.database, ENTRIES) != [(0,)]
