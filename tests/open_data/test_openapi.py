"""What is said of the addresses to programs: all of them, and as they answer."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest

from copro_map.base.definitions import load_definitions
from copro_map.geography.areas import load_layers
from copro_map.open_data.light import answering
from copro_map.open_data.light.queries import LARGEST
from copro_map.open_data.light.routes import ROUTES
from copro_map.open_data.openapi import PATH, written
from copro_map.open_data.parameters import IN_PARTS, parameters
from copro_map.search.rules.query import PARAMS, read_query
from copro_map.search.search import query_choices

TEXT = {"type": "string", "minLength": 1}
REFERENCE = {"type": "object", "required": ["$ref"]}
PARAMETER = {
    "type": "object",
    "required": ["name", "in", "description", "schema"],
    "properties": {
        "in": {"enum": ["query", "path"]},
        "description": TEXT,
        "schema": {"type": "object", "required": ["type"]},
    },
    "if": {"properties": {"in": {"const": "path"}}},
    "then": {"required": ["required"], "properties": {"required": {"const": True}}},
}
RESPONSE = {
    "type": "object",
    "required": ["description"],
    "properties": {"description": TEXT},
}
OPERATION = {
    "type": "object",
    "required": ["operationId", "summary", "tags", "parameters", "responses"],
    "properties": {
        "operationId": {"type": "string", "pattern": "^[a-z_0-9]+$"},
        "summary": TEXT,
        "parameters": {"items": {"anyOf": [REFERENCE, PARAMETER]}},
        "responses": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^[1-5][0-9]{2}$"},
            "additionalProperties": {"anyOf": [REFERENCE, RESPONSE]},
        },
    },
}
# What OpenAPI 3.1 asks for, of what is used here.
STRUCTURE = {
    "type": "object",
    "required": ["openapi", "info", "paths"],
    "properties": {
        "openapi": {"type": "string", "pattern": r"^3\.1\.\d+$"},
        "info": {
            "type": "object",
            "required": ["title", "version", "description", "license", "contact"],
            "properties": {
                **{"title": TEXT, "version": TEXT, "description": TEXT},
                "license": {"type": "object", "required": ["name"]},
            },
        },
        "servers": {"type": "array", "items": {"type": "object", "required": ["url"]}},
        "tags": {"type": "array", "items": {"type": "object", "required": ["name"]}},
        "paths": {
            "type": "object",
            "propertyNames": {"pattern": "^/"},
            "additionalProperties": {
                "type": "object",
                "required": ["get"],
                "properties": {"get": OPERATION},
            },
        },
        "components": {
            "type": "object",
            "properties": {
                "parameters": {"additionalProperties": PARAMETER},
                "responses": {"additionalProperties": RESPONSE},
            },
        },
    },
}


@pytest.fixture
def told(client):
    return client.get(PATH).json()


def operations(told: dict) -> list[tuple[str, dict]]:
    return [(path, one["get"]) for path, one in told["paths"].items()]


def found(told: dict, node: dict) -> dict:
    """What a node is, or what it refers to."""
    if "$ref" not in node:
        return node
    at = told
    for part in node["$ref"].removeprefix("#/").split("/"):
        at = at[part]
    return at


def test_it_is_built_as_its_standard_asks(told):
    jsonschema.Draft202012Validator(STRUCTURE).validate(told)
    ids = [one["operationId"] for _, one in operations(told)]
    assert len(ids) == len(set(ids))
    tags = {one["name"] for one in told["tags"]}
    assert {tag for _, one in operations(told) for tag in one["tags"]} <= tags
    for path, one in operations(told):
        params = [found(told, x) for x in one["parameters"]]
        assert all(found(told, x) for x in one["responses"].values())
        holes = {x["name"] for x in params if x["in"] == "path"}
        assert holes == set(re.findall(r"{(\w+)}", path))
        assert len({x["name"] for x in params}) == len(params)


def test_every_public_address_is_in_it_and_no_other(told):
    assert [*told["paths"]] == [*dict.fromkeys(written(x.path) for x in ROUTES)]


def test_every_address_answers_as_it_says(told, client):
    for path, one in operations(told):
        if re.search("/(areas|gaps)[.]|parquet|xlsx", path):
            continue  # Slow to make, and tried with the files themselves.
        if "/event/{id}" in path:
            continue  # The real map begins without one: tried with planted ones.
        holes = {
            x["name"]: x.get("example", "1")
            for x in (found(told, x) for x in one["parameters"])
            if x["in"] == "path"
        }
        answer = client.get(path.format(**holes))
        said = one["responses"]
        assert str(answer.status_code) in said, (path, answer.status_code)
        if path == "/sitemap-{number}.xml":
            continue  # There is one only if there are very many pages.
        assert answer.status_code < 400, path
        if answer.status_code == 200:
            media = answer.headers["content-type"].partition(";")[0]
            assert media in said["200"]["content"], path


def test_every_word_that_it_offers_is_understood(told, settings):
    choices = query_choices(
        load_definitions(settings.data_dir),
        load_layers(settings.boundaries_dir, settings.data_dir),
    )
    offered = told["components"]["parameters"]
    for field, name in PARAMS.items():
        one = offered[name]
        words = one["schema"].get("enum") or one["schema"].get("items", {}).get("enum")
        if field in choices:
            assert sorted(words) == sorted(choices[field]), name
        several = one["schema"]["type"] == "array"
        given = one["example"] if several else [one["example"]]
        asked = {name: ",".join(map(str, given))}
        query, ignored = read_query(asked, choices)
        assert not ignored, asked
        assert getattr(query, field), asked
        for example in one["example"] if several else []:
            jsonschema.validate([example] * (4 if name == "box" else 1), one["schema"])
    assert {x: (y[1], y[2]) for x, y in IN_PARTS.items()} == {
        "limit": (1, LARGEST["limit"]),
        "offset": (0, LARGEST["offset"]),
    }


@pytest.mark.parametrize("path", ["entries.json", "entries.geojson", "indicators.json"])
def test_records_are_as_it_says(path, told, client):
    said = told["paths"][f"/open/{path}"]["get"]["responses"]["200"]["content"]
    ((_, one),) = said.items()
    whole = {**one["schema"], "components": told["components"]}
    served = client.get(f"/open/{path}").json()
    jsonschema.Draft202012Validator(whole).validate(served)
    (rows,) = [served[name] for name in ("records", "features") if name in served]
    assert rows
    if "records" in served:
        name = path.partition(".")[0]
        columns = told["components"]["schemas"][name]["properties"]
        assert [*rows[0]] == [*columns]


def test_errors_are_shaped_as_it_says(told, client, asks, monkeypatch, settings):
    shape = told["components"]["schemas"]["error"]
    ask = "/open/feed.atom"
    strange = client.get(f"{ask}?kind=nonsense")
    assert strange.status_code == 400
    assert strange.json()["ignored"] == ["kind"]
    monkeypatch.setitem(answering.RATES, "file", "1 per minute")
    client.get(ask)
    often = client.get(ask)
    assert often.status_code == 429
    assert int(often.headers["retry-after"]) > 0
    settings.database.write_bytes(b"no database" * 100)
    broken = asks(settings).get(PATH)
    assert broken.status_code in (429, 503)
    for answer in (strange, often, broken):
        jsonschema.validate(answer.json(), shape)
        said = told["components"]["responses"][str(answer.status_code)]
        media = answer.headers["content-type"].partition(";")[0]
        assert media in said["content"]


def test_no_address_is_of_another_host(client, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_ADDRESS", "https://map.example")
    text = client.get(PATH, headers={"host": "evil.example"}).text
    hosts = set(re.findall(r"https?://([^/\"]+)", text))
    assert hosts == {"map.example"}
    assert json.loads(text)["servers"] == [{"url": "https://map.example"}]


def test_it_is_in_the_language_that_is_asked_for(client, told, settings):
    welsh = client.get(f"{PATH}?lang=cy").json()
    assert welsh["paths"].keys() == told["paths"].keys()
    assert welsh["info"]["title"] != told["info"]["title"]
    same = [
        path
        for path, one in operations(told)
        if welsh["paths"][path]["get"]["summary"] == one["summary"]
    ]
    assert not same
    powys = welsh["components"]["parameters"]["area"]["schema"]["items"]["x-names"]
    assert powys["W06000001"] == "Ynys Môn"
    assert set(parameters(settings)) == set(told["components"]["parameters"])
