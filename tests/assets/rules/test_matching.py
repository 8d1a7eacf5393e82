"""Unmet requests: which offers suit, and who is left when each is used once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.assets.rules.matching import compatible, unmet
from copro_map.search.search import all_assets

REQUEST = {
    "easting_m": 0.0,
    "northing_m": 0.0,
    "precision": "postcode",
    "authority": "W06000008",
    "served_authorities": frozenset(),
    "serves_all_wales": False,
    "themes": ("food", "housing"),
    "languages": ("cy",),
    "exchange_category": "venue",
    "organisation_id": "asker",
}
OFFER = {**REQUEST, "organisation_id": "giver", "themes": ("food", "health")}
FAR = {"easting_m": 10_001.0, "authority": "W06000023"}


def frame(rows, letter):
    ids = [f"{letter}{number}" for number in range(len(rows))]
    return pd.DataFrame(
        rows, index=pd.Index(ids, name="id"), columns=[*REQUEST, *EXTRA]
    )


EXTRA = ("remote", "capacity", "open", "organisation")


def entry(of, **changes):
    defaults = {"remote": False, "capacity": 1, "open": True, "organisation": ""}
    return {**of, **defaults, **changes}


def fold_of(one):
    return one["organisation"].lower().strip(". ")


def suits(request, offer):
    """Say whether an offer suits a request, rule by rule as METHODS.md has them."""
    exact = request["precision"] != "area" and offer["precision"] != "area"
    away = np.hypot(
        request["easting_m"] - offer["easting_m"],
        request["northing_m"] - offer["northing_m"],
    )
    asked_in = {request["authority"]} - {""} or set(request["served_authorities"])
    reached = (
        (exact and away <= 10_000)
        or offer["remote"]
        or offer["serves_all_wales"]
        or bool(asked_in & set(offer["served_authorities"]))
    )
    ours, theirs = set(request["languages"]), set(offer["languages"])
    sought, given_ = request["exchange_category"], offer["exchange_category"]
    named = bool(sought) and sought == given_
    said = set(request["themes"]) and set(offer["themes"])
    ours_, theirs_ = (x["organisation_id"] or fold_of(x) for x in (request, offer))
    return bool(
        reached
        and (set(request["themes"]) & set(offer["themes"]) or (named and not said))
        and (ours & theirs or not ours or not theirs)
        and (sought == given_ or not sought or not given_)
        and (ours_ == "" or ours_ != theirs_)
    )


def most_that_can_be_met(table, capacity):
    """Return the size of a largest matching, by augmenting paths (Kuhn)."""
    places = [o for o, n in enumerate(capacity) for _ in range(n)]
    holder = {}

    def find(request, seen):
        for place, offer in enumerate(places):
            if table[request][offer] and place not in seen:
                seen.add(place)
                if place not in holder or find(holder[place], seen):
                    holder[place] = request
                    return True
        return False

    return sum(find(request, set()) for request in range(len(table)))


RULES = [
    ({}, {}, True),
    ({}, {"easting_m": 10_000.0}, True),
    ({}, FAR, False),
    ({}, {**FAR, "remote": True}, True),
    ({}, {**FAR, "served_authorities": frozenset({"W06000008"})}, True),
    ({}, {**FAR, "served_authorities": frozenset({"W06000001"})}, False),
    ({}, {**FAR, "serves_all_wales": True}, True),
    ({"remote": True}, FAR, False),
    ({"serves_all_wales": True}, FAR, False),
    # Known by its authority alone: neither end has a distance.
    ({}, {"precision": "area"}, False),
    ({"precision": "area"}, {}, False),
    ({"easting_m": np.nan, "northing_m": np.nan}, {}, False),
    ({"precision": "area"}, {"served_authorities": frozenset({"W06000008"})}, True),
    # A request without a base is for the areas that it serves.
    (
        {"authority": "", "served_authorities": frozenset({"W06000001"})},
        {**FAR, "served_authorities": frozenset({"W06000001"})},
        True,
    ),
    (
        {"served_authorities": frozenset({"W06000001"})},
        {**FAR, "served_authorities": frozenset({"W06000001"})},
        False,
    ),
    ({"authority": ""}, {**FAR, "authority": ""}, False),
    ({}, {"themes": ("health",)}, False),
    # Without a theme the category alone says what it is about, if both name it.
    ({}, {"themes": ()}, True),
    ({"themes": ()}, {}, True),
    ({"themes": ()}, {"themes": ()}, True),
    ({"themes": ()}, {"exchange_category": ""}, False),
    ({"themes": (), "exchange_category": ""}, {"exchange_category": ""}, False),
    ({"themes": ()}, {"exchange_category": "advice"}, False),
    ({}, {"languages": ("en",)}, False),
    ({}, {"languages": ("cy", "en")}, True),
    ({}, {"languages": ()}, True),
    ({"languages": ()}, {"languages": ()}, True),
    ({}, {"exchange_category": "advice"}, False),
    ({}, {"exchange_category": ""}, True),
    ({"exchange_category": ""}, {}, True),
    ({}, {"organisation_id": "asker"}, False),
    ({"organisation_id": ""}, {"organisation_id": ""}, True),
    # Without an id a member is known by the organisation's name.
    (
        {"organisation_id": "", "organisation": "Y Cwtch"},
        {"organisation_id": "", "organisation": "y cwtch."},
        False,
    ),
    ({"organisation_id": "", "organisation": "Y Cwtch"}, {"organisation_id": ""}, True),
]


@pytest.mark.parametrize(("request_is", "offer_is", "answer"), RULES)
def test_what_makes_an_offer_suit(request_is, offer_is, answer):
    request, offer = entry(REQUEST, **request_is), entry(OFFER, **offer_is)
    table = compatible(frame([request], "r"), frame([offer], "o"))
    assert table.tolist() == [[answer]]
    assert suits(request, offer) == (
        answer and not np.isnan(request["easting_m"])
    )  # so that the slow version below says the same


def test_an_entry_never_meets_itself():
    both = frame([entry(REQUEST, organisation_id="")], "x")
    assert not compatible(both, both).any()


def test_the_radius_is_asked_for():
    requests, offers = frame([entry(REQUEST)], "r"), frame([entry(OFFER, **FAR)], "o")
    assert unmet(requests, offers)["status"].to_list() == ["isolated"]
    assert unmet(requests, offers, km=20)["status"].to_list() == ["met"]


some = st.sampled_from
kilometres = some([0.0, 6_000.0, 8_000.0])
set_of_areas = some([frozenset(), frozenset({"W06000001"}), frozenset({"W06000008"})])
entries = st.fixed_dictionaries(
    {
        "easting_m": kilometres,
        "northing_m": kilometres,
        "precision": some(["postcode", "postcode", "area"]),
        "authority": some(["", "W06000001", "W06000008"]),
        "served_authorities": set_of_areas,
        "serves_all_wales": some([False, False, False, True]),
        "themes": some([("food",), ("food", "health"), ("health",), ()]),
        "languages": some([("cy",), ("en",), ("cy", "en"), ()]),
        "exchange_category": some(["", "", "venue", "advice"]),
        "organisation_id": some(["", "", "x", "y"]),
        "remote": some([False, False, True]),
        "capacity": some([0, 1, 1, 3]),
        "open": some([True, True, True, False]),
        "organisation": some(["", "", "Y Cwtch", "y cwtch."]),
    }
)
# Entries that differ only in place and theme: most suit, and they crowd each other out.
rivals = st.fixed_dictionaries(
    {"easting_m": kilometres, "themes": some([("food",), ("health", "food"), ("x",)])}
).map(lambda changes: entry({**REQUEST, "organisation_id": ""}, **changes))
some_entries = st.lists(entries, max_size=8) | st.lists(rivals, max_size=8)


@given(some_entries, some_entries)
def test_every_answer_is_that_of_the_slow_version(requests, offers):
    asked, offered = frame(requests, "r"), frame(offers, "o")
    before = asked.copy(), offered.copy()
    answers = unmet(asked, offered)
    pd.testing.assert_frame_equal(asked, before[0])
    pd.testing.assert_frame_equal(offered, before[1])

    open_offers = {f"o{n}": o for n, o in enumerate(offers) if o["open"]}
    open_requests = {f"r{n}": r for n, r in enumerate(requests) if r["open"]}
    table = [
        [suits(r, o) for o in open_offers.values()] for r in open_requests.values()
    ]
    capacity = [o["capacity"] for o in open_offers.values()]
    assert list(answers.index) == list(open_requests)
    assert (answers["compatible_offers"] == [sum(row) for row in table]).all()
    isolated = answers["compatible_offers"] == 0
    assert (answers["status"] == "isolated").equals(isolated)
    met = answers[answers["status"] == "met"]
    assert len(met) == most_that_can_be_met(table, capacity)
    assert (answers.loc[answers["status"] != "met", "offer_id"] == "").all()
    used = met["offer_id"].value_counts()
    assert all(times <= open_offers[offer]["capacity"] for offer, times in used.items())
    for request, offer in met["offer_id"].items():
        assert suits(open_requests[request], open_offers[offer])
    known = [r["precision"] != "area" for r in open_requests.values()]
    assert answers["has_point"].to_list() == known


@given(some_entries, some_entries, entries)
def test_unmet_never_rises_when_an_offer_is_added(requests, offers, another):
    asked = frame(requests, "r")
    before = unmet(asked, frame(offers, "o"))["status"]
    after = unmet(asked, frame([*offers, another], "o"))["status"]
    assert (after != "met").sum() <= (before != "met").sum()
    assert (after == "isolated").sum() <= (before == "isolated").sum()


@given(some_entries, some_entries, st.randoms(use_true_random=False))
def test_the_order_of_the_entries_changes_nothing(requests, offers, random):
    asked, offered = frame(requests, "r"), frame(offers, "o")
    answers = unmet(asked, offered)
    shuffled = [
        each.loc[random.sample(list(each.index), len(each))]
        for each in (asked, offered)
    ]
    again = unmet(*shuffled)
    assert list(again.index) == [i for i in shuffled[0].index if i in answers.index]
    pd.testing.assert_frame_equal(again.loc[answers.index], answers)


def test_which_of_two_rivals_is_met_does_not_depend_on_their_order():
    requests, offers = frame([entry(REQUEST)] * 2, "r"), frame([entry(OFFER)] * 2, "o")
    for asked in (requests, requests.iloc[::-1]):
        answers = unmet(asked, offers.iloc[[0]])
        assert answers["status"].to_dict() == {"r0": "met", "r1": "crowded_out"}
        answers = unmet(asked, offers.iloc[::-1])
        assert (
            answers["offer_id"].to_dict()
            == unmet(requests, offers)["offer_id"].to_dict()
        )


def test_without_the_optional_columns_all_are_open_and_have_one_place():
    requests = frame([entry(REQUEST)] * 3, "r").drop(columns=list(EXTRA))
    offers = frame([entry(OFFER), entry(OFFER, **FAR)], "o").drop(columns=list(EXTRA))
    status = unmet(requests, offers)["status"].to_list()
    assert status == ["met", "crowded_out", "crowded_out"]


def test_a_gap_in_an_optional_column_takes_the_default():
    requests = frame([entry(REQUEST, open=None)] * 2, "r")
    offers = frame([entry(OFFER, remote=None, capacity=np.nan, open=None)], "o")
    assert unmet(requests, offers)["status"].to_list() == ["met", "crowded_out"]


def test_an_early_request_gives_way_if_more_can_be_met_so():
    """The first could take either offer, the second only one of them."""
    either = entry(REQUEST, themes=("food", "health"))
    only_food = entry(REQUEST, themes=("food",))
    offers = [entry(OFFER, themes=("food",)), entry(OFFER, themes=("health",))]
    answers = unmet(frame([either, only_food], "r"), frame(offers, "o"))
    assert answers["offer_id"].to_list() == ["o1", "o0"]


def test_the_real_requests_have_an_answer_each(network):
    assets = all_assets(network)
    requests = assets[assets["kind"] == "request"]
    answers = unmet(requests, assets[assets["kind"] == "offer"])
    assert list(answers.index) == list(requests.index)
    known = requests["precision"].isin(["postcode", "place"])
    assert (answers["has_point"] == known).all()
    assert answers["status"].isin(["met", "isolated", "crowded_out"]).all()
