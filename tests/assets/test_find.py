"""From a place or an area: what is found there, why, how far, and in which order."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from pyproj import Transformer

from copro_map.assets.rules.query import Query
from copro_map.assets.search import all_assets, query_choices, search
from copro_map.base.definitions import load_definitions
from copro_map.geography.areas import areas_of
from tests.assets.rules.test_matching import TODAY, TOWNS, random_place, random_query
from tests.conftest import PROJECT
from tests.samples import change

CARDIFF, GWYNEDD, POWYS, CEREDIGION = (
    "W06000015",
    "W06000002",
    "W06000023",
    "W06000008",
)
NORTH, POWYS_BOARD, ALL_WALES = "W11000023", "W11000024", "W92000004"
CARDIFF_BAY = (-3.1636, 51.4637, "venue")
MIDDLE_OF_GWYNEDD = (-3.9, 52.85, "area")  # 45 km from Bangor
NOWHERE = (None, None, "")
PLANT = """
INSERT INTO asset (id, kind, practitioner_type, name_en, name_cy, description_en,
    description_cy, organisation, sector, place, website, source_url, source_date,
    exchange_category, origin, fingerprint)
VALUES (?, 'project', '', ?, '', '', '', '', '', '', '', 'https://example.org', '',
    '', 'network', '')
"""


@pytest.fixture
def plant(network, layers):
    """Put an entry into the database, behind the back of the import."""

    def planted(
        asset_id: str, base: str = "", point: tuple = NOWHERE, serves: tuple = ()
    ):
        change(network.database, PLANT, asset_id, asset_id)
        if point[0] is not None:
            sql = "INSERT INTO location VALUES (?, ?, ?, ?)"
            change(network.database, sql, asset_id, *point)
        for layer, code in areas_of(layers, base or None).items():
            if code:
                sql = "INSERT INTO asset_area VALUES (?, ?, ?)"
                change(network.database, sql, asset_id, layer, code)
        for code in serves:
            sql = "INSERT INTO asset_served VALUES (?, ?)"
            change(network.database, sql, asset_id, code)

    return planted


@pytest.fixture
def ask(network):
    """Ask the entries as they are at the first question."""

    @cache
    def assets():
        return all_assets(network)

    def asked(**fields):
        return search(network, Query(**fields), assets(), TODAY)

    return asked


def reason(answer, asset_id):
    """Why an entry is among the answers; None if it is not."""
    if asset_id not in answer.hits.index:
        return None
    (why,) = answer.hits.loc[asset_id, "why"]
    return why.reason, why.area_code


def test_who_is_based_far_away_but_serves_the_place_is_found(plant, ask):
    plant("planted", CARDIFF, CARDIFF_BAY, (GWYNEDD,))
    plant("elsewhere", CARDIFF, CARDIFF_BAY, (CARDIFF,))
    answer = ask(near="Bangor", km=10)
    assert reason(answer, "planted") == ("serves", GWYNEDD)
    assert reason(answer, "elsewhere") is None
    assert answer.hits.loc["planted", "distance_km"] == pytest.approx(205, abs=5)


@pytest.mark.parametrize("near", ["Bangor", "Pwllheli", "LL55 1AB", "52.74, -3.88"])
def test_who_is_known_by_authority_alone_is_found_at_any_radius(plant, ask, near):
    plant("vague", GWYNEDD, MIDDLE_OF_GWYNEDD)
    plant("pointless", GWYNEDD)
    for km in (1, 2, 5, 10, 20, 50, 100, 200):
        answer = ask(near=near, km=km)
        assert answer.place.authority == GWYNEDD
        for asset_id in ("vague", "pointless"):
            assert reason(answer, asset_id) == ("somewhere", GWYNEDD), km
            assert math.isnan(answer.hits.loc[asset_id, "distance_km"])


@pytest.mark.parametrize("town", TOWNS[::40], ids=lambda town: town[0])
def test_nobody_in_the_authority_of_a_place_is_lost(plant, ask, town):
    name, *_, authority = town
    plant("vague", authority, (-3.6, 52.4, "area"))
    assert reason(ask(near=name, km=1), "vague") == ("somewhere", authority)


def test_an_authority_that_the_radius_does_not_touch_is_left_out(plant, ask):
    plant("vague", GWYNEDD, MIDDLE_OF_GWYNEDD)
    assert reason(ask(near="Aberystwyth", km=5), "vague") is None
    assert reason(ask(near="Aberystwyth", km=40), "vague") == ("somewhere", GWYNEDD)
    assert reason(ask(near="Cardiff", km=50), "vague") is None


def test_a_health_board_and_its_authorities_find_each_other(plant, ask):
    plant("board", CARDIFF, CARDIFF_BAY, (NORTH,))
    plant("authority", CARDIFF, CARDIFF_BAY, ("W06000006",))
    for number in range(1, 7):
        code = f"W0600000{number}"
        assert reason(ask(areas=(code,)), "board") == ("serves", code)
    assert reason(ask(areas=(NORTH,)), "board") == ("serves", NORTH)
    assert reason(ask(areas=(NORTH,)), "authority") == ("serves", NORTH)
    assert reason(ask(areas=("RPB-NORTH-WALES",)), "board")[0] == "serves"
    assert reason(ask(areas=(POWYS, NORTH)), "authority") == ("serves", NORTH)
    assert reason(ask(near="Wrexham", km=1), "board") == ("serves", "W06000006")
    assert reason(ask(areas=(POWYS,)), "board") is None
    assert reason(ask(areas=(GWYNEDD,)), "authority") is None


@pytest.mark.parametrize("base", ["", CARDIFF])
def test_who_serves_all_wales_is_found_from_anywhere(plant, ask, layers, base):
    plant("national", base, CARDIFF_BAY if base else NOWHERE, (ALL_WALES,))
    for near in ("Bangor", "SY23 1AB", "52.41, -4.08", "Powys"):
        assert reason(ask(near=near, km=1), "national") == ("all_wales", ALL_WALES)
    for layer in layers.values():
        for area in layer.areas.values():
            found = reason(ask(areas=(area.code,)), "national")
            here = base in area.members
            assert found == (("based", area.code) if here else ("all_wales", ALL_WALES))


def test_the_order_is_near_then_vague_then_serving_then_national(plant, ask):
    plant("a-national", serves=(ALL_WALES,))
    plant("b-serves", CARDIFF, CARDIFF_BAY, (GWYNEDD,))
    plant("c-vague", GWYNEDD, MIDDLE_OF_GWYNEDD)
    plant("d-far", GWYNEDD, (-4.27, 53.14, "venue"))  # Caernarfon
    plant("e-nearer", GWYNEDD, (-4.14, 53.22, "place"))
    plant("f-nearest", GWYNEDD, (-4.13, 53.2275, "venue"))
    order = ["f-nearest", "e-nearer", "d-far", "c-vague", "b-serves", "a-national"]
    found = list(ask(near="Bangor", km=20).hits.index)
    assert [i for i in found if i in order] == order
    by_distance = list(ask(near="Bangor", km=20, sort="nearest").hits.index)
    assert [i for i in by_distance if i in order] == [
        *order[:3], "b-serves", "c-vague", "a-national",
    ]  # fmt: skip


@pytest.mark.parametrize("km", [3, 15, 60, 200])
def test_the_nearer_comes_first_and_the_distance_is_right(ask, km):
    """Measured from the official grid reference of a postcode, in metres."""
    postcodes = pd.read_parquet(PROJECT.data_dir / "postcodes.parquet")
    welsh = postcodes[postcodes["authority"].astype(str).str.startswith("W")]
    to_metres = Transformer.from_crs(4326, 27700, always_xy=True)
    for place in welsh.sample(4, random_state=km).itertuples():
        hits = ask(near=place.postcode, km=km).hits
        measured = hits[hits["distance_km"].notna()]
        for hit in measured.itertuples():
            x, y = to_metres.transform(hit.longitude, hit.latitude)
            metres = math.hypot(x - place.easting_m, y - place.northing_m)
            assert hit.distance_km == pytest.approx(metres / 1000, abs=0.05)
            if hit.why[0].reason == "near":
                assert hit.why[0].distance_km == pytest.approx(metres / 1000, abs=0.1)
        inside = measured[[w[0].reason == "near" for w in measured["why"]]]
        assert inside["distance_km"].is_monotonic_increasing
        assert (inside["distance_km"] <= km).all()
        assert list(hits.index[: len(inside)]) == list(inside.index)


@pytest.mark.parametrize(
    ("near", "status"),
    [
        ("Newport", "ambiguous"),
        ("Xyzzy", "unknown"),
        ("   ", "unknown"),
        ("'; DROP TABLE asset; --", "unknown"),
        ("SW1A 1AA", "outside_wales"),
        ("51.5072, -0.1276", "outside_wales"),
        ("0, 0", "outside_wales"),
        ("200, 300", "unknown"),
        ("100, 10", "unknown"),
    ],
)
def test_a_place_that_is_not_found_is_left_out_and_said(ask, near, status):
    answer = ask(near=near, kinds=("project",))
    assert answer.place.status == status
    assert answer.asked.near is None
    assert list(answer.hits.index) == list(ask(kinds=("project",)).hits.index)
    assert set(answer.hits["why"]) == {()}


def test_a_search_without_a_place_says_nothing_of_one(ask):
    assert ask(kinds=("project",)).place is None


@pytest.mark.parametrize(
    ("near", "code"),
    [
        ("Powys", POWYS),
        ("gwynedd", GWYNEDD),
        ("Ynys Môn", "W06000001"),
        ("Betsi Cadwaladr University Health Board", NORTH),
    ],
)
def test_an_area_is_asked_as_an_area_whatever_the_radius(ask, near, code):
    answer, expected = ask(near=near, km=1), ask(areas=(code,))
    assert answer.place.precision == "area"
    assert answer.asked.near is None
    assert list(answer.hits.index) == list(expected.hits.index)
    assert list(answer.hits["why"]) == list(expected.hits["why"])
    assert answer.hits["distance_km"].isna().all()


@pytest.mark.parametrize("near", ["Powys", "Llandrindod", "52.24, -3.38"])
def test_a_place_and_an_area_must_both_be_answered(ask, plant, near):
    plant("in-powys", POWYS, (-3.38, 52.24, "venue"))
    plant("in-ceredigion", CEREDIGION, (-4.08, 52.41, "venue"))
    plant("serves-both", CARDIFF, CARDIFF_BAY, (POWYS, CEREDIGION))
    answer = ask(near=near, km=5, areas=(CEREDIGION,))
    both = set(ask(near=near, km=5).hits.index) & set(
        ask(areas=(CEREDIGION,)).hits.index
    )
    assert {"serves-both"} <= both
    assert set(answer.hits.index) == both


@pytest.mark.parametrize("near", ["52.41, -4.08", "-4.08 52.41", "52.41;-4.08"])
def test_a_point_is_a_place_in_either_order(ask, near):
    answer = ask(near=near, km=10)
    assert (answer.place.longitude, answer.place.latitude) == (-4.08, 52.41)
    assert answer.place.authority == CEREDIGION
    assert list(answer.hits.index) == list(ask(near="52.41, -4.08", km=10).hits.index)


def test_whoever_is_found_from_a_place_has_one_reason_and_counts_once(network, layers):
    choices = query_choices(load_definitions(network.data_dir), layers)
    assets = all_assets(network)
    rng = random.Random(5)
    for _ in range(40):
        near, _ = random_place(rng, rng.choice(["", "town", "point", "area"]), layers)
        query = replace(random_query(rng, choices), near=near)
        answer = search(network, query, assets, TODAY)
        for why in answer.hits["why"]:
            kinds = [one.reason for one in why]
            words, place = answer.understood.words, answer.understood.place
            assert kinds.count("text") == bool(words)
            assert len(kinds) - bool(words) == bool(place or query.areas)
        assert sum(answer.tally) == len(answer.hits)
