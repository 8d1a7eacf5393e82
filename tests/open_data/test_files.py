"""Whole files: every format says the same, which is what the tables of records hold."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from typing import get_args

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from copro_map.assets.importing import import_network
from copro_map.base.today import current_day
from copro_map.geography.areas import BASE_LAYER, load_layers
from copro_map.indicators.progress import progress
from copro_map.indicators.rules.verdicts import Detail, Status
from copro_map.open_data import areas, gaps, indicators
from copro_map.open_data.datasets import FORMATS, NAMES, datasets
from copro_map.open_data.files import whole_file
from tests.canaries import CANARY, HIDDEN, OTHER, SHOWN, fill
from tests.conftest import PROJECT
from tests.events.planted import STRANGE, plant
from tests.open_data.whole import read
from tests.samples import change, query, row, write_csv

PLAIN = {"string": str, "integer": int, "year": int, "number": float, "date": str}
PLAIN |= {"boolean": bool}
HOSTILE = ("=1+1", "+44 1970", "@SUM(A1)", "-2+3", "\tx", "＝1+1")
# What is public of each entry, told from the tables without a query of ours.
PUBLIC = """
SELECT a.id, a.kind, a.name_en, a.name_cy, a.sector, a.source_url, a.start_year,
    l.longitude, l.latitude,
    (SELECT group_concat(area_code, ';') FROM (SELECT area_code FROM asset_served
        WHERE asset_id = a.id ORDER BY area_code)),
    (SELECT area_code FROM asset_area
        WHERE asset_id = a.id AND layer = 'health_board')
FROM asset AS a LEFT JOIN location AS l ON l.asset_id = a.id
WHERE a.status = 'published' AND a.practitioner_type <> 'individual' ORDER BY a.id
"""
LIVE = """
SELECT area_code, kind, COUNT(*) FROM asset_area JOIN asset ON id = asset_id
WHERE status = 'published' AND practitioner_type <> 'individual'
AND (end_year IS NULL OR end_year >= ?)
AND COALESCE(NULLIF(closes_on, ''), '9999') >= ? GROUP BY area_code, kind
"""


@pytest.fixture(scope="module")
def here(to_read, tmp_path_factory):
    """The real entries and a few events; what is made of them in its own folder."""
    path = tmp_path_factory.mktemp("open") / "copro_map.db"
    shutil.copyfile(to_read.database, path)
    plant(path)
    # A file of CSV has one sort of line end, also inside a cell.
    change(path, "DELETE FROM event WHERE id = ?", STRANGE["id"])
    return replace(PROJECT, database=path)


@pytest.fixture(scope="module")
def sets(here):
    return {one.name: one for one in datasets(here)}


def rows_of(settings, data_set, written: str = "json"):
    file = whole_file(settings, data_set.name, written)
    return read(file, written, data_set.columns)


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_the_columns_that_are_listed_in_order_and_of_their_types(
    here, sets, name
):
    """Read of the file that has types of its own and keeps the order."""
    data_set = sets[name]
    file = pq.read_table(whole_file(here, name, "parquet"))
    assert file.column_names == [one.name for one in data_set.columns]
    assert len({one.name for one in data_set.columns}) == len(data_set.columns)
    for one in data_set.columns:
        cells = file[one.name].to_pylist()
        if one.holds in ("string", "list") or one.required:
            assert None not in cells, one.name
        held = [x for x in cells if x is not None]
        if one.holds == "list":
            held = [word for words in held for word in words]
        wanted = date if one.holds == "date" else PLAIN.get(one.holds, str)
        assert {type(x) for x in held} <= {wanted}, one.name
        if one.words:
            assert {x for x in held if x != ""} <= {*one.words}, one.name
    keys = list(zip(*(file[x].to_pylist() for x in data_set.key), strict=True))
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("name", NAMES)
def test_every_format_holds_the_same(here, sets, name):
    rows = rows_of(here, sets[name])
    assert rows
    for written in FORMATS:
        assert rows_of(here, sets[name], written) == rows, written


def test_entries_are_those_of_the_tables(here, sets):
    told = query(here.database, PUBLIC)
    names = ("id", "kind", "name_en", "name_cy", "sector", "source_url", "start_year")
    found = [
        (
            *(one[x] for x in (*names, "longitude", "latitude")),
            ";".join(sorted(one["serves"])) or None,
            one["health_board"] or None,
        )
        for one in rows_of(here, sets["entries"])
    ]
    assert found == told
    assert len(found) > 300


def test_entries_say_codes_in_words_and_lead_to_their_pages(here, sets):
    based = "local_authority"
    rows = [x for x in rows_of(here, sets["entries"]) if x[based] == "W06000023"]
    one = next(x for x in rows if x["kind"] == "practitioner" and x["themes"])
    assert one["kind_name_cy"] == "Ymarferydd"
    assert one["local_authority_name_cy"] == "Powys"
    assert len(one["themes"]) == len(one["themes_name_en"]) > 0
    assert one["url_cy"] == f"http://localhost:8501/cy/entry/{one['id']}"
    assert one["verification_name_en"] == "Not confirmed yet"


def counts(here) -> dict[tuple[str, str], int]:
    day = current_day()
    told = query(here.database, LIVE, day.year, day.isoformat())
    return {(code, kind): n for code, kind, n in told}


def test_areas_and_gaps_are_counted_as_the_tables_say(here, sets):
    told = counts(here)
    of_area: dict[str, int] = {}
    for (code, _), n in told.items():
        of_area[code] = of_area.get(code, 0) + n
    areas = rows_of(here, sets["areas"])
    assert len(areas) == 68
    assert {x["code"]: x["based"] for x in areas if x["based"]} == of_area
    rows = rows_of(here, sets["gaps"])
    assert len(rows) == 68 * 5
    based = {(x["area_code"], x["kind"]): x["based"] for x in rows}
    assert all(based[place] == n for place, n in told.items())
    together = {code: n for (code, kind), n in based.items() if kind == gaps.ALL}
    assert together == {x["code"]: x["based"] for x in areas}


def test_indicators_are_those_that_are_published(here, sets):
    rows = rows_of(here, sets["indicators"])
    kept = progress(here, current_day()).as_json()
    told = [*kept["indicators"], *kept["own"]]
    whose = [one["belongs_to"] for one in rows]
    assert whose == ["programme"] * 11 + ["network"] * len(kept["own"])
    for one, wanted in zip(rows, told, strict=True):
        same = ("code", "value", "numerator", "denominator", "target", "status")
        assert [one[x] for x in same] == [wanted[x] for x in same]
        assert one["status_name_en"] != one["status_name_cy"]
    assert {*indicators.STATUSES} == {*get_args(Status)}
    assert {*indicators.DETAILS} == {*get_args(Detail)} - {""}


def test_geojson_is_read_with_its_coordinates_where_wales_is(here):
    points = gpd.read_file(whole_file(here, "entries", "geojson"))
    assert points.crs.to_epsg() == 4326
    there = points[~points.geometry.isna()].geometry
    assert there.x.between(-5.5, -2.6).all()
    assert there.y.between(51.3, 53.5).all()
    shapes = gpd.read_file(whole_file(here, "areas", "geojson")).set_index("code")
    assert shapes.crs.to_epsg() == 4326
    assert shapes.geometry.is_valid.all()
    assert shapes.geometry.exterior.dropna().map(lambda x: x.is_ccw).all()
    inside = gpd.points_from_xy(shapes["longitude"], shapes["latitude"])
    assert shapes.geometry.contains(gpd.GeoSeries(inside, shapes.index, 4326)).all()
    square_km = shapes.geometry.to_crs(27700).area.div(1e6)
    assert 5_000 < square_km["W06000023"] < 5_400  # Powys
    for name in ("gaps", "indicators"):
        told = json.loads(whole_file(here, name, "geojson").read_text("utf-8"))
        assert {one["geometry"] for one in told["features"]} == {None}


def test_pandas_reads_the_types_that_parquet_says(here):
    table = pd.read_parquet(whole_file(here, "entries", "parquet"))
    assert str(table["start_year"].dtype) == "Int64"
    assert str(table["longitude"].dtype) == "float64"
    assert isinstance(table["themes"].iloc[0][0], str)
    areas = pd.read_parquet(whole_file(here, "areas", "parquet"))
    assert areas["population_on"].iloc[0] == date(2021, 3, 21)
    people = pd.read_csv(PROJECT.data_dir / "areas.csv")["population"].sum()
    assert areas["population"].sum() == 5 * people  # once in each layer


@pytest.mark.parametrize("name", NAMES)
def test_each_file_says_its_terms_its_day_and_what_is_missing(here, sets, name):
    data_set, day = sets[name], current_day().isoformat()
    for written in ("json", "geojson"):
        told = json.loads(whole_file(here, name, written).read_text("utf-8"))
        assert told["date"] == day
        assert told["missing_cy"] == data_set.missing.cy != data_set.missing.en
        assert "Open Government Licence" in told["licence_en"]
        assert told["sources_cy"]
    said = pq.read_schema(whole_file(here, name, "parquet")).metadata
    assert said[b"title_en"].decode() == data_set.title.en
    assert said[b"date"].decode() == day
    assert said[b"licence_cy"].decode() == told["licence_cy"]
    assert json.loads(said[b"sources_en"]) == told["sources_en"]
    book = CalamineWorkbook.from_path(str(whole_file(here, name, "xlsx")))
    assert book.sheet_names == [name, "About the data", "Am y data"]
    welsh = dict(book.get_sheet_by_name("Am y data").to_python())
    assert data_set.missing.cy in welsh.values()
    assert welsh[data_set.columns[-1].name] == data_set.columns[-1].label.cy


def test_text_that_begins_like_a_formula_is_none(settings, tmp_path):
    rows = [
        row(id=f"e-{n}", name_en=f"Name {n}", description_en=f"{text}")
        for n, text in enumerate(HOSTILE)
    ]
    assert not import_network(settings, write_csv(tmp_path / "in.csv", *rows)).faults
    (entries, *_) = datasets(settings)
    cells = [x["description_en"] for x in rows_of(settings, entries, "csv")]
    assert len(cells) == len(HOSTILE)
    assert all(one[0] not in "=+-@\t\r\n＝＋－＠" for one in cells)
    assert cells[0] == "'=1+1"
    book = whole_file(settings, "entries", "xlsx")
    assert [x["description_en"] for x in read(book, "xlsx", entries.columns)][0] == (
        "=1+1"
    )
    with zipfile.ZipFile(book) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet


def test_a_day_that_is_none_is_missing_in_every_format(settings, tmp_path):
    assert not import_network(settings, write_csv(tmp_path / "in.csv", row())).faults
    change(settings.database, "UPDATE asset SET closes_on = '2026-02'")
    (entries, *_) = datasets(settings)
    for written in FORMATS:
        (one,) = rows_of(settings, entries, written)
        assert one["closes_on"] is None


def test_nothing_private_is_in_any_file(settings, tmp_path, monkeypatch):
    fill(settings, tmp_path)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    one = {BASE_LAYER: layers[BASE_LAYER]}  # the others say the same
    for room in (areas, gaps):
        monkeypatch.setattr(room, "load_layers", lambda *_: one)
    change(
        settings.database, "UPDATE asset SET status = 'archived' WHERE id = ?", OTHER
    )
    for data_set in datasets(settings):
        for written in FORMATS:
            file = whole_file(settings, data_set.name, written)
            content = file.read_bytes()
            if written in ("xlsx", "parquet"):
                content = repr(read(file, written, data_set.columns)).encode()
            for secret in (CANARY, HIDDEN, OTHER):
                assert secret.encode() not in content, (file.name, secret)
    (entries, *_) = datasets(settings)
    assert [x["id"] for x in rows_of(settings, entries)] == [SHOWN]


def test_a_demonstration_says_so_in_each_file(demonstrated, tmp_path):
    path = tmp_path / "demonstration.db"
    shutil.copyfile(demonstrated, path)
    there = replace(PROJECT, database=path)
    for written in FORMATS:
        file = whole_file(there, "indicators", written)
        content = file.read_bytes()
        if written == "xlsx":
            book = CalamineWorkbook.from_path(str(file))
            content = repr(
                [book.get_sheet_by_name(x).to_python() for x in book.sheet_names]
            ).encode()
        for said in (b"This is a demonstration", b"Arddangosiad yw hwn"):
            assert said in content, written
