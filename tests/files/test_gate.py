"""The gate: hostile files are refused with a sentence, and what is right passes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import explain
from copro_map.files import workbook
from copro_map.files.content import read_content
from copro_map.files.limits import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Cells
from copro_map.files.reading import read_table
from copro_map.files.rows import MOST_FAULTS, Fault, first_faults
from copro_map.surveys.file.reading import read_survey_file
from tests.command import refused
from tests.files.hostile import (
    FILES,
    HEADER_ALONE,
    LARGE,
    book,
    elsewhere,
    far,
    made,
    of_strings,
    packed,
    sheet,
    strings,
)
from tests.samples import dump
from tests.surveys.survey_files import write_xlsx

COMMANDS = {
    "import": (),
    "outreach import": (),
    "audits import": ("--by", "officer"),
    "observations import": (),
    "surveys import": ("--survey", "members", "--wave", "x", "--by", "officer"),
    "locate --csv": ("--out", os.devnull),
}
# Those that no reader of its own would find; all of them: tests/prove.
SAMPLE = ("sheet elsewhere", "escape sequence")


def lines_of(path: Path, sheet: str = "") -> Cells:
    return read_content(path, lambda _: False, sheet).rows


def words(command: str, file: object) -> list[str]:
    return [*command.split(), str(file), *COMMANDS[command]]


@pytest.mark.parametrize("name", [x for x in FILES if x not in {*LARGE, *HEADER_ALONE}])
def test_a_hostile_file_is_refused_in_a_sentence_of_either_language(tmp_path, name):
    path = made(name, tmp_path)
    with pytest.raises(ImportFileError) as raised:
        read_table(path, {"id", "name_en"}.__contains__)
    told = [explain(raised.value, language) for language in ("en", "cy")]
    assert all(path.name in one and one.endswith(".") for one in told)
    assert told[0] != told[1]
    assert all(len(one) < 1_000 for one in told)


@pytest.mark.parametrize("name", HEADER_ALONE)
def test_what_is_large_beside_its_cells_is_a_header(tmp_path, name):
    table = read_table(made(name, tmp_path), {"id"}.__contains__)
    assert (table.header, table.rows) == (("id",), [])


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", SAMPLE)
def test_every_command_that_reads_a_file_reads_it_through_the_gate(
    run, network, tmp_path, command, name
):
    before = dump(network.database)
    path = made(name, tmp_path)
    refused(run(*words(command, path)), path.name)
    assert dump(network.database) == before


@pytest.mark.parametrize("name", ["far cell", "commas in lines", "zero bytes"])
def test_a_survey_is_read_through_the_same_gate(tmp_path, name):
    with pytest.raises(ImportFileError, match="too large|not seen"):
        read_survey_file(made(name, tmp_path))


def test_a_file_as_large_as_it_may_be_is_read(tmp_path):
    text = tmp_path / "rows.csv"
    text.write_text("id\n" + "x\n" * MOST_ROWS, "utf-8")
    assert len(lines_of(text)) == MOST_ROWS + 1
    text.write_text(f"{'id,' * (MOST_COLUMNS - 1)}{'x' * LONGEST_CELL}\n", "utf-8")
    assert len(lines_of(text)[0][1]) == MOST_COLUMNS


def test_a_workbook_as_large_as_it_may_be_is_read(tmp_path):
    path = tmp_path / "x.xlsx"
    rows = (f"<row><c><v>{n}</v></c></row>" for n in range(MOST_ROWS + 1))
    path.write_bytes(packed(book(sheet("".join(rows)))))
    lines = lines_of(path)
    assert len(lines) == MOST_ROWS + 1
    assert lines[-1] == (MOST_ROWS + 1, [str(MOST_ROWS)])


def test_a_sheet_that_is_kept_elsewhere_is_read(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(elsewhere("B2", "pages/one.xml"))
    assert lines_of(path) == [(1, ["id", ""]), (2, ["", "1"])]


def test_rows_and_columns_before_the_first_cell_are_there(tmp_path):
    path = tmp_path / "x.xlsx"
    row = '<row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c></row>'
    path.write_bytes(packed(book(sheet(row))))
    assert lines_of(path) == [(1, [""] * 4), (2, [""] * 4), (3, ["", "1", "", "2"])]


def test_a_text_that_many_cells_share_is_read(tmp_path):
    path = tmp_path / "x.xlsx"
    texts = strings("<si><t>Yes, very much</t></si>")
    path.write_bytes(packed(book(of_strings(3, 4), xl__sharedStrings=texts)))
    assert lines_of(path)[3] == (4, ["Yes, very much"] * 3)


def test_a_link_to_a_file_is_that_file(tmp_path):
    (tmp_path / "x.csv").write_text("id\na\n", "utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "x.csv")
    assert lines_of(tmp_path / "link.csv") == [(1, ["id"]), (2, ["a"])]


@pytest.mark.parametrize(
    "text", ["Ynys\tMôn", "a\nb", "a\r\nb", "🏴\U000e0067", "ا\u200dب"]
)
def test_what_is_no_control_character_is_read(tmp_path, text):
    path = tmp_path / "x.csv"
    path.write_bytes(f'id\n"{text}"\n'.encode())
    assert lines_of(path)[1][1] == [text]


def test_cells_with_control_characters_are_named(tmp_path):
    path = write_xlsx(tmp_path / "x.xlsx", [["id", "why"], ["a", "b"], ["", "\x1bc"]])
    with pytest.raises(ImportFileError, match="these cells: B3"):
        read_table(path, {"id"}.__contains__)


@pytest.mark.parametrize(
    ("told", "match"),
    [
        (None, "too large"),
        (b"[" * 100_000, "can be read"),
        (b'["a"]\n[1]\n', "can be read"),
        (b'"rows"', "can be read"),
        (b"7\n", "can be read"),
        (b'["a"]\n{"wrong": "several", "choices": [7]}', "can be read"),
        (b'{"wrong": "broken", "reason": "\\u001b[2J"}', r"\(\[2J\)"),
        (b'["a"]\n{"wrong": "large"}', "too large"),
        (b'{"wrong": ["what"]}', "too large"),
        (b"\xff\xfe", "can be read"),
    ],
)
def test_whatever_the_reader_says_ends_with_a_sentence(
    tmp_path, monkeypatch, told, match
):
    monkeypatch.setattr(workbook, "_run", lambda *_: told)
    path = tmp_path / "x.xlsx"
    path.write_bytes(packed(book(far("A2"))))
    with pytest.raises(ImportFileError, match=match):
        lines_of(path)


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "import os; os.kill(os.getpid(), 9)",
        "import time; time.sleep(60)",
        "raise SystemExit(1)",
        "print('x' * 1000)",
    ],
)
def test_a_reader_that_comes_to_grief_ends_with_a_sentence(
    tmp_path, monkeypatch, program
):
    reader = tmp_path / "reader.py"
    reader.write_text(program, "utf-8")
    monkeypatch.setattr(workbook, "READER", reader)
    monkeypatch.setattr(workbook, "PATIENCE", 0.5)
    path = tmp_path / "x.xlsx"
    path.write_bytes(packed(book(far("A2"))))
    with pytest.raises(ImportFileError, match="too large|can be read"):
        lines_of(path)


@pytest.mark.parametrize(
    "program",
    [
        "bytearray(10**9)",
        "while True: pass",
        "file = open('f', 'wb')\nfor _ in range(200): file.write(bytes(10**6))",
    ],
)
def test_the_system_ends_a_reader_that_wants_too_much(tmp_path, program):
    code = (
        "from copro_map.files.sheet import limit_this_process\n"
        f"limit_this_process(80 * 2**20, 1)\n{program}"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.DEVNULL,
        timeout=30,
        check=False,
    )
    assert done.returncode != 0


def test_the_reader_loads_little_of_ours_and_nothing_heavy():
    code = (
        "import sys; sys.argv[1:] = ['{}']; import runpy, json\n"
        f"runpy.run_path({str(workbook.READER)!r}, run_name='reader')\n"
        "import sys; print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env=os.environ | {"PYTHONPATH": str(workbook.ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = json.loads(done.stdout)
    heavy = {"pandas", "numpy", "rich", "xlsxwriter"}
    assert not heavy & {name.split(".")[0] for name in loaded}
    assert {name for name in loaded if name.startswith("copro_map")} <= {
        *("copro_map", "copro_map.files", "copro_map.files.apart"),
        "copro_map.files.error_cells",
    }


def test_faults_beyond_a_number_are_not_made():
    made_of: list[int] = []

    def faults():
        for number in range(2, 10_000):
            made_of.append(number)
            yield Fault(number, "level", "Bad.")

    told = first_faults(faults())
    assert [one.row for one in told] == list(range(2, MOST_FAULTS + 3))
    assert len(made_of) == MOST_FAULTS + 1
    assert first_faults(told[:3]) == told[:3]


def test_a_sheet_that_only_claims_to_be_large_is_read(tmp_path):
    path = tmp_path / "x.xlsx"
    claim = '<dimension ref="A1:XFD1048576"/>'
    path.write_bytes(packed(book(sheet('<row><c t="str"><v>id</v></c></row>', claim))))
    assert lines_of(path) == [(1, ["id"])]
