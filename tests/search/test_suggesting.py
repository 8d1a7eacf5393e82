"""What is suggested of the real names, in both languages, and where it leads."""

from __future__ import annotations

import time

import pandas as pd
import pytest

from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import language_in_force
from copro_map.search.nameable import Things, entries_known, places_known
from copro_map.search.page.search_box import led_to
from copro_map.search.rules.query import read_query
from copro_map.search.search import all_assets, query_choices, search
from copro_map.search.suggesting import MOST, suggest
from tests.conftest import PROJECT

NOBODY = Things(())
# What is typed, in the language of the page: what comes first.
FIRST = {
    ("Mach", "en"): ("Machen", "Place · Caerphilly", "near=Machen"),
    ("machyn", "cy"): ("Machynlleth", "Lle · Powys", "near=Machynlleth"),
    ("ABERTAW", "en"): ("Swansea (Abertawe)", "Place", "near=Swansea"),
    ("swans", "cy"): ("Abertawe (Swansea)", "Lle", "near=Abertawe"),
    ("ynys mo", "en"): (
        *("Isle of Anglesey (Ynys Môn)", "Area: Local authority"),
        "area=W06000001&layer=local_authority",
    ),
    ("pavo", "en"): (
        *("Powys Association of Voluntary Organisations (PAVO)",),
        *("Area: County Voluntary Council",),
        "area=CVC-PAVO&layer=county_voluntary_council",
    ),
    ("foo", "en"): ("Food", "Theme", "theme=food"),
    ("foo", "cy"): ("Bwyd (Food)", "Thema", "theme=food"),
    ("kids", "en"): (
        *("Children and young people (kids)", "Theme"),
        "theme=children_young_people",
    ),
    ("offe", "en"): ("Offers", "Kind of entry", "kind=offer"),
    ("sy2", "en"): ("SY20", "Postcode district", "near=SY20"),
    ("SY23 1", "en"): ("SY23", "Postcode district", "near=SY23"),
    ("sy231ab", "en"): ("SY23 1AB", "Postcode", "near=SY23+1AB"),
    ("Machynleth", "en"): ("Machynlleth", "Place · Powys", "near=Machynlleth"),
    ("Nghaerdyd", "cy"): ("Caerdydd", "Lle", "near=Caerdydd"),
    ("north wal", "en"): ("North Wales", "Part of Wales", "near=North+Wales"),
}


@pytest.mark.parametrize(("typed", "language"), FIRST)
def test_what_comes_first(typed, language):
    with language_in_force(language):
        first = suggest(PROJECT, typed, NOBODY)[0]
    text, said, to = FIRST[typed, language]
    assert (first.text, first.said) == (text, said)
    assert first.to == f"/asset_map?{to}&lang={language}"


@pytest.mark.parametrize("typed", ["", " ", "!", "%", "zzzzzz", "a" * 81, "SW1A 1AA"])
def test_nothing_is_suggested_for_nonsense(typed):
    assert suggest(PROJECT, typed, NOBODY) == []


def test_two_places_of_one_name_lead_to_each():
    found = [x for x in suggest(PROJECT, "Newport", NOBODY) if x.kind == "place"]
    assert [x.said for x in found] == ["Place", "Place · Pembrokeshire"]
    assert len({x.to for x in found}) == 2


def test_with_places_only_nothing_else_is_suggested(network):
    entries = entries_known(network, all_assets(network))
    every = suggest(network, "co", entries)
    places = suggest(network, "co", entries, places_only=True)
    assert {x.kind for x in every} > {x.kind for x in places}
    assert {x.kind for x in places} <= {"place", "area"}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_place_that_is_suggested_is_found_and_every_word_is_known(
    network, language, layers
):
    """Of each name: the address asks what the map understands, and finds the place."""
    assets = all_assets(network)
    known = query_choices(load_definitions(network.data_dir), layers)
    with language_in_force(language):
        for thing in places_known(network).all[::41]:
            page, params = led_to(thing.address) or ("", {})
            assert page == "asset_map"
            query, ignored = read_query(params, known)
            assert ignored == []
            answer = search(network, query, assets)
            assert query.areas or answer.place.status == "found", thing


def test_entries_are_suggested_by_a_name_in_either_language(network):
    assets = all_assets(network)
    entries = entries_known(network, assets)
    for entry, english, welsh in assets[["name_en", "name_cy"]].itertuples(name=None):
        for name in filter(None, (english, welsh)):
            found = suggest(network, name[:80], entries)
            assert any(f"id={entry}&" in one.to for one in found), name


def test_twenty_thousand_entries_are_looked_through_at_once(network):
    assets = all_assets(network)
    many = pd.concat([assets] * -(-20_000 // len(assets)), ignore_index=True)
    numbers = [f"{name} {n}" for n, name in enumerate(many["name_en"])]
    entries = entries_known(network, many.assign(name_en=numbers))
    typed = ("co", "community tr", "machynleth", "comunity", "pavo", "abe")
    for text in typed:
        suggest(network, text, entries)
    took = []
    for text in typed:
        begun = time.perf_counter()
        found = suggest(network, text, entries)
        took.append(time.perf_counter() - begun)
        assert 0 < len(found) <= MOST
    assert sorted(took)[len(took) // 2] < 0.06, took
