"""A search answered from the file itself, without the project's own reader."""

from __future__ import annotations

import re
from datetime import date

import pytest

from copro_map.config import load_settings
from copro_map.definitions import load_definitions
from copro_map.errors import UnknownAreaError
from copro_map.geography.areas import load_layers
from copro_map.i18n import language_in_force, set_language, sort_key
from copro_map.model import Query
from copro_map.services.drawing import authorities_of
from copro_map.services.entries import UnknownEntryError, find_entry, present
from copro_map.services.search import all_assets, data_revision, search, why_in_words
from tests.samples import real_rows

TODAY = date(2026, 11, 21)
REAL = load_settings({})
AUTHORITIES = load_layers(REAL.boundaries_dir, REAL.data_dir)["local_authority"].areas


def reason(row: dict[str, str], names: set[str]) -> str | None:
    """Why a row of the file answers a question about areas of these names."""
    serves = set(row["serves"].split(";"))
    if row["local_authority"] in names:
        return "based"
    if serves & names:
        return "serves"
    if "All Wales" in serves | {row["local_authority"]}:
        return "all_wales"
    return None


def whole_layers():
    for layer_id in ("local_authority", "health_board", "public_services_board"):
        layers = load_layers(REAL.boundaries_dir, REAL.data_dir)
        yield from ((layer_id, code) for code in layers[layer_id].areas)


@pytest.mark.parametrize(("layer", "area"), list(whole_layers()))
def test_an_area_finds_what_the_file_says(network, layers, layer, area):
    members = layers[layer].areas[area].members
    names = {AUTHORITIES[code].label.en for code in members}
    expected = {r["id"]: reason(r, names) for r in real_rows() if reason(r, names)}
    answer = search(network, Query(layer=layer, area=area), all_assets(network))
    assert {i: why[0].reason for i, why in answer.hits["why"].items()} == expected
    assert answer.tally.total == len(expected)


def test_words_kind_and_theme_narrow_together(network):
    assets = all_assets(network)
    hits = search(
        network, Query(text="Cardiff", kinds=("project",), theme="food"), assets
    )
    for row in hits.hits.itertuples():
        assert row.kind == "project"
        assert "food" in row.themes
    everything = set(search(network, Query(text="Cardiff"), assets).hits.index)
    assert set(hits.hits.index) <= everything


@pytest.mark.parametrize("text", ["", "  ", "???", '"', "🙂"])
def test_no_word_asks_nothing(network, text):
    assets = all_assets(network)
    assert len(search(network, Query(text=text), assets).hits) == len(assets)


def test_an_unknown_area_or_layer_is_an_error_that_names_it(network):
    assets = all_assets(network)
    with pytest.raises(UnknownAreaError, match="W06000099"):
        search(network, Query(area="W06000099"), assets)
    with pytest.raises(UnknownAreaError, match="parish"):
        search(network, Query(layer="parish"), assets)


def test_reasons_are_words_of_the_language(network):
    hits = search(network, Query(area="W06000008"), all_assets(network)).hits
    english = {tuple(why_in_words(why)) for why in hits["why"]}
    with language_in_force("cy"):
        welsh = {tuple(why_in_words(why)) for why in hits["why"]}
    assert english == {("Based here",), ("Serves this area",), ("Serves all Wales",)}
    assert len(welsh) == 3
    assert not english & welsh


@pytest.mark.parametrize("language", ["en", "cy"])
def test_entries_stand_in_the_order_of_the_alphabet(network, language):
    set_language(language)
    assets = all_assets(network)
    own, english = assets[f"name_{language}"], assets["name_en"]
    names = [mine or other for mine, other in zip(own, english, strict=True)]
    keys = [sort_key(name) for name in names]
    assert keys == sorted(keys)
    assert len(names) > 228
    first_ll = next(i for i, n in enumerate(names) if n.startswith("Ll"))
    last_l = max(i for i, n in enumerate(names) if re.match("L[^l]", n))
    assert (first_ll > last_l) == (language == "cy")


def test_the_revision_is_read(network):
    assert data_revision(network) == 1


def presented(network, layers):
    definitions = load_definitions(network.data_dir)
    rows = all_assets(network).itertuples()
    return [present(row, definitions, layers, TODAY) for row in rows]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_entry_can_be_shown_in_both_languages(network, layers, language):
    set_language(language)
    rows = {r["id"]: r for r in real_rows()}
    for entry in presented(network, layers):
        row = rows.get(entry.id)
        assert entry.verification.id == "unverified"
        assert entry.open_now is (
            False if entry.kind.id in ("offer", "request") else None
        )
        assert entry.name.text
        assert entry.where
        assert entry.named_only == (row is None)
        if row:
            own = row[f"name_{language}"]
            assert entry.name.text == (own or row["name_en"])
            assert entry.name.language == (language if own else "en")
            assert entry.website == row["website"]


def test_an_entry_says_where_it_is_in_words(network, layers):
    rows = {r["id"]: r for r in real_rows()}
    for entry in presented(network, layers):
        row = rows.get(entry.id)
        if row and row["local_authority"] in ("", "All Wales"):
            assert not entry.based
            assert entry.longitude is None
            national = "All Wales" in (row["local_authority"], row["serves"])
            assert entry.where == ("All Wales" if national else "No location")
        elif row:
            assert entry.where.endswith(row["local_authority"])
            assert row["place"] in entry.where
            assert len(entry.areas) == len(layers)


def test_an_unknown_entry_is_an_error_that_names_it(network, layers):
    definitions = load_definitions(network.data_dir)
    with pytest.raises(UnknownEntryError, match="no-such-entry"):
        find_entry(all_assets(network), "no-such-entry", definitions, layers, TODAY)


def test_one_entry_is_found_by_its_id(network, layers):
    definitions = load_definitions(network.data_dir)
    assets = all_assets(network)
    entry = find_entry(assets, real_rows()[0]["id"], definitions, layers, TODAY)
    assert entry.name.text == real_rows()[0]["name_en"]


def test_the_authorities_of_codes_of_any_layer(settings):
    assert authorities_of(settings, ("W06000008",)) == {"W06000008"}
    north = {f"W0600000{n}" for n in range(1, 7)}
    assert authorities_of(settings, ("W11000023",)) == north
    assert authorities_of(settings, ("W92000004",)) == set(AUTHORITIES)
    assert authorities_of(settings, ()) == set()


@pytest.mark.parametrize("area", ["", "W06000008"])
def test_words_that_match_nothing_with_a_theme_find_nothing(network, area):
    query = Query(text="zzzzzz", theme="food", area=area)
    answer = search(network, query, all_assets(network))
    assert answer.tally.total == len(answer.hits) == 0
