"""Counts: what each choice would leave, and a tally that adds up."""

from __future__ import annotations

import random
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.definitions import load_definitions
from copro_map.search.rules.counts import count_facets, tally
from copro_map.search.rules.matching import answering, match
from copro_map.search.rules.query import FACETS, Query
from copro_map.search.search import all_assets, look_up, query_choices, search
from tests.search.rules.test_matching import TODAY, random_place, random_query, vary


@pytest.fixture
def choices(settings, layers):
    return query_choices(load_definitions(settings.data_dir), layers)


def only(query, name, value):
    return replace(query, **{name: (value,)})


def count_one_by_one(assets, query, asked, choices):
    """Ask again for every value of every facet."""
    counts = {}
    for name in FACETS:
        hits = {
            value: len(match(assets, only(query, name, value), asked, today=TODAY))
            for value in choices[name]
        }
        counts[name] = {value: n for value, n in hits.items() if n}
    return counts


@pytest.mark.parametrize(
    ("data", "part"), [*(("real", n) for n in range(4)), ("varied", 4)]
)
def test_each_count_is_what_the_choice_would_find(network, layers, choices, data, part):
    assets = all_assets(vary(network) if data == "varied" else network)
    texts = ["name_en", "name_cy", "description_en", "description_cy", "website"]
    assets = assets.drop(columns=texts)  # matching reads none of them, and is faster
    rng = random.Random(f"{data} {part}")
    asked_of = found = 0
    while asked_of < (4 if data == "real" else 5):
        near, _ = random_place(rng, rng.choice(["", "town", "point", "area"]), layers)
        query = replace(random_query(rng, choices), near=near)
        asked, _ = look_up(network, query)
        hits = len(match(assets, query, asked, today=TODAY))
        if not hits and rng.random() < 0.9:
            continue  # mostly questions that have an answer, and some that have none
        common = answering(assets, query, asked, today=TODAY)
        counts = count_facets(assets, query, common)
        assert counts == count_one_by_one(assets, query, asked, choices), query
        asked_of, found = asked_of + 1, found + bool(hits)
    assert found


def test_without_a_question_every_value_of_the_entries_is_counted(network, choices):
    assets = all_assets(network)
    facets = search(network, Query(ended=True), assets, TODAY).facets
    assert set(facets) == set(FACETS)
    assert sum(facets["kinds"].values()) == len(assets)
    assert facets["checked"] == {"unverified": len(assets)}
    assert facets["themes"]["food"] == sum("food" in t for t in assets["themes"])
    for name, counts in facets.items():
        assert set(counts) <= set(choices[name])
        assert all(n > 0 for n in counts.values())


def test_a_chosen_value_does_not_hide_the_others_of_its_facet(network):
    assets = all_assets(network)
    everything = search(network, Query(), assets, TODAY)
    chosen = search(network, Query(kinds=("offer",)), assets, TODAY)
    assert chosen.facets["kinds"] == everything.facets["kinds"]
    assert len(chosen.hits) == chosen.facets["kinds"]["offer"]
    assert sum(chosen.facets["checked"].values()) == len(chosen.hits) > 15


def test_nothing_found_has_no_values(network):
    answer = search(network, Query(text="zzzzzz"), all_assets(network), TODAY)
    assert answer.facets == {name: {} for name in FACETS}


authority = st.sampled_from(["", "W06000008", "W06000023"])


@given(st.lists(st.tuples(authority, st.booleans()), max_size=30))
def test_every_entry_is_in_exactly_one_part_of_the_tally(rows):
    counted = tally(pd.DataFrame(rows, columns=["authority", "serves_all_wales"]))
    located = [r for r in rows if r[0]]
    national = [r for r in rows if not r[0] and r[1]]
    assert counted.located == len(located)
    assert counted.all_wales == len(national)
    assert counted.no_location == len(rows) - len(located) - len(national)
    assert sum(counted) == len(rows)
