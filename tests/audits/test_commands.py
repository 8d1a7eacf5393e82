"""The commands of the self-audits: in the agreed shapes, both languages."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from copro_map.audits.file import WRITTEN, audit_csv
from copro_map.audits.importing import submit
from copro_map.base.today import current_day
from tests.audits.audit_samples import OTHER, PROJECT, answers
from tests.command import refused
from tests.samples import dump

TODAY = current_day()
DAY = TODAY - timedelta(days=20)


@pytest.fixture
def draft(network) -> int:
    return submit(network, answers("iiiii", "iiibt", audited_on=DAY), TODAY)


def test_a_draft_is_listed_shown_accepted_and_withdrawn(run, draft):
    ((row),) = run("audits", "list", "--json").json
    assert {
        "id": draft,
        "asset_id": PROJECT,
        "name": "Invest Local",
        "audited_on": str(DAY),
        "level": "intermediate",
        "status": "draft",
    }.items() <= row.items()
    assert "waiting" in run("audits", "list").out
    shown = run("audits", "show", draft).out
    assert "Level: Intermediate. Status: waiting." in shown
    assert "Citizens: 6 · Professionals: 3" in shown
    assert "steering" in shown
    answer = run("audits", "accept", draft, "--by", "steward")
    assert answer.out == f"Accepted. The audit is number {draft + 1} now.\n"
    assert "Superseded by audit: 2" in run("audits", "show", draft).out
    assert run("audits", "show", 2, "--json").json["supersedes"] == draft
    assert "accepted" in run("audits", "list").out
    answer = run("audits", "withdraw", 2, "--by", "steward")
    assert answer.out == "Withdrawn. The audit is number 3 now.\n"
    assert run("audits", "list").out == "No audits yet.\n"
    assert run("audits", "list", "--json").json == []


def test_an_incomplete_audit_is_said_not_to_count(run, network):
    number = submit(network, answers("i....", audited_on=DAY), TODAY)
    assert "not complete" in run("audits", "accept", number, "--by", "steward").out


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("show", "9"), "no audit 9"),
        (("accept", "9", "--by", "steward"), "no audit 9"),
        (("accept", "1"), "--by"),
        (("withdraw", "1", "--by", "a@b.org"), "contact details"),
        (("accept", "1", "--by", " "), "by their role"),
    ],
)
@pytest.mark.usefixtures("draft")
def test_what_cannot_be_is_one_sentence(run, network, words, part):
    before = dump(network.database)
    refused(run("audits", *words), part)
    assert dump(network.database) == before


@pytest.fixture
def file(network, tmp_path):
    path = tmp_path / "audits.csv"
    own = answers("ttttt", "iiiii", asset_id=OTHER, audited_on=DAY)
    path.write_bytes(audit_csv(network, own))
    return path


def test_a_file_is_imported_once(run, network, file):
    order = ("audits", "import", file, "--by", "evaluator")
    before = dump(network.database)
    assert run(*order, "--dry-run").out.endswith("Dry run: nothing was kept.\n")
    assert dump(network.database) == before
    counts = {"added": 1, "changed": 0, "unchanged": 0, "errors": [], "notes": []}
    told = run(*order, "--json").json
    assert told.items() >= counts.items()
    assert told["mapping"] == {x: x for x in WRITTEN}
    assert (told["ignored"], told["skipped_rows"]) == ([], 0)
    assert run(*order).out == "Added: 0. Changed: 0. Unchanged: 1.\n"
    ((row),) = run("audits", "list", "--json").json
    assert (row["status"], row["level"]) == ("checked", "intermediate")
    assert row["entered_by"] == "evaluator"


def test_faults_name_line_and_column_and_keep_nothing(run, network, file):
    text = file.read_text("utf-8-sig").replace("intermediate", "middling", 1)
    file.write_text(text, "utf-8")
    before = dump(network.database)
    order = ("audits", "import", file, "--by", "evaluator")
    answer = run(*order, "--json")
    assert answer.code == 1
    errors = json.loads(answer.out)["errors"]
    assert [(x["row"], x["column"]) for x in errors] == [(7, "level")]
    refused(run(*order), "line 7, level", "middling", "Nothing was imported.")
    refused(run("audits", "import", file), "--by")
    file.write_text(text.replace("principle", "principal", 1), "utf-8")
    nearest = '--map "principal=principle"'
    refused(run(*order), "line 1, principal", nearest, "Nothing was imported.")
    assert dump(network.database) == before


def test_without_a_database_it_is_said_what_to_do(run):
    refused(run("audits", "list"), "python -m copro_map init")
    refused(run("audits", "accept", "1", "--by", "steward"), "cannot be opened")


@pytest.mark.usefixtures("draft")
def test_welsh_levels_are_spoken(run, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_LANG", "cy")
    assert "Canolradd" in run("audits", "list").out
    assert "Gweithwyr proffesiynol: 3" in run("audits", "show", 1).out
