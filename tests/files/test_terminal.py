"""What is printed: no text can steer the terminal, whoever wrote it."""

from __future__ import annotations

import csv
import io
import json

import pytest

from copro_map.base.characters import has_control
from copro_map.files import terminal
from copro_map.files.rows import Fault, ImportResult
from copro_map.files.terminal import out, print_json, print_table, say, tell_import
from tests.command import refused
from tests.samples import change, row, write_csv

STEERS = "\x1b[2J\x1b]0;owned\x07 \x9b31m \u202ebad\rgood \x7f [red]x[/red] :bomb:"


@pytest.mark.parametrize("stream", [say, out])
def test_a_text_steers_no_terminal_and_is_told_all_the_same(capsys, stream):
    stream.print(f"Tŷ Ni: {STEERS}")
    told = "".join(capsys.readouterr())
    assert not has_control(told)
    assert told.startswith("Tŷ Ni: \ufffd[2J")
    assert "[red]x[/red] :bomb:" in told


def test_a_cell_of_a_table_steers_no_terminal(capsys):
    print_table(("name",), [[STEERS], {"name": STEERS}])
    told = capsys.readouterr().out
    assert not has_control(told)
    assert told.count("[red]x[/red] :bomb:") == 2


def test_a_document_steers_no_terminal_and_says_what_is_so(capsys):
    print_json({"name": STEERS, "name_cy": "ŵ"})
    told = capsys.readouterr().out
    assert not has_control(told)
    assert json.loads(told) == {"name": STEERS, "name_cy": "ŵ"}
    assert "ŵ" in told


def test_texts_that_were_kept_before_steer_nothing(run, network):
    change(network.database, "UPDATE asset SET name_en = name_en || ?", STEERS)
    for words in (["search", "bomb"], ["search", "--json"], ["export"], ["check"]):
        answer = run(*words, *(["--format", "csv"] if words == ["export"] else []))
        assert answer.code == 0
        assert not has_control(answer.out + answer.err)


@pytest.mark.usefixtures("network")
def test_a_text_to_standard_output_is_a_whole_file(run):
    answer = run("export", "--format", "csv")
    whole = list(csv.reader(io.StringIO(answer.out.removeprefix("\ufeff"), newline="")))
    assert len({len(cells) for cells in whole}) == 1


def test_a_files_own_name_steers_nothing(run, tmp_path):
    path = tmp_path / "a\x1b[2J\udcff.csv"
    path.write_bytes(b"")
    answer = run("import", path)
    refused(answer, "the file is empty")
    assert not has_control(answer.err)


def test_a_fault_is_one_line(run, tmp_path):
    forged = "x\nline 9, id: all is well"
    answer = run("import", write_csv(tmp_path / "x.csv", row(kind=forged)))
    refused(answer, "Unknown word: x line 9, id: all is well")


def test_a_note_of_the_whole_file_names_no_line(capsys):
    notes = (Fault(0, "", "Cells"), Fault(2, "", "Areas"), Fault(0, "web", "Rows"))
    tell_import(ImportResult(notes=notes), as_json=False, dry_run=False)
    assert capsys.readouterr().out.splitlines()[:3] == [
        "Cells",
        "line 2, -: Areas",
        "line 0, web: Rows",
    ]


def test_a_workbook_goes_to_standard_output_as_it_is(capfdbinary):
    terminal.write_file(b"PK\x03\x04\x1b\x00", None)
    assert capfdbinary.readouterr().out == b"PK\x03\x04\x1b\x00"
