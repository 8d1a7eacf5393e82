"""What Streamlit sends for a deep link, with the head and the status of its page."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import FileResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from copro_map.base.errors import CoproMapError
from copro_map.frame.heads import GoneError, Head, MovedError, Site, read_site
from copro_map.frame.live_head import LiveHead
from copro_map.open_data.heads import head_of
from copro_map.open_data.light.routes import ROUTES
from copro_map.people.rules.permissions import MACHINE
from copro_map.upkeep.confirming import say
from copro_map.upkeep.merging import merge
from copro_map.upkeep.rules.words import Word
from tests.samples import change
from tests.speaking import NOW

# Streamlit's own page, as it is installed.
INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
PAGES = (("pages/a.py", "A", "a", True),)
TITLE = re.compile("<title>(.*?)</title>")


def asks(site: Site) -> TestClient:
    every = Route("/{path:path}", lambda _: FileResponse(INDEX))
    app = Starlette(routes=[*ROUTES, every], middleware=[Middleware(LiveHead, site)])
    return TestClient(app, "http://localhost", follow_redirects=False)


def raising(error: Exception):
    def head(_path, _params):
        raise error

    return asks(Site(PAGES, head))


@pytest.fixture
def live(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    return asks(read_site(head_of))


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(
    ("page", "plain"),
    [
        ("entry?id=tir-coed", "entry/tir-coed"),
        ("area?code=W06000023", "area/W06000023"),
        ("indicators?open1.1=1", "indicator/1.1"),
    ],
)
def test_a_live_page_has_the_title_and_the_head_of_its_plain_one(
    live, page, plain, language
):
    here = live.get(f"/{page}&lang={language}")
    there = live.get(f"/{language}/{plain}")
    assert here.status_code == there.status_code == 200
    assert f'lang="{language}"' in here.text
    assert TITLE.findall(here.text) == TITLE.findall(there.text)
    told = re.findall('<(?:meta|link) [^>]*(?:content|hreflang)="[^>]*>', there.text)
    missing = [one for one in told if "viewport" not in one and one not in here.text]
    assert len(told) > 8
    assert not missing
    assert f'<a href="/{language}/{plain}">' in here.text


def test_every_other_page_is_titled_too_and_the_rest_of_it_is_streamlits(live):
    page = live.get("/coverage?lang=en")
    assert TITLE.findall(page.text) == [
        "Where is co-production missing? · Asset map of co-production in Wales"
    ]
    script = re.findall("<script.*?</script>", INDEX.read_text("utf-8"), re.DOTALL)
    assert all(one in page.text for one in script)
    assert "You need to enable" not in page.text


def test_who_has_the_file_of_streamlit_is_sent_the_page_all_the_same(live):
    first = live.get("/coverage?lang=en")
    assert not {"etag", "last-modified"} & set(first.headers)
    headers = {"if-modified-since": "Tue, 01 Jan 2097 00:00:00 GMT"}
    assert live.get("/coverage?lang=en", headers=headers).status_code == 200
    assert live.head("/coverage?lang=en").status_code == 200


def test_an_entry_that_is_not_there_is_404_with_the_dashboard(live):
    page = live.get("/entry?id=no-such-thing&lang=cy")
    assert page.status_code == 404
    assert '<div id="root">' in page.text
    assert 'name="robots" content="noindex"' in page.text
    assert live.get("/entry?lang=cy").status_code == 200


def test_what_is_gone_and_what_has_moved():
    gone = raising(GoneError("Gone."))
    assert gone.get("/a").status_code == 410
    moved = raising(MovedError("entry?id=now")).get("/a?lang=cy")
    assert moved.status_code == 301
    assert moved.headers["location"] == "/entry?id=now&lang=cy"


@pytest.mark.parametrize(
    "error", [CoproMapError("No."), ZeroDivisionError(), OSError()]
)
def test_whatever_goes_wrong_the_page_comes(error):
    page = raising(error).get("/a")
    assert page.status_code == 200
    assert "<title>Streamlit</title>" in page.text


def test_without_a_database_the_page_comes(tmp_path, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(tmp_path / "none.db"))
    for page in ("entry?id=tir-coed", "area?code=W06000023", "indicators?open1.1=1"):
        assert asks(read_site(head_of)).get(f"/{page}").status_code == 200


def test_only_pages_are_rewritten():
    client = asks(Site(PAGES, lambda _path, _params: Head("B", "")))
    assert "<title>B · " in client.get("/a").text
    assert "<title>Streamlit</title>" in client.get("/static/x").text


def test_a_hostile_name_ends_no_tag(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    words = r"</title><script>alert(1)</script> \g<1> \1"
    change(
        network.database, "UPDATE asset SET name_en = ? WHERE id = 'tir-coed'", words
    )
    page = asks(read_site(head_of)).get("/entry?id=tir-coed&lang=en").text
    assert "<script>alert" not in page
    assert unescape(TITLE.findall(page)[0]).startswith(words)


def test_the_live_page_of_a_merged_entry_leads_on_and_one_taken_off_is_gone(
    network, monkeypatch
):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    live = asks(read_site(head_of))
    merge(network, MACHINE, "tir-coed", "solva-care", NOW)
    moved = live.get("/entry?id=tir-coed&lang=cy")
    assert moved.status_code == live.get("/cy/entry/tir-coed").status_code == 301
    assert moved.headers["location"] == "/entry?id=solva-care&lang=cy"
    say(network, MACHINE, "solva-care", Word("take_off", how="by telephone"), NOW)
    assert live.get("/entry?id=solva-care").status_code == 410
    assert live.get("/en/entry/solva-care").status_code == 410
