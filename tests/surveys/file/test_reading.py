"""Files of survey tools read as rows: header, line numbers, faults; workbooks too."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from copro_map.assets.importing import import_network
from copro_map.base.errors import ImportFileError
from copro_map.files.rows import ImportResult
from copro_map.files.told import Told
from copro_map.indicators.observation_import import import_observations
from copro_map.people.rules.permissions import MACHINE
from copro_map.surveys.file.reading import read_survey_file
from tests.coverage.conftest import TODAY
from tests.samples import at, dump, observed, query, real_rows, write_csv
from tests.surveys.survey_files import write_lines, write_xlsx

ONE = [["ID", "Why?", "Role"], ["r1", "Health; Food", "Dinesydd"], ["r2", "ŵ", ""]]
TWO = [
    ["ID", "Why?", "", "Role"],
    ["", "Health", "Food", "Response"],
    ["r1", "Health", "", "Citizen"],
    ["r2", "", "Food", "Citizen"],
]


def names(file) -> list[str]:
    return [column.name for column in file.columns]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_text_is_read_whatever_parts_its_cells(tmp_path, separator, mark):
    path = write_lines(tmp_path / "x.csv", ONE, separator)
    path.write_text(mark + path.read_text("utf-8"), "utf-8")
    file = read_survey_file(path)
    assert names(file) == ["ID", "Why?", "Role"]
    assert file.rows == [(2, ONE[1]), (3, ONE[2])]


def test_a_comma_in_a_question_does_not_part_it(tmp_path):
    rows = [["Health, food, or both?", "ID"], ["Both", "1"]]
    assert names(read_survey_file(write_lines(tmp_path / "x.csv", rows))) == rows[0]


def test_names_of_columns_are_short_printable_and_different(tmp_path):
    long = "What do you think of it? " * 20
    rows = [[f"{long}a", f"{long}b", f"{long}[Yes]", "re\u00ad\nd", ""], list("12345")]
    found = names(read_survey_file(write_lines(tmp_path / "x.csv", rows)))
    assert len(set(found)) == 5
    assert all(len(name) < 100 and name.isprintable() for name in found)
    assert found[2].endswith("… [Yes]")
    assert found[4] == "E"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_two_header_rows_become_one(tmp_path, kind):
    write = write_lines if kind == "csv" else write_xlsx
    file = read_survey_file(write(tmp_path / f"x.{kind}", TWO))
    assert names(file) == ["ID", "Why? [Health]", "Why? [Food]", "Role"]
    assert [number for number, _ in file.rows] == [3, 4]
    assert file.rows[1][1] == ["r2", "", "Food", "Citizen"]


@pytest.mark.parametrize("who", ["118000001", "1", "ann", "2026-11-03"])
def test_a_first_reply_is_not_taken_for_a_header(tmp_path, who):
    rows = [["ID", "Why?", ""], [who, "Health", "more"]]
    file = read_survey_file(write_lines(tmp_path / "x.csv", rows))
    assert [number for number, _ in file.rows] == [2]
    assert names(file) == ["ID", "Why?", "C"]


def test_columns_of_one_name_are_told_apart(tmp_path):
    rows = [["Why?", "Why?", "WHY?"], ["a", "b", "c"]]
    assert names(read_survey_file(write_lines(tmp_path / "x.csv", rows))) == [
        "Why?",
        "Why? (2)",
        "WHY? (3)",
    ]


def test_cells_of_a_workbook_are_text(tmp_path):
    moment = datetime(2027, 3, 31, 10, 15)
    row = [118000000001, 33.5, True, moment, datetime(2027, 3, 31), "a", "=1+1"]
    path = write_xlsx(tmp_path / "x.xlsx", [list("abcdefg"), row])
    assert read_survey_file(path).rows == [
        (
            2,
            [
                "118000000001",
                "33.5",
                "TRUE",
                "2027-03-31 10:15:00",
                "2027-03-31",
                "a",
                "=1+1",
            ],
        )
    ]


def test_rows_keep_the_numbers_that_the_sheet_shows(tmp_path):
    rows = [[], ["ID", "Why?"], [], ["r1", "a"], ["", ""], ["r2", "b"]]
    file = read_survey_file(write_xlsx(tmp_path / "x.xlsx", rows))
    assert file.header_row == 2
    assert [number for number, _ in file.rows] == [4, 6]


def test_the_only_sheet_that_holds_something_is_read(tmp_path):
    path = write_xlsx(tmp_path / "x.xlsx", [], ONE, sheet_2="Replies")
    assert len(read_survey_file(path).rows) == 2


def test_of_several_sheets_one_must_be_named(tmp_path):
    path = write_xlsx(tmp_path / "x.xlsx", ONE, TWO, sheet_1="Old", sheet_2="New")
    with pytest.raises(ImportFileError, match="--sheet NAME. Sheets: Old, New"):
        read_survey_file(path)
    assert len(names(read_survey_file(path, told=Told(sheet="New")))) == 4
    with pytest.raises(
        ImportFileError, match="no such sheet: Newer. Name one of: Old, New"
    ):
        read_survey_file(path, told=Told(sheet="Newer"))


def refused(path: Path, match: str) -> None:
    with pytest.raises(ImportFileError, match=match) as raised:
        read_survey_file(path)
    assert path.name in str(raised.value)


def test_a_quotation_mark_that_is_not_closed_is_named(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text('ID,Why?\n1,"open\n', "utf-8")
    refused(path, "line 2: .*quotation mark")


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", " , ,\n"])
def test_an_empty_file_is_named(tmp_path, content):
    path = tmp_path / "x.csv"
    path.write_text(content, "utf-8")
    refused(path, "the file is empty")
    refused(write_xlsx(tmp_path / "y.xlsx", []), "the file is empty")


@pytest.mark.parametrize("rows", [ONE[:1], TWO[:2]])
def test_a_header_alone_holds_no_replies(tmp_path, rows):
    refused(write_lines(tmp_path / "x.csv", rows), "there are no replies")
    refused(write_xlsx(tmp_path / "x.xlsx", rows), "there are no replies")


def test_what_is_not_there_is_named(tmp_path):
    refused(tmp_path / "none.csv", "cannot be read")


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return buffer.getvalue()


def altered(path: Path, old: bytes, new: bytes) -> bytes:
    """A workbook in whose sheets some bytes are others."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if "worksheets/" in name:
                assert old in content
                content = content.replace(old, new)
            after.writestr(name, content)
    return buffer.getvalue()


def lying(content: bytes) -> bytes:
    """An archive that declares its part to be one byte long."""
    data = zipped(xl__workbook=content)
    true = len(content).to_bytes(4, "little")
    assert data.count(true) == 2
    return data.replace(true, (1).to_bytes(4, "little"))


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (lambda _: b"\xd0\xcf\x11\xe0" + bytes(600), "another kind"),
        (lambda _: b"PK\x03\x04" + bytes(600), "without a password"),
        (lambda path: path.read_bytes()[:900], "without a password"),
        (lambda _: zipped(word__document=b"<a/>"), "a DOCX document"),
        (lambda _: lying(b"x" * 70_000), "without a password"),
        (lambda path: altered(path, b"<sheetData>", b"<sheetData"), "password"),
        (lambda _: zipped(xl__workbook=bytes(60_000_000)), "too large"),
        (lambda _: b"PK\x03\x04" + bytes(5_250_000), "too large"),
        (lambda path: altered(path, b'r="A1"', b'r="XFD1048576"'), "too large"),
        (lambda path: altered(path, b'r="A2"', b'r="A999999"'), "too large"),
        (lambda _: b"a,b\n" + b"1,2\n" * 20_001, "too large"),
    ],
)
def test_a_broken_or_hostile_file_is_refused_in_plain_words(tmp_path, make, match):
    path = write_xlsx(tmp_path / "x.xlsx", ONE)
    path.write_bytes(make(path))
    refused(path, match)


def as_xlsx(path: Path, rows: list[dict[str, str]]) -> Path:
    """Rows as a workbook as somebody would type them: numbers and dates as such."""

    def typed(name: str, cell: str) -> object:
        if name == "period_end" and cell[:4].isdigit():
            return datetime.combine(date.fromisoformat(cell), datetime.min.time())
        return float(cell) if cell.replace(".", "", 1).isdigit() else cell

    head = list(rows[0])
    return write_xlsx(path, [head, *([typed(n, r[n]) for n in head] for r in rows)])


def test_observations_are_imported_from_a_workbook_as_from_text(network, tmp_path):
    rows = [observed(), observed(indicator="4.1", value="33.3", numerator="20")]
    book = as_xlsx(tmp_path / "x.xlsx", rows)
    assert import_observations(
        network, book, actor=MACHINE, now=at(TODAY)
    ) == ImportResult(added=2)
    kept = query(network.database, "SELECT period_end, n, value FROM observation")
    assert kept == [("2026-10-31", 63, 40.0), ("2026-10-31", 63, 33.3)]
    text = write_csv(tmp_path / "x.csv", *rows)
    assert import_observations(
        network, text, actor=MACHINE, now=at(TODAY)
    ) == ImportResult(unchanged=2)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_bad_observations_are_named_in_either_format(network, tmp_path, kind):
    rows = [
        observed(),
        observed(indicator="4.1", value="140"),
        observed(indicator="1.2", period_end="31 Octember 2026"),
        observed(indicator="3.3", period_end="31/31/2026"),
        observed(value="40.1"),
    ]
    write = (
        (lambda p: write_csv(p, *rows))
        if kind == "csv"
        else (lambda p: as_xlsx(p, rows))
    )
    before = dump(network.database)
    result = import_observations(
        network, write(tmp_path / f"x.{kind}"), actor=MACHINE, now=at(TODAY)
    )
    assert [(fault.row, fault.column) for fault in result.faults] == [
        (3, "value"),
        (4, "period_end"),
        (5, "period_end"),
        (6, "period_end"),
        (6, "value"),
    ]
    assert dump(network.database) == before


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_wrong_columns_are_named_in_either_format(network, tmp_path, kind):
    rows = [observed() | {"fridge": "40"}]
    path = tmp_path / f"x.{kind}"
    if kind == "csv":
        write_csv(path, *rows)
    else:
        as_xlsx(path, rows)
    (fault,) = import_observations(network, path, actor=MACHINE, now=at(TODAY)).faults
    assert (fault.row, fault.column) == (1, "fridge")
    assert '--map "fridge=' in fault.reason()


def test_the_networks_entries_are_the_same_from_a_workbook(network, tmp_path):
    rows = real_rows()
    book = as_xlsx(tmp_path / "network.xlsx", rows)
    result = import_network(network, book, dry_run=True)
    assert (result.faults, result.added, result.changed) == ((), 0, 0)
