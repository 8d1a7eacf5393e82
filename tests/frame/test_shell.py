"""What stands on a page until Streamlit has drawn it, and how it is put together."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import FileResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from copro_map.base.errors import CoproMapError
from copro_map.drawing.templates import Html
from copro_map.frame.ahead import WRITTEN, ahead_of, name_of
from copro_map.frame.heads import GoneError, Head, Site, read_site
from copro_map.frame.live_head import LiveHead

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
PAGES = (("pages/a.py", "Areas", "area", True), ("pages/d.py", "Desk", "desk", False))
WORDS = Html("<h1>Areas</h1><p>Twenty-two of them.</p>")


def asks(shell_of=lambda _path, _params: WORDS, head_of=lambda *_: None) -> TestClient:
    site = Site(PAGES, head_of, shell_of)
    every = Route("/{path:path}", lambda _: FileResponse(INDEX))
    app = Starlette(routes=[every], middleware=[Middleware(LiveHead, site)])
    return TestClient(app, "http://localhost")


def test_its_words_stand_before_what_streamlit_draws():
    text = asks().get("/area?lang=en").text
    assert str(WORDS) in text
    assert text.index(str(WORDS)) < text.index('<div id="root"></div>')
    assert text.count('id="shell"') == text.count('id="root"') == 1
    assert 'aria-current="page">Areas</a>' in text


def test_nobody_waits_for_a_sheet_or_a_typeface_of_streamlits_to_read():
    text = asks().get("/area?lang=en").text
    own = INDEX.read_text("utf-8")
    sheet = re.search('<link rel="stylesheet"[^>]*>', own)[0]
    assert "SourceSans" in own
    assert "SourceSans" not in text
    assert text.count(sheet) == 1
    assert text.index('id="root"') < text.index(sheet)
    fonts = re.findall('<link rel="preload" href="([^"]+)"', text)
    assert len(fonts) == 2
    for font in fonts:
        assert (Path("static") / font.removeprefix("/app/static/")).exists()


def test_everything_else_of_streamlits_page_is_still_there():
    text = asks().get("/area?lang=en").text
    scripts = re.findall('(?:src|href)="(./static/js/[^"]+)"', INDEX.read_text("utf-8"))
    assert len(scripts) > 20
    assert [one for one in scripts if text.count(one) != 1] == []


def test_nothing_is_hidden_but_by_the_script_that_shows_it_again():
    text = asks().get("/area?lang=en").text
    rules = re.findall(r"([^{}]*)\{[^{}]*visibility: hidden[^{}]*\}", text)
    assert [one for one in rules if "#root" in one and ".shelled" not in one] == []
    assert '<html lang="en">' in text


def test_a_page_that_says_nothing_of_its_own_says_what_it_is_called():
    text = asks(lambda *_: None).get("/desk?lang=cy").text
    assert "<h1>Desg</h1>" in text


def test_how_it_is_headed_stands_where_there_are_no_other_words():
    head = Head("A & B", "What <they> do.")
    text = asks(lambda *_: None, lambda *_: head).get("/area?lang=en").text
    assert "<h1>A &amp; B</h1>" in text
    assert "What &lt;they&gt; do." in text


@pytest.mark.parametrize("error", [CoproMapError("No."), RuntimeError("No.")])
def test_no_fault_of_it_keeps_the_page_away(error):
    def fail(*_):
        raise error

    answer = asks(fail, lambda *_: Head("Here", "All of it.")).get("/area")
    assert answer.status_code == 200
    assert 'id="shell"' not in answer.text
    assert "<title>Here" in answer.text
    assert '<div id="root"></div>' in answer.text


def test_where_there_is_nothing_the_page_says_so_itself():
    def gone(*_):
        raise GoneError("Gone.")

    answer = asks(head_of=gone).get("/area")
    assert answer.status_code == 410
    assert 'id="shell"' not in answer.text


def test_what_a_page_will_ask_for_is_named_after_what_it_needs_first():
    text = asks().get("/area?lang=en").text
    named = re.findall(
        '<link rel="modulepreload" fetchpriority="low"[^>]*href="(.*?)">', text
    )
    assert {"Selectbox", "Html"} <= {name_of(one.rpartition("/")[2]) for one in named}
    own = INDEX.read_text("utf-8")
    first = re.findall('<link rel="modulepreload" crossorigin href="(.*?)">', own)
    assert not {*named} & {*first}
    assert text.index(first[-1]) < text.index(named[0])
    folder = INDEX.parent
    assert [one for one in named if not (folder / one).exists()] == []


def test_scripts_of_another_release_are_not_named():
    assert ahead_of("no-such-page") == b""
    pages = json.loads(WRITTEN.read_text("utf-8"))
    names = {name for each in pages.values() for name in each}
    there = {name_of(file.name) for file in (INDEX.parent / "static/js").glob("*.js")}
    assert names - there == set(), "Run: python -m tests.bench.asked_for"
    assert {path for _, _, path, _ in read_site(lambda *_: None).pages} == set(pages)
