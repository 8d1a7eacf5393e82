"""The page about all that is open: what it says is so, and every link of it answers."""

from __future__ import annotations

import html
import json
import re
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.routing import Match

from copro_map.frame.heads import read_site
from copro_map.open_data.datasets import FORMATS, NAMES, datasets
from copro_map.open_data.light.routes import ROUTES
from copro_map.open_data.offered import EXAMPLES, FEED
from tests.samples import change, query

PAGES = ("/en/open", "/cy/open")
LINK = re.compile(r'<a href="([^"#][^"]*)"')
CARD = re.compile(r'<section class="card".*?</section>', re.DOTALL)


def links(text: str) -> list[str]:
    return [html.unescape(address) for address in LINK.findall(text)]


@pytest.fixture
def page(client):
    return client.get("/en/open").text


def test_without_a_language_it_leads_to_that_of_the_visitor(client):
    for headers, asked, to in (
        ({"accept-language": "cy"}, "", "/cy/open"),
        ({}, "", "/en/open"),
        ({}, "?lang=cy", "/cy/open"),
    ):
        answer = client.get(f"/open{asked}", headers=headers)
        assert (answer.status_code, answer.headers["location"]) == (302, to)
        assert asked or "Accept-Language" in answer.headers["vary"]


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_somewhere(path, client):
    pages = read_site(lambda _path, _params: None).paths
    for address in links(client.get(path).text):
        there = urlsplit(address).path
        scope = {"type": "http", "method": "GET", "path": there, "headers": []}
        routed = any(one.matches(scope)[0] is Match.FULL for one in ROUTES)
        assert routed or there.strip("/") in pages, address


def test_it_has_every_file_of_every_data_set_and_how_many_entries(client, to_read):
    cards = CARD.findall(client.get("/en/open").text)
    assert len(cards) == len(NAMES)
    for card, one in zip(cards, datasets(to_read), strict=True):
        assert one.title.en in html.unescape(card)
        assert one.missing.en in html.unescape(card)
        assert sorted(links(card)) == [f"/open/{one.name}.{x}" for x in FORMATS]
    ((entries,),) = query(to_read.database, "SELECT COUNT(*) FROM asset_public")
    assert f"Rows: {entries:,}" in cards[0]


def test_a_file_that_was_made_has_its_size(network, asks):
    client = asks(network)
    assert " kB" not in client.get("/en/open").text
    made = client.get("/open/indicators.csv", headers={"accept-encoding": ""})
    size = max(1, round(len(made.content) / 1000))
    assert f"<span>{size} kB</span>" in client.get("/en/open").text


def test_it_says_on_which_day_entries_last_changed(network, asks):
    assert "Last changed" not in asks(network).get("/en/open").text
    change(network.database, "UPDATE asset SET changed_on = '2026-05-04'")
    change(network.database, "UPDATE revision SET mark = 'another'")
    text = asks(network).get("/cy/open").text
    assert "Newidiwyd ddiwethaf: 4 Mai 2026" in text


@pytest.mark.parametrize("path", PAGES)
def test_each_area_can_be_followed(path, client, layers):
    asked = [urlsplit(x) for x in links(client.get(path).text)]
    feeds = [parse_qs(one.query) for one in asked if one.path == FEED]
    codes = {one["area"][0] for one in feeds if "area" in one and len(one) == 2}
    assert codes == {code for layer in layers.values() for code in layer.areas}
    assert {one["lang"][0] for one in feeds} == {path[1:3]}


def test_the_questions_are_understood_and_name_what_they_ask(client, layers):
    for words, params in EXAMPLES:
        answer = client.get(FEED, params=params)
        assert answer.status_code == 200
        named = [
            area.label.en
            for layer in layers.values()
            for code, area in layer.areas.items()
            if code == params.get("area")
        ]
        assert not named or named[0] in words


def test_the_snippet_is_to_be_read_and_of_our_own_address(client, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_ADDRESS", "https://map.example")
    text = client.get("/cy/open", headers={"host": "evil.example"}).text
    assert "evil.example" not in text
    (code,) = re.findall(r"<code>(.*?)</code>", text, re.DOTALL)
    assert "<iframe" not in text
    assert '<iframe src="https://map.example/cy/embed"' in html.unescape(code)
    assert '<link rel="canonical" href="https://map.example/cy/open">' in text


def test_search_engines_for_data_read_every_file(page):
    (told,) = re.findall(r'ld\+json">(.*?)</script>', page, re.DOTALL)
    sets = json.loads(told)["dataset"]
    files = [x["contentUrl"] for one in sets for x in one["distribution"]]
    assert len(files) == len(set(files)) == len(NAMES) * len(FORMATS)
    assert {urlsplit(one).path for one in files} <= {one.path for one in ROUTES}


def test_an_empty_map_says_so(blank, settings, asks):
    shutil.copyfile(blank, settings.database)
    text = asks(settings).get("/en/open").text
    assert "Nothing is on the map yet" in text
    assert "Rows: 0" in text


def test_what_cannot_be_read_is_a_sentence(settings, asks):
    settings.database.write_bytes(b"no database" * 100)
    answer = asks(settings).get("/cy/open", headers={"accept": "text/html"})
    assert answer.status_code == 503
    assert '<html lang="cy">' in answer.text
    assert "Traceback" not in answer.text


def test_invented_records_are_said_to_be_so(demonstrated, settings, asks):
    shutil.copyfile(demonstrated, settings.database)
    assert "demonstration" in asks(settings).get("/en/open").text


def test_it_sets_no_cookie_may_be_kept_and_not_be_framed(client):
    answer = client.get("/en/open", headers={"cookie": "a=b"})
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"].startswith("public")
    assert answer.headers["x-frame-options"] == "DENY"
    again = client.get("/en/open", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
