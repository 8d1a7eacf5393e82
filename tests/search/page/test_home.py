"""Home: one question with its box, a map to press, three ways on, and what is new."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from datetime import date
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.base.store.connection import writing
from copro_map.base.today import current_day
from copro_map.indicators import progress
from copro_map.search.newest import A_LIST, MOST, newest
from copro_map.search.search import all_assets
from tests.opening import open_page
from tests.samples import live_ids, query

PAGE = "pages/home.py"
ASKED = {"en": "Who works together with people near you?", "cy": "Pwy sy'n cydweithio"}


@pytest.fixture
def at_home(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    return to_read


def html(test: AppTest) -> str:
    return unescape(" ".join(x.proto.body for x in test.get("html")))


def component(test: AppTest, name: str) -> list[dict]:
    found = [x.proto for x in test.get("bidi_component")]
    return [json.loads(x.json) for x in found if x.component_name == name]


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("language", ["en", "cy"])
def test_there_is_one_question_a_box_and_a_box_for_a_place(language):
    test = open_page(PAGE, language)
    assert not test.exception
    assert [x.value[: len(ASKED[language])] for x in test.title] == [ASKED[language]]
    boxes = component(test, "copro_map_ask")
    assert [one["name"] for one in boxes] == ["home", "home_area"]
    assert all(one["label"] and not one["value"] for one in boxes)
    assert len(component(test, "copro_map_near_me")) == 1


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_area_is_a_link_that_says_how_many_are_there(at_home, language, layers):
    """The same on the map and in the list, counted from the tables."""
    live = live_ids(at_home.database, current_day())
    based = "SELECT area_code, asset_id FROM asset_area WHERE layer = 'local_authority'"
    counts = Counter(
        code for code, one in query(at_home.database, based) if one in live
    )
    test = open_page(PAGE, language)
    (drawn,) = component(test, "copro_map_area_map")
    said = re.findall(
        r'href="/asset_map\?area=(W\d+)&amp;lang=(..)"[^>]*aria-label="[^"]*: (\d+)"',
        drawn["svg"],
    )
    told = {code: int(n) for code, _, n in said}
    assert told == {code: counts[code] for code in layers["local_authority"].areas}
    assert {spoken for _, spoken, _ in said} == {language}
    row = r'area=(W\d+)&lang=[^<]*</a> <span class="muted">(\d+)'
    assert {code: int(n) for code, n in re.findall(row, html(test))} == told


@pytest.mark.parametrize("language", ["en", "cy"])
def test_how_it_goes_stands_verdict(at_home, language):
    test = open_page(PAGE, language)
    standings = progress.progress(at_home, current_day()).standings
    met = sum(one.status == "met" for one in standings)
    first = {"en": f"{met} of 11 met", "cy": f"{met} o'r 11 wedi cyrraedd"}[language]
    sentence = re.search(r'<p class="verdict">([^<]*)', html(test))
    assert sentence
    assert sentence[1].startswith(first)
    assert sum(map(int, re.findall(r"(?:^|, )(\d+)", sentence[1]))) == len(standings)


def test_the_sentence_counts_every_indicator_once(at_home):
    found = progress.progress(at_home, current_day())
    told = found.first_page().verdict
    numbers = [int(x) for x in re.findall(r"(?:^|, )(\d+)", told)]
    assert sum(numbers) == len(found.standings) == 11


def test_what_changed_last_comes_first_and_a_whole_list_is_no_news(network):
    assert newest(network, all_assets(network)) == ()  # all came in on one day
    ids = sorted(live_ids(network.database, current_day()))[: MOST + 2]
    with writing(network.database) as database:
        for n, one in enumerate(ids):
            day = date(2026, 10, n + 1).isoformat()
            database.execute("UPDATE asset SET changed_on = ? WHERE id = ?", [day, one])
    told = newest(network, all_assets(network))
    assert [one.to for one in told] == [f"/entry?id={x}&lang=en" for x in ids[:1:-1]]
    assert told[0].told.startswith(f"{MOST + 2} October 2026 · ")
    assert A_LIST > MOST


@pytest.mark.usefixtures("at_home")
def test_home_is_drawn_at_once_when_it_was_drawn_before():
    test = open_page(PAGE, "en")
    took = []
    for _ in range(3):
        begun = time.perf_counter()
        test.run()
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.3, took
