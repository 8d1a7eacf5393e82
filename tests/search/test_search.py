"""A search answered from the file itself, without the project's own reader."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from copro_map.assets.importing import import_network
from copro_map.assets.presenting import UnknownEntryError, find_entry, present
from copro_map.base.config import load_settings
from copro_map.base.definitions import load_definitions
from copro_map.base.errors import UnknownAreaError
from copro_map.base.i18n import language_in_force, set_language, sort_key, t
from copro_map.base.store.connection import data_revision
from copro_map.base.today import current_day
from copro_map.geography.areas import load_layers
from copro_map.search.drawing import authorities_of
from copro_map.search.export import export_table
from copro_map.search.rules.matching import match
from copro_map.search.rules.query import FILTERS, Query
from copro_map.search.search import (
    all_assets,
    look_up,
    query_choices,
    search,
    why_in_words,
)
from copro_map.search.ways_on import nearest_answers, to_add, ways_out
from tests.samples import live_ids, query, real_rows, write_csv
from tests.samples import row as one_row
from tests.search.rules.test_matching import random_place, random_query

TODAY = date(2026, 11, 21)
REAL = load_settings({})
AUTHORITIES = load_layers(REAL.boundaries_dir, REAL.data_dir)["local_authority"].areas


OWN_AREAS = """
SELECT a.id, aa.area_code, s.area_code FROM asset AS a
LEFT JOIN asset_area AS aa ON aa.asset_id = a.id AND aa.layer = 'local_authority'
LEFT JOIN asset_served AS s ON s.asset_id = a.id
WHERE a.origin = 'named'
"""


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


def bodies(database, layers, members: tuple[str, ...]) -> dict[str, str]:
    """Why each body that is known by name only answers: by its own area."""
    found = {}
    for one, based, served in query(database, OWN_AREAS):
        reached = {m for x in layers.values() if served in x.areas
                   for m in x.areas[served].members}  # fmt: skip
        if based in members:
            found[one] = "based"
        elif reached & set(members):
            found[one] = "serves"
    return found


@pytest.mark.parametrize(("layer", "area"), list(whole_layers()))
def test_an_area_finds_what_the_file_says(network, layers, layer, area):
    members = layers[layer].areas[area].members
    names = {AUTHORITIES[code].label.en for code in members}
    everything = {r["id"]: reason(r, names) for r in real_rows() if reason(r, names)}
    everything |= bodies(network.database, layers, members)
    live = live_ids(network.database, TODAY)
    expected = {i: why for i, why in everything.items() if i in live}
    answer = search(network, Query(areas=(area,)), all_assets(network), TODAY)
    assert {i: why[0].reason for i, why in answer.hits["why"].items()} == expected
    assert sum(answer.tally) == len(expected)
    assert answer.found.ended == len(everything) - len(expected)


def test_words_kind_and_theme_narrow_together(network):
    assets = all_assets(network)
    hits = search(
        network, Query(text="Cardiff", kinds=("project",), themes=("food",)), assets
    )
    for row in hits.hits.itertuples():
        assert row.kind == "project"
        assert "food" in row.themes
    everything = set(search(network, Query(text="Cardiff"), assets).hits.index)
    assert set(hits.hits.index) <= everything


@pytest.mark.parametrize("text", ["", "  ", "???", '"', "🙂"])
def test_no_word_asks_nothing(network, text):
    assets = all_assets(network)
    question = Query(text=text, ended=True)
    assert len(search(network, question, assets).hits) == len(assets)


def test_an_unknown_area_is_an_error_that_names_it(network):
    assets = all_assets(network)
    with pytest.raises(UnknownAreaError, match="W06000099"):
        search(network, Query(areas=("W06000008", "W06000099")), assets)


def test_reasons_are_words_of_the_language(network, layers):
    assets = all_assets(network)
    why = [
        one
        for query in (
            Query(areas=("W06000001",)),
            Query(near="Bangor"),
            Query(text="food"),
        )
        for one in search(network, query, assets).hits["why"]
    ]
    english = {words for one in why for words in why_in_words(one, layers)}
    with language_in_force("cy"):
        welsh = {words for one in why for words in why_in_words(one, layers)}
    assert len(welsh) == len(english)
    assert not english & welsh
    assert {"Based here", "Serves all Wales", "Somewhere in this authority"} <= english
    assert {"Serves: Isle of Anglesey", "Serves: Gwynedd"} <= english
    assert any(re.fullmatch(r"Distance: \d+\.\d km", words) for words in english)
    assert any(words.startswith("Matches: ") for words in english)
    assert "Serves: Ynys Môn" not in english
    assert any(words.endswith(": Ynys Môn") for words in welsh)


def test_a_reason_for_every_question_and_no_more(network, layers):
    hits = search(
        network, Query(text="food", areas=("W06000015",)), all_assets(network)
    )
    for why in hits.hits["why"]:
        assert [one.reason == "text" for one in why] == [False, True]
        assert len(why_in_words(why, layers)) == 2


@pytest.fixture
def choices(network, layers):
    return query_choices(load_definitions(network.data_dir), layers)


def test_the_choices_are_those_of_the_definitions(choices, layers):
    assert choices["layer"] == list(layers)
    assert choices["areas"] == [c for x in layers.values() for c in x.areas]
    assert choices["kinds"] == ["practitioner", "project", "offer", "request"]
    assert choices["checked"] == ["unverified", "confirmed", "stale"]
    assert choices["languages"] == ["cy", "en"]
    assert all(len(set(values)) == len(values) > 0 for values in choices.values())


def test_every_way_out_counts_what_is_found_without_the_filter(
    network, layers, choices
):
    assets = all_assets(network)

    def found(query):
        asked, _ = look_up(network, query)
        return len(match(assets, query, asked, today=current_day()))

    rng = random.Random(8)
    helpful, empty = set(), 0
    while empty < 20:
        near, _ = random_place(rng, rng.choice(["", "town", "point"]), layers)
        query = replace(random_query(rng, choices), near=near)
        if found(query):
            continue
        empty += 1
        wider = {name: query.without(name) for name in FILTERS}
        hits = {name: found(one) for name, one in wider.items() if one != query}
        expected = {name: n for name, n in hits.items() if n}
        assert ways_out(network, query, assets) == expected, query
        helpful |= set(expected)
    assert len(helpful) > 4  # different filters were to blame


def test_the_ways_out_are_those_to_blame(network):
    assets = all_assets(network)
    query = Query(text="zzzzzz", near="Xyzzy", kinds=("offer",), km=50)
    found = len(search(network, Query(kinds=("offer",)), assets).hits)
    assert ways_out(network, query, assets) == {"text": found}
    twice = Query(text="zzzzzz", open_only=True)
    assert ways_out(network, twice, assets) == {}
    assert ways_out(network, Query(checked=("stale",), ended=True), assets) == {
        "checked": len(assets)
    }


def test_asking_changes_nothing_in_the_entries(network):
    assets = all_assets(network)
    before = assets.copy(deep=True)
    query = Query(near="Bangor", areas=("W11000023",), themes=("food",), text="food")
    answer = search(network, query, assets, TODAY)
    pd.testing.assert_frame_equal(assets, before)
    assert answer.query == query
    added = ["why", "distance_km", "group"]
    assert list(answer.hits.columns) == [*assets.columns, *added]
    nothing = search(network, Query(text="zzzzzz"), assets, TODAY)
    assert list(nothing.hits.columns) == [*assets.columns, *added[:2]]


def test_no_real_offer_or_request_is_open(network):
    assets = all_assets(network)
    assert set(assets["verification"]) == {"unverified"}
    assert {"offer", "request"} <= set(assets["kind"])
    assert not len(search(network, Query(open_only=True), assets, TODAY).hits)


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
    rows, live = {r["id"]: r for r in real_rows()}, live_ids(network.database, TODAY)
    runners = query(network.database, "SELECT name_en, name_cy FROM asset_public")
    for entry in presented(network, layers):
        row = rows.get(entry.id)
        assert entry.verification.id == "unverified"
        assert bool(entry.ended) == (entry.id not in live)
        exchanged = entry.kind.id in ("offer", "request") and not entry.ended
        asks = t("Not confirmed as open: ask before you act")
        assert entry.opening == (asks if exchanged else "")
        assert entry.name.text
        assert entry.where
        assert entry.named_only == (row is None)
        if row:
            own = row[f"name_{language}"]
            assert entry.name.text == (own or row["name_en"])
            assert entry.name.language == (language if own else "en")
            facts = {name: text for name, text, _ in entry.facts}
            assert facts.get(t("Website"), "") == row["website"]
            bodies = {n for n in runners if n[0] == row["organisation"]}
            names = {body[language == "cy"] or body[0] for body in bodies}
            said = facts.get(t("Run by"), "")
            assert said in (names or {row["organisation"]})


def test_the_visitors_words_come_back(network):
    asked, _ = look_up(network, Query(text="“Time Bank” co-prod"))
    assert asked.words == ("Time Bank", "co", "prod")


def test_an_entry_says_where_it_is_in_words(network, layers):
    rows = {r["id"]: r for r in real_rows()}
    for entry in presented(network, layers):
        row = rows.get(entry.id)
        if row and row["local_authority"] in ("", "All Wales"):
            assert not entry.areas
            assert entry.point is None
            national = "All Wales" in (row["local_authority"], row["serves"])
            assert entry.where == ("All Wales" if national else "No location")
        elif row:
            assert entry.where.endswith(row["local_authority"])
            assert row["place"] in entry.where
            assert len(entry.areas) == len(layers)


@pytest.mark.parametrize(
    ("place", "authority", "english", "welsh"),
    [
        ("Cardigan", "Ceredigion", "Cardigan, Ceredigion", "Aberteifi, Ceredigion"),
        ("Aberteifi", "Ceredigion", "Cardigan, Ceredigion", "Aberteifi, Ceredigion"),
        ("Swansea", "Swansea", "Swansea", "Abertawe"),
        ("CAERPHILLY", "Caerphilly", "CAERPHILLY, Caerphilly", "Caerffili"),
        ("Newcastle Emlyn", "Carmarthenshire", "Newcastle Emlyn, Carmarthenshire",
         "Castellnewydd Emlyn, Sir Gaerfyrddin"),
        ("Cardigan", "Powys", "Cardigan, Powys", "Cardigan, Powys"),
        ("The old shed", "Powys", "The old shed, Powys", "The old shed, Powys"),
    ],
)  # fmt: skip
def test_a_place_is_told_in_the_language_of_the_reader(
    settings, layers, tmp_path, place, authority, english, welsh
):
    file = write_csv(
        tmp_path / "in.csv", one_row(place=place, local_authority=authority)
    )
    assert not import_network(settings, file).faults
    for language, expected in (("en", english), ("cy", welsh)):
        with language_in_force(language):
            assert [entry.where for entry in presented(settings, layers)] == [expected]
            table = export_table(
                all_assets(settings), load_definitions(settings.data_dir), layers
            )
        assert table["place"].tolist() == [place]
        assert (
            table["place_in_words"][0] == expected.split(",")[0] or "," not in expected
        )


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


@pytest.mark.parametrize("areas", [(), ("W06000008",)])
def test_words_that_match_nothing_with_a_theme_find_nothing(network, areas):
    query = Query(text="zzzzzz", themes=("food",), areas=areas)
    answer = search(network, query, all_assets(network))
    assert sum(answer.tally) == len(answer.hits) == 0


@pytest.mark.parametrize(
    ("query", "brings"),
    [
        (Query(text="zzzzzz"), {}),
        (Query(text="zzzzzz Bangor"), {"where": "Bangor"}),
        (Query(text="zzzzzz", near="SY23 1AB"), {"where": "SY23 1AB"}),
        (Query(near="Powys", kinds=("offer",)), {"area": "W06000023", "kind": "offer"}),
        (Query(near="Nowhere At All", kinds=("offer", "request")), {}),
        (
            Query(areas=("W06000008", "W06000023"), themes=("food", "health")),
            {"area": "W06000008,W06000023", "theme": "food,health"},
        ),
    ],
)
def test_what_was_sought_stands_in_the_form_for_what_is_missing(network, query, brings):
    answer = search(network, query, all_assets(network))
    assert {name: x for name, x in to_add(answer).items() if x} == brings


def test_the_nearest_answers_have_as_few_filters_less_as_can_be(network):
    assets = all_assets(network)
    food = Query(text="food", kinds=("offer",), checked=("stale",))
    near = nearest_answers(network, food, assets)
    assert near.without == ("checked",)
    less = search(network, food.without("checked"), assets)
    assert list(near.found.rows().index) == list(less.hits.index)
    twice = Query(text="zzzzzz", checked=("stale",), themes=("food",))
    near = nearest_answers(network, twice, assets)
    assert near.without == ("text", "checked")
    assert len(near.found) == len(search(network, Query(themes=("food",)), assets).hits)
    nothing = nearest_answers(network, Query(text="zzzzzz", open_only=True), assets)
    assert set(nothing.without) == {"text", "open_only"}
    assert len(nothing.found) == len(search(network, Query(), assets).hits)
