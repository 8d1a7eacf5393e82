"""From a place or an area: what is found there, why, how far, and in which order."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from pyproj import Transformer

from copro_map.base.definitions import load_definitions
from copro_map.geography.areas import areas_of
from copro_map.search.rules.query import Query
from copro_map.search.rules.reasons import GROUPS
from copro_map.search.search import all_assets, query_choices, search
from tests.conftest import PROJECT
from tests.samples import change
from tests.search.rules.test_matching import (
    NEXT_TO,
    TODAY,
    TOWNS,
    random_place,
    random_query,
)

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


def test_who_is_known_by_authority_alone_is_near_if_most_residents_are(plant, ask):
    """Two fifths of Ceredigion live within 20 km of Aberystwyth, and most within 60."""
    plant("vague", CEREDIGION, (-4.2, 52.25, "area"))
    plant("next-door", GWYNEDD, MIDDLE_OF_GWYNEDD)
    groups = {}
    for km in (20, 60, 90):
        hits = ask(near="Aberystwyth", km=km).hits
        groups[km] = [hits.loc[i, "group"] for i in ("vague", "next-door")]
    assert groups == {
        20: ["yours", "neighbours"],
        60: ["near", "neighbours"],
        90: ["near", "near"],
    }
    assert reason(ask(near="Cardiff", km=50), "next-door") is None


def test_the_radius_decides_who_is_near_and_nothing_else(plant, ask):
    """Near, then whoever is based in or serves Ceredigion, a neighbour, all Wales."""
    plant("pinned", CEREDIGION, (-4.08, 52.41, "venue"))
    plant("far-side", CEREDIGION, (-4.66, 52.08, "venue"))  # Cardigan, 50 km
    plant("serving", CARDIFF, CARDIFF_BAY, (CEREDIGION,))
    plant("over-the-border", POWYS, (-3.53, 52.45, "venue"))  # Llanidloes, 37 km
    plant("serving-powys", CARDIFF, CARDIFF_BAY, (POWYS,))
    plant("everywhere", CARDIFF, CARDIFF_BAY, (ALL_WALES,))
    plant("elsewhere", CARDIFF, CARDIFF_BAY)
    answer = ask(near="Aberystwyth", km=20)
    planted = ["pinned", "far-side", "serving", "over-the-border", "serving-powys"]
    found = answer.hits.loc[[*planted, "everywhere"], "group"].to_list()
    assert found == ["near", *["yours"] * 2, *["neighbours"] * 2, "all_wales"]
    assert reason(answer, "far-side") == ("based_in", CEREDIGION)
    assert "elsewhere" not in answer.hits.index
    wider = ask(near="Aberystwyth", km=60).hits
    assert wider.loc[["far-side", "over-the-border"], "group"].to_list() == ["near"] * 2
    assert set(wider.index) >= set(answer.hits.index)


@pytest.mark.parametrize("sort", ["best", "nearest", "newest", "name"])
@pytest.mark.parametrize("near", ["Aberystwyth", "Powys", "Newport", "Xyzzy"])
def test_the_groups_are_in_order_and_add_up(ask, near, sort):
    answer = ask(near=near, text="community", sort=sort)
    said = [row for one in answer.groups for row in [one.name] * one.count]
    assert said == answer.hits["group"].to_list()
    order = [(GROUPS.index(one.name), one.place) for one in answer.groups]
    assert order == sorted(set(order))
    assert all(one.count for one in answer.groups)
    parts = [row for one in answer.groups for row in answer.found.rows(one.part).index]
    assert parts == list(answer.hits.index)


@pytest.mark.parametrize("text", ["", "community", "people"])
def test_what_is_near_stands_by_distance_whatever_its_words(ask, text):
    answer = ask(near="Cardiff", km=40, text=text)
    near = answer.found.rows(answer.groups[0].part)["distance_km"]
    measured = near.dropna()
    assert len(measured) > 2
    assert measured.is_monotonic_increasing
    assert near[: len(measured)].notna().all()


def test_no_place_makes_no_groups(ask):
    for answer in (ask(areas=(POWYS,)), ask(text="community"), ask()):
        assert answer.groups == ()
        assert "group" not in answer.hits


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
def test_a_place_that_is_not_found_is_said_and_all_wales_comes_first(
    ask, plant, near, status
):
    plant("everywhere", serves=(ALL_WALES,))
    answer = ask(near=near, kinds=("project",))
    assert answer.place.status == status
    assert answer.asked.places == ()
    assert [one.name for one in answer.groups] == ["all_wales", "anywhere"]
    everything = ask(kinds=("project",)).hits
    national = {i for i, codes in everything["served"].items() if ALL_WALES in codes}
    assert set(answer.hits.index) == set(everything.index)
    assert set(answer.found.rows(answer.groups[0].part).index) == national
    assert {reason.reason for why in answer.hits["why"] for reason in why} == {
        "all_wales",
        "anywhere",
    }


@pytest.mark.parametrize("near", ["Newport", "Llangwm", "Y Borth"])
def test_places_of_one_name_are_each_searched_and_kept_apart(ask, near):
    """What is found is what any of them would find alone, near before all else."""
    answer = ask(near=near, km=15)
    assert answer.place.status == "ambiguous"
    alone = [
        ask(near=f"{one.latitude}, {one.longitude}", km=15)
        for one in answer.place.candidates
    ]
    assert set(answer.hits.index) == {i for one in alone for i in one.hits.index}
    near = [set(one.hits.index[one.hits["group"] == "near"]) for one in alone]
    for group in answer.groups:
        found = answer.found.rows(group.part)
        if group.name == "near":
            assert set(found.index) <= near[group.place]
            assert found["distance_km"].dropna().is_monotonic_increasing
    found = set(answer.hits.index[answer.hits["group"] == "near"])
    assert found == set().union(*near)


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
def test_an_area_is_asked_as_an_area_whatever_the_radius(ask, layers, near, code):
    """Its own first, just as if it were chosen as an area; then its neighbours."""
    answer, chosen = ask(near=near, km=1), ask(areas=(code,)).hits
    assert answer.place.precision == "area"
    assert not any(one.point for one in answer.asked.places)
    assert answer.hits["distance_km"].isna().all()
    own = chosen[[why[0].reason != "all_wales" for why in chosen["why"]]]
    first = answer.found.rows(answer.groups[0].part)
    assert answer.groups[0].name == "yours"
    assert list(first.index) == list(own.index)
    reasons = [(one.reason, one.area_code) for (one,) in first["why"]]
    assert reasons == [(one.reason, one.area_code) for (one,) in own["why"]]
    members = {c: set(a.members) for x in layers.values() for c, a in x.areas.items()}
    bordering = set().union(*(NEXT_TO[one] for one in members[code])) - members[code]
    beyond = answer.hits[answer.hits["group"] == "neighbours"]
    for row in beyond.itertuples():
        assert row.areas.get("local_authority") in bordering or any(
            members.get(one, set()) & bordering for one in row.served
        )
    assert bool(len(beyond)) == bool(bordering)  # the sea is no border


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
        grouped = len(answer.hits) if answer.understood.place else 0
        assert sum(one.count for one in answer.groups) == grouped
        assert sum(answer.tally) == len(answer.hits)
