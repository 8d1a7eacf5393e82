"""The commands of the ledger: import in the agreed shape, export, both languages."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from copro_map.base.today import current_day
from copro_map.coverage.ledger import ledger, ledger_csv
from copro_map.coverage.store.outreach import COLUMNS
from tests.command import refused
from tests.samples import asked, dump, write_csv

NOTHING = {"added": 0, "changed": 0, "unchanged": 0, "errors": [], "notes": []}
NOTHING |= {"mapping": {x: x for x in COLUMNS}, "ignored": [], "skipped_rows": 0}


@pytest.fixture
def file(tmp_path):
    return write_csv(tmp_path / "asked.csv", asked(), asked(theme=""))


def test_an_import_answers_in_the_agreed_shape(run, settings, file):
    first = run("outreach", "import", file, "--json").json
    assert first == NOTHING | {"added": 2}
    again = run("outreach", "import", file, "--json").json
    assert again == NOTHING | {"unchanged": 2}
    assert len(ledger(settings)) == 2
    answer = run("outreach", "import", file)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "Added: 0. Changed: 0. Unchanged: 2.\n"


def test_a_dry_run_says_what_would_change_and_keeps_nothing(run, network, file):
    before = dump(network.database)
    assert run("outreach", "import", file, "--dry-run", "--json").json["added"] == 2
    answer = run("outreach", "import", file, "--dry-run")
    assert (
        answer.out
        == "Added: 2. Changed: 0. Unchanged: 0.\nDry run: nothing was kept.\n"
    )
    assert dump(network.database) == before


def test_faults_name_line_and_column_and_keep_nothing(run, network, tmp_path):
    before = dump(network.database)
    file = write_csv(
        tmp_path / "in.csv", asked(), asked(theme="gardening", replies="-")
    )
    answer = run("outreach", "import", file, "--json")
    content = json.loads(answer.out)
    assert answer.code == 1
    assert set(content) == set(NOTHING)
    assert (content["added"], content["unchanged"]) == (0, 0)
    assert [(e["row"], e["column"]) for e in content["errors"]] == [
        (3, "theme"),
        (3, "replies"),
    ]
    assert all(set(e) == {"row", "column", "reason"} for e in content["errors"])
    assert "gardening" in content["errors"][0]["reason"]
    assert "line 3, theme" in answer.err
    parts = ("line 3, theme", "line 3, replies", "Nothing was imported. Faults: 2.")
    refused(run("outreach", "import", file), *parts)
    assert dump(network.database) == before


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_a_file_that_cannot_be_imported_at_all_is_one_sentence(run, tmp_path, as_json):
    refused(run("outreach", "import", tmp_path / "none.csv", *as_json), "none.csv")


def test_a_column_that_is_not_understood_is_asked_about_once(run, settings, tmp_path):
    file = write_csv(tmp_path / "in.csv", asked() | {"person": "x"})
    answer = run("outreach", "import", file)
    refused(answer, "line 1, person", '--map "person=', "--rest ignore")
    told = run("outreach", "import", file, "--rest", "ignore", "--json").json
    assert (told["added"], told["ignored"]) == (1, ["person"])
    assert "person" not in told["mapping"]
    other = write_csv(tmp_path / "b.csv", asked(theme="food") | {"Person": "y"})
    answer = run("outreach", "import", other)
    assert (answer.code, answer.err) == (0, "")
    assert "Columns that were not read: Person" in answer.out
    assert len(ledger(settings)) == 1


def test_headings_of_other_words_and_welsh_ones_are_read_and_said(run, tmp_path):
    cells = {"Ardal": "W06000008", "Thema": "food", "Date asked": "2026-03-01"}
    file = write_csv(tmp_path / "in.csv", cells | {"Who": "officer", "Atebion": "3"})
    answer = run("outreach", "import", file, "--map", "D=asked_by", "--dry-run")
    assert answer.code == 0
    assert "Column: Ardal = area_code" in answer.out
    assert "Column: Who = asked_by" in answer.out
    assert "Added: 1." in answer.out


@pytest.mark.parametrize("option", ["--map", "--set", "--rest"])
def test_an_option_that_is_not_written_as_it_should_be_shows_an_example(
    run, file, option
):
    refused(run("outreach", "import", file, option, "nonsense"), "nonsense", option)


@pytest.mark.usefixtures("network")
def test_today_is_today(run, tmp_path):
    tomorrow = current_day() + timedelta(days=2)
    file = write_csv(tmp_path / "in.csv", asked(none_on=str(tomorrow)))
    refused(run("outreach", "import", file), "future", str(tomorrow))
    yesterday = current_day() - timedelta(days=1)
    file = write_csv(tmp_path / "in.csv", asked(none_on=str(yesterday)))
    assert run("outreach", "import", file).code == 0


def test_an_export_goes_to_standard_output_and_nothing_else_does(run, settings, file):
    run("outreach", "import", file)
    answer = run("outreach", "export")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.encode() == ledger_csv(settings)
    assert answer.out.startswith("\ufeffarea_code,area_name,theme,asked_on,")


def test_an_export_to_a_file_imports_again_unchanged(run, settings, file, tmp_path):
    run("outreach", "import", file)
    target = tmp_path / "tŷ out.csv"
    answer = run("outreach", "export", "--out", target)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == f"File: {target}\n"
    assert target.read_bytes() == ledger_csv(settings)
    again = run("outreach", "import", target, "--json").json
    mapping = NOTHING["mapping"] | {"area_name": "area_name"}
    assert again == NOTHING | {"unchanged": 2, "mapping": mapping}


def test_what_cannot_be_exported_is_said(run, file, tmp_path):
    refused(run("outreach", "export"), "python -m copro_map init")
    run("outreach", "import", file)
    target = tmp_path / "none" / "x.csv"
    refused(run("outreach", "export", "--out", target), str(target), "Check its folder")


def test_it_speaks_welsh(run, file, tmp_path, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_LANG", "cy")
    done = run("outreach", "import", file)
    assert done.out == "Ychwanegwyd: 2. Newidiwyd: 0. Heb newid: 0.\n"
    target = tmp_path / "x.csv"
    assert run("outreach", "export", "--out", target).err == f"Ffeil: {target}\n"
    bad = write_csv(tmp_path / "bad.csv", asked(asked_on="yn fuan"))
    refused(
        run("outreach", "import", bad), "llinell 2", "Ni fewnforiwyd dim", "yn fuan"
    )


def test_help_names_both_commands(run):
    assert "outreach" in run("--help").out
    answer = run("outreach", "--help")
    assert "import" in answer.out
    assert "export" in answer.out
