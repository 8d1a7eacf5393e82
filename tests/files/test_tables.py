"""Files read back by other programs: csv, calamine, geopandas, the zip itself."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from copro_map.base.i18n import set_language, t
from copro_map.files.tables import (
    plain_cell,
    to_csv,
    to_geojson,
    typed_cell,
)
from copro_map.files.xlsx import LONGEST_CELL, to_workbook
from tests.samples import HOSTILE

FORMULAS = (
    "=1+1",
    '=HYPERLINK("https://example.org","x")',
    '=cmd|" /C calc"!A0',
    "+1+1",
    "-1+1",
    "-4.08",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
)
TEXTS = (
    *FORMULAS,
    *HOSTILE,
    "https://example.org/a",
    "mailto:a@example.org",
    "internal:Sheet1!A1",
    "a,b;c",
    'say "hello"\r\nagain',
    "Tŷ Ŵyn ŷ",
    "007",
    "1e5",
    "{=1+1}",
    "'=1+1",
    " ",
    "x\x00\x01\x1fy",
)
ABOUT = [("A title", ""), ("=Date", "@today"), ("Licence", "https://example.org")]
START = ("=", "+", "-", "@", "\t", "\r")


def table_of(texts, **more) -> pd.DataFrame:
    n = len(texts)
    columns = {
        "id": [f"entry-{i}" for i in range(n)],
        "name": list(texts),
        "longitude": [-4.08 if i % 2 else np.nan for i in range(n)],
        "latitude": [52.41 if i % 2 else np.nan for i in range(n)],
        "start_year": pd.array([2016 if i % 3 else pd.NA for i in range(n)], "Int64"),
    }
    return pd.DataFrame(columns | more)


def to_xlsx(table: pd.DataFrame, about) -> bytes:
    return to_workbook({t("Entries"): table}, about, "General")


def read_csv(content: bytes) -> list[dict[str, str]]:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text))


def read_sheet(content: bytes, number: int = 0) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(number).to_python(skip_empty_area=False)


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def no_formula_or_link(content: bytes) -> bool:
    return not any(
        re.search(r"<f[ >/]|<hyperlink|/hyperlink\"", text)
        for text in parts(content).values()
    )


def test_csv_keeps_every_row_and_disarms_what_looks_like_a_formula():
    rows = read_csv(to_csv(table_of(TEXTS)))
    assert [r["id"] for r in rows] == [f"entry-{i}" for i in range(len(TEXTS))]
    for row, text in zip(rows, TEXTS, strict=True):
        assert row["name"] == (f"'{text}" if text in FORMULAS else text)
        assert not row["name"].startswith(START)


def test_csv_begins_with_a_mark_that_spreadsheets_need_for_w_circumflex():
    content = to_csv(table_of(["ŵ"]))
    assert content.startswith(b"\xef\xbb\xbf")
    assert "ŵ" in content.decode("utf-8-sig")


def test_numbers_stay_numbers_in_csv():
    row = read_csv(to_csv(table_of(["a", "b"])))[1]
    assert (row["longitude"], row["latitude"], row["start_year"]) == (
        "-4.08",
        "52.41",
        "2016",
    )
    assert read_csv(to_csv(table_of(["a"])))[0]["longitude"] == ""


def test_a_column_name_is_disarmed_too():
    content = to_csv(pd.DataFrame({"=1+1": ["a"]}))
    assert content.decode("utf-8-sig") == "'=1+1\r\na\r\n"


@pytest.mark.parametrize("text", [t for t in TEXTS if t.strip() == t and t[0] != "'"])
def test_a_disarmed_text_can_be_taken_back(text):
    assert typed_cell(plain_cell(text)) == typed_cell(text) == text


@given(text=st.one_of(st.text("'=+-\t \r\n＠x", max_size=6), st.text()))
def test_what_was_taken_back_is_the_same_after_another_time_there_and_back(text):
    once = typed_cell(text)
    assert typed_cell(once) == typed_cell(plain_cell(once)) == once


def test_xlsx_holds_the_same_text_and_no_formula_or_link():
    content = to_xlsx(table_of(TEXTS), ABOUT)
    assert no_formula_or_link(content)
    header, *rows = read_sheet(content)
    assert header == ["id", "name", "longitude", "latitude", "start_year"]
    assert [r[0] for r in rows] == [f"entry-{i}" for i in range(len(TEXTS))]
    for row, text in zip(rows, TEXTS, strict=True):
        if text.isprintable() and text.strip():
            assert row[1] == text


def test_the_checker_would_see_a_formula_and_a_link():
    """The naive way, by pandas, gives both: the checker is not blind."""
    buffer = io.BytesIO()
    pd.DataFrame({"x": ["=1+1"]}).to_excel(buffer, engine="xlsxwriter")
    assert not no_formula_or_link(buffer.getvalue())
    buffer = io.BytesIO()
    pd.DataFrame({"x": ["https://a.example"]}).to_excel(buffer, engine="xlsxwriter")
    assert not no_formula_or_link(buffer.getvalue())


def test_numbers_stay_numbers_and_digits_stay_text_in_xlsx():
    _, first, second = read_sheet(to_xlsx(table_of(["007", "1e5"]), ABOUT))
    assert first[1:] == ["007", "", "", ""]
    assert second[1:] == ["1e5", -4.08, 52.41, 2016.0]


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_says_so():
    fits, long = "x" * LONGEST_CELL, "y" * (LONGEST_CELL + 1)
    _, first, second = read_sheet(to_xlsx(table_of([fits, long]), ABOUT))
    assert first[1] == fits
    assert second[1] == "y" * (LONGEST_CELL - 1) + "…"


@pytest.mark.parametrize(
    ("language", "names"),
    [("en", ["Entries", "About the data"]), ("cy", ["Cofnodion", "Am y data"])],
)
def test_the_second_sheet_says_what_it_is(language, names):
    set_language(language)
    content = to_xlsx(table_of(["a"]), ABOUT)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == names
    assert [tuple(row) for row in read_sheet(content, 1)] == ABOUT


@pytest.mark.parametrize("n", [0, 3])
def test_the_header_is_frozen_and_every_column_can_be_filtered(n):
    sheet = parts(to_xlsx(table_of(["a"] * n), ABOUT))["xl/worksheets/sheet1.xml"]
    assert 'topLeftCell="A2"' in sheet
    assert 'state="frozen"' in sheet
    assert f'<autoFilter ref="A1:E{n + 1}"/>' in sheet
    widths = [float(w) for w in re.findall(r'<col [^>]*width="([\d.]+)"', sheet)]
    assert all(8 <= w <= 61 for w in widths)


def test_geojson_opens_in_geopandas_with_every_row(tmp_path):
    table = table_of(TEXTS)
    path = tmp_path / "entries.geojson"
    path.write_bytes(to_geojson(table))
    frame = gpd.read_file(path)
    assert frame.crs.to_epsg() == 4326
    assert list(frame["id"]) == list(table["id"])
    assert list(frame.geometry.isna()) == list(table["longitude"].isna())
    located = frame[frame.geometry.notna()].geometry
    assert {(p.x, p.y) for p in located} == {(-4.08, 52.41)}
    for name, text in zip(frame["name"], TEXTS, strict=True):
        assert name == text.split("\x00")[0]  # where GDAL ends a text


def test_properties_are_the_other_columns_and_null_where_missing():
    collection = json.loads(to_geojson(table_of(["=1+1", "b"])))
    assert collection["type"] == "FeatureCollection"
    first, second = collection["features"]
    assert first["geometry"] is None
    assert first["properties"] == {"id": "entry-0", "name": "=1+1", "start_year": None}
    assert second["geometry"] == {"type": "Point", "coordinates": [-4.08, 52.41]}
    assert second["properties"]["start_year"] == 2016


def test_a_table_without_rows_is_a_file_without_rows():
    empty = table_of([])
    assert read_csv(to_csv(empty)) == []
    assert len(read_sheet(to_xlsx(empty, ABOUT))) == 1
    assert json.loads(to_geojson(empty))["features"] == []


def test_the_table_is_not_changed():
    table = table_of(TEXTS)
    before = table.copy(deep=True)
    for write in (to_csv, to_geojson, lambda one: to_xlsx(one, ABOUT)):
        write(table)
        pd.testing.assert_frame_equal(table, before)


@given(st.lists(st.text(max_size=20), max_size=5))
def test_whatever_the_text_no_row_is_lost_and_nothing_is_a_formula(texts):
    table = table_of(texts)
    ids = list(table["id"])
    rows = read_csv(to_csv(table))
    assert [r["id"] for r in rows] == ids
    for row, text in zip(rows, texts, strict=True):
        assert row["name"] in (text, f"'{text}")
        assert not row["name"].startswith(START)
    content = to_xlsx(table, ABOUT)
    assert no_formula_or_link(content)
    assert [row[0] for row in read_sheet(content)[1:]] == ids
    features = json.loads(to_geojson(table))["features"]
    assert [f["properties"]["name"] for f in features] == texts


@given(st.lists(st.floats(-180, 180), min_size=1, max_size=5))
def test_numbers_come_back_as_they_were(numbers):
    table = pd.DataFrame({"longitude": numbers, "latitude": numbers})
    assert [float(r["longitude"]) for r in read_csv(to_csv(table))] == numbers
    features = json.loads(to_geojson(table))["features"]
    assert [f["geometry"]["coordinates"][0] for f in features] == numbers
