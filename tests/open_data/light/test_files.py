"""Whole files as browsers and programs fetch them: at once, in parts, or not again."""

from __future__ import annotations

import csv
import gzip
import io
from email.utils import parsedate_to_datetime

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.testclient import TestClient

from copro_map.base.store.connection import NEXT_REVISION, writing
from copro_map.base.today import current_day
from copro_map.open_data import files
from copro_map.open_data.datasets import FORMATS, NAMES
from copro_map.open_data.light.routes import ROUTES
from tests.open_data.conftest import BROWSER
from tests.samples import change, query

CSV = "/open/entries.csv"
PLAIN = {"accept-encoding": "identity"}
EVERY = [f"/open/{name}.{written}" for name in NAMES for written in FORMATS]
PUBLISHED = "SELECT COUNT(*) FROM asset_public"
HOSTILE = [
    *("page=1000000000", "x=%00", "layer=../../etc/passwd", "q=" + "a" * 5000),
    *("=", "kinds=%ff%fe", "lang=cy&limit=-1", "%00=1", "a[]=1&a[]=2"),
]


@pytest.fixture(scope="module")
def whole(to_read):
    """Everything about the real entries is made once for all of these tests."""
    return files.whole_file(to_read, "entries", "csv").read_bytes()


@pytest.fixture
def get(client):
    def fetch(path: str = CSV, **headers: str):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.get(path, headers=PLAIN | named)

    return fetch


@pytest.mark.parametrize(
    "path", [x for x in EVERY if "areas" not in x and "gaps" not in x]
)
def test_each_file_is_had_by_its_address(get, path):
    answer = get(path)
    assert answer.status_code == 200
    name, _, written = path.removeprefix("/open/").partition(".")
    day = current_day().isoformat()
    called = f'attachment; filename="copro_map-{name}-{day}.{written}"'
    assert answer.headers["content-disposition"] == called
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert "datapackage.json" in answer.headers["link"]
    assert "set-cookie" not in answer.headers


def test_every_data_set_has_an_address_for_every_format():
    assert {*EVERY} <= {route.path for route in ROUTES}
    assert len(EVERY) == 25


def test_csv_is_read_by_any_reader_and_has_all_entries(get, to_read):
    rows = list(csv.DictReader(io.StringIO(get().content.decode("utf-8-sig"))))
    ((n,),) = query(to_read.database, PUBLISHED)
    assert len(rows) == n
    assert get().headers["content-type"].startswith("text/csv; charset=utf-8")


def test_parts_joined_are_the_whole(get, whole):
    size, got, step = len(whole), b"", 60_001
    for start in range(0, size, step):
        part = get(range=f"bytes={start}-{start + step - 1}")
        assert part.status_code == 206
        last = min(start + step, size) - 1
        assert part.headers["content-range"] == f"bytes {start}-{last}/{size}"
        got += part.content
    assert got == whole
    assert get(range="bytes=-10").content == whole[-10:]
    two = get(range="bytes=0-3,10-13")
    assert two.status_code == 206
    assert whole[10:14] in two.content


def test_a_part_that_is_not_there_is_416_with_a_sentence(get, whole):
    answer = get(range=f"bytes={len(whole)}-")
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(whole)}"
    assert str(len(whole)) in answer.json()["error"]
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "asked",
    ["bytes=9-3", "lines=1-2", "bytes=", "x", "bytes=1-2,x", "bytes=" + "9" * 99],
)
def test_a_range_that_nobody_can_read_is_as_if_it_were_not_asked(get, whole, asked):
    answer = get(range=asked)
    assert (answer.status_code, answer.content) == (200, whole)


def test_a_part_is_given_only_of_the_file_that_the_other_parts_are_of(get, whole):
    first = get(range="bytes=0-9")
    for mark in (first.headers["etag"], first.headers["last-modified"]):
        assert get(range="bytes=10-19", if_range=mark).content == whole[10:20]
    for other in ('"another"', "Wed, 21 Oct 2015 07:28:00 GMT"):
        answer = get(range="bytes=10-19", if_range=other)
        assert (answer.status_code, answer.content) == (200, whole)


def test_whoever_has_it_gets_nothing(get):
    first = get()
    for known in (
        {"if_none_match": first.headers["etag"]},
        {"if_none_match": f'"x", W/{first.headers["etag"]}'},
        {"if_modified_since": first.headers["last-modified"]},
    ):
        again = get(**known)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    for other in (
        {"if_none_match": '"x"'},
        {"if_modified_since": "Wed, 21 Oct 2015 07:28:00 GMT"},
        {"if_modified_since": "nonsense"},
    ):
        assert get(**other).status_code == 200
    assert parsedate_to_datetime(first.headers["last-modified"]).tzinfo


def test_records_that_changed_have_another_tag(network, asks):
    client = asks(network)
    first = client.get(CSV)
    with writing(network.database) as database:
        database.conn.execute(NEXT_REVISION)
    # Nothing that is in the file has changed: it is the same file.
    assert client.get(CSV).headers["etag"] == first.headers["etag"]
    change(
        network.database,
        "UPDATE asset SET name_cy = 'Newydd' WHERE id = 'tir-coed'",
    )
    with writing(network.database) as database:
        database.conn.execute(NEXT_REVISION)
    known = {"if-none-match": first.headers["etag"]}
    changed = client.get(CSV, headers=known)
    assert changed.status_code == 200
    assert changed.headers["etag"] != first.headers["etag"]
    assert "Newydd" in changed.text


@pytest.mark.parametrize("written", FORMATS)
def test_text_is_compressed_for_whoever_can_read_that(client, get, written):
    path = f"/open/indicators.{written}"
    plain = get(path)
    with client.stream("GET", path, headers={"accept-encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    is_text = written in ("csv", "geojson", "json")
    assert (answer.headers["content-encoding"] == "gzip") == is_text
    assert ("Accept-Encoding" in answer.headers.get("vary", "")) == is_text
    assert ("Accept-Encoding" in plain.headers.get("vary", "")) == is_text
    assert (gzip.decompress(raw) if is_text else raw) == plain.content
    assert (answer.headers["etag"] == plain.headers["etag"]) != is_text
    for refused in ("gzip;q=0", "gzip; q=0.0, br", "br"):
        again = get(path, accept_encoding=refused)
        assert again.headers["content-encoding"] == "identity"
    part = get(path, accept_encoding="gzip", range="bytes=0-9")
    assert part.content == plain.content[:10]


@pytest.mark.parametrize("written", FORMATS)
def test_nothing_is_compressed_again_on_its_way(to_read, monkeypatch, written):
    """As the server does with what does not say how it is encoded."""
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    app = Starlette(routes=list(ROUTES), middleware=[Middleware(GZipMiddleware)])
    client, path = TestClient(app, "http://localhost"), f"/open/indicators.{written}"
    kept_file = files.whole_file(to_read, "indicators", written)
    for asked in ("gzip", "identity", "gzip;q=0"):
        with client.stream("GET", path, headers={"accept-encoding": asked}) as answer:
            raw = b"".join(answer.iter_raw())
        assert answer.headers["content-length"] == str(len(raw))
        is_packed = asked == "gzip" and written in ("csv", "geojson", "json")
        kept = "gzip" if is_packed else "identity"
        assert answer.headers["content-encoding"] == kept
        some = {"accept-encoding": asked, "range": "bytes=2-9"}
        assert client.get(path, headers=some).content == kept_file.read_bytes()[2:10]


def test_head_says_what_get_would(client, get):
    asked, head = get(), client.head(CSV, headers=PLAIN)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-length", "etag", "last-modified", "content-disposition"):
        assert head.headers[name] == asked.headers[name]


@pytest.mark.parametrize("query_string", HOSTILE)
@pytest.mark.parametrize("path", ["/open/areas.csv", "/open/gaps.parquet"])
def test_what_is_always_whole_takes_no_question(client, path, query_string):
    answer = client.get(f"{path}?{query_string}")
    assert answer.status_code == 400
    assert "always whole" in answer.json()["error"] or "lang" in query_string


def test_a_language_is_no_question(client, get):
    assert get(f"{CSV}?lang=cy").status_code == 200
    welsh = client.get("/open/areas.csv?lang=cy&x=1").json()["error"]
    assert "bob amser yn gyfan" in welsh


def test_a_disk_that_is_full_is_said_and_nothing_is_kept(client, monkeypatch):
    def full(*_given) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write_file", full)
    monkeypatch.setenv("COPRO_MAP_ADDRESS", "https://other.example")
    for headers in ({}, BROWSER):
        answer = client.get(CSV, headers=headers)
        assert answer.status_code == 503
        assert "Ask again later" in answer.text
        assert answer.headers["retry-after"]
        assert answer.headers["cache-control"] == "no-store"
