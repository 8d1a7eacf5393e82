"""Exports compared with the network's file, read without the project's own reader."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import set_language
from copro_map.demonstration.synthetic import make_synthetic
from copro_map.search.export import (
    FORMATS,
    about_lines,
    export,
    export_table,
)
from copro_map.search.rules.query import Query, QueryError
from copro_map.search.search import all_assets, search
from tests.samples import real_rows

TODAY = date(2026, 11, 21)
COLUMNS = [
    "id", "name_en", "name_cy", "kind_name", "organisation", "description_en",
    "description_cy", "themes_name", "place_in_words", "local_authority",
    "local_authority_name",
    "serves", "serves_name", "website", "kind", "sector", "themes", "stages", "place",
    "longitude", "latitude", "precision", "health_board", "health_board_name",
    "county_voluntary_council",
    "county_voluntary_council_name", "regional_partnership_board",
    "regional_partnership_board_name", "public_services_board",
    "public_services_board_name", "start_year", "end_year", "exchange_category",
    "verification", "source_url", "source_date",
]  # fmt: skip


@pytest.fixture
def definitions(settings):
    return load_definitions(settings.data_dir)


@pytest.fixture
def hits(network):
    return all_assets(network)


@pytest.fixture
def table(hits, definitions, layers):
    return export_table(hits, definitions, layers)


def test_one_row_an_entry_in_the_same_order(table, hits):
    assert list(table["id"]) == list(hits.index)
    assert len(table) >= len(real_rows())


def test_the_columns_are_those_that_the_docstring_promises(table, layers):
    columns = [c for c in COLUMNS if c in table.columns or c not in layers]
    assert [c for c in table.columns if c in COLUMNS] == columns == COLUMNS
    promised = str(export_table.__doc__)
    for column in table.columns:
        of = column.removesuffix("_name")
        assert of in layers or f"``{of}``" in promised
    assert set(layers) <= set(table.columns)


def test_each_row_says_what_the_file_says(table):
    rows = table.set_index("id")
    for row in real_rows():
        mine = rows.loc[row["id"]]
        for column in ("name_en", "name_cy", "description_en", "sector", "organisation",
                       "place", "website", "source_url", "source_date"):  # fmt: skip
            assert mine[column] == row[column]
        for column in ("themes", "stages"):
            theirs = set(filter(None, row[column].split(";")))
            assert set(filter(None, mine[column].split(";"))) == theirs
        for column in ("start_year", "end_year"):
            year = mine[column]
            assert ("" if pd.isna(year) else str(year)) == row[column]
        assert mine["exchange_category"] == row["exchange_type"]


def test_areas_follow_the_authority_in_every_layer(table, layers):
    for row in table.to_dict("records"):
        code = row["local_authority"]
        for layer in layers.values():
            expected = layer.of_authority[code] if code else ""
            assert row[layer.id] == expected
        assert pd.isna(row["longitude"]) == pd.isna(row["latitude"])
        assert bool(row["precision"]) == (not pd.isna(row["longitude"]))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_code_of_an_area_has_its_name_beside_it(
    hits, definitions, layers, language
):
    set_language(language)
    rows = export_table(hits, definitions, layers).to_dict("records")
    names = {"W92000004": {"en": "All Wales", "cy": "Cymru gyfan"}} | {
        code: {"en": area.label.en, "cy": area.label.cy}
        for layer in layers.values()
        for code, area in layer.areas.items()
    }
    for column in [*layers, "serves"]:
        assert any(row[column] for row in rows)
        for row in rows:
            codes = filter(None, row[column].split(";"))
            named = [names[code][language] for code in codes]
            assert row[f"{column}_name"] == "; ".join(named)


def test_kinds_and_themes_are_there_in_words_too(hits, definitions, layers):
    set_language("cy")
    rows = export_table(hits, definitions, layers).set_index("id")
    for row in rows.itertuples():
        assert row.kind_name == definitions.kinds[row.kind].label.cy
        themes = filter(None, row.themes.split(";"))
        named = [definitions.terms["themes"][one].label.cy for one in themes]
        assert row.themes_name == "; ".join(named)


def test_stages_stand_in_the_order_in_which_work_is_done(hits, definitions, layers):
    stages = list(definitions.terms["stages"])
    one = hits.head(1).copy()
    one["stages"] = [("unheard_of", *reversed(stages))]
    row = export_table(one, definitions, layers).iloc[0]
    assert row["stages"] == ";".join([*stages, "unheard_of"])


def test_the_distance_is_there_only_if_it_was_asked(hits, definitions, layers):
    bare = hits.drop(columns="distance_km", errors="ignore")
    assert "distance_km" not in export_table(bare, definitions, layers)
    far = bare.assign(distance_km=[1.5] + [None] * (len(bare) - 1))
    distances = export_table(far, definitions, layers)["distance_km"]
    assert distances[0] == 1.5
    assert distances[1:].isna().all()


def test_nothing_found_is_a_table_without_rows(network, hits, definitions, layers):
    found = search(network, Query(text="zzzzzz"), hits).hits
    table = export_table(found, definitions, layers)
    assert len(table) == 0
    assert set(COLUMNS) <= set(table.columns)
    for file_format in FORMATS:
        assert export(network, found, file_format, TODAY)


def test_no_column_but_those_of_the_public_view_leaves_the_house(table):
    private = {"contact", "email", "phone", "fingerprint", "status", "file", "why"}
    assert not private & set(table.columns)


def ids_of(content: bytes, file_format: str) -> list[object]:
    if file_format == "csv":
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        return [row["id"] for row in csv.DictReader(text)]
    if file_format == "xlsx":
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [row[0] for row in book.get_sheet_by_index(0).to_python()[1:]]
    return [f["properties"]["id"] for f in json.loads(content)["features"]]


QUERIES = (
    Query(),
    Query(text="Cardiff"),
    Query(kinds=("project",)),
    Query(kinds=("offer", "request")),
    Query(text="food", kinds=("practitioner",)),
)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("file_format", FORMATS)
def test_every_format_holds_the_entries_of_the_list(network, hits, query, file_format):
    found = search(network, query, hits).hits
    content = export(network, found, file_format, TODAY)
    assert ids_of(content, file_format) == list(found.index)


def test_an_entry_without_a_location_is_kept(network, hits):
    content = json.loads(export(network, hits, "geojson", TODAY))
    nowhere = [f for f in content["features"] if f["geometry"] is None]
    assert len(nowhere) == int(hits["longitude"].isna().sum()) > 0


@pytest.mark.parametrize("language", ["en", "cy"])
def test_geojson_says_what_it_is_on_what_terms_and_of_which_day(
    network, hits, definitions, layers, language, tmp_path
):
    set_language(language)
    path = tmp_path / "entries.geojson"
    path.write_bytes(export(network, hits, "geojson", TODAY))
    said = json.loads(path.read_text("utf-8"))
    features = said.pop("features")
    assert (said["type"], said["language"], said["date"]) == (
        "FeatureCollection",
        language,
        "2026-11-21",
    )
    title = {"en": "Asset map of co-production in Wales"}
    title["cy"] = "Map asedau cydgynhyrchu yng Nghymru"
    assert said["title"] == title[language]
    sources = [*definitions.sources.values(), *(x.source for x in layers.values())]
    assert [x["name"] for x in said["sources"]] == [
        source.label.text(language) for source in sources
    ]
    for source, told in zip(sources, said["sources"], strict=True):
        assert source.licence.text(language) == told["licence"]
        assert source.licence.text(language) in said["licence"]
        assert source.attribution.text(language) == told["attribution"]
        assert source.attribution.text(language) in said["attribution"]
    assert "http" not in json.dumps(said)  # texts, and no links
    frame = gpd.read_file(path)
    assert list(frame["id"]) == [x["properties"]["id"] for x in features]
    assert frame.crs.to_epsg() == 4326


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_file_names_every_source_and_the_date(
    network, hits, definitions, layers, language
):
    set_language(language)
    lines = about_lines(network, hits, TODAY)
    whole = "\n".join(f"{name} {text}" for name, text in lines)
    for source in definitions.sources.values():
        assert source.attribution.text(language) in whole
        assert source.licence.text(language) in whole
    for layer in layers.values():
        assert layer.source.attribution.text(language) in whole
    assert ("21 November 2026" if language == "en" else "21 Tachwedd 2026") in whole
    assert str(len(hits)) in whole
    assert "Synthetic" not in whole


def test_synthetic_entries_are_named_as_such(settings):
    make_synthetic(settings, 20, 1)
    lines = dict(about_lines(settings, all_assets(settings), TODAY))
    assert lines["Synthetic entries"].startswith("20. Made up")


def test_an_unknown_format_is_an_error_that_lists_the_others(network, hits):
    with pytest.raises(QueryError, match="pdf.*csv, xlsx, geojson"):
        export(network, hits, "pdf", TODAY)
