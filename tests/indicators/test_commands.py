"""The commands that record progress: in the agreed shapes, both languages."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from copro_map.base.today import current_day
from tests.command import refused
from tests.samples import change, dump, observed, query, remember, write_csv

TODAY = current_day()
EARLIER = str(TODAY - timedelta(days=20))


def figures(run, code: str = "2.2", *words: str) -> dict:
    rows = run("indicators", *words, "--json").json["indicators"]
    return next(row for row in rows if row["code"] == code)


NOTHING = {"added": 0, "changed": 0, "unchanged": 0, "errors": [], "notes": []}
NOTHING |= {"mapping": {x: x for x in observed()}, "ignored": [], "skipped_rows": 0}


@pytest.fixture
def file(tmp_path):
    return write_csv(tmp_path / "wave.csv", observed(period_end=EARLIER))


@pytest.mark.usefixtures("network")
def test_an_imported_percentage_shows_with_its_interval_and_status(run, file):
    assert figures(run)["status"] == "no_figure_yet"
    first = run("observations", "import", file, "--json").json
    assert first == NOTHING | {"added": 1}
    row = figures(run)
    assert (row["value"], row["numerator"], row["denominator"]) == (40.0, 24, 60)
    assert row["interval"] == [28.6, 52.6]
    assert row["status"] == "met"
    again = run("observations", "import", file, "--json").json
    assert again == NOTHING | {"unchanged": 1}
    assert run("observations", "import", file).out == (
        "Added: 0. Changed: 0. Unchanged: 1.\n"
    )


def test_a_dry_run_keeps_nothing(run, network, file):
    before = dump(network.database)
    answer = run("observations", "import", file, "--dry-run")
    assert answer.out.endswith("Unchanged: 0.\nDry run: nothing was kept.\n")
    assert answer.out.startswith("Added: 1.")
    assert dump(network.database) == before


def test_faults_name_line_and_column_and_keep_nothing(run, network, tmp_path):
    before = dump(network.database)
    rows = observed(period_end=EARLIER), observed(value="140", period_end="March 2026")
    file = write_csv(tmp_path / "in.csv", *rows)
    answer = run("observations", "import", file, "--json")
    content = json.loads(answer.out)
    assert answer.code == 1
    assert (content["added"], content["changed"], content["unchanged"]) == (0, 0, 0)
    assert [(e["row"], e["column"]) for e in content["errors"]] == [
        (3, "period_end"),
        (3, "value"),
    ]
    parts = ("line 3, value", "line 3, period_end", "Nothing was imported. Faults: 2.")
    refused(run("observations", "import", file), *parts)
    assert dump(network.database) == before


def test_a_column_that_is_not_understood_is_asked_about(run, tmp_path):
    file = write_csv(tmp_path / "in.csv", observed() | {"respondent": "a@b"})
    parts = ("line 1, respondent", "not understood", "--rest ignore")
    refused(run("observations", "import", file), *parts)
    refused(run("observations", "import", tmp_path / "none.csv"), "none.csv")


@pytest.mark.usefixtures("network")
def test_a_target_is_changed_from_today_on(run):
    yesterday = str(TODAY - timedelta(days=1))
    before = figures(run)["target"]
    order = ("targets", "change", "2.2", "2027-04-01")
    answer = run(*order, "35", "--by", "board", "--reason", "agreed, item 5.3")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "2.2, 2027-04-01. Target before: 30. Target now: 35.\n"
    assert (before, figures(run)["target"]) == (30, 35)
    assert figures(run, "2.2", "--as-at", yesterday)["target"] == 30
    answer = run(*order, "none", "--by", "steward", "--reason", "withdrawn")
    assert answer.out == "2.2, 2027-04-01. Target before: 35. Target now: -.\n"
    assert figures(run)["target"] == 50
    history = run("targets", "history", "--json").json
    assert [x["value"] for x in history["changes"]] == [35.0, None]
    assert history["changes"][0]["superseded_by"] == history["changes"][1]["id"]
    assert history["last"]["2.2"]["changed_by"] == "steward"
    assert "2.2: changed last by: steward." in run("targets", "history").out


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("9.9", "2027-04-01", "35"), "Unknown indicator"),
        (("2.2", "1 April 2027", "35"), "not a date"),
        (("2.2", "2027-04-01", "many"), "not a number"),
        (("2.2", "2027-04-01", "nan"), "cannot be a target"),
        (("2.2", "2027-04-01", "101"), "cannot be a target"),
        (("2.2", "2027-04-01", "30"), "this already: 30"),
        (("2.2", "2037-04-01", "30"), "not within the programme"),
    ],
)
def test_a_change_that_cannot_be_is_one_sentence(run, network, words, part):
    before = dump(network.database)
    refused(run("targets", "change", *words, "--by", "board", "--reason", "x"), part)
    assert dump(network.database) == before


def test_a_change_without_a_role_or_a_reason_is_refused(run, network):
    words = ("targets", "change", "2.2", "2027-04-01", "35")
    refused(run(*words, "--by", "board"), "--reason")
    refused(run(*words, "--reason", "x"), "--by")
    refused(run(*words, "--by", "a@b.org", "--reason", "x"), "contact details")
    assert query(network.database, "SELECT COUNT(*) FROM target_change") == [(0,)]


@pytest.mark.usefixtures("network")
def test_a_snapshot_stays_and_says_what_has_changed_since(run, file, tmp_path):
    run("observations", "import", file)
    answer = run("snapshots", "take", "Year 1")
    assert answer.out.startswith(f"Snapshot 1: Year 1. As at: {TODAY}. Checksum: ")
    (listed,) = run("snapshots", "list", "--json").json
    assert (listed["id"], listed["label"]) == (1, "Year 1")
    assert listed["checksum"] in answer.out
    assert listed["checksum"][:12] in run("snapshots", "list").out
    unchanged = "Nothing has changed since this snapshot was taken.\n"
    assert run("snapshots", "changes", "1").out == unchanged
    fixed = observed(period_end=EARLIER, numerator="36", value="60")
    run("observations", "import", write_csv(tmp_path / "fixed.csv", fixed))
    assert run("snapshots", "list", "--json").json == [listed]
    told = run("snapshots", "changes", "1", "--json").json
    assert {"number": 1, "label": "Year 1", "as_at": str(TODAY)}.items() <= told.items()
    (one,) = told["changes"]
    assert (one["code"], one["then"]["value"], one["now"]["value"]) == ("2.2", 40, 60)
    assert "28.6" in run("snapshots", "changes", "1").out


def test_records_that_came_or_went_are_named(run, network):
    run("snapshots", "take", "Before")
    gone = figures(run, "1.1")["unverified"][0]
    change(network.database, "DELETE FROM asset WHERE id = ?", gone)
    remember(network.database)
    told = run("snapshots", "changes", "1").out
    assert ("1.1", "unverified", gone, "-") in [
        tuple(x.split()) for x in told.split("\n")
    ]


def test_a_snapshot_that_cannot_be_is_one_sentence(run, network):
    before = dump(network.database)
    tomorrow = str(TODAY + timedelta(days=2))
    refused(run("snapshots", "take", "x", "--as-at", tomorrow), "a day that has come")
    refused(run("snapshots", "take", "x", "--as-at", "soon"), "not a date")
    refused(run("snapshots", "take", ""), "one line")
    refused(run("snapshots", "changes", "7"), "no snapshot 7")
    assert dump(network.database) == before


@pytest.mark.usefixtures("network")
def test_welsh_is_spoken(run, file, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_LANG", "cy")
    assert "Ychwanegwyd" in run("observations", "import", file).out
    assert "Ciplun 1" in run("snapshots", "take", "Blwyddyn 1").out
    assert "Nid oes dim wedi newid" in run("snapshots", "changes", "1").out
    words = ("targets", "change", "2.2", "2027-04-01", "35", "--by", "bwrdd")
    assert "Targed blaenorol: 30" in run(*words, "--reason", "x").out
    refused(run(*words, "--reason", "x"), "eisoes")


def test_without_a_database_it_is_said_what_to_do(run):
    refused(run("snapshots", "take", "x"), "python -m copro_map init")
    refused(run("targets", "history"), "python -m copro_map init")
