"""Workbooks on paper: what their XML says of pages, read without a spreadsheet."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from copro_map.base.i18n import LANGUAGES, set_language
from copro_map.coverage import files as coverage_files
from copro_map.coverage.gaps import Ask, cover
from copro_map.files.marking import table_file
from copro_map.files.xlsx import Printed, to_workbook
from copro_map.indicators.files import file_of
from copro_map.indicators.progress import progress
from copro_map.search.export import export
from copro_map.search.search import all_assets
from copro_map.surveys.file.template import template_xlsx
from copro_map.surveys.waves import load_surveys

TODAY = date(2026, 11, 21)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ABOUT = [("A title", "of all & sundry"), ("Date", "1 March 2026"), ("Note", "x")]
PADDING = 5 / 7  # of a column's width in the file, beside its characters
LONG = "Mae'r testun hwn yn hir ac i'w ddarllen ar bapur. " * 12


class Book:
    """A workbook as its XML says it is."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            self.parts = {
                name: ElementTree.fromstring(parts.read(name))
                for name in parts.namelist()
                if name.endswith(".xml")
            }
        self.names = [
            str(x.get("name"))
            for x in self.parts["xl/workbook.xml"].iter(f"{MAIN}sheet")
        ]
        calamine = CalamineWorkbook.from_filelike(io.BytesIO(content))
        self.rows = [calamine.get_sheet_by_name(x).to_python() for x in self.names]

    def sheet(self, number: int) -> ElementTree.Element:
        return self.parts[f"xl/worksheets/sheet{number + 1}.xml"]

    def one(self, number: int, tag: str) -> ElementTree.Element:
        found = self.sheet(number).find(f".//{MAIN}{tag}")
        assert found is not None, (number, tag)
        return found

    def defined(self, kind: str) -> dict[int, str]:
        """What is defined of each sheet: Print_Titles, Print_Area."""
        return {
            int(x.attrib["localSheetId"]): str(x.text).rpartition("!")[2]
            for x in self.parts["xl/workbook.xml"].iter(f"{MAIN}definedName")
            if x.get("name") == f"_xlnm.{kind}"
        }

    def widths(self, number: int) -> list[float]:
        return [
            float(x.attrib["width"]) - PADDING
            for x in self.sheet(number).iter(f"{MAIN}col")
            for _ in range(int(x.attrib["min"]), int(x.attrib["max"]) + 1)
        ]


def columns_of(area: str) -> tuple[int, int]:
    """The first and the last column of $B$1:$N$286, from 0."""
    numbers = []
    for letters in re.findall(r"\$([A-Z]+)\$", area):
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - 64
        numbers.append(number - 1)
    first, last = numbers
    return first, last


def every_workbook(settings, day: date) -> dict[str, bytes]:
    entries = all_assets(settings)
    covered = cover(settings, Ask("health_board", "", "", ""), entries)
    return {
        "entries": export(settings, entries, "xlsx", day),
        "coverage": coverage_files.file_of(covered, "xlsx"),
        "indicators": file_of(progress(settings, day), "xlsx"),
        "template": template_xlsx(load_surveys(settings.data_dir)["members"]),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_of_every_workbook_is_one_page_across(network, language):
    set_language(language)
    page = {"en": "Page &P of &N", "cy": "Tudalen &P o &N"}[language]
    for name, content in every_workbook(network, TODAY).items():
        book = Book(content)
        for number, sheet in enumerate(book.names):
            setup = book.one(number, "pageSetup").attrib
            assert setup["paperSize"] == "9", (name, sheet)
            assert setup["fitToHeight"] == "0"
            assert setup.get("fitToWidth", "1") == "1"
            assert book.one(number, "pageSetUpPr").get("fitToPage") == "1"
            assert book.defined("Print_Titles")[number] == "$1:$1"
            foot = str(book.one(number, "oddFooter").text)
            assert foot.startswith("&L&8 &A&C&8 ")
            assert foot.endswith(f"&R&8 {page}")
            widths = book.widths(number)
            area = book.defined("Print_Area").get(number)
            first, last = columns_of(area) if area else (0, len(widths) - 1)
            on_page = sum(widths[first : last + 1])
            assert on_page <= 260, (name, sheet)  # six points or more
            assert (setup["orientation"] == "landscape") == (on_page > 110.5)


def test_no_column_is_hidden_and_what_is_not_printed_is_there(network):
    book = Book(export(network, all_assets(network), "xlsx", TODAY))
    assert not [x for x in book.sheet(0).iter() if x.get("hidden") == "1"]
    first, last = columns_of(book.defined("Print_Area")[0])
    heads = book.rows[0][0]
    printed, others = heads[first : last + 1], heads[:first] + heads[last + 1 :]
    assert printed[0] == "name_en"
    assert {"local_authority_name", "serves_name", "description_en"} <= set(printed)
    assert {"id", "source_url", "health_board_name"} <= set(others)


def test_a_long_text_is_wrapped_and_its_row_as_high_as_it_needs():
    table = pd.DataFrame({"code": ["W06000008", "x"], "text": [LONG, "short"]})
    book = Book(to_workbook({"A": table}, ABOUT))
    code, text = book.widths(0)
    assert code < 12
    heights = [
        float(x.attrib["ht"])
        for x in book.sheet(0).iter(f"{MAIN}row")
        if "ht" in x.attrib
    ]
    lines = len(LONG) / text
    assert heights[1] >= 12.5 * lines / 1.3  # letters are narrower than digits
    assert heights[2] < 20
    cells = {x.get("r"): x for x in book.sheet(0).iter(f"{MAIN}c")}
    formats = list(book.parts["xl/styles.xml"].find(f"{MAIN}cellXfs"))
    for place in ("A2", "B2", "B3"):
        alignment = formats[int(cells[place].attrib["s"])].find(f"{MAIN}alignment")
        assert alignment.get("wrapText") == "1", place


def test_columns_share_the_page_and_no_code_is_broken():
    many = {f"text_{n}": [LONG, "a"] for n in range(12)}
    table = pd.DataFrame({"code": ["W06000008", "RPB-GWENT"]} | many)
    widths = Book(to_workbook({"A": table}, ABOUT)).widths(0)
    alone = Book(to_workbook({"A": table[["text_1"]]}, ABOUT)).widths(0)
    assert widths[0] >= 9.9
    assert all(width < alone[0] for width in widths[1:])


def test_the_page_says_what_it_is_and_a_demonstration_says_so_above_it():
    table = pd.DataFrame({"id": ["a"]})
    looks = Printed(foot="Research & more. Date: 1 March 2026", note="Invented & so")
    book = Book(to_workbook({"A": table}, ABOUT, printed=looks))
    for number in (0, 1):
        foot = str(book.one(number, "oddFooter").text)
        assert "Research && more. Date: 1 March 2026" in foot
        assert book.one(number, "oddHeader").text == "&CInvented && so"


def test_the_foot_is_the_title_and_the_day(settings):
    content = table_file(settings, pd.DataFrame({"id": ["a"]}), "xlsx", ABOUT)
    foot = str(Book(content).one(0, "oddFooter").text)
    assert "A title: of all && sundry. Date: 1 March 2026&R&8 " in foot


def test_days_are_days_and_other_texts_are_left_as_they_are():
    table = pd.DataFrame(
        {
            "day": ["2026-11-21", "", "2024-02-29"],
            "mixed": ["2026-11-21", "about 2019", ""],
            "month": ["2026-11", "", ""],
            "never": ["2026-02-30", "2026-02-01", ""],
            "old": ["1066-10-14", "", ""],
            "code": ["1.1", "007", ""],
        }
    )
    _, first, second, third = Book(to_workbook({"A": table}, ABOUT)).rows[0]
    assert first == [date(2026, 11, 21), *table.iloc[0, 1:]]
    assert second == ["", *table.iloc[1, 1:]]
    assert third[0] == date(2024, 2, 29)


def test_codes_that_look_like_numbers_are_not_marked_as_wrong():
    book = Book(to_workbook({"A": pd.DataFrame({"code": ["1.1"]})}, ABOUT))
    assert book.one(0, "ignoredError").get("numberStoredAsText") == "1"


def test_a_code_in_capitals_has_its_room():
    codes = ["CVC-MANTELL-GWYNEDD", "CVC-MEDRWN-MON"]
    book = Book(to_workbook({"A": pd.DataFrame({"area_code": codes})}, ABOUT))
    heights = [float(x.attrib["ht"]) for x in book.sheet(0).iter(f"{MAIN}row")]
    room = book.widths(0)[0] * round(heights[1] / 13)
    assert room >= 1.25 * len(codes[0])  # in Arial a capital is 1.3 times a digit
