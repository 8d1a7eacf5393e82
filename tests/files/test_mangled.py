"""Whatever a file holds, it is read as a table or refused with a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import explain
from copro_map.files.reading import read_table
from tests.examples import examples
from tests.files.hostile import book, packed, sheet

AREA = {"type": "Polygon", "coordinates": [[[-4, 52], [-3, 52], [-3, 53], [-4, 52]]]}
MAP = {"type": "Feature", "id": 1, "properties": {"name": "Tŷ"}, "geometry": AREA}
ROWS = '<row><c t="str"><v>name</v></c></row><row><c t="e"><v>#N/A</v></c></row>'
WHOLE = {
    "text": "name,place\nTŷ’r Ardd,“Môn”\nTotal,3\n".encode(),
    "two bytes": "sep=;\nname;place\nTŷ’r;x\n".encode("utf-16"),
    "one byte": "name\tplace\nCaffi’r Bobl\té\n".encode("cp1252"),
    "map": json.dumps({"type": "FeatureCollection", "features": [MAP]}).encode(),
    "workbook": packed(book(sheet(ROWS)), 0),
    "page": b"<?xml version='1.0'?><kml/>",
}
PIECES = st.sampled_from(
    [*(b'",;|\t\n\r{}[]<>/\x00\xff\xe2-'[n : n + 1] for n in range(19))]
    + [b"null", b"1e999", b'"type"', b't="e"', b'r="ZZZ9999999"', b"\\ud800", b"sep=;"]
)


def said_of(path: Path) -> list[str]:
    """The headings of a table and what is said of it, or why it is refused."""
    try:
        table = read_table(path, {"name", "place"}.__contains__)
    except ImportFileError as error:
        return [explain(error, "cy")]
    assert {len(cells) for _, cells in table.rows} <= {len(table.header)}
    notes = [one.reason() for one in (*table.notes, *table.faults)]
    return [f"{len(table.header)} columns", *notes]


@pytest.mark.parametrize("name", WHOLE)
@examples(12)
@given(data=st.data())
def test_a_mangled_file_is_a_table_or_a_sentence(tmp_path_factory, name, data):
    mangled = bytearray(WHOLE[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(mangled)))
        lost = data.draw(st.integers(0, 6))
        mangled[at : at + lost] = data.draw(PIECES)
    path = tmp_path_factory.mktemp("mangled") / "x.csv"
    path.write_bytes(mangled)
    told = said_of(path)
    assert told
    assert all(isinstance(one, str) and one for one in told)
