"""GeoJSON and uMap files come as rows, one a feature, with degrees beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
import shapely

from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import explain
from copro_map.files.limits import MOST_COLUMNS, MOST_ROWS
from copro_map.files.reading import Table, read_table
from copro_map.files.tables import to_geojson

POINT = {"type": "Point", "coordinates": [-4.08, 52.41, 12]}
AREA = [[[-4, 52], [-3, 52], [-3, 53], [-3.9, 52.05], [-4, 52]]]  # a crescent
KNOWN = {"name", "place", "web"}


def feature(geometry: object = POINT, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: object, **more: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def read(folder: Path, document: object, encoding: str = "utf-8") -> Table:
    path = folder / "map.geojson"
    text = document if isinstance(document, str) else json.dumps(document)
    path.write_text(text, encoding)
    return read_table(path, KNOWN.__contains__)


def cells(table: Table) -> list[list[str]]:
    return [row for _, row in table.rows]


def test_features_are_rows_and_properties_columns(tmp_path):
    table = read(
        tmp_path,
        collection(
            feature(name="Tŷ Ni", open=True),
            feature(None, name="Y Siop", count=3.0),
            feature(None),
            feature(id=None, name=["a", "b"], more={"x": ["ŵ"]}),
        ),
    )
    assert (table.header_row, table.notes, table.skipped) == (0, (), 0)
    assert table.header == (
        *("name", "open", "count", "id", "more", "longitude", "latitude"),
    )
    assert table.rows == [
        (1, ["Tŷ Ni", "TRUE", "", "", "", "-4.08", "52.41"]),
        (2, ["Y Siop", "", "3", "", "", "", ""]),
        (4, ["a; b", "", "", "", '{"x": ["ŵ"]}', "-4.08", "52.41"]),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_that_we_wrote_comes_back(tmp_path, encoding):
    table = pd.DataFrame(
        {
            "id": ["tir-coed", "x"],
            "name": ["Tŷ’r “Ardd”; a, b", "'@x\ny"],
            "longitude": [-4.0812345678, None],
            "latitude": [52.4, None],
        }
    )
    path = tmp_path / "ours.geojson"
    path.write_text(to_geojson(table, {"licence": "x"}).decode(), encoding)
    back = read_table(path, KNOWN.__contains__)
    assert back.header == tuple(table.columns)
    assert cells(back) == [
        ["tir-coed", "Tŷ’r “Ardd”; a, b", "-4.0812345678", "52.4"],
        ["x", "'@x\ny", "", ""],
    ]


def test_the_layers_of_a_umap_file_are_a_column(tmp_path):
    def layer(title: str, key: str = "_umap_options", **more: object) -> object:
        return collection(feature(**more), **{key: {"name": title}})

    umap = {
        "type": "umap",
        "properties": {"name": "Warm hubs"},
        "geometry": POINT,
        "layers": [
            layer("Hybiau", name="a"),
            layer("Old", "_storage_options", name="b"),
            collection(collection(feature(name="c"), _umap_options={"name": "In"})),
            layer("Not taken", name="d", layer="Own"),
        ],
    }
    table = read(tmp_path, umap)
    assert table.header == ("name", "layer", "longitude", "latitude")
    assert [row[:2] for row in cells(table)] == [
        ["a", "Hybiau"],
        ["b", "Old"],
        ["c", "In"],
        ["d", "Own"],
    ]


ONE = json.dumps(feature(name="a"))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (ONE, 1),
        (f"{ONE}\n\n{ONE}\n", 2),
        (f"\x1e{ONE}\n\x1e{ONE}\n", 2),
        (f"[{ONE}, {ONE}]", 2),
    ],
)
def test_features_alone_or_one_a_line_are_read(tmp_path, text, count):
    assert cells(read(tmp_path, text)) == [["a", "-4.08", "52.41"]] * count


def test_the_id_of_a_feature_is_a_column_unless_it_has_one(tmp_path):
    features = ({**feature(**own), "id": 7} for own in ({"x": 1}, {"id": "b"}))
    table = read(tmp_path, collection(*features))
    assert table.header[:2] == ("id", "x")
    assert [row[0] for row in cells(table)] == ["7", "b"]


def test_degrees_in_properties_are_taken_where_there_is_no_shape(tmp_path):
    own = {"longitude": -3.5, "latitude": "51.9"}
    table = read(tmp_path, collection(feature(None, **own), feature(**own)))
    assert table.header == ("longitude", "latitude")
    assert cells(table) == [["-3.5", "51.9"], ["-4.08", "52.41"]]


LINE = [[-4, 52], [-3.5, 52.5], [-3, 52]]
SHAPES = {
    "Polygon": AREA,
    "MultiPolygon": [AREA],
    "LineString": LINE,
    "MultiLineString": [LINE],
    "MultiPoint": LINE,
}


@pytest.mark.parametrize("kind", SHAPES)
def test_another_shape_is_a_point_on_it_and_that_is_said(tmp_path, kind):
    shape = {"type": kind, "coordinates": SHAPES[kind]}
    both = {"type": "GeometryCollection", "geometries": [shape]}
    table = read(tmp_path, collection(feature(), feature(shape), feature(both)))
    own = shapely.geometry.shape(shape)
    for row in cells(table)[1:]:
        point = shapely.Point(float(row[0]), float(row[1]))
        assert own.distance(point) < 1e-9
    assert "one point on it: 2, 3." in table.notes[0].reason()


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": ["a", 1]},
        {"type": "Point", "coordinates": [1]},
        {"type": "Point", "coordinates": [True, 1]},
        {"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]},
        {"type": "Polygon", "coordinates": [[1, 2], [3, 4]]},
        {"type": "Circle", "coordinates": [1, 2]},
        {"type": "GeometryCollection", "geometries": 3},
        "here",
        [1, 2],
    ],
)
def test_a_shape_that_is_none_is_a_fault_of_its_feature(tmp_path, geometry):
    table = read(tmp_path, collection(feature(name="a"), feature(geometry, name="b")))
    assert [(one.row, one.column) for one in table.faults] == [(2, "")]
    assert "cannot be read" in table.faults[0].reason()
    assert len(table.rows) == 1


@pytest.mark.parametrize(
    "coordinates", [[272300, 319800], [181, 52], [-4, 91], [-4, -90.5], [1e300, 1]]
)
def test_coordinates_that_are_no_degrees_are_a_fault(tmp_path, coordinates):
    point = {"type": "Point", "coordinates": coordinates}
    table = read(tmp_path, collection(feature(point), feature()))
    assert [(one.row, one.column) for one in table.faults] == [(1, "longitude")]
    assert "Export the file again in WGS 84" in table.faults[0].reason()


def test_degrees_on_the_edge_of_the_world_are_degrees(tmp_path):
    point = {"type": "Point", "coordinates": [-180, 90]}
    assert cells(read(tmp_path, feature(point))) == [["-180", "90"]]


def system(name: str) -> dict[str, object]:
    return {"crs": {"type": "name", "properties": {"name": name}}}


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:EPSG::27700", "EPSG:3857", "urn:ogc:def:crs:EPSG::14326"]
)
def test_a_projected_system_is_named(tmp_path, name):
    for document in (
        collection(feature(), **system(name)),
        {"type": "umap", "layers": [collection(feature(), **system(name))]},
    ):
        with pytest.raises(ImportFileError) as raised:
            read(tmp_path, document)
        assert name in str(raised.value)
        assert "WGS 84 (EPSG:4326)" in str(raised.value)
        assert "WGS 84 (EPSG:4326)" in explain(raised.value, "cy")


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4258"]
)
def test_a_system_of_degrees_is_read(tmp_path, name):
    assert len(read(tmp_path, collection(feature(), **system(name))).rows) == 1


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ('{"a": 1}', "no GeoJSON"),
        ("[[1, 2]]", "no GeoJSON"),
        ('{"type": "FeatureCollection", "features": 3}', "no GeoJSON"),
        ('{"type": "Point", "coordinates": [1, 2]}', "no GeoJSON"),
        ('{"type": "FeatureCollection",\n "features": [}', r"cannot be read \(2:"),
        (f"{ONE}\n{ONE[:-1]}\n", r"cannot be read \(2:"),
        ('{"type": "Feature", "properties": {"a": NaN}}', r"cannot be read \(NaN\)"),
    ],
)
def test_what_is_no_geojson_is_named(tmp_path, text, match):
    with pytest.raises(ImportFileError, match=match):
        read(tmp_path, text)


def test_a_map_without_features_has_no_rows(tmp_path):
    assert read(tmp_path, collection()).rows == []


def test_cells_that_were_tidied_are_named_by_their_feature(tmp_path):
    table = read(tmp_path, collection(feature(), feature(**{"name": "a\u200bb"})))
    assert cells(table)[1][0] == "ab"
    assert "these cells: 2 (name)." in table.notes[0].reason()


@pytest.mark.parametrize("text", ["\x1b[31m", "a\ud800", "\x00"])
def test_a_property_that_steers_is_refused_by_its_feature(tmp_path, text):
    with pytest.raises(ImportFileError, match=r"cells: 1 \(name\)"):
        read(tmp_path, collection(feature(name=text)))


def test_a_map_has_no_more_features_than_a_file_has_rows(tmp_path):
    one = '{"type":"Feature","properties":{"name":"a"}}'
    assert len(read(tmp_path, "\n".join([one] * MOST_ROWS)).rows) == MOST_ROWS
    with pytest.raises(ImportFileError, match="too large"):
        read(tmp_path, "\n".join([one] * (MOST_ROWS + 1)))


@pytest.mark.parametrize(("more", "is_read"), [(0, True), (1, False)])
def test_a_map_has_no_more_columns_than_a_file(tmp_path, more, is_read):
    names = [f"k{n}" for n in range(MOST_COLUMNS - 2 + more)]
    document = feature(**dict.fromkeys(names, 1))
    if is_read:
        assert len(read(tmp_path, document).header) == MOST_COLUMNS
        return
    with pytest.raises(ImportFileError, match="too large"):
        read(tmp_path, document)


def test_how_a_feature_is_drawn_is_no_column_and_an_id_is_one(tmp_path):
    drawn = feature(name="a", _umap_options={"color": "Red"}, **{"@id": "node/1"})
    document = collection(drawn | {"id": "node/1"}, feature(name="b") | {"id": "way/2"})
    table = read(tmp_path, document)
    assert set(table.header) == {"name", "@id", "id", "longitude", "latitude"}
    (first, second) = [
        dict(zip(table.header, cells, strict=True)) for _, cells in table.rows
    ]
    assert (first["@id"], first["id"]) == ("node/1", "")
    assert (second["@id"], second["id"]) == ("", "way/2")
