"""What waits in an area, on its page and on the plain one, and what is open there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import escape, unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from copro_map.areas.face import brief_file
from copro_map.base.i18n import LANGUAGES, language_in_force, t
from copro_map.base.today import current_day
from copro_map.exchange.in_area import MOST, category_name, of_area
from copro_map.exchange.rules.needs import Need
from copro_map.exchange.unmet import unmet_needs
from copro_map.open_data.light.routes import ROUTES
from copro_map.search.face import Query, all_assets
from copro_map.search.search import search
from tests.conftest import PROJECT
from tests.opening import open_page

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def shown(demonstrated):
    here = replace(PROJECT, database=demonstrated)
    return here, all_assets(here, DAY)


@pytest.fixture(scope="module")
def areas_with_needs(shown, layers):
    here, assets = shown
    codes = layers["county_voluntary_council"].areas
    every = unmet_needs(here, assets, DAY)
    told = [of_area(here, assets, code, DAY, every) for code in codes]
    waiting = [one for one in told if one.needs]
    assert waiting[0] == of_area(here, assets, waiting[0].area, DAY)
    return waiting


def named(shown, need, language):
    """The name of a request as its record has it, escaped as on a page."""
    return escape(str(shown[1].loc[need.request][f"name_{language}"]))


@pytest.mark.parametrize("layer_id", ["local_authority", "health_board"])
def test_what_is_open_in_an_area_is_what_its_board_shows(shown, layers, layer_id):
    here, assets = shown
    seen = set()
    for code in layers[layer_id].areas:
        told = of_area(here, assets, code, DAY, every=())
        for kind, count in (("offer", told.offers), ("request", told.requests)):
            asked = Query(kinds=(kind,), areas=(code,), layer=layer_id, open_only=True)
            assert count == len(search(here, asked, assets).found), (code, kind)
            seen.add(count)
            assert told.board(kind) == f"/exchange?area={code}&kind={kind}&lang=en"
    assert len(seen) > 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_an_area_tells_which_and_how_long(
    shown, areas_with_needs, language, monkeypatch
):
    here, _ = shown
    monkeypatch.setenv("COPRO_MAP_DB", str(here.database))
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())
    told = areas_with_needs[0]
    test = open_page("pages/area.py", language, code=told.area)
    assert not test.exception
    live = " ".join(x.proto.body for x in test.get("html"))
    client = TestClient(Starlette(routes=list(ROUTES)), "http://localhost")
    plain = client.get(f"/{language}/area/{told.area}").text
    with language_in_force(language):
        for one in told.needs[:MOST]:
            name = named(shown, one, language)
            link = rf"[^>]*><span>{re.escape(name)}</span></a>"
            assert re.search(rf'href="entry\?id={one.request}[^"]*"{link}', live)
            assert re.search(rf'href="/{language}/entry/{one.request}"{link}', plain)
            category = category_name(here, one.category)
            assert f" · {category} · {t(one.age)}; " in unescape(live)
            assert t(one.age) in unescape(live)
            assert t(one.age) in unescape(plain)
        heading = t("Asked for here, and nobody can give it yet")
    for page in (live, plain):
        assert f"{heading} ({len(told.needs)})" in unescape(page)
        assert f"/exchange?area={told.area}&kind=request" in unescape(page)


def test_an_area_without_needs_says_nothing_of_them(shown):
    here, assets = shown
    told = of_area(here, assets, "W06000023", DAY, every=())
    assert told.html("/entry?id={}".format) == ""


def test_of_many_the_longest_open_are_told_and_the_rest_counted(shown):
    here, assets = shown
    many = tuple(
        Need(f"r{n}", "crowded_out", "", "W06000023", ("W06000023",), 400 - n)
        for n in range(MOST + 3)
    )
    drawn = of_area(here, assets, "W06000023", DAY, every=many).html("{}".format)
    assert drawn.count("<li>") == MOST
    assert "More: 3. The board lists them all." in drawn
    assert drawn.count("too few offer it") == MOST
    assert drawn.count("open for more than a year") == MOST


def test_the_brief_names_the_longest_open_and_counts_the_others(shown):
    here, assets = shown
    many = tuple(
        Need(f"r{n}", "isolated", "venue", "W06000023", ("W06000023",), 40 - n)
        for n in range(4)
    )
    told = of_area(here, assets, "W06000023", DAY, every=many)
    one = "Venue (open for one to three months)"
    assert told.in_words(3) == f"{one}; {one}; {one}; others: 1"
    assert told.in_words(4) == "; ".join([one] * 4)


def test_a_request_is_named_with_its_place_then_what_and_how_long(
    shown, layers, areas_with_needs
):
    here, assets = shown
    seen = 0
    for told in areas_with_needs:
        for one in told.needs[:MOST]:
            row = assets.loc[one.request]
            where = ""
            if one.authority:
                where = f"{layers['local_authority'].area_label(one.authority).en} · "
            pattern = rf"{re.escape(row['name_en'])} \([^;]*{where}[^;]*open for "
            assert re.search(pattern, told.in_words(MOST)), one.request
            seen += 1
    assert seen > 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brief_of_an_area_says_which_wait(shown, areas_with_needs, language):
    here, assets = shown
    told = areas_with_needs[0]
    with language_in_force(language):
        day = current_day()
        told = of_area(here, assets, told.area, day)
        text = brief_file(here, assets, told.area, "html").decode()
        assert told.in_words(3) in unescape(text)
