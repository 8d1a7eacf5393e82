"""Matching against a plain-Python version, on the real entries."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.core.matching import is_open, match, tally
from copro_map.model import Query
from copro_map.services.search import all_assets

ALL_WALES = "W92000004"
RANK = ["based", "serves", "all_wales"]
KINDS = ["practitioner", "project", "offer", "request"]


def slow(entries, query, members, text_ids):
    """The rule, one entry at a time: [(id, reasons)] in order."""
    order = list(entries) if text_ids is None else [i for i in text_ids if i in entries]
    answer = []
    for asset_id in order:
        entry = entries[asset_id]
        if query.kinds and entry["kind"] not in query.kinds:
            continue
        if query.theme and query.theme not in entry["themes"]:
            continue
        if not query.area:
            answer.append((0, asset_id, []))
        elif entry["areas"].get(query.layer) == query.area:
            answer.append((0, asset_id, [("based", query.area)]))
        elif {query.area, *members} & set(entry["served"]):
            answer.append((1, asset_id, [("serves", query.area)]))
        elif ALL_WALES in entry["served"]:
            answer.append((2, asset_id, [("all_wales", ALL_WALES)]))
    answer.sort(key=lambda one: one[0])
    return [(asset_id, why) for _, asset_id, why in answer]


def found(frame: pd.DataFrame):
    return [
        (asset_id, [(w.reason, w.area_code) for w in why])
        for asset_id, why in frame["why"].items()
    ]


@pytest.fixture
def assets(network) -> pd.DataFrame:
    return all_assets(network)


def random_query(rng, layers, themes, ids):
    layer = rng.choice(list(layers.values()))
    area = rng.choice(["", *layer.areas, *layer.areas])
    query = Query(
        layer=layer.id,
        area=area,
        kinds=tuple(rng.sample(KINDS, rng.choice([0, 0, 1, 2]))),
        theme=rng.choice(["", "", *themes]),
    )
    members = frozenset(layer.areas[area].members) if area else frozenset()
    text_ids = None
    if rng.random() < 0.5:
        text_ids = rng.sample([*ids, "gone"], rng.randint(0, len(ids)))
    return query, members, text_ids


def test_five_hundred_queries_are_answered_as_one_by_one(assets, layers):
    rng = random.Random(3)
    entries = assets.to_dict("index")
    themes = sorted({theme for one in entries.values() for theme in one["themes"]})
    sizes = set()
    for _ in range(500):
        query, members, text_ids = random_query(rng, layers, themes, list(entries))
        answer = match(assets, query, members=members, text_ids=text_ids)
        expected = slow(entries, query, members, text_ids)
        assert found(answer) == expected, (query, text_ids)
        counted = tally(answer)
        assert counted.total == len(expected)
        sizes.add(len(expected))
    assert len(sizes) > 30  # the queries are truly different


def test_no_question_finds_everything_in_the_given_order(assets):
    answer = match(assets, Query())
    assert list(answer.index) == list(assets.index)
    assert set(answer["why"]) == {()}


def test_nothing_is_changed_in_the_entries(assets, layers):
    before = assets.copy(deep=True)
    area = layers["health_board"].areas["W11000023"]
    match(
        assets,
        Query(layer="health_board", area=area.code, kinds=("offer",), theme="food"),
        members=frozenset(area.members),
    )
    pd.testing.assert_frame_equal(assets, before)


def test_what_matches_nothing_is_an_empty_frame_with_the_same_columns(assets):
    answer = match(assets, Query(theme="no_such_theme"), text_ids=[])
    assert len(answer) == 0
    assert list(answer.columns) == [*assets.columns, "why"]
    assert tally(answer).total == 0


def test_the_order_is_based_then_serving_then_all_wales(assets):
    answer = match(
        assets,
        Query(area="W06000001"),
        members=frozenset(["W06000001"]),
    )
    ranks = [RANK.index(why[0].reason) for why in answer["why"]]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}


@pytest.mark.parametrize("kind", ["local_authority", "health_board"])
def test_each_entry_is_based_in_one_area_of_a_layer(assets, layers, kind):
    based = []
    for area in layers[kind].areas.values():
        answer = match(
            assets,
            Query(layer=kind, area=area.code),
            members=frozenset(area.members),
        )
        based += [i for i, why in answer["why"].items() if why[0].reason == "based"]
    assert len(based) == len(set(based)) == tally(assets).located


areas = st.sampled_from([{}, {"local_authority": "W06000008"}])
served = st.sampled_from([(), (ALL_WALES,), ("W06000008",), ("W06000008", ALL_WALES)])


@given(st.lists(st.tuples(areas, served), max_size=30))
def test_every_entry_is_in_exactly_one_part_of_the_tally(rows):
    frame = pd.DataFrame(rows, columns=["areas", "served"])
    counted = tally(frame)
    located = [r for r in rows if r[0]]
    national = [r for r in rows if not r[0] and ALL_WALES in r[1]]
    assert counted.located == len(located)
    assert counted.all_wales == len(national)
    assert counted.no_location == len(rows) - len(located) - len(national)
    assert counted.total == len(rows)


TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", ["unverified", "confirmed", "stale"])
@pytest.mark.parametrize("days", [None, -1, 0, 1])
def test_only_a_confirmed_offer_or_request_is_open_until_its_day(kind, state, days):
    closes = "" if days is None else (TODAY + timedelta(days)).isoformat()
    expected = (
        kind in ("offer", "request") and state == "confirmed" and days in (None, 0, 1)
    )
    assert is_open(kind, state, closes, TODAY) is expected


def test_no_real_offer_or_request_is_open(assets):
    for row in assets.itertuples():
        assert not is_open(row.kind, row.verification, row.closes_on, TODAY), row.Index
    assert set(assets["verification"]) == {"unverified"}
    assert {"offer", "request"} <= set(assets["kind"])
