"""Synthetic entries: labelled, at real places, never beside real ones."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing

import pytest

from copro_map.assets.health import check
from copro_map.base.config import load_settings
from copro_map.base.definitions import load_definitions
from copro_map.base.store.connection import writing
from copro_map.demonstration.made_up import MixedOriginsError, OutOfRangeError
from copro_map.demonstration.synthetic import make_synthetic, synthetic_assets
from copro_map.geography.locate import locate_place, locate_point
from copro_map.search.rules.query import Query
from copro_map.search.search import all_assets, search
from tests.samples import dump

MANY = 3000


@pytest.fixture(scope="module")
def definitions():
    return load_definitions(load_settings({}).data_dir)


@pytest.fixture(scope="module")
def assets(gazetteer, definitions):
    return synthetic_assets(gazetteer, definitions, MANY, 7)


def test_every_entry_is_labelled_in_both_languages(assets):
    assert [a.id for a in assets[:2]] == ["synth-000001", "synth-000002"]
    assert len({a.id for a in assets}) == MANY
    for asset in assets:
        assert asset.given["origin"] == "synthetic"
        assert asset.given["name_en"].startswith("Synthetic entry")
        assert asset.given["name_cy"].startswith("Cofnod synthetig")
        assert "--seed 7" in asset.given["source_url"]


def test_every_word_is_one_of_the_vocabularies(assets, definitions):
    terms = definitions.terms
    for asset in assets:
        assert asset.given["kind"] in definitions.kinds
        assert asset.given["sector"] in terms["sectors"]
        assert asset.given["themes"]
        assert set(asset.given["themes"]) <= set(terms["themes"])
        assert set(asset.given["stages"]) <= set(terms["stages"])
        exchange = asset.given["kind"] in ("offer", "request")
        assert bool(asset.given["exchange_category"]) == exchange
        assert not asset.given["exchange_category"] or (
            asset.given["exchange_category"] in terms["exchange_categories"]
        )
        if asset.given["start_year"] and asset.given["end_year"]:
            assert asset.given["start_year"] <= asset.given["end_year"]
    assert {a.given["kind"] for a in assets} == set(definitions.kinds)
    assert {s for a in assets for s in a.given["stages"]} == set(terms["stages"])
    assert {t for a in assets for t in a.given["themes"]} == set(terms["themes"])


def test_bases_are_known_in_every_layer(assets, layers):
    for asset in assets:
        if asset.location is None:
            assert not asset.areas
            assert asset.given["place"] == ""
            continue
        authority = asset.areas["local_authority"]
        assert asset.areas == {x.id: x.of_authority[authority] for x in layers.values()}
    for layer in layers.values():
        assert {a.areas.get(layer.id) for a in assets} >= set(layer.areas)


def test_there_is_some_of_everything(assets, layers):
    ways = Counter(
        a.location.precision
        if a.location
        else ("all_wales" if a.given["served"] == ("W92000004",) else "nowhere")
        for a in assets
    )
    assert set(ways) == {"place", "postcode", "area", "all_wales", "nowhere"}
    assert min(ways.values()) > MANY * 0.03
    served = {code for a in assets for code in a.given["served"]}
    for layer in layers.values():
        assert served & set(layer.areas)
    assert any(len(a.given["served"]) == 2 for a in assets)
    assert any(a.location and not a.given["served"] for a in assets)


def test_places_and_postcodes_are_those_of_the_gazetteer(assets, gazetteer):
    """Asked of the gazetteer's own look-up, which shares no code with the draw."""
    by_way = {"place": [], "postcode": []}
    for asset in assets:
        if asset.location and asset.location.precision in by_way:
            by_way[asset.location.precision].append(asset)
    for asset in by_way["place"][:50]:
        authority = asset.areas["local_authority"]
        found = locate_place(gazetteer, asset.given["place"], within=authority)
        assert asset.given["place"] in set(gazetteer.places["name_en"])
        assert found.status in ("found", "ambiguous")
    agree = [
        locate_point(gazetteer, a.location.longitude, a.location.latitude).authority
        == a.areas["local_authority"]
        for a in by_way["postcode"][:150]
    ]
    assert sum(agree) / len(agree) > 0.98  # the polygons are generalised


def test_entries_are_spread_by_population(gazetteer, definitions, layers):
    assets = synthetic_assets(gazetteer, definitions, 20_000, 3)
    areas = layers["local_authority"].areas
    counts = Counter(a.areas["local_authority"] for a in assets if a.areas)
    total, people = sum(counts.values()), sum(x.population for x in areas.values())
    for code, area in areas.items():
        expected = total * area.population / people
        assert abs(counts[code] - expected) < 5 * expected**0.5


def test_other_entries_are_run_by_a_few_synthetic_practitioners(settings):
    make_synthetic(settings, 500, 1)
    assets = all_assets(settings)
    practitioners = assets[assets["kind"] == "practitioner"]
    assert (practitioners["organisation"] == "").all()
    run = assets[assets["organisation"] != ""]
    assert len(run) > 100
    assert set(run["organisation_id"]) <= set(practitioners.index)
    assert 1 < run["organisation_id"].nunique() <= 40
    assert set(assets["origin"]) == {"synthetic"}


@pytest.mark.parametrize("n", [1, 2, 3, 17])
def test_a_few_are_possible_too(settings, n):
    assert make_synthetic(settings, n, 5) == n
    assert len(all_assets(settings)) == n


def test_the_same_seed_gives_the_same_entries_and_another_does_not(
    gazetteer, definitions
):
    one = synthetic_assets(gazetteer, definitions, 50, 1)
    assert one == synthetic_assets(gazetteer, definitions, 50, 1)
    assert one != synthetic_assets(gazetteer, definitions, 50, 2)


def test_the_same_call_twice_changes_nothing(settings):
    assert make_synthetic(settings, 50, 1) == 50
    before = dump(settings.database)
    assert make_synthetic(settings, 50, 1) == 0
    assert dump(settings.database) == before


def test_the_map_is_sound_and_can_be_searched(settings):
    make_synthetic(settings, 300, 1)
    assert check(settings) == []
    assets = all_assets(settings)
    assert (
        len(search(settings, Query(text="synthetig", ended=True), assets).hits) == 300
    )
    assert len(search(settings, Query(text="Synthetic entry 17"), assets).hits) >= 1


def test_real_and_synthetic_entries_are_never_mixed(network):
    before = dump(network.database)
    with pytest.raises(MixedOriginsError, match="COPRO_MAP_DB"):
        make_synthetic(network, 10, 1)
    assert dump(network.database) == before


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_a_real_entry_that_is_not_published_counts_too(settings, status):
    make_synthetic(settings, 5, 1)
    with writing(settings.database) as database:
        database["asset"].update(
            "synth-000003", {"origin": "network", "status": status}
        )
    with pytest.raises(MixedOriginsError):
        make_synthetic(settings, 10, 1)
    with closing(sqlite3.connect(settings.database)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM asset").fetchone() == (5,)


@pytest.mark.parametrize(
    ("n", "seed", "option"),
    [(0, 1, "--n"), (-1, 1, "--n"), (1_000_000, 1, "--n"), (1, -1, "--seed")],
)
def test_a_number_out_of_range_is_an_error_that_names_it(settings, n, seed, option):
    with pytest.raises(OutOfRangeError, match=option):
        make_synthetic(settings, n, seed)
    assert not settings.database.exists()
