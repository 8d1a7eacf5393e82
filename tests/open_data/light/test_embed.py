"""A part of the map in a frame: what it lists, says and lets others do."""

import re
import shutil
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from copro_map.assets.importing import import_network
from copro_map.base.config import load_settings
from copro_map.base.names import ALL_WALES
from copro_map.base.today import current_day
from copro_map.frame.app import SecurityHeaders
from copro_map.open_data.light.embed import script_path
from copro_map.open_data.light.routes import ROUTES
from tests import canaries
from tests.catalogue import read_catalogue
from tests.samples import HOSTILE, live_ids, query, row, write_csv

POWYS, BOARD = "W06000023", "W11000024"
LISTED = re.compile(r'<li id="e(\d+)">.*?<a href="/(cy|en)/entry/([\w-]+)"', re.DOTALL)
PINS = re.compile(r'<a class="pin [^>]*?href="/(?:cy|en)/entry/([\w-]+)"')
OUT = re.compile(r"<a [^>]*>")
# Based in an authority, or serving it or all Wales.
OF_AUTHORITY = """
SELECT asset_id FROM asset_area WHERE layer = 'local_authority' AND area_code = ?
UNION SELECT asset_id FROM asset_served WHERE area_code IN (?, ?)
"""


def listed(page) -> list[str]:
    """The ids of the entries in the list, in order."""
    return [entry for _, _, entry in LISTED.findall(page.text)]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_area_lists_each_entry_of_it_once(client, to_read, language):
    page = client.get(f"/{language}/embed/area/{POWYS}")
    assert page.status_code == 200
    of_it = {
        one for (one,) in query(to_read.database, OF_AUTHORITY, POWYS, POWYS, ALL_WALES)
    }
    wanted = of_it & live_ids(to_read.database, current_day())
    assert len(wanted) > 30
    assert sorted(listed(page)) == sorted(wanted)
    assert f'<html lang="{language}">' in page.text


def test_every_pin_is_an_entry_of_the_list_that_has_a_place(client, to_read):
    page = client.get("/en/embed")
    assert set(listed(page)) == live_ids(to_read.database, current_day())
    sql = "SELECT id FROM asset_public WHERE longitude IS NOT NULL"
    placed = {one for (one,) in query(to_read.database, sql)}
    pins = PINS.findall(page.text)
    shown = re.search(r"On this map: (\d+)\. In the list alone: (\d+)\.", page.text)
    assert 0 < len(pins) <= len(placed)
    assert set(pins) <= placed
    assert int(shown[1]) == len(set(listed(page)) & placed)
    assert int(shown[1]) + int(shown[2]) == len(listed(page))


def test_a_board_and_a_question_of_any_kind_can_be_shown(client, to_read):
    board = client.get(f"/en/embed/area/{BOARD}")
    assert set(listed(board)) == set(
        listed(client.get(f"/en/embed?area={BOARD}&layer=health_board"))
    )
    offers = listed(client.get(f"/en/embed/area/{POWYS}?kind=offer"))
    kinds = dict(query(to_read.database, "SELECT id, kind FROM asset"))
    assert offers
    assert {kinds[one] for one in offers} == {"offer"}


def test_what_means_nothing_is_said_and_not_in_the_way(client):
    plain = listed(client.get(f"/en/embed/area/{POWYS}"))
    page = client.get(f"/en/embed/area/{POWYS}?kind=spam&foo=1&near=")
    assert listed(page) == plain
    assert "does not know: kind, foo." in page.text
    assert "does not know" not in client.get(f"/en/embed/area/{POWYS}").text


def test_without_a_language_it_leads_to_that_of_the_visitor(client):
    to = {
        ("/embed?q=bwyd", "cy"): "/cy/embed?q=bwyd",
        (f"/embed/area/{POWYS}?lang=cy", "en"): f"/cy/embed/area/{POWYS}",
        (f"/en/embed/area/{POWYS}?lang=cy&kind=offer", "en"): (
            f"/cy/embed/area/{POWYS}?kind=offer"
        ),
    }
    for (path, language), target in to.items():
        found = client.get(path, headers={"accept-language": language})
        assert (found.status_code, found.headers["location"]) == (302, target)
        assert "Accept-Language" in found.headers["vary"]


@pytest.mark.parametrize("code", ["W06000099", "x" * 3000, "%00", "<script>"])
def test_an_unknown_area_is_said_inside_the_frame(client, code):
    page = client.get(f"/cy/embed/area/{code}", headers={"accept": "text/html"})
    assert page.status_code in (404, 414)
    assert "frame-ancestors *" in page.headers["content-security-policy"]
    assert "<script>" not in page.text.replace("<script src", "")
    assert "/asset_map?lang=cy" in page.text


@pytest.mark.parametrize(
    "asked",
    [
        *("box=-180,-90,180,90", "box=0,0,1,1", "box=-3,52,-2.99999999,52.00000001"),
        *("box=nan,1,2,inf", "near=52.3,-3.4", "near=%00&q=%00", "km=1000000000"),
        *("q=" + "a" * 5000, "area=W06000023,W11000024", "page=1000000000", "kind="),
        *("near=Powys", "near=Newport", "lang=xx", "area=..%2f..", "sort=best&sort=x"),
    ],
)
def test_whatever_is_asked_is_a_page(client, asked):
    page = client.get(f"/en/embed?{asked}")
    assert page.status_code == 200
    assert 'id="map"' in page.text
    assert "nan" not in re.search(r"<svg.*?</svg>", page.text, re.DOTALL)[0][:50_000]


def test_every_site_may_show_it_and_nothing_else(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    app = Starlette(routes=list(ROUTES), middleware=[Middleware(SecurityHeaders)])
    client = TestClient(app, "http://localhost")
    found = client.get(f"/en/embed/area/{POWYS}")
    assert "x-frame-options" not in found.headers
    assert "set-cookie" not in found.headers
    assert found.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "<form" not in found.text
    policy = found.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "form-action 'none'" in policy
    elsewhere = client.get("/nothing-there")
    assert elsewhere.headers["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in elsewhere.headers["content-security-policy"]


def test_its_scripts_are_files_of_their_own_that_are_kept(client):
    page = client.get(f"/en/embed/area/{POWYS}")
    assert re.findall(r"<script[^>]*>", page.text) == [
        f'<script src="{script_path()}" defer>'
    ]
    assert not re.search(r"\son\w+=", page.text)
    script = client.get(script_path())
    assert "immutable" in script.headers["cache-control"]
    assert "max-age=86400" in client.get("/embed.js").headers["cache-control"]
    known = {"if-none-match": script.headers["etag"]}
    assert client.get(script_path(), headers=known).status_code == 304


def test_whoever_has_it_is_sent_nothing_again(client):
    page = client.get(f"/cy/embed/area/{POWYS}")
    again = client.get(
        f"/cy/embed/area/{POWYS}", headers={"if-none-match": page.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_links_leave_the_frame_and_ask_the_same(client):
    page = client.get(f"/cy/embed/area/{POWYS}?kind=offer")
    links = [x for x in OUT.findall(page.text) if 'href="#' not in x]
    staying = [x for x in links if 'target="_blank"' not in x]
    assert [x for x in staying if 'hreflang="en"' not in x] == []
    assert all('rel="noopener"' in x for x in links if x not in staying)
    full = re.search(r'href="(/asset_map\?[^"]*)"', page.text)[1].replace("&amp;", "&")
    assert set(full.partition("?")[2].split("&")) == {
        "kind=offer",
        f"area={POWYS}",
        "lang=cy",
    }
    add = re.search(r'href="(/contribute\?[^"]*)"', page.text)[1]
    assert f"area={POWYS}" in add
    assert "kind=offer" in add
    assert f'href="/en/embed/area/{POWYS}?kind=offer"' in page.text


def test_an_area_without_entries_asks_for_the_first(asks, settings, blank):
    shutil.copyfile(blank, settings.database)
    page = asks(settings).get(f"/en/embed/area/{POWYS}")
    assert page.status_code == 200
    assert "Be the first" in page.text
    assert '<svg xmlns="http://www.w3.org/2000/svg" id="map"' in page.text


def test_records_that_cannot_be_read_are_only_for_now(asks, settings):
    page = asks(settings).get("/en/embed")
    assert page.status_code == 503
    assert "<h1>Not now</h1>" in page.text
    assert "python" not in page.text


def test_a_welsh_frame_has_no_english_message(client):
    page = client.get(f"/cy/embed/area/{POWYS}?foo=1").text
    said = set(re.findall(r">([^<>]+)<", re.sub(r"<style>.*?</style>", "", page)))
    said |= set(re.findall(r'(?:aria-label|title)="([^"]*)"', page))
    welsh = {str(m.id): str(m.string) for m in read_catalogue() if m.id}
    english = {x for x, y in welsh.items() if x != y} - set(welsh.values())
    assert english & {x.strip() for x in said} == {"English"}


def test_what_is_private_is_not_in_it(asks, settings, tmp_path):
    canaries.fill(settings, tmp_path)
    for path in ("/en/embed", "/cy/embed", f"/en/embed/area/{POWYS}"):
        page = asks(settings).get(path)
        assert page.status_code == 200
        assert canaries.CANARY not in page.text
    assert set(listed(asks(settings).get("/en/embed"))) == {
        canaries.SHOWN,
        canaries.OTHER,
    }


def test_no_text_of_an_entry_is_code(asks, tmp_path):
    here = replace(load_settings({}), database=tmp_path / "hostile.db")
    rows = [
        row(id=f"hostile-{n}", name_en=f"{text} {n}", description_en=text)
        for n, text in enumerate(HOSTILE)
        if "\u2028" not in text
    ]
    import_network(here, write_csv(tmp_path / "in.csv", *rows))
    page = asks(here).get("/en/embed").text
    assert len(LISTED.findall(page)) >= len(HOSTILE) - 2
    assert "{{7*7}}" in page
    assert "<img src=x" not in page
    assert page.count("<script") == 1
    for said in re.findall(r'aria-label="([^"]*)"', page):
        assert "<" not in said
