"""The data package says what the files are: by its standard, and as they are served."""

from __future__ import annotations

import csv
import io
import re
import shutil
from datetime import date
from urllib.parse import urlsplit

import jsonschema
import pandas as pd
import pytest

from copro_map.base.store.connection import data_mark
from copro_map.open_data.datasets import FORMATS, NAMES
from copro_map.open_data.light.routes import ROUTES
from copro_map.open_data.package import LICENCES, data_package
from tests.samples import change

TYPES = (
    *("string", "integer", "number", "boolean", "list", "date", "year"),
    *("object", "array", "datetime", "time", "yearmonth", "duration"),
    *("geopoint", "geojson", "any"),
)
TEXT = {"type": "string", "minLength": 1}
LINK = {"type": "string", "pattern": "^https?://"}
NAME = {"type": "string", "pattern": "^[-a-z0-9._]+$"}
FIELD = {
    "type": "object",
    "required": ["name", "type", "title", "title_cy"],
    "properties": {
        **{"name": TEXT, "title": TEXT, "title_cy": TEXT, "type": {"enum": TYPES}},
        **{"delimiter": {"const": ";"}, "itemType": {"const": "string"}},
        "constraints": {
            "type": "object",
            "properties": {
                "required": {"type": "boolean"},
                "unique": {"type": "boolean"},
                "enum": {"type": "array", "minItems": 1, "uniqueItems": True},
            },
            "additionalProperties": False,
        },
    },
}
SCHEMA = {
    "type": "object",
    "required": ["fields", "primaryKey", "missingValues"],
    "properties": {
        "fields": {"type": "array", "minItems": 1, "items": FIELD},
        "primaryKey": {"type": "array", "minItems": 1, "items": TEXT},
        "missingValues": {"type": "array", "items": {"type": "string"}},
    },
}
# What Data Package 2.0 asks for, and what we say beside it.
PROFILE = {
    "type": "object",
    "required": [
        *("$schema", "name", "id", "title", "title_cy", "description", "version"),
        *("created", "licenses", "sources", "contributors", "resources"),
    ],
    "properties": {
        "$schema": {"const": "https://datapackage.org/profiles/2.0/datapackage.json"},
        **{"name": NAME, "id": LINK, "homepage": LINK},
        **{"title": TEXT, "title_cy": TEXT, "description": TEXT, "version": TEXT},
        "created": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "licenses": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "anyOf": [{"required": ["name"]}, {"required": ["path"]}],
                "properties": {
                    "name": {"type": "string", "pattern": "^[-a-zA-Z0-9._]+$"},
                    "path": LINK,
                },
            },
        },
        "sources": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "required": ["title", "path", "licence"]},
        },
        "contributors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["title"],
                "properties": {"roles": {"type": "array", "items": TEXT}},
            },
        },
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path", "format", "mediatype", "missing"],
                "properties": {
                    "name": NAME,
                    "path": {"type": "string", "pattern": "^(?!/)(?!.*[.][.]).+$"},
                    "type": {"const": "table"},
                    "schema": SCHEMA,
                },
            },
        },
    },
}
# How each type is written in a CSV file, and what a Parquet file has it as.
WRITTEN = {
    "integer": re.compile(r"-?\d+"),
    "number": re.compile(r"-?\d+(\.\d+)?(e-?\d+)?"),
    "boolean": re.compile("true|false"),
    "year": re.compile(r"\d{4}"),
    "string": re.compile(".+", re.DOTALL),
    "list": re.compile(r"[^;]+(;[^;]+)*"),
}
NOW = date(2026, 11, 30)


@pytest.fixture
def package(client):
    return client.get("/open/datapackage.json").json()


@pytest.fixture
def schemas(package):
    return {x["name"]: x["schema"] for x in package["resources"] if "schema" in x}


def test_it_is_what_its_standard_asks_for(package):
    jsonschema.Draft202012Validator(PROFILE).validate(package)
    names = [one["name"] for one in package["resources"]]
    assert len(names) == len(set(names)) == len(NAMES) * len(FORMATS)


def test_a_key_is_made_of_columns_that_are_required_and_named_once(schemas):
    assert [*schemas] == [*NAMES]
    for schema in schemas.values():
        fields = {one["name"]: one for one in schema["fields"]}
        assert len(fields) == len(schema["fields"])
        for name in schema["primaryKey"]:
            assert fields[name]["constraints"]["required"]


@pytest.mark.parametrize("name", NAMES)
def test_the_csv_file_that_is_served_is_as_its_schema_says(name, client, schemas):
    text = client.get(f"/open/{name}.csv").content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    fields = schemas[name]["fields"]
    assert head == [one["name"] for one in fields]
    assert rows or name == "events"  # the real map begins without one
    for n, field in enumerate(fields):
        wrong = [row[n] for row in rows if not _fits(row[n], field)]
        assert not wrong, (field, wrong[:3])
    key = [head.index(one) for one in schemas[name]["primaryKey"]]
    assert len({tuple(row[n] for n in key) for row in rows}) == len(rows)
    told = re.findall(r"Rows: ([\d,]+)", client.get("/en/open").text)
    assert told[NAMES.index(name)] == f"{len(rows):,}"


def _fits(cell: str, field: dict) -> bool:
    held = field.get("constraints", {})
    if not cell:
        return not held.get("required", False)
    if field["type"] == "date":
        return date.fromisoformat(cell).isoformat() == cell
    if "values" in field and set(cell.split(";")) - {*field["values"]}:
        return False
    return bool(WRITTEN[field["type"]].fullmatch(cell)) and (
        "enum" not in held or cell in held["enum"]
    )


@pytest.mark.parametrize("name", ["entries", "indicators"])
def test_the_parquet_file_that_is_served_has_the_types_of_its_schema(
    name, client, schemas
):
    table = pd.read_parquet(io.BytesIO(client.get(f"/open/{name}.parquet").content))
    fields = schemas[name]["fields"]
    assert [*table] == [one["name"] for one in fields]
    is_a = {
        **dict.fromkeys(("integer", "year"), pd.api.types.is_integer_dtype),
        "number": pd.api.types.is_float_dtype,
        "boolean": pd.api.types.is_bool_dtype,
        "string": pd.api.types.is_string_dtype,
        "date": lambda x: not pd.api.types.is_numeric_dtype(x),
        "list": pd.api.types.is_object_dtype,
    }
    wrong = [x["name"] for x in fields if not is_a[x["type"]](table[x["name"]].dtype)]
    assert not wrong


def test_every_file_that_it_names_is_served_as_it_says(package, client):
    paths = {one["path"]: one["mediatype"] for one in package["resources"]}
    assert {f"/open/{path}" for path in paths} <= {route.path for route in ROUTES}
    for path, media in paths.items():
        if path.startswith("indicators"):
            found = client.head(f"/open/{path}")
            assert found.status_code == 200
            assert found.headers["content-type"].startswith(media)


def test_it_names_the_state_of_the_data(network):
    first = data_package(network, NOW)
    assert first["version"] == data_mark(network)
    assert first["created"] == "2026-11-30T00:00:00Z"
    change(network.database, "UPDATE revision SET number = number + 1")
    assert data_package(network, NOW)["version"] != first["version"]


def test_every_licence_can_be_read(package):
    told = {one["title"]: one for one in package["licenses"]}
    assert {*LICENCES} <= {*told}
    assert {one["licence"] for one in package["sources"]} == {*told}
    own = urlsplit(package["id"]).netloc
    for title, one in told.items():
        assert title in LICENCES or urlsplit(one["path"]).netloc == own


def test_it_says_that_records_are_invented_and_that_each_row_says_so(
    demonstrated, settings, asks, network
):
    assert "note" not in data_package(network, NOW)
    shutil.copyfile(demonstrated, settings.database)
    client = asks(settings)
    told = client.get("/open/datapackage.json").json()
    assert "demonstration" in told["note"]
    assert "Arddangosiad" in told["note_cy"]
    (schema,) = (x["schema"] for x in told["resources"] if x["name"] == "indicators")
    head = client.get("/open/indicators.csv").content.decode("utf-8-sig")
    assert head.partition("\r\n")[0].split(",") == [x["name"] for x in schema["fields"]]


def test_its_addresses_are_our_own_whatever_host_is_asked(client, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_ADDRESS", "https://map.example")
    text = client.get("/open/datapackage.json", headers={"host": "evil.example"}).text
    assert "evil.example" not in text
    assert '"id": "https://map.example/open/datapackage.json"' in text


def test_both_languages_are_in_it_and_neither_is_left_out(package):
    def pairs(node):
        if isinstance(node, dict):
            for name, value in node.items():
                if name.endswith("_cy"):
                    yield node[name.removesuffix("_cy")], value
                yield from pairs(value)
        elif isinstance(node, list):
            for one in node:
                yield from pairs(one)

    found = [*pairs(package)]
    assert all(english and welsh for english, welsh in found)
    titles = {english for english, welsh in found if english == welsh}
    assert len(titles) < len({english for english, _ in found}) / 10
