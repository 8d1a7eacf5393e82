"""The sheet of rows to mend: what is marked in it, and that it comes in again."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from io import BytesIO

from python_calamine import CalamineWorkbook

from copro_map.base.i18n import language_in_force
from copro_map.files.reading import WRONG, read_table
from copro_map.files.rows import Fault, ImportResult
from copro_map.files.told import Column
from copro_map.files.xlsx import MARKED
from copro_map.imports.importer import Strange, Tried
from copro_map.imports.mending import to_mend

HEADER = ("Name", "Theme", "Size")
SAID = "This is no number: {value}. Or say: {example}."
FAULTS = (
    Fault(3, "Size", SAID, {"value": "x", "example": '--word "x=1"'}),
    Fault(5, "Size", SAID, {"value": "=1+1", "example": "--rest ignore"}),
    Fault(5, "Name", "Too long."),
    Fault(6, "Theme", "Unknown: {value}", {"value": "fod"}),
)
TRIED = Tried(
    ImportResult(faults=FAULTS, mapping={"Theme": "theme"}),
    columns=tuple(Column(one) for one in HEADER),
    strange=(Strange("theme", "fod", 1),),
    cells={
        3: ("Trial A", "food", "x"),
        5: ("=HYPERLINK(1)", "", "=1+1"),
        6: ("Trial C", "fod", ""),
    },
)


def marked(content: bytes) -> set[str]:
    """The cells of the first sheet that are filled with the colour of a mark."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(BytesIO(content)) as parts:
        styles = ET.fromstring(parts.read("xl/styles.xml"))
        sheet = ET.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    assert sheet.find(f".//{space}f") is None, "a formula"
    fills = [ET.tostring(one).decode() for one in styles.find(f"{space}fills")]
    ours = {n for n, fill in enumerate(fills) if MARKED[1:] in fill}
    looks = styles.find(f"{space}cellXfs")
    wanted = {str(n) for n, one in enumerate(looks) if int(one.get("fillId")) in ours}
    return {x.get("r") for x in sheet.iter(f"{space}c") if x.get("s") in wanted}


def test_bad_rows_stand_under_their_header_with_the_bad_cells_marked_and_why():
    content = to_mend(TRIED, "a.csv")
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    assert sheet.to_python() == [
        [WRONG.en, *HEADER],
        ["Size: This is no number: x.", "Trial A", "food", "x"],
        [
            "Size: This is no number: =1+1.\nName: Too long.",
            "=HYPERLINK(1)",
            "",
            "=1+1",
        ],
    ]
    assert marked(content) == {"D2", "B3", "D3"}


def test_it_is_read_without_what_we_wrote_into_it_in_either_language(tmp_path):
    for language in ("en", "cy"):
        path = tmp_path / f"{language}.xlsx"
        with language_in_force(language):
            path.write_bytes(to_mend(TRIED, "a.csv"))
        table = read_table(path, lambda heading: heading in HEADER)
        assert table.header == HEADER
        assert [cells for _, cells in table.rows] == [
            ["Trial A", "food", "x"],
            ["=HYPERLINK(1)", "", "=1+1"],
        ]
