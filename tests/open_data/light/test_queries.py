"""Any question as a file: the rows of the map, the columns of the whole file."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from datetime import date
from functools import partial
from math import asin, cos, radians, sin, sqrt
from urllib.parse import urlsplit

import pandas as pd
import pytest

from copro_map.assets.importing import import_network
from copro_map.open_data.entries import entries_columns
from copro_map.open_data.light.answering import open_route
from copro_map.open_data.light.queries import answer_query
from copro_map.open_data.streams import WRITERS
from tests.canaries import CANARY, OTHER, SHOWN, fill
from tests.open_data.conftest import BROWSER
from tests.samples import live_ids, query, row, write_csv

FORMATS = ("csv", "json", "geojson")
ROUTES = [
    open_route(f"/open/entries.{x}", partial(answer_query, written=x))
    for x in (*FORMATS, "parquet", "xlsx")
]
POWYS = "W06000023"
BASED = """
SELECT a.id FROM asset AS a JOIN asset_area AS x ON x.asset_id = a.id
WHERE x.area_code = ?
"""
SERVING = """
SELECT asset_id FROM asset_served WHERE area_code IN (?, 'W92000004')
"""
ON_THEME = "SELECT asset_id FROM asset_theme WHERE theme = ?"


@pytest.fixture
def ask(asks):
    """Ask with a question, on the database of an installation."""
    return lambda settings: asks(settings, ROUTES)


@pytest.fixture
def client(to_read, ask):
    return ask(to_read)


def rows_of(response, written: str) -> list[dict]:
    """Read an answer without the project's code."""
    assert response.status_code == 200, response.text
    if written == "csv":
        assert response.content.startswith(b"\xef\xbb\xbf")
        text = io.StringIO(response.content.decode("utf-8-sig"), newline="")
        return list(csv.DictReader(text))
    document = json.loads(response.content)
    if written == "json":
        return document["records"]
    assert document["type"] == "FeatureCollection"
    return [one["properties"] for one in document["features"]]


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two points (latitude, longitude) are from each other, on a sphere."""
    (a, b), (c, d) = (tuple(map(radians, x)) for x in (one, other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def found_in(database, sql: str, *values: str) -> set[str]:
    return {one for (one,) in query(database, sql, *values)}


def ids(response, written: str) -> list[str]:
    return [one["id"] for one in rows_of(response, written)]


@pytest.mark.parametrize("written", FORMATS)
def test_it_holds_what_a_recount_finds(client, to_read, written):
    day = date.today()
    live = live_ids(to_read.database, day)
    asked = f"/open/entries.{written}?kind=offer"
    assert set(ids(client.get(asked), written)) == live_ids(
        to_read.database, day, "offer"
    )
    here = to_read.database
    there = found_in(here, BASED, POWYS) | found_in(here, SERVING, POWYS)
    there &= found_in(here, ON_THEME, "food") & live
    found = ids(client.get(f"/open/entries.{written}?area={POWYS}&theme=food"), written)
    assert there
    assert sorted(found) == sorted(there)


def test_it_has_the_columns_of_the_whole_file_and_how_far_away(client, to_read):
    names = [one.name for one in entries_columns(to_read)]
    plain = client.get("/open/entries.csv?kind=offer")
    assert list(rows_of(plain, "csv")[0]) == names
    near = client.get("/open/entries.csv?near=52.413,-4.083&km=10")
    found = rows_of(near, "csv")
    assert list(found[0]) == [*names, "distance_km"]
    pinned = [x for x in found if x["distance_km"]]
    assert pinned
    for one in pinned:
        there = float(one["latitude"]), float(one["longitude"])
        assert float(one["distance_km"]) == pytest.approx(
            kilometres((52.413, -4.083), there), rel=0.01, abs=0.1
        )
    # No distance to what has no point, or is only known to be somewhere in an area.
    unknown = {x["precision"] for x in found if not x["distance_km"]}
    assert unknown.isdisjoint({"venue", "postcode", "place"})


def test_each_format_says_the_same(client):
    asked = "area=W06000008&lang=cy"
    found = {x: client.get(f"/open/entries.{x}?{asked}") for x in FORMATS}
    as_text = rows_of(found["csv"], "csv")
    as_json = rows_of(found["json"], "json")
    assert [x["id"] for x in as_text] == [x["id"] for x in as_json]
    assert [x["name_cy"] for x in as_text] == [x["name_cy"] for x in as_json]
    assert [x["themes"] for x in as_text] == [";".join(x["themes"]) for x in as_json]
    features = json.loads(found["geojson"].content)["features"]
    points = [
        one["geometry"] and tuple(one["geometry"]["coordinates"]) for one in features
    ]
    told = [(x["longitude"], x["latitude"]) for x in as_json]
    assert points == [None if None in one else one for one in told]
    kinds = {x: found[x].headers["content-type"].split(";")[0] for x in FORMATS}
    assert kinds == {
        **{"csv": "text/csv", "json": "application/json"},
        "geojson": "application/geo+json",
    }
    name = found["geojson"].headers["content-disposition"]
    assert name.startswith("attachment; filename=")
    assert name.endswith('.geojson"')


def test_an_answer_says_what_it_is_of_and_on_which_terms(client):
    document = json.loads(client.get("/open/entries.json?kind=offer&lang=cy").content)
    assert any("Cynigion" in one for one in document["asked_in_words"])
    assert document["asked"] == {"kind": "offer", "lang": "cy"}
    assert document["count"] == len(document["records"])
    assert "Trwydded Llywodraeth Agored v3.0" in document["licence_cy"]
    assert document["missing_en"]


def test_pages_of_an_answer_are_the_whole_of_it(client):
    whole = ids(client.get("/open/entries.json?kind=offer"), "json")
    found, asked = [], "/open/entries.json?kind=offer&limit=7"
    for _ in range(len(whole)):
        page = client.get(asked)
        found += ids(page, "json")
        if not (link := page.headers.get("link")):
            break
        assert link.startswith("<http://localhost:8501/open/entries.json?")
        assert link.endswith('>; rel="next"')
        parts = urlsplit(link[1 : link.index(">")])
        asked = f"{parts.path}?{parts.query}"
    assert found == whole
    assert len(whole) > 14
    assert ids(client.get("/open/entries.json?kind=offer&offset=999999"), "json") == []


@pytest.mark.parametrize(
    ("asked", "ignored"),
    [
        ("limit=1000000000", ["limit"]),
        ("limit=0", ["limit"]),
        ("offset=1000000000", ["offset"]),
        ("offset=-1", ["offset"]),
        ("limit=%D9%A3", ["limit"]),
        ("kind=offer,spam", ["kind"]),
        ("kind=offer&kind=project", ["kind"]),
        ("colour=red&kind=offer&km=0", ["colour", "km"]),
        ("lang=de&kind=offer", ["lang"]),
        ("q=" + "a" * 201, ["q"]),
        ("q=%00", ["q"]),
        ("near=xyzzy", ["near"]),
        ("near=Paris", ["near"]),
        ("box=1,1,0,0", ["box"]),
    ],
)
def test_what_means_nothing_is_refused_by_name(client, asked, ignored):
    refused = client.get(f"/open/entries.csv?{asked}")
    assert refused.status_code == 400
    assert refused.json()["ignored"] == ignored
    said = refused.json()["error"]
    assert len(said.split()) > 4
    welsh = client.get(f"/open/entries.csv?{asked}", headers={"accept-language": "cy"})
    assert "lang" in asked or welsh.json()["error"] != said
    page = client.get(f"/open/entries.csv?{asked}", headers=BROWSER)
    assert page.status_code == 400
    assert "<h1>" in page.text


@pytest.mark.parametrize("written", ["parquet", "xlsx"])
def test_whole_files_alone_hold_no_part(client, written):
    refused = client.get(f"/open/entries.{written}?kind=offer")
    assert refused.status_code == 400
    assert "csv, geojson, json" in refused.json()["error"]


def test_no_text_becomes_a_formula(settings, tmp_path, ask):
    told = row(name_en="=1+1", description_en="@SUM(A1)", organisation="+44")
    assert not import_network(settings, write_csv(tmp_path / "x.csv", told)).faults
    asked = "/open/entries.{}?kind=practitioner"
    found = rows_of(ask(settings).get(asked.format("csv")), "csv")
    cells = {x["id"]: x for x in found}["tir-coed"]
    assert (cells["name_en"], cells["description_en"]) == ("'=1+1", "'@SUM(A1)")
    found = rows_of(ask(settings).get(asked.format("json")), "json")
    assert {x["id"]: x for x in found}["tir-coed"]["name_en"] == "=1+1"


@pytest.mark.parametrize("written", FORMATS)
def test_nothing_private_is_in_it(settings, tmp_path, ask, written):
    fill(settings, tmp_path)
    found = ask(settings).get(f"/open/entries.{written}?sort=name")
    assert CANARY not in found.text
    assert set(ids(found, written)) == {SHOWN, OTHER}


@pytest.mark.parametrize("written", FORMATS)
def test_that_of_a_demonstration_says_so(demonstrated, settings, ask, written):
    settings.database.write_bytes(demonstrated.read_bytes())
    found = ask(settings).get(f"/open/entries.{written}?kind=offer&limit=3")
    assert "demonstration" in found.text[:2_000]
    assert "demonstration-" in found.headers["content-disposition"]


def test_who_has_it_gets_nothing(client):
    first = client.get("/open/entries.csv?kind=offer")
    known = {"if-none-match": first.headers["etag"]}
    again = client.get("/open/entries.csv?kind=offer", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/open/entries.json?kind=offer", headers=known)
    assert other.status_code == 200


def test_a_head_has_what_is_said_of_an_answer_and_no_answer(client):
    asked = "/open/entries.geojson?kind=offer&limit=5"
    told, found = client.head(asked), client.get(asked)
    assert told.content == b""
    assert "content-length" not in told.headers
    for name in ("content-type", "content-disposition", "etag", "link"):
        assert told.headers[name] == found.headers[name]


@pytest.mark.parametrize("written", FORMATS)
def test_an_answer_is_never_whole_in_memory(to_read, written):
    points = ("longitude", "latitude")
    columns = [x for x in entries_columns(to_read) if x.name in ("id", *points)]
    cells = {one.name: ["x" * 2_000] * 50 for one in columns}
    cells |= dict.fromkeys(points, [-4.0] * 50)
    one, made = pd.DataFrame(cells), 0

    def tables():
        nonlocal made
        for _ in range(60):
            made += 1
            yield one

    parts = WRITERS[written](columns, tables(), {"title": "x"})
    next(parts)
    assert made <= 1
    tracemalloc.start()
    whole = sum(map(len, parts))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert made == 60
    assert peak < whole / 5
