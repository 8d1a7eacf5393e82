"""What is sent compressed is the same, may be kept, and is made once."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from copro_map.frame import packing
from copro_map.frame.packed import Packed
from copro_map.frame.packing import Copies, Place, encoding_taken, places
from tests.supply import icons

SCRIPT = b"const words = ['co-production', 'Wales'];\n" * 200
NO_MORE_THAN = {"first.js", "later.css"}


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "static"
    made.mkdir()
    (made / "first.js").write_bytes(SCRIPT)
    (made / "later.css").write_bytes(b"p { margin: 0 }\n" * 300)
    (made / "tiny.js").write_bytes(b"1")
    (made / "font.woff2").write_bytes(bytes(5000))
    return made


@pytest.fixture
def copies(folder, tmp_path):
    place = Place("/static/", folder, ("/static/first.js",))
    return Copies((place,), tmp_path / "packed")


@pytest.fixture
def asks(folder, copies):
    def drawn(_request):
        return Response(b"{}" * 900, media_type="application/json")

    def handed_out(_request):
        headers = {"content-disposition": 'attachment; filename="a.json"'}
        return Response(b"{}", media_type="application/json", headers=headers)

    app = Starlette(
        routes=[
            Mount("/static", StaticFiles(directory=folder)),
            Mount("/app/static", StaticFiles(directory=folder)),
            Route(f"/media/{'a' * 56}.json", drawn),
            Route(f"/media/{'b' * 56}.json", handed_out),
            Route("/words", lambda _: PlainTextResponse("words")),
        ],
        middleware=[Middleware(Packed, copies)],
    )
    return TestClient(app)


def ask(asks, path="/static/first.js", accepts="gzip, br", **headers):
    return asks.get(path, headers={"accept-encoding": accepts, **headers})


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        *(("gzip, deflate, br, zstd", "br"), ("gzip, deflate", "gzip")),
        *(("br;q=0, gzip;q=0.5", "gzip"), ("BR", "br"), ("identity", "")),
        *(("", ""), ("gzip;q=0", ""), ("abra", "")),
    ],
)
def test_it_is_sent_as_the_browser_takes_it_and_is_the_same(
    asks, copies, accepts, encoding
):
    copies.make()
    answer = ask(asks, accepts=accepts)
    assert answer.status_code == 200
    assert answer.headers.get("content-encoding", "") == encoding
    assert answer.content == SCRIPT
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "Accept-Encoding" in answer.headers["vary"]
    if encoding:
        assert int(answer.headers["content-length"]) < len(SCRIPT) / 10
        assert "immutable" in answer.headers["cache-control"]


def test_until_a_copy_is_made_the_file_is_sent_as_it_is(asks):
    answer = ask(asks)
    assert "content-encoding" not in answer.headers
    assert answer.content == SCRIPT
    assert "Accept-Encoding" in answer.headers["vary"]


def test_a_browser_that_has_it_is_told_so_by_the_tag_of_its_encoding(asks, copies):
    copies.make()
    tags = {
        encoding: ask(asks, accepts=encoding).headers["etag"]
        for encoding in ("br", "gzip", "identity")
    }
    assert len(set(tags.values())) == 3
    for encoding, tag in tags.items():
        for told in (tag, f'"else", W/{tag}', "*"):
            again = ask(asks, accepts=encoding, **{"if-none-match": told})
            if told == tag or encoding != "identity":
                assert again.status_code == 304
                assert not again.content
    crossed = ask(asks, accepts="gzip", **{"if-none-match": tags["br"]})
    assert crossed.status_code == 200


def test_a_part_of_a_file_is_a_part_of_the_file(asks, copies):
    copies.make()
    part = ask(asks, range="bytes=6-10")
    assert (part.status_code, part.content) == (206, b"words")
    assert "content-encoding" not in part.headers


def test_the_head_alone_says_what_the_whole_would(asks, copies):
    copies.make()
    whole = ask(asks)
    head = asks.head("/static/first.js", headers={"accept-encoding": "gzip, br"})
    assert head.status_code == 200
    assert not head.content
    assert dict(head.headers) == dict(whole.headers)


def test_a_file_that_changes_is_another_one(asks, copies, folder):
    copies.make()
    before = ask(asks).headers["etag"]
    (folder / "first.js").write_bytes(SCRIPT + b"// more")
    copies.make()
    after = ask(asks)
    assert after.headers["etag"] != before
    assert after.content.endswith(b"// more")


def test_what_is_made_once_is_found_again_and_no_half_of_it(
    copies, folder, monkeypatch
):
    copies.make()
    made = {file.name for file in copies.folder.iterdir()}
    assert {name.partition(".")[2] for name in made} == {"br", "gz"}
    assert len(made) == 2 * len(NO_MORE_THAN)
    never = ("x", lambda _text: pytest.fail("it is made a second time"))
    monkeypatch.setattr(
        packing, "ENCODINGS", {"br": ("br", never[1]), "gzip": ("gz", never[1])}
    )
    again = Copies(copies.places, copies.folder)
    again.make()
    assert {Path(path).name for path in again.there} == NO_MORE_THAN
    monkeypatch.setattr(packing, "ENCODINGS", {"br": ("br", _broken)})
    (folder / "first.js").write_bytes(b"other" * 100)
    with pytest.raises(ValueError, match="broken"):
        again.make()
    assert {file.name for file in copies.folder.iterdir()} == made


def _broken(_text):
    raise ValueError("broken")


def test_a_folder_that_cannot_be_written_keeps_nobody_waiting(folder, tmp_path, asks):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    copies = Copies((Place("/static/", folder),), in_the_way / "packed")
    copies.make()
    assert not copies.there
    assert ask(asks).content == SCRIPT


def test_what_every_page_asks_for_is_made_first(copies, monkeypatch):
    made = []
    monkeypatch.setattr(
        Copies,
        "_make",
        lambda _self, path, _file, encoding: made.append((path, encoding)),
    )
    copies.make()
    assert made[:2] == [("/static/first.js", "gzip"), ("/static/first.js", "br")]
    assert sorted(made[2:]) == [
        ("/static/later.css", "br"),
        ("/static/later.css", "gzip"),
    ]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/app/static/font.woff2", "public, max-age=3600"),
        ("/app/static/first.js?v=0a1b", "public, immutable, max-age=31536000"),
        (f"/media/{'a' * 56}.json", "private, immutable, max-age=86400"),
        (f"/media/{'b' * 56}.json", None),
        ("/words", None),
    ],
)
def test_what_does_not_change_is_kept_and_what_is_handed_out_is_not(asks, path, kept):
    assert ask(asks, path).headers.get("cache-control") == kept


def test_what_is_made_for_one_reader_is_the_same_when_it_is_unpacked():
    text = b"Cyd-gynhyrchu yng Nghymru. " * 50
    for accepted, unpack in (
        ("br", brotli.decompress),
        ("gzip", gzip.decompress),
        ("", bytes),
    ):
        packed, encoding = packing.packed_at_once(text, accepted)
        assert (unpack(packed), encoding) == (text, accepted)
    assert packing.packed_at_once(b"short", "br") == (b"short", "")


def test_streamlits_own_page_names_files_that_are_there_and_are_made_first():
    files = {path for place in places() for path, _ in place.files()}
    first = places()[0].first
    scripts = [path for path in first if path.endswith(".js")]
    assert len(scripts) > 20
    assert {one for one in scripts if one not in files} <= _too_small(scripts)
    assert "/app/static/lib/leaflet/leaflet.js" in files
    assert any(
        one.startswith("/component/streamlit_folium.st_folium/") for one in files
    )
    assert encoding_taken("br", ()) == ""


def _too_small(paths):
    root = places()[0].folder.parent
    return {one for one in paths if (root / one[1:]).stat().st_size < packing.LEAST}


def test_the_making_ends_when_the_server_does(copies, monkeypatch):
    made = []

    def slow(self, path, _file, _encoding):
        made.append(path)
        self._stop.set()
        time.sleep(0.01)

    monkeypatch.setattr(Copies, "_make", slow)
    copies.make()
    assert len(made) == 1


def test_our_typeface_of_icons_stands_for_streamlits_and_is_a_tenth_of_it(asks):
    path = f"/static/media/{icons.original().name}"
    answer = ask(asks, path)
    assert answer.status_code == 200
    assert answer.content[:4] == b"wOF2"
    assert len(answer.content) < icons.original().stat().st_size / 10
    assert answer.headers["cache-control"] == "public, max-age=86400"
    assert asks.head(path).headers["content-length"] == str(len(answer.content))


def test_it_has_every_icon_that_is_named():
    held = set(icons.NAMES.read_text("utf-8").split())
    assert icons.used() - held == set(), "Run: make vendor"
    assert "arrow_back" in held
